package cli

import (
	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
)

func (c *commands) phrases() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "phrases [language]",
		Short: "Sentences to point at when you share no language",
		Long: "Without a language, list the languages that there are and whether someone who speaks them has read the\n" +
			"sentences. With one, show its sentences beside yours. They do not replace an interpreter.",
		Example:           "  halte phrases\n  halte phrases ti\n  halte phrases ar --lang nl",
		Args:              atMost(1),
		ValidArgsFunction: onlyFirst(c.completion(c.tongueTags)),
	}
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		a, err := c.own()
		if err != nil {
			return err
		}
		if len(args) == 0 {
			return c.listTongues(a, asJSON)
		}
		doc, err := a.Phrases(args[0], c.tag())
		if err != nil {
			return err
		}
		if asJSON {
			return c.writeJSON(doc)
		}
		p := c.paper(c.env.Now())
		p.phrases(doc)
		return c.show(p)
	}
	return cmd
}

func (c *commands) listTongues(a *app.App, asJSON bool) error {
	tongues := a.Tongues(c.tag())
	if asJSON {
		return c.writeJSON(map[string]any{"languages": tongues})
	}
	p := c.paper(c.env.Now())
	for _, t := range tongues {
		p.line(0, t.Tag+"  ", t.Name+" · "+t.Label+": "+p.review(t), plain)
	}
	return c.show(p)
}

// review says who has read the sentences, if anybody has.
func (p *paper) review(t app.TongueDoc) string {
	switch {
	case !t.Reviewed:
		return p.T("cli.phrases.unreviewed")
	case t.ReviewedBy == "":
		return p.T("cli.phrases.own")
	}
	return p.T("cli.phrases.reviewed", "by", t.ReviewedBy, "date", p.date(t.ReviewedOn))
}

func (p *paper) phrases(doc app.PhrasesDoc) {
	p.line(0, "", doc.Name+" · "+doc.Label, strong)
	p.line(0, "", p.review(doc.TongueDoc), plain)
	for _, g := range doc.Groups {
		p.heading(g.Title, strong)
		p.phraseLines(g.Phrases)
	}
	p.heading(p.T("cli.phrases.answers"), strong)
	p.phraseLines(doc.Answers)
}

func (p *paper) phraseLines(list []app.PhraseDoc) {
	for _, phrase := range list {
		line := phrase.Line
		if line == "" {
			line = "[" + p.T("cli.phrases.none") + "]"
		}
		p.line(2, "", line, plain)
		p.line(4, "", phrase.Text, faint)
		if phrase.Note != "" {
			p.line(4, "→ ", phrase.Note, faint)
		}
	}
}
