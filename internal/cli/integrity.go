package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// Fingerprints is what is sent to a device, with the hash of each file.
type Fingerprints struct {
	Version string        `json:"version"` // of everything together
	Program string        `json:"program"`
	Pack    string        `json:"pack"`
	Packed  string        `json:"pack_version"`
	Hash    string        `json:"pack_hash"`
	Files   []Fingerprint `json:"files"`
}

// Fingerprint is one file.
type Fingerprint struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (c *commands) integrity() *cobra.Command {
	var asJSON bool
	var o ServeOptions
	cmd := &cobra.Command{
		Use:   "integrity",
		Short: "List the fingerprints of what devices are sent",
		Long: "List the SHA-256 of every file that this program sends to a device, in the form of sha256sum: the same list as the\n" +
			"page about/integrity of a site that runs this program with this pack. A site that was told another page to leave\n" +
			"to, or another directory, sends other pages: tell it here too.",
		Example: "  halte integrity\n  curl -s https://example.org/service-worker.js | sha256sum\n" +
			"  halte integrity --leave-url https://www.meteo.be --json",
		Args: atMost(0),
	}
	jsonFlag(cmd, &asJSON)
	cmd.Flags().StringVar(&o.LeaveURL, "leave-url", "", "where the button to leave quickly leads on that site")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := checkLeaveURL(cmd, o.LeaveURL); err != nil {
			return err
		}
		if c.env.Fingerprints == nil {
			return errors.New("this program was built without pages")
		}
		a, err := c.open()
		if err != nil {
			return err
		}
		o.Now = c.env.Now
		prints, err := c.env.Fingerprints(a, o)
		if err != nil {
			return err
		}
		if asJSON {
			return c.writeJSON(prints)
		}
		return c.listFingerprints(prints)
	}
	return cmd
}

// listFingerprints writes what each is of on the standard error, so that the list alone can be compared by a script.
func (c *commands) listFingerprints(prints Fingerprints) error {
	fmt.Fprintf(c.env.Err, "halte %s\npack  %s %s (%s)\nall   %s\n", prints.Program, prints.Pack, prints.Packed, prints.Hash,
		prints.Version)
	for _, f := range prints.Files {
		if _, err := fmt.Fprintf(c.env.Out, "%s  %s\n", f.SHA256, f.Path); err != nil {
			return err
		}
	}
	return nil
}
