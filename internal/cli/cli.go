// Package cli is Halte on the command line: for professionals at a keyboard, for stewards of a pack, and for scripts.
// Results go to the standard output, everything else to the standard error; a script reads JSON and exit codes, a
// person reads their own language.
package cli

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

// Environment is everything the commands take from the outside.
type Environment struct {
	Args   []string
	In     io.Reader
	Out    io.Writer
	Err    io.Writer
	Now    func() time.Time
	Getenv func(string) string

	Piped bool // whether In is a pipe or a file, and not a keyboard
	Width int  // how many columns the terminal has that Out is; 0 when it is none

	// Serve answers over HTTP until the context ends. It comes from outside because it needs the pages and the API,
	// which the command line must not know.
	Serve func(context.Context, *app.App, ServeOptions) error
	// Fingerprints lists what devices are sent. It comes from outside for the same reason.
	Fingerprints func(*app.App, ServeOptions) (Fingerprints, error)
	// Resize, if there is one, is told how many services are served when that changes.
	Resize func(services int)
}

// ServeOptions is what halte serve was asked for.
type ServeOptions struct {
	Addr     string
	LeaveURL string
	Now      func() time.Time
	Log      *slog.Logger
	Ready    func(url string) // called once requests are answered

	Styleguide bool   // also /styleguide, for those who work on the pages
	Tiles      string // PMTiles file with the ground of the map; empty: none
	Resize     func(services int)
	Directory  string // the file that is served and watched; empty: the pack's own services
}

// Exit codes, documented in docs/cli.md.
const (
	ok       = 0
	failed   = 1
	usage    = 2
	invalid  = 3
	notFound = 4
	broken   = 5 // a promise of the pack does not hold
)

// Run runs the command that the arguments name and returns its exit code.
func Run(ctx context.Context, env Environment) int {
	catalogue, err := lang.LoadCatalogue()
	if err != nil {
		_, _ = io.WriteString(env.Err, "halte: "+err.Error()+"\n")
		return failed
	}
	c := &commands{env: env, catalogue: catalogue}
	root := c.root()
	root.SetArgs(env.Args)
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	if err := root.ExecuteContext(ctx); err != nil {
		return c.report(err)
	}
	return ok
}

// commands is what all commands share: the environment and the flags that hold for every one.
type commands struct {
	env       Environment
	catalogue *lang.Catalogue
	folder    string // --pack
	file      string // --directory
	language  string // --lang
}

func (c *commands) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "halte",
		Short: "For professionals who meet someone living with violence between (ex-)partners",
		Long: "Halte helps professionals in Brussels who meet someone living with violence between (ex-)partners:\n" +
			"recognise, hold the conversation, find the right door that is open now, stay available.\n" +
			"It keeps nothing and asks no one. In danger: 112, police 101.\n\n" +
			"Exit codes: 0 done, 1 failed, 2 wrong usage, 3 facts or pack not valid, 4 not found,\n" +
			"5 a promise of the pack is broken.",
		Example: "  halte route --file-language fr --languages ar --residence card-f --leaving-home yes\n" +
			"  halte search \"he keeps my bank card\"\n  halte services --open\n  halte serve",
		SilenceUsage: true, SilenceErrors: true, Args: c.noSuchCommand, SuggestionsMinimumDistance: 2,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error { return c.checkLanguage() },
	}
	root.PersistentFlags().StringVar(&c.folder, "pack", "", "folder of a pack (default: the Brussels pack in the program)")
	root.PersistentFlags().StringVar(&c.file, "directory", "",
		"directory to serve and search, made by halte directory import (default: the pack's own services)")
	root.PersistentFlags().StringVar(&c.language, "lang", "",
		"language of the answer: en, fr or nl (default: that of the terminal)")
	c.complete(root, "lang", fixed("en", "fr", "nl"))
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(c.serve(), c.route(), c.guide(), c.phrases(), c.card(), c.search(), c.services(), c.directory(), c.facts(), c.pack(), c.integrity(), c.version())
	return root
}

// printer writes in the reader's language.
func (c *commands) printer() lang.Printer { return c.catalogue.In(c.tag()) }

// files is the pack to read: the shipped one, unless another is named.
func (c *commands) files() (fs.FS, error) {
	if c.folder == "" {
		return content.Pack(content.Default)
	}
	if info, err := os.Stat(c.folder); err != nil || !info.IsDir() {
		e := fault.New(fault.NotFound, "cli.no-pack", err)
		e.Args = map[string]string{"folder": c.folder}
		return nil, e
	}
	return os.DirFS(c.folder), nil
}

func (c *commands) load() (*pack.Pack, error) {
	files, err := c.files()
	if err != nil {
		return nil, err
	}
	return pack.Load(files)
}

// own makes the use cases over the pack with its own services.
func (c *commands) own() (*app.App, error) {
	p, err := c.load()
	if err != nil {
		return nil, err
	}
	return app.New(p, c.catalogue), nil
}

// open makes the use cases over the pack, with the directory that was named, if one was.
func (c *commands) open() (*app.App, error) {
	a, err := c.own()
	if err != nil || c.file == "" {
		return a, err
	}
	_, err = a.OpenDirectory(c.file)
	return a, err
}
