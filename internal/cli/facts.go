package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
)

func (c *commands) facts() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "facts [fact]",
		Short: "List what may be told, and the values it may take",
		Long: "List every fact that may be told to \"halte route\", with its values. All are optional: what is not\n" +
			"told is unknown. Besides these, \"at\" is the moment it is about, as 2026-11-22T03:00:00+01:00.",
		Example:           "  halte facts\n  halte facts residence --lang fr",
		Args:              atMost(1),
		ValidArgsFunction: onlyFirst(c.completion(c.factKeys)),
	}
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		a, err := c.open()
		if err != nil {
			return err
		}
		list := a.Facts(c.tag())
		if len(args) == 1 {
			key := strings.ReplaceAll(args[0], "-", "_")
			list = slices.DeleteFunc(list, func(f engine.FactDoc) bool { return f.Key != key })
			if len(list) == 0 {
				return fault.New(fault.NotFound, "cli.no-fact", nil)
			}
		}
		if asJSON {
			return c.writeJSON(map[string]any{"facts": list})
		}
		p := c.paper(c.env.Now())
		for i, fact := range list {
			if i > 0 {
				p.gap()
			}
			p.fact(fact)
		}
		return c.show(p)
	}
	return cmd
}

func (p *paper) fact(f engine.FactDoc) {
	many := ""
	if f.Many {
		many = " (" + p.T("cli.several") + ")"
	}
	p.line(0, "", "--"+flagOf(f.Key)+many, strong)
	p.line(2, "", f.Label, plain)
	if f.Hint != "" {
		p.line(2, "", f.Hint, faint)
	}
	if f.Key == "place" {
		p.line(4, "", p.T("cli.any-postcode"), plain)
		return
	}
	longest := 0
	for _, v := range f.Values {
		longest = max(longest, len(v.ID))
	}
	for _, v := range f.Values {
		p.line(4, v.ID+strings.Repeat(" ", longest-len(v.ID)+2), v.Label, plain)
	}
}
