package cli

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
	"github.com/halte-brussels/halte/internal/routing"
)

// proofDoc is what a proof found.
type proofDoc struct {
	Pack     routing.Ref   `json:"pack"`
	Year     int           `json:"year"`
	Kept     bool          `json:"kept"`
	Promises []promisedDoc `json:"promises"`
}

type promisedDoc struct {
	ID         string     `json:"id"`
	Text       string     `json:"text"`
	Kept       bool       `json:"kept"`
	Situations int        `json:"situations"`
	StandsFor  string     `json:"stands_for"` // a whole number, too large for most readers of JSON
	Minutes    int        `json:"minutes,omitempty"`
	Broken     *brokenDoc `json:"broken,omitempty"`
}

type brokenDoc struct {
	Facts map[string][]string `json:"facts"`
	At    time.Time           `json:"at"`
	Why   string              `json:"why"`
}

func (c *commands) packProve() *cobra.Command {
	var asJSON bool
	var year int
	cmd := &cobra.Command{
		Use:   "prove",
		Short: "Check the promises of a pack over every situation",
		Long: "Check each promise of a pack over every combination of the facts that its rules read, and over every\n" +
			"minute of a year where time plays a part. A promise that does not hold is shown with the smallest\n" +
			"situation that breaks it, and the exit code is 5.",
		Example: "  halte pack prove\n  halte pack prove --year 2027 --json",
		Args:    atMost(0),
	}
	cmd.Flags().IntVar(&year, "year", 0, "the year to prove (default: this one)")
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := c.load()
		if err != nil {
			return err
		}
		if year == 0 {
			year = c.env.Now().In(p.Zone()).Year()
		}
		if err := knowsYear(p, year); err != nil {
			return err
		}
		return c.prove(cmd.Context(), p, year, asJSON)
	}
	return cmd
}

// knowsYear refuses a year whose public holidays nobody wrote down: it would be proved with the wrong hours.
func knowsYear(p *pack.Pack, year int) error {
	known := holidayYears(p)
	if slices.Contains(known, strconv.Itoa(year)) {
		return nil
	}
	e := fault.New(fault.NotFound, "cli.no-year", nil)
	e.Args = map[string]string{"year": strconv.Itoa(year), "years": strings.Join(known, ", ")}
	return e
}

func (c *commands) prove(ctx context.Context, p *pack.Pack, year int, asJSON bool) error {
	if c.env.Width > 0 {
		c.say(c.printer().T("cli.proving", "n", strconv.Itoa(len(p.Promises))))
	}
	report, err := pack.Prove(ctx, p, year)
	if err != nil {
		return err
	}
	doc := proofOf(report, c.tag())
	if asJSON {
		err = c.writeJSON(doc)
	} else {
		paper := c.paper(c.env.Now().In(p.Zone()))
		paper.proof(doc)
		err = c.show(paper)
	}
	if err != nil {
		return err
	}
	if !doc.Kept {
		c.say(c.printer().N("cli.promises-broken", countBroken(doc)))
		return errBroken
	}
	return nil
}

func proofOf(r pack.Report, tag lang.Tag) proofDoc {
	doc := proofDoc{Pack: r.Pack, Year: r.Year, Kept: r.Kept(), Promises: []promisedDoc{}}
	for _, proof := range r.Promises {
		d := promisedDoc{ID: proof.Promise.ID, Text: proof.Promise.Text.In(tag), Kept: proof.Broken == nil,
			Situations: proof.Situations, StandsFor: proof.StandsFor.String(), Minutes: proof.Minutes}
		if b := proof.Broken; b != nil {
			d.Broken = &brokenDoc{b.Facts, b.At, b.Why}
		}
		doc.Promises = append(doc.Promises, d)
	}
	return doc
}

func countBroken(doc proofDoc) int {
	n := 0
	for _, d := range doc.Promises {
		if !d.Kept {
			n++
		}
	}
	return n
}

func (p *paper) proof(doc proofDoc) {
	for _, d := range doc.Promises {
		word, look := p.T("cli.kept"), good
		if !d.Kept {
			word, look = p.T("cli.broken"), alarm
		}
		p.line(0, "", d.ID+": "+word, look)
		p.line(2, "", d.Text, plain)
		p.line(2, "", p.T("cli.proof", "n", strconv.Itoa(d.Situations), "all", rounded(d.StandsFor)), faint)
		if d.Minutes > 0 {
			p.line(2, "", p.T("cli.proof-minutes", "year", strconv.Itoa(doc.Year), "minutes", strconv.Itoa(d.Minutes)), faint)
		}
		if d.Broken != nil {
			p.counterExample(*d.Broken)
		}
	}
	p.gap()
	p.line(0, "", p.T("cli.footer-proof", "pack", doc.Pack.ID, "version", doc.Pack.Version, "hash", doc.Pack.Hash), faint)
}

// counterExample writes the situation so that it can be tried: halte route with these options.
func (p *paper) counterExample(b brokenDoc) {
	p.line(2, "", p.T("cli.counter-example"), strong)
	var options []string
	for _, key := range slices.Sorted(maps.Keys(b.Facts)) {
		options = append(options, "--"+flagOf(key)+" "+strings.Join(b.Facts[key], ","))
	}
	options = append(options, "--at "+b.At.Format(time.RFC3339))
	p.line(4, "", "halte route "+strings.Join(options, " "), plain)
	p.line(4, "", b.Why, plain)
}

// rounded writes a whole number so that a person can take it in: "12480", "1.6 × 10^35".
func rounded(number string) string {
	if len(number) <= 9 {
		return number
	}
	return number[:1] + "." + number[1:2] + " × 10^" + strconv.Itoa(len(number)-1)
}
