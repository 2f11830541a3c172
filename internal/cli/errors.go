package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/pack"
)

// misuse is a command that was written wrongly: what is wrong, and in which command.
type misuse struct {
	key  string
	args map[string]string
	path string // the command to ask for help
}

func (m *misuse) Error() string { return m.key }

// errBroken is that a promise does not hold; the report has said which.
var errBroken = errors.New("a promise is broken")

// codeOf is the one table from errors to exit codes.
func codeOf(err error) int {
	var wrong *misuse
	var problems pack.Problems
	switch {
	case errors.As(err, &wrong):
		return usage
	case errors.As(err, &problems):
		return invalid
	case errors.Is(err, errBroken):
		return broken
	}
	switch fault.From(err).Kind {
	case fault.Invalid, fault.Malformed, fault.TooLarge:
		return invalid
	case fault.NotFound:
		return notFound
	case fault.Internal, fault.Method:
	}
	return failed
}

// report tells a person what went wrong and what to do, and returns the exit code.
func (c *commands) report(err error) int {
	var wrong *misuse
	var problems pack.Problems
	switch {
	case errors.Is(err, errBroken):
	case errors.As(err, &wrong):
		c.say(c.printer().Args(wrong.key, wrong.args) + " " + c.printer().T("cli.see-help", "command", wrong.path))
	case errors.As(err, &problems):
		c.say(c.printer().N("cli.pack-problems", len(problems)))
		fmt.Fprintln(c.env.Err, harmless(problems.Error()))
	default:
		c.reportFault(fault.From(err))
	}
	return codeOf(err)
}

func (c *commands) reportFault(e *fault.Error) {
	c.say(c.printer().Args(e.Key, e.Args))
	for _, d := range e.Details {
		fmt.Fprintln(c.env.Err, harmless("  "+d.Field+": "+app.Explain(d, c.printer())))
	}
	if cause := errors.Unwrap(e); cause != nil && (e.Kind == fault.Internal || e.Kind == fault.Malformed) {
		fmt.Fprintln(c.env.Err, harmless("  ("+cause.Error()+")"))
	}
}

// say writes one line to the person, apart from the results.
func (c *commands) say(text string) { fmt.Fprintln(c.env.Err, harmless("halte: "+text)) }

// flagError turns what the flag library says into words of the catalogue.
func flagError(cmd *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		name := missing.GetSpecifiedName()
		return wrong(cmd, "cli.no-flag", "flag", dashes(name)+name)
	case errors.As(err, &empty):
		return wrong(cmd, "cli.flag-empty", "flag", dashes(empty.GetSpecifiedName())+empty.GetSpecifiedName())
	case errors.As(err, &bad):
		return wrong(cmd, "cli.flag-value", "flag", "--"+bad.GetFlag().Name, "value", bad.GetValue())
	}
	return wrong(cmd, "cli.misuse", "problem", err.Error())
}

func dashes(name string) string {
	if len(name) == 1 {
		return "-"
	}
	return "--"
}

// wrong is the error for a command that was written wrongly.
func wrong(cmd *cobra.Command, key string, pairs ...string) error {
	m := &misuse{key: key, args: map[string]string{}, path: cmd.CommandPath()}
	for i := 0; i+1 < len(pairs); i += 2 {
		m.args[pairs[i]] = pairs[i+1]
	}
	return m
}

// noSuchCommand refuses a word where a command is expected.
func (c *commands) noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return wrong(cmd, "cli.no-command-near", "word", args[0], "near", strings.Join(near, ", "))
	}
	return wrong(cmd, "cli.no-command", "word", args[0])
}

// atMost refuses more words than a command takes.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return wrong(cmd, "cli.too-many-words", "word", args[n])
		}
		return nil
	}
}

// exactly refuses more or fewer words than a command takes.
func exactly(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return wrong(cmd, "cli.too-few-words")
		}
		return atMost(n)(cmd, args)
	}
}
