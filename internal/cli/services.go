package cli

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
)

// filters are the options that narrow a list, with their help. The names are those of app.WantedNames.
var filters = [][2]string{
	{"need", "only those that help with this, or one of these with commas"},
	{"language", "only those where this is spoken"},
	{"file_language", "only those that take files in this language"},
	{"speaker", "only those for victim, perpetrator, relative or professional"},
	{"gender", "only those open to woman, man or other"},
	{"circumstance", "only those meant for this"},
	{"residence", "only those that take people with this residence status"},
	{"area", "only those that work in this area, by id or postcode"},
	{"access", "only with step_free, sign_language, easy_to_read, interpreters: all that are named"},
	{"children", "only those that welcome children: yes"},
	{"minors", "only those for people under 18: yes"},
	{"cost", "only free, paid or income"},
	{"role", "only door, helpline, emergency, service or tool"},
	{"commune", "only those with a public place in this area of the map, by id or postcode"},
	{"near", "nearest first, from a postcode or from latitude,longitude"},
	{"within", "only within so many kilometres of near"},
	{"page", "which page, from 1"},
	{"per_page", "how many on a page"},
}

func (c *commands) services() *cobra.Command {
	given := map[string]*answers{"at": {}, "q": {}}
	var open, facets, asJSON bool
	cmd := &cobra.Command{
		Use:   "services [id]",
		Short: "Look for services, or show one of them",
		Long: "Without an id, list the services, or those that have all that is asked for. Those of which something is not\n" +
			"known come last and say so. With an id, show all that is known of it, and where that comes from.\n\n" +
			"Open is not the same as room: call first.",
		Example: "  halte services --open\n  halte services --need shelter,legal --at 2026-12-25T20:00:00+01:00\n" +
			"  halte services --search \"droit des étrangers\" --near 1030\n  halte services cpvcf",
		Args:              atMost(1),
		ValidArgsFunction: onlyFirst(c.completion(c.serviceIDs)),
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&open, "open", false, "only those open at that moment")
	cmd.Flags().Var(given["at"], "at", momentHelp)
	cmd.Flags().Var(given["q"], "search", "only those that hold these words")
	for _, f := range filters {
		given[f[0]] = &answers{}
		cmd.Flags().Var(given[f[0]], flagOf(f[0]), f[1])
		c.complete(cmd, flagOf(f[0]), c.wantedValues(f[0]))
	}
	cmd.Flags().BoolVar(&facets, "facets", false, "also count how many have each value")
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		raw := map[string]any{}
		for name, values := range given {
			if len(*values) > 0 {
				raw[name] = list(*values)
			}
		}
		if len(args) == 1 && (open || facets || len(raw) > len(*given["at"])) {
			return wrong(cmd, "cli.one-or-list")
		}
		raw["open"], raw["facets"] = open, facets
		a, err := c.open()
		if err != nil {
			return err
		}
		wanted, err := a.ReadWanted(raw, c.env.Now())
		if err != nil {
			return flagged(err)
		}
		if len(args) == 1 {
			return c.oneService(a, args[0], wanted.At, asJSON)
		}
		return c.listServices(a, wanted, asJSON)
	}
	return cmd
}

func list(values []string) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

// flagged names the options in an error as they are written here.
func flagged(err error) error {
	e := fault.From(err)
	for i, d := range e.Details {
		if d.Field == "q" {
			d.Field = "search"
		}
		e.Details[i].Field = strings.ReplaceAll(d.Field, "_", "-")
	}
	return e
}

func (c *commands) wantedValues(name string) choices {
	return func(a *app.App) []string { return a.ValuesOf(name, c.tag()) }
}

func (c *commands) listServices(a *app.App, wanted app.Wanted, asJSON bool) error {
	found, err := a.Find(wanted, c.tag())
	if err != nil {
		return err
	}
	if asJSON {
		return c.writeJSON(found)
	}
	p := c.paper(wanted.At)
	p.words(found.Words)
	if len(found.Services) == 0 {
		c.say(c.printer().T("cli.no-services"))
		return c.show(p)
	}
	p.line(0, "", p.T("cli.call-first"), faint)
	for i := range found.Services {
		if s := &found.Services[i]; s.Unsure() && (i == 0 || !found.Services[i-1].Unsure()) {
			p.gap()
			p.line(0, "", p.T("cli.unsure"), strong)
		}
		p.gap()
		p.found(&found.Services[i])
	}
	p.facets(found.Facets)
	if found.Pages > 1 {
		p.gap()
		p.line(0, "", p.T("cli.page", "page", number(found.Page), "pages", number(found.Pages), "total", number(found.Total)), faint)
	}
	return c.show(p)
}

func (c *commands) oneService(a *app.App, id string, at time.Time, asJSON bool) error {
	service, err := a.Service(id, at, c.tag())
	if err != nil {
		return err
	}
	if asJSON {
		return c.writeJSON(service)
	}
	p := c.paper(at)
	p.service(service)
	return c.show(p)
}
