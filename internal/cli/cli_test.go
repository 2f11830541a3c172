package cli_test

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/cli"
)

// The scripts in testdata/script run the commands as a person would. HALTE_NOW is the time that they are told,
// HALTE_WIDTH the width of the terminal that they believe to write to, and HALTE_KEYBOARD that somebody types.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"halte": func() { os.Exit(run()) }})
}

func run() int {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	if text := os.Getenv("HALTE_NOW"); text != "" {
		var err error
		if now, err = time.Parse(time.RFC3339, text); err != nil {
			panic(err)
		}
	}
	width, _ := strconv.Atoi(os.Getenv("HALTE_WIDTH"))
	return cli.Run(context.Background(), cli.Environment{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Now: func() time.Time { return now }, Getenv: os.Getenv, Width: width,
		Piped: os.Getenv("HALTE_KEYBOARD") == "", Serve: serve,
		Fingerprints: fingerprints,
	})
}

// serve stands in for the server: it listens, says that it is ready, and stops.
func serve(_ context.Context, a *app.App, o cli.ServeOptions) error {
	if a.Pack().Info.ID == "" || o.Log == nil || o.Now == nil {
		return errors.New("serve was given too little")
	}
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	o.Ready("http://" + o.Addr + "/")
	if o.LeaveURL == "https://example.org/twice" { // somebody else has the address
		_, err = net.Listen("tcp", listener.Addr().String())
	}
	return err
}

// fingerprints stands in for the pages.
func fingerprints(a *app.App, o cli.ServeOptions) (cli.Fingerprints, error) {
	return cli.Fingerprints{Version: "aa11", Program: "(devel)", Pack: a.Pack().Info.ID, Packed: a.Pack().Info.Version, Hash: a.Pack().Hash,
		Files: []cli.Fingerprint{{Path: "/service-worker.js" + o.LeaveURL, Bytes: 3, SHA256: strings.Repeat("0f", 32)}}}, nil
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: false, RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": code, "within": within, "spoil": spoil, "alter": alter,
			"zipped": zipped, "cut": cut, "holds": holds},
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "C")
			e.Setenv("LC_ALL", "")
			return nil
		},
	})
}

// code runs a command and holds its exit code against the one given: "code 3 halte route --danger maybe".
func code(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) < 2 {
		ts.Fatalf("usage: code N command...")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}

// within holds each line of the output against a width: "within 80". An address that is longer stays whole.
func within(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 1 {
		ts.Fatalf("usage: within N")
	}
	width, err := strconv.Atoi(args[0])
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		line = strings.TrimRight(line, "\n")
		if utf8.RuneCountInString(line) > width && !strings.Contains(line, "://") && !strings.Contains(line, "@") {
			ts.Fatalf("wider than %d: %s", width, line)
		}
	}
}

// alter copies the shipped pack, if that has not been done, and changes what one of its files says everywhere:
// "alter folder directory/doors.yaml old new".
func alter(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 4 {
		ts.Fatalf("usage: alter folder file old new")
	}
	folder := ts.MkAbs(args[0])
	if _, err := os.Stat(folder); err != nil {
		ts.Check(os.CopyFS(folder, os.DirFS(filepath.FromSlash("../../content/packs/brussels"))))
	}
	name := filepath.Join(folder, args[1])
	before, err := os.ReadFile(name)
	ts.Check(err)
	after := strings.ReplaceAll(string(before), args[2], args[3])
	if after == string(before) {
		ts.Fatalf("%s does not hold %q", args[1], args[2])
	}
	ts.Check(os.WriteFile(name, []byte(after), 0o600))
}

// spoil copies the shipped pack and adds to one of its files: "spoil folder promises.yaml addition".
func spoil(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 3 {
		ts.Fatalf("usage: spoil folder file addition")
	}
	folder := ts.MkAbs(args[0])
	ts.Check(os.CopyFS(folder, os.DirFS(filepath.FromSlash("../../content/packs/brussels"))))
	file, err := os.OpenFile(filepath.Join(folder, args[1]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = file.WriteString(ts.ReadFile(args[2]))
	ts.Check(errors.Join(err, file.Close()))
}
