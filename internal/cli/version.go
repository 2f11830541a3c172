package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// versionDoc is what exactly answers: the program and the pack.
type versionDoc struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"` // built from files that are not in the revision
	Go       string `json:"go"`
	Pack     string `json:"pack"`
	Packed   string `json:"pack_version"`
	Hash     string `json:"pack_hash"`
}

func (c *commands) version() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Say which program and which pack answer",
		Long:    "Say the version of the program, the revision it was built from, the version of Go, and the pack.",
		Example: "  halte version\n  halte version --json",
		Args:    atMost(0),
	}
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(*cobra.Command, []string) error {
		p, err := c.load()
		if err != nil {
			return err
		}
		v := built()
		v.Pack, v.Packed, v.Hash = p.Info.ID, p.Info.Version, p.Hash
		if asJSON {
			return c.writeJSON(v)
		}
		paper := c.paper(c.env.Now())
		revision := v.Revision
		if v.Modified {
			revision += " +"
		}
		paper.line(0, "halte ", v.Version+" "+revision, plain)
		paper.line(0, "pack  ", v.Pack+" "+v.Packed+" ("+v.Hash+")", plain)
		paper.line(0, "go    ", v.Go, plain)
		return c.show(paper)
	}
	return cmd
}

// built reads what the compiler wrote into the program.
func built() versionDoc {
	v := versionDoc{Version: "(devel)", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			v.Revision = setting.Value
		case "vcs.modified":
			v.Modified = setting.Value == "true"
		}
	}
	return v
}
