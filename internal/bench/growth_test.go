package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
)

// played tells the test's own program to stand for Halte and for bench, which growth starts.
const played = "BENCH_TEST_PLAYS"

func TestMain(m *testing.M) {
	if os.Getenv(played) == "" {
		os.Exit(m.Run())
	}
	if err := play(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// play does what Halte would: an index is the list itself, and every search finds as many services as it has lines.
func play(args []string) error {
	switch args[0] {
	case "directory":
		list, err := os.ReadFile(args[2])
		if err != nil {
			return err
		}
		if os.Getenv(played) == "badly" {
			return errors.New("line 3: this list is broken")
		}
		return os.WriteFile(args[5], list, 0o600)
	case "serve":
		lines := 7
		if len(args) > 3 {
			index, err := os.ReadFile(args[4])
			if err != nil {
				return err
			}
			lines = bytes.Count(index, []byte("\n"))
		}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "ready at http://%s/\n", l.Addr())
		return http.Serve(l, answering(lines))
	default:
		return run(args)
	}
}

func answering(lines int) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /api/v1/services", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"sure":1,"total":%d,"services":[]}`, lines)
	})
	mux.HandleFunc("POST /api/v1/services", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"sure":1,"total":%d,"services":[]}`, lines)
	})
	mux.HandleFunc("POST /api/v1/route", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"steps":[]}`) })
	return mux
}

// Each list is made, imported, opened, searched and shown, and nothing is left running or lying about.
func TestGrowth(t *testing.T) {
	t.Setenv(played, "well")
	cache, temporary := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"-from", "absent", "-cache", cache, "-sizes", "40,90", "-for", "100ms", self}
	var out bytes.Buffer
	if err := growth(&out, args); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"the pack", "1/7            1/40            1/90\n", "each search in 90"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
	left, err := os.ReadDir(temporary)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// A list that cannot be imported stops the measure. What Halte said of it is told, and what was measured before.
func TestGrowthTellsWhy(t *testing.T) {
	t.Setenv(played, "badly")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = growth(&out, []string{"-from", "absent", "-cache", t.TempDir(), "-sizes", "40", "-for", "50ms", self})
	if err == nil || !strings.Contains(err.Error(), "line 3: this list is broken") || !strings.Contains(out.String(), "the pack") {
		t.Errorf("got %v and %q", err, out.String())
	}
}
