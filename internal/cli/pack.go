package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (c *commands) pack() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pack",
		Short: "Check, prove and show a pack",
		Long: "A pack is everything that is particular to one region: guide, directory, rules, promises and cases.\n" +
			"See docs/pack-format.md.",
		Args: c.noSuchCommand, SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.packCheck(), c.packShow(), c.packProve())
	return cmd
}

func (c *commands) packCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Name every fault of a pack with its file, its field and its remedy",
		Long: "Read a pack strictly and name everything that is wrong with it at once: file, line, field, remedy.\n" +
			"The exit code is 0 when nothing is, and 3 otherwise.",
		Example: "  halte pack check\n  halte pack check --pack ./my-city",
		Args:    atMost(0),
		RunE: func(*cobra.Command, []string) error {
			p, err := c.load()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.env.Out, "%s %s: ok\n", p.Info.ID, p.Hash)
			return err
		},
	}
}
