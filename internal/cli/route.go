package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/facts"
)

// asked says what each fact is, for the help. The values are the pack's: halte facts lists them.
var asked = map[facts.Key]string{
	facts.Danger:        "whether there is danger right now",
	facts.Speaker:       "who is in front of you",
	facts.Present:       "who is in the room with the person",
	facts.Agrees:        "whether the person agrees to be referred",
	facts.NamesViolence: "whether the person has used the word",
	facts.FileLanguage:  "language of the administrative file",
	facts.Languages:     "languages the person speaks, sign languages included",
	facts.Interpreter:   "whether there is an interpreter, and who",
	facts.Gender:        "gender of the person",
	facts.Minor:         "whether the person is under 18",
	facts.Children:      "whether there are children",
	facts.LeavingHome:   "whether the person is leaving home or has left",
	facts.Residence:     "residence situation",
	facts.Circumstances: "what else plays a part",
	facts.Types:         "what the person describes",
	facts.Signs:         "what you notice",
	facts.Needs:         "what the person asks for",
	facts.Place:         "postcode of where the person lives",
}

func (c *commands) route() *cobra.Command {
	var asJSON, sources bool
	cmd := &cobra.Command{
		Use:   "route [-]",
		Short: "What to do, what to say and whom to call, with the reasons",
		Long: "Tell what you know; every fact may be left out, and what is left out counts as unknown. \"halte facts\"\n" +
			"lists what may be told. A fact that takes several values takes them with commas, or is given again.\n\n" +
			"Facts also come as YAML or JSON on the standard input: with \"-\", or when something is piped in and no\n" +
			"fact is given as an option. That way they stay out of the history of the shell. Where both tell the\n" +
			"same fact, the option holds. Facts are never stored and never logged.",
		Example: "  halte route --file-language fr --languages ar --residence card-f --leaving-home yes\n" +
			"  halte route --danger imminent --lang fr\n" +
			"  halte route - --json < facts.yaml\n" +
			"  printf 'residence: undocumented\\nneeds: [shelter]\\n' | halte route",
		Args:              onlyDash,
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	given := c.factFlags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the decision as JSON")
	cmd.Flags().BoolVar(&sources, "sources", false, "name the source of every reason")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		raw, err := c.situation(args, given())
		if err != nil {
			return err
		}
		a, err := c.open()
		if err != nil {
			return err
		}
		decision, err := a.Route(raw, c.env.Now())
		if err != nil {
			return err
		}
		document := decision.Document(c.printer())
		if asJSON {
			return c.writeJSON(document)
		}
		sheet := decisionSheet{c.paper(decision.At), document, a, sources}
		sheet.write(&decision)
		return c.show(sheet.paper)
	}
	return cmd
}

// onlyDash lets nothing but "-" follow the command: a fact typed without its option must not be lost.
func onlyDash(cmd *cobra.Command, args []string) error {
	for i, word := range args {
		if word != "-" || i > 0 {
			return wrong(cmd, "cli.stray-fact", "word", word)
		}
	}
	return nil
}

// answers is an option that may be given more than once. It keeps every value, so that two answers where one is
// possible are an error and not the last one.
type answers []string

func (a *answers) String() string     { return strings.Join(*a, ",") }
func (a *answers) Type() string       { return "value" }
func (a *answers) Set(v string) error { *a = append(*a, v); return nil }

// factFlags adds one option for each fact and returns what reads them.
func (c *commands) factFlags(cmd *cobra.Command) func() map[string]any {
	given := map[string]*answers{"at": {}}
	cmd.Flags().SortFlags = false
	cmd.Flags().Var(given["at"], "at", momentHelp)
	for _, key := range facts.Keys() {
		name := key.String()
		given[name] = &answers{}
		cmd.Flags().Var(given[name], flagOf(name), asked[key])
		c.complete(cmd, flagOf(name), c.values(name))
	}
	return func() map[string]any {
		raw := map[string]any{}
		for name, values := range given {
			if len(*values) > 0 {
				raw[name] = listed(name, *values)
			}
		}
		return raw
	}
}

// momentHelp is how a moment is told, wherever one may be.
const momentHelp = "the moment it is about, as 2026-11-22T03:00:00+01:00 (default: now)"

// flagOf is a fact's name as an option.
func flagOf(name string) string { return strings.ReplaceAll(name, "_", "-") }

// listed turns what an option was given into what facts are read from.
func listed(name string, values answers) any {
	key, ok := facts.KeyNamed(name)
	many := ok && key.Many()
	var list []any
	for _, value := range values {
		if !many {
			list = append(list, value)
			continue
		}
		for part := range strings.SplitSeq(value, ",") {
			list = append(list, part)
		}
	}
	if !many && len(list) == 1 {
		return list[0]
	}
	return list
}

// situation joins the facts of the options with those of the standard input.
func (c *commands) situation(args []string, given map[string]any) (map[string]any, error) {
	if !slices.Contains(args, "-") && (len(given) > 0 || !c.env.Piped) {
		return given, nil
	}
	raw, err := readFacts(c.env.In)
	if err != nil {
		return nil, err
	}
	for key, value := range given {
		raw[key] = value
	}
	return raw, nil
}
