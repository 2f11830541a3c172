package cli

import (
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/pack"
)

func (c *commands) cardRecall() *cobra.Command {
	var asJSON, record bool
	var since string
	cmd := &cobra.Command{
		Use:   "recall [mark...]",
		Short: "Which cards that were given are wrong now, and what to say to whoever carries one",
		Long: "Each card bears a mark of four signs for each service on it. List the marks of cards that are wrong now,\n" +
			"with what is wrong and what is right; with marks, look only for those.\n\n" +
			"What stood on cards before is kept in the pack, in cards/history.yaml. --since compares with a folder of an\n" +
			"older pack instead. After a change in the directory --record writes the history anew, to be looked at and kept.",
		Example: "  halte card recall\n  halte card recall DKDK RCKF\n  halte card recall --since ./pack-of-may\n" +
			"  halte card recall --record --pack ./brussels > history.yaml",
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	jsonFlag(cmd, &asJSON)
	cmd.Flags().StringVar(&since, "since", "", "folder of an older pack")
	cmd.Flags().BoolVar(&record, "record", false, "write cards/history.yaml anew, with what has changed up to today")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if record {
			return c.recordHistory()
		}
		a, err := c.own()
		if err != nil {
			return err
		}
		doc := a.Recalls(c.tag())
		if since != "" {
			if doc, err = c.recallsSince(a, since); err != nil {
				return err
			}
		}
		doc.Batches = marked(doc.Batches, args)
		if asJSON {
			return c.writeJSON(doc)
		}
		if len(doc.Batches) == 0 {
			c.say(c.printer().T("cli.card.recall-none"))
			return nil
		}
		p := c.paper(c.env.Now())
		for _, b := range doc.Batches {
			p.batch(b)
		}
		return c.show(p)
	}
	return cmd
}

func (c *commands) recallsSince(a *app.App, folder string) (app.RecallDoc, error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		e := fault.New(fault.NotFound, "cli.no-pack", err)
		e.Args = map[string]string{"folder": folder}
		return app.RecallDoc{}, e
	}
	old, err := pack.Older(os.DirFS(folder))
	if err != nil {
		return app.RecallDoc{}, err
	}
	return a.RecallsSince(old, c.tag()), nil
}

func (c *commands) recordHistory() error {
	files, err := c.files()
	if err != nil {
		return err
	}
	data, err := pack.Record(files, directory.Date(c.env.Now().Format(time.DateOnly)))
	if err != nil {
		return err
	}
	_, err = c.env.Out.Write(data)
	return err
}

// marked keeps the batches with one of the marks, as somebody reads them from a card.
func marked(list []app.BatchDoc, marks []string) []app.BatchDoc {
	if len(marks) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(b app.BatchDoc) bool {
		return !slices.ContainsFunc(marks, func(m string) bool { return strings.EqualFold(m, b.Mark) })
	})
}

func (p *paper) batch(b app.BatchDoc) {
	p.heading(b.Mark+" "+b.Name, strong)
	if b.Until != "" {
		p.line(2, "", p.T("cli.card.given", "from", p.date(b.From), "until", p.date(b.Until)), faint)
	}
	for _, w := range b.Wrong {
		was, now, say := w.Was, w.Now, w.Say
		if w.Kind == string(card.NumberChanged) {
			say = wholeIn(say, was, now)
			was, now = whole(was), whole(now)
		}
		if w.Of != "" {
			was = whole(w.Of) + ": " + was
		}
		if now == "" {
			now = p.T("cli.card.nothing-now")
		}
		p.line(2, "", was+" → "+now, plain)
		if w.Reason != "" {
			p.line(4, "", w.Reason, faint)
		}
		p.line(4, "“", say+"”", plain)
	}
}

// wholeIn keeps numbers together in a text.
func wholeIn(text string, numbers ...string) string {
	for _, n := range numbers {
		if n != "" {
			text = strings.ReplaceAll(text, n, whole(n))
		}
	}
	return text
}
