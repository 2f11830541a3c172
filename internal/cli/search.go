package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

func (c *commands) search() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search words...",
		Short: "Find in the guide what someone's words most likely mean",
		Long: "Search the guide in all its languages at once. Accents and small mistakes do not matter; use the words\n" +
			"that people use. With \"-\" the words are read from the standard input, which keeps them out of the\n" +
			"history of the shell.",
		Example:           "  halte search he keeps my bank card\n  halte search \"papiers confisqués\" --lang fr",
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	jsonFlag(cmd, &asJSON)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words, err := c.words(cmd, args)
		if err != nil {
			return err
		}
		a, err := c.open()
		if err != nil {
			return err
		}
		hits := a.Search(words, c.tag())
		if asJSON {
			return c.writeJSON(map[string]any{"hits": hits})
		}
		if len(hits) == 0 {
			c.say(c.printer().T("cli.nothing-found"))
			return nil
		}
		p := c.paper(c.env.Now())
		for i, hit := range hits {
			if i > 0 {
				p.gap()
			}
			topic, _, _ := strings.Cut(hit.Path, "/")
			p.line(0, strconv.Itoa(i+1)+". ", hit.Topic+" ["+topic+"]", faint)
			p.item(3, hit.Item)
		}
		return c.show(p)
	}
	return cmd
}

// words are what to search for.
func (c *commands) words(cmd *cobra.Command, args []string) (string, error) {
	words := strings.Join(args, " ")
	if words == "-" {
		data, err := readInput(c.env.In)
		if err != nil {
			return "", err
		}
		words = string(data)
	}
	if words = strings.TrimSpace(words); words == "" {
		return "", wrong(cmd, "cli.no-words")
	}
	return words, nil
}
