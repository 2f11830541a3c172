// Package cli is Halte on the command line: for professionals at a keyboard, for stewards of a pack, and for scripts.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/halte-brussels/halte/content"
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
}

// Exit codes, documented in docs/cli.md.
const (
	ok      = 0
	failed  = 1
	usage   = 2
	invalid = 3
)

// Run runs the command that the arguments name and returns its exit code.
func Run(ctx context.Context, env Environment) int {
	c := &commands{env: env}
	root := c.root()
	root.SetArgs(env.Args)
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(env.Err, err)
		return codeOf(err)
	}
	return ok
}

func codeOf(err error) int {
	var problems pack.Problems
	if errors.As(err, &problems) {
		return invalid
	}
	return failed
}

type commands struct {
	env    Environment
	folder string
}

func (c *commands) root() *cobra.Command {
	root := &cobra.Command{Use: "halte", SilenceUsage: true, SilenceErrors: true}
	root.PersistentFlags().StringVar(&c.folder, "pack", "", "folder of a pack (default: the Brussels pack in the program)")
	root.AddCommand(c.pack())
	return root
}

func (c *commands) files() (fs.FS, error) {
	if c.folder != "" {
		return os.DirFS(c.folder), nil
	}
	return content.Pack(content.Default)
}

func (c *commands) pack() *cobra.Command {
	cmd := &cobra.Command{Use: "pack", Short: "Check and prove a pack"}
	cmd.AddCommand(&cobra.Command{Use: "check", Args: cobra.NoArgs, RunE: func(*cobra.Command, []string) error {
		fsys, err := c.files()
		if err != nil {
			return err
		}
		p, err := pack.Load(fsys)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.env.Out, "%s %s: ok\n", p.Info.ID, p.Hash)
		return nil
	}})
	return cmd
}
