// Command halte is the companion for professionals who meet someone living with violence between (ex-)partners: as
// pages, as an API and on the command line.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // hours are meant in the zone of the pack, also on a machine that has no list of zones

	"github.com/halte-brussels/halte/internal/cli"
)

func main() {
	ctx, stop := interruptible()
	code := cli.Run(ctx, cli.Environment{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now, Getenv: os.Getenv,
		Piped: piped(os.Stdin), Width: width(os.Stdout), Serve: serve, Resize: limitMemory,
		Fingerprints: fingerprints,
	})
	stop()
	os.Exit(code)
}

// interruptible ends its context with the first signal to stop, and then no longer holds signals back: whoever asks a
// second time does not want to wait for requests under way.
func interruptible() (context.Context, func()) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// piped tells whether a file is a pipe or a file, and not a keyboard.
func piped(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice == 0
}
