package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/engine"
)

func (c *commands) guide() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "guide [topic]",
		Short: "Read the guide: its topics, or one of them",
		Long: "Without a topic, list the topics of the guide. With one, show what it says, each statement with where\n" +
			"it comes from. What rests on a newer or wider source than the sheet says so.",
		Example:           "  halte guide\n  halte guide types\n  halte guide cycle --lang nl",
		Args:              atMost(1),
		ValidArgsFunction: onlyFirst(c.completion(c.topicIDs)),
	}
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		a, err := c.open()
		if err != nil {
			return err
		}
		if len(args) == 0 {
			return c.listTopics(a, asJSON)
		}
		topic, err := a.Topic(args[0], c.tag())
		if err != nil {
			return err
		}
		if asJSON {
			return c.writeJSON(topic)
		}
		p := c.paper(c.env.Now())
		p.topic(topic)
		return c.show(p)
	}
	return cmd
}

func (c *commands) listTopics(a *app.App, asJSON bool) error {
	topics := a.Topics(c.tag())
	if asJSON {
		return c.writeJSON(map[string]any{"topics": topics})
	}
	p := c.paper(c.env.Now())
	part := ""
	for _, t := range topics {
		if t.Part != part {
			part = t.Part
			p.heading(p.T("cli.part."+part), strong)
		}
		p.line(2, "", t.ID, strong)
		p.line(4, "", t.Title, plain)
		p.line(4, "", t.Summary, faint)
	}
	return c.show(p)
}

func (p *paper) topic(t engine.TopicDoc) {
	p.line(0, "", t.Title, strong)
	p.line(0, "", t.Summary, plain)
	for _, item := range t.Items {
		p.gap()
		p.item(0, item)
	}
}

// item writes one thing that the guide says. The words "do", "do not" or "to say" stand before it, because a list of
// both must not be misread.
func (p *paper) item(indent int, i engine.ItemDoc) {
	kind := p.T("cli.item." + i.Kind)
	if i.Title != "" {
		kind += " · " + i.Title
	}
	p.line(indent, "", kind, strong)
	p.line(indent, "", i.Text, plain)
	for _, point := range i.List {
		p.line(indent+2, "• ", point, plain)
	}
	p.labelled(indent, "cli.beside", i.Beside)
	p.labelled(indent, "cli.victim", i.Victim)
	p.labelled(indent, "cli.perpetrator", i.Perpetrator)
	p.labelled(indent, "cli.services", names(i.Services))
	p.labelled(indent, "cli.see-also", ids(i.See))
	p.labelled(indent, "cli.disputed", ids(i.Disputed))
	if i.URL != "" {
		p.line(indent, "", i.URL, plain)
	}
	p.itemSources(indent, i)
}

func (p *paper) labelled(indent int, key, text string) {
	if text != "" {
		p.line(indent, p.T(key)+" ", text, plain)
	}
}

// itemSources names the sheet's statements by number, and every other source in full with its date.
func (p *paper) itemSources(indent int, i engine.ItemDoc) {
	var numbered []string
	for _, s := range i.Sources {
		if s.Statement {
			numbered = append(numbered, s.ID)
			continue
		}
		p.line(indent, p.T("cli.source")+" ", p.source(s), faint)
	}
	if len(numbered) > 0 {
		p.line(indent, p.T("cli.statements")+" ", strings.Join(numbered, ", "), faint)
	}
}

func (p *paper) source(s engine.SourceDoc) string {
	title := s.Title
	if s.Publisher != "" {
		title += " (" + s.Publisher + ")"
	}
	return p.T("cli.source-of", "title", title, "date", p.date(s.Date), "read", p.date(s.ReadOn),
		"confidence", p.T("cli.confidence."+s.Confidence))
}

func names(list []engine.NamedDoc) string {
	var words []string
	for _, n := range list {
		words = append(words, n.Name)
	}
	return strings.Join(words, ", ")
}

// ids names references so that they can be typed: what a topic is called to "halte guide".
func ids(list []engine.NamedDoc) string {
	var words []string
	for _, n := range list {
		words = append(words, n.Name+" ["+n.ID+"]")
	}
	return strings.Join(words, "; ")
}
