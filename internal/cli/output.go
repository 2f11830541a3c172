package cli

import (
	"encoding/json"

	"github.com/spf13/cobra"
)

// writeJSON writes a document for scripts.
func (c *commands) writeJSON(document any) error {
	e := json.NewEncoder(c.env.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}

// jsonFlag adds --json to a command.
func jsonFlag(cmd *cobra.Command, to *bool) {
	cmd.Flags().BoolVar(to, "json", false, "write JSON")
}
