package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/lang"
)

func (c *commands) directory() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "directory",
		Short: "Bring services in from the field's exchange format, and out in many forms",
		Long: "A directory is a file of services, made once from a source and then opened at once, however large it is:\n" +
			"halte --directory FILE serve. Sources are HSDS of any version (Open Referral): a folder or zip of CSV tables,\n" +
			"JSON, JSON Lines, packed or not. See docs/hsds.md.",
		Args: c.noSuchCommand, SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.directoryImport(), c.directoryExport(), c.directoryCheck(), c.directoryDiff())
	return cmd
}

// sourceFlags are how a source is to be read.
type sourceFlags struct {
	name, language, crosswalk string
}

func (f *sourceFlags) add(c *commands, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.name, "name", "", "what the source is called (default: the name of its file)")
	cmd.Flags().StringVar(&f.language, "texts", "en", "language of the source's texts")
	cmd.Flags().StringVar(&f.crosswalk, "crosswalk", "", "YAML that leads from the source's taxonomy to the pack's needs")
	c.complete(cmd, "texts", fixed("en", "fr", "nl"))
}

func (f *sourceFlags) read(cmd *cobra.Command, a *app.App) (hsds.ReadOptions, error) {
	if !lang.Speaks(lang.Tag(f.language)) {
		return hsds.ReadOptions{}, wrong(cmd, "cli.flag-value", "flag", "--texts", "value", f.language)
	}
	o := hsds.ReadOptions{Name: f.name, Language: lang.Tag(f.language)}
	if f.crosswalk == "" {
		return o, nil
	}
	var err error
	o.Crosswalk, err = a.CrosswalkFrom(f.crosswalk)
	return o, err
}

func (c *commands) directoryImport() *cobra.Command {
	var flags sourceFlags
	i := app.Import{}
	var report string
	cmd := &cobra.Command{
		Use:   "import SOURCE --out FILE",
		Short: "Make a directory of a source, and report what was fixed, dropped or unclear",
		Long: "Read a source, report on every table and on every record that was not as it should be, and make a directory\n" +
			"of it together with the pack's own services. The file appears whole or not at all. A server that has it open\n" +
			"takes the new one over by itself.\n\n" +
			"An address that the source marks or plainly calls confidential is left out of the file and of the report.",
		Example: "  halte directory import ./city-211 --out city.halte --report city.report.json\n" +
			"  halte directory import services.jsonl.gz --out city.halte --name city --texts fr --crosswalk needs.yaml",
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if i.Out == "" {
				return wrong(cmd, "cli.needs-flag", "flag", "--out")
			}
			if err := distinct(cmd, args[0], i.Out, report, flags.crosswalk); err != nil {
				return err
			}
			a, err := c.own()
			if err != nil {
				return err
			}
			if i.Source, err = flags.read(cmd, a); err != nil {
				return err
			}
			i.Path = args[0]
			collectLess()
			imported, err := a.Import(cmd.Context(), i, c.env.Now())
			if r := imported.Report; r != nil && r.Format != "" {
				err = errors.Join(err, c.writeReport(r, report))
			}
			if err == nil {
				c.sayImported(imported, i.Out)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&i.Out, "out", "", "file to make")
	cmd.Flags().BoolVar(&i.Alone, "alone", false, "without the pack's own services")
	cmd.Flags().StringVar(&report, "report", "", "also write the report as JSON to this file")
	flags.add(c, cmd)
	return cmd
}

func (c *commands) sayImported(i app.Imported, file string) {
	c.say(c.printer().T("directory.imported", "services", number(i.Services), "file", file))
	if i.Taken == 0 {
		return
	}
	ids := strings.Join(i.TakenIDs, ", ")
	if i.Taken > len(i.TakenIDs) {
		ids += ", …"
	}
	c.say(c.printer().T("directory.taken", "services", number(i.Taken), "ids", ids))
}

// distinct refuses to write one of the files over another that is read or written too.
func distinct(cmd *cobra.Command, files ...string) error {
	for i, file := range files {
		for _, other := range files[:i] {
			if file != "" && other != "" && sameFile(file, other) {
				return wrong(cmd, "directory.same-file", "file", file)
			}
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// writeReport shows a report, and also keeps it where it was asked for.
func (c *commands) writeReport(r *hsds.Report, file string) error {
	if err := r.WriteText(c.env.Out); err != nil || file == "" {
		return err
	}
	return app.WriteWhole(file, r.WriteJSON)
}

func (c *commands) directoryCheck() *cobra.Command {
	var flags sourceFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "check SOURCE",
		Short:   "Report on a source without keeping anything, or check that a directory is whole",
		Example: "  halte directory check ./city-211\n  halte directory check city.halte",
		Args:    exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := c.own()
			if err != nil {
				return err
			}
			o, err := flags.read(cmd, a)
			if err != nil {
				return err
			}
			report, about, err := a.CheckSource(cmd.Context(), args[0], o)
			switch {
			case err != nil && (report == nil || report.Format == ""): // nothing of it was read
				return err
			case report != nil && asJSON:
				return errors.Join(err, report.WriteJSON(c.env.Out))
			case report != nil:
				return errors.Join(err, report.WriteText(c.env.Out))
			case asJSON:
				return c.writeJSON(about)
			}
			_, err = fmt.Fprintln(c.env.Out, harmless(c.printer().T("directory.whole", "services", number(about.Services),
				"origins", strings.Join(about.Origins, ", "), "day", about.MadeOn)))
			return err
		},
	}
	jsonFlag(cmd, &asJSON)
	flags.add(c, cmd)
	return cmd
}

func (c *commands) directoryExport() *cobra.Command {
	var form, out string
	var neutral bool
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the directory in a form that other programs read",
		Long: "Write every service of the directory, which is the pack's own unless --directory names another. No form holds\n" +
			"the address of a confidential place.",
		Example: "  halte directory export --form csv --out services.csv\n" +
			"  halte --directory city.halte directory export --form hsds-tabular --out city.zip",
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := distinct(cmd, c.file, out); err != nil {
				return err
			}
			a, err := c.open()
			if err != nil {
				return err
			}
			if _, err := a.Form(form, c.tag()); err != nil {
				e := fault.From(err)
				return &misuse{key: e.Key, args: e.Args, path: cmd.CommandPath()}
			}
			how := app.Writing{Form: form, At: c.env.Now(), Language: c.tag(), Neutral: neutral}
			write := func(w io.Writer) error { return a.Export(cmd.Context(), w, how) }
			if out == "" {
				return write(c.env.Out)
			}
			return app.WriteWhole(out, write)
		},
	}
	cmd.Flags().StringVar(&form, "form", "hsds", "hsds, hsds-lines, hsds-tabular, geojson, csv, csv-excel, vcard, vcard3, icalendar or schema.org")
	cmd.Flags().StringVar(&out, "out", "", "file to write (default: the standard output)")
	cmd.Flags().BoolVar(&neutral, "neutral", false, "contacts and calendars that say nothing to others who see them")
	c.complete(cmd, "form", func(a *app.App) []string {
		var words []string
		for _, f := range a.Forms(c.tag()) {
			words = append(words, f.Name+"\t"+f.About)
		}
		return words
	})
	return cmd
}

