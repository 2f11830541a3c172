package main

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/cli"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/packtest"
)

// The log is told the cause of an error of ours, once, by the pages and by the APIs, and nothing of a caller's error,
// whose cause may quote what was sent.
func TestErrorsReachTheLog(t *testing.T) {
	var events bytes.Buffer
	o := cli.ServeOptions{Now: time.Now, Log: slog.New(slog.NewTextHandler(&events, nil))}
	a := brussels(t)
	pages, answers, err := faces(a, o)
	if err != nil {
		t.Fatal(err)
	}
	for name, face := range map[string]http.Handler{"pages": pages, "API": answers, "exchange": exchange(a, o)} {
		serveError := face.(interface {
			ServeError(w http.ResponseWriter, r *http.Request, err error)
		}).ServeError
		for _, test := range []struct {
			err   error
			lines int
		}{
			{errors.New("the shelf broke"), 1},
			{fault.New(fault.Internal, "fault.internal", nil), 0}, // a panic, which the server has logged
			{fault.New(fault.Malformed, "fault.malformed", errors.New("card-f")), 0},
		} {
			events.Reset()
			w := httptest.NewRecorder()
			serveError(w, httptest.NewRequest("POST", "/en/route", strings.NewReader("residence=card-f")), test.err)
			log := events.String()
			if strings.Count(log, "\n") != test.lines || test.lines > 0 && !strings.Contains(log, "the shelf broke") {
				t.Errorf("%s: after %v the log says %q", name, test.err, log)
			}
			if strings.Contains(log, "card-f") || strings.Contains(w.Body.String(), "the shelf broke") {
				t.Errorf("%s: after %v the log says %q, the answer %s", name, test.err, log, w.Body)
			}
		}
	}
}

func brussels(t *testing.T) *app.App {
	t.Helper()
	return app.New(packtest.Shipped(t))
}

// A second signal ends the program at once. It takes another process to see one end: this test starts itself again.
func TestSecondSignalEndsTheProgram(t *testing.T) {
	if os.Getenv("HALTE_TEST_SIGNALS") != "" {
		interruptTwice()
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestSecondSignalEndsTheProgram$")
	cmd.Env = append(os.Environ(), "HALTE_TEST_SIGNALS=1")
	out, err := cmd.CombinedOutput()
	if !strings.Contains(string(out), "first") || strings.Contains(string(out), "deaf") || err == nil {
		t.Errorf("after two signals: %v, %s", err, out)
	}
}

// interruptTwice asks its own process to stop, says that it noticed, and asks again until that ends it.
func interruptTwice() {
	ctx, stop := interruptible()
	defer stop()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		panic(err)
	}
	_ = self.Signal(os.Interrupt)
	<-ctx.Done()
	_, _ = os.Stdout.WriteString("first\n")
	for range 1000 {
		_ = self.Signal(os.Interrupt)
		time.Sleep(10 * time.Millisecond)
	}
	_, _ = os.Stdout.WriteString("deaf\n")
	os.Exit(0)
}

// The zone of a pack is known where the machine has no list of zones.
func TestZonesAreBuiltIn(t *testing.T) {
	list, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains("\n"+string(list), "\ntime/tzdata\n") {
		t.Error("the program does not hold the zones")
	}
}
