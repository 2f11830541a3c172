package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

// packDoc is what a pack holds, in numbers.
type packDoc struct {
	ID        string     `json:"id"`
	Name      lang.Text  `json:"name"`
	Version   string     `json:"version"`
	Hash      string     `json:"hash"`
	Zone      string     `json:"zone"`
	Languages []lang.Tag `json:"languages"`
	Holidays  []string   `json:"holiday_years"`
	Counts    []countDoc `json:"counts"`
}

type countDoc struct {
	Of string `json:"of"`
	N  int    `json:"n"`
}

func (c *commands) packShow() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "show",
		Short:   "Say what a pack holds",
		Long:    "Say which pack it is, its version and hash, its languages, and how much it holds.",
		Example: "  halte pack show\n  halte pack show --pack ./my-city --json",
		Args:    atMost(0),
	}
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(*cobra.Command, []string) error {
		p, err := c.load()
		if err != nil {
			return err
		}
		doc := describe(p)
		if asJSON {
			return c.writeJSON(doc)
		}
		paper := c.paper(c.env.Now())
		paper.pack(doc)
		return c.show(paper)
	}
	return cmd
}

func describe(p *pack.Pack) packDoc {
	doc := packDoc{ID: p.Info.ID, Name: p.Info.Name, Version: p.Info.Version, Hash: p.Hash, Zone: p.Info.Zone,
		Languages: p.Info.Languages, Holidays: holidayYears(p)}
	items, statements := 0, 0
	for _, t := range p.Guide.Topics {
		items += len(t.Items)
	}
	for _, s := range p.Guide.Sources {
		statements += len(s.Statements)
	}
	organisations := map[string]bool{}
	for _, s := range p.Directory.Services {
		organisations[s.Organisation] = true
	}
	doc.Counts = []countDoc{
		{"topics", len(p.Guide.Topics)}, {"items", items}, {"sources", len(p.Guide.Sources)},
		{"statements", statements}, {"organisations", len(organisations)}, {"services", len(p.Directory.Services)},
		{"rules", len(p.Rules)}, {"promises", len(p.Promises)}, {"cases", len(p.Cases)}, {"queries", len(p.Queries)},
	}
	return doc
}

func holidayYears(p *pack.Pack) []string {
	years := []string{}
	for _, h := range p.Holidays {
		if year, _, _ := strings.Cut(string(h.Date), "-"); !slices.Contains(years, year) {
			years = append(years, year)
		}
	}
	return years
}

func (p *paper) pack(doc packDoc) {
	p.line(0, "", doc.Name.In(p.Tag)+" ("+doc.ID+") "+doc.Version, strong)
	p.line(0, "", doc.Hash+" · "+doc.Zone, faint)
	var spoken []string
	for _, tag := range doc.Languages {
		spoken = append(spoken, string(tag))
	}
	p.line(0, "", p.T("cli.languages", "languages", strings.Join(spoken, ", ")), plain)
	p.line(0, "", p.T("cli.holidays", "years", strings.Join(doc.Holidays, ", ")), plain)
	for _, count := range doc.Counts {
		n := strconv.Itoa(count.N)
		p.line(0, strings.Repeat(" ", max(0, 6-len(n)))+n+" ", p.T("cli.count."+count.Of), plain)
	}
}