func (c *commands) directoryDiff() *cobra.Command {
	var flags sourceFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "Tell which services two directories or sources do not share, and what changed in the others",
		Long: "Compare two directories, or two sources, service by service. Look at it before a new delivery is served: a\n" +
			"telephone number that changed or a service that went is what people will notice.",
		Example: "  halte directory diff last-month.zip this-month.zip",
		Args:    exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := c.own()
			if err != nil {
				return err
			}
			o, err := flags.read(cmd, a)
			if err != nil {
				return err
			}
			diff, err := a.Diff(cmd.Context(), args[0], args[1], o)
			if err != nil {
				return err
			}
			if asJSON {
				return c.writeJSON(diff)
			}
			return c.showDiff(diff)
		},
	}
	jsonFlag(cmd, &asJSON)
	flags.add(c, cmd)
	return cmd
}

func (c *commands) showDiff(d app.DiffDoc) error {
	var b strings.Builder
	for _, s := range d.Removed {
		fmt.Fprintf(&b, "- %s  %s\n", s.ID, s.Name)
	}
	for _, s := range d.Added {
		fmt.Fprintf(&b, "+ %s  %s\n", s.ID, s.Name)
	}
	for _, s := range d.Changed {
		fmt.Fprintf(&b, "~ %s  %s\n", s.ID, s.Name)
		for _, f := range s.Fields {
			fmt.Fprintf(&b, "    %s: %s → %s\n", f.Field, orNothing(f.Before), orNothing(f.After))
		}
	}
	fmt.Fprintln(&b, c.printer().T("directory.diff", "added", number(len(d.Added)), "removed", number(len(d.Removed)),
		"changed", number(len(d.Changed)), "same", number(d.Same)))
	_, err := io.WriteString(c.env.Out, harmless(b.String()))
	return err
}

func orNothing(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// importMemory is how much an import may use before it collects at once what it no longer needs.
const importMemory = 1400 << 20

// collectLess makes the program spend its time on an import and not on collecting: nearly all that is read is let go of
// a moment later.
func collectLess() {
	debug.SetGCPercent(400)
	if os.Getenv("GOMEMLIMIT") == "" { // an operator may know better
		debug.SetMemoryLimit(importMemory)
	}
}
