package cli

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/packtest"
)

var monday = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

func brussels(t *testing.T) *app.App {
	t.Helper()
	return app.New(packtest.Shipped(t))
}

// deliver makes a directory of so many services, in the way of an import: it replaces the file that was there.
func deliver(t *testing.T, a *app.App, file string, services int) {
	t.Helper()
	var lines bytes.Buffer
	for i := range services {
		fmt.Fprintf(&lines, "{\"id\":\"made-up-%d\",\"name\":\"Number %d of %d\",\"status\":\"active\"}\n", i, i, services)
	}
	source := filepath.Join(t.TempDir(), "source.jsonl")
	if err := os.WriteFile(source, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	made := app.Import{Source: hsds.ReadOptions{Name: "test"}, Path: source, Out: file, Alone: true}
	if _, err := a.Import(context.Background(), made, monday); err != nil {
		t.Fatal(err)
	}
}

// log is a log that may be read while it is written.
type log struct {
	sync.Mutex
	bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(p)
}

func (l *log) String() string {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.String()
}

// watched opens a directory and returns what watches it.
func watched(t *testing.T, a *app.App, file string) (*watcher, *log) {
	t.Helper()
	var events log
	w := newWatcher(ServeOptions{Directory: file, Log: slog.New(slog.NewTextHandler(&events, nil))})
	if _, err := a.OpenDirectory(file); err != nil {
		t.Fatal(err)
	}
	return w, &events
}

// A directory that is replaced is taken over as a whole while requests are answered: each sees the one before or the new
// one, and none fails.
func TestReplacedWhileAnswering(t *testing.T) {
	a := brussels(t)
	file := filepath.Join(t.TempDir(), "city.halte")
	deliver(t, a, file, 3)
	w, events := watched(t, a, file)
	w.keepOpen = 0 // at once: three services are in memory, and whoever is being answered has them
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { w.run(ctx, a, time.Millisecond) })
	for range 4 {
		running.Go(func() {
			for ctx.Err() == nil {
				if err := ask(a); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := 4; n < 10; n++ {
		deliver(t, a, file, n)
		for deadline := time.Now().Add(20 * time.Second); a.Size() != n; time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%d services are served, not %d: %s", a.Size(), n, events)
			}
		}
	}
	stop()
	running.Wait()
	if got := strings.Count(events.String(), "directory taken over"); got != 6 {
		t.Errorf("%d were taken over: %s", got, events)
	}
}

// ask looks for all services, and says so if what comes back is not of one directory.
func ask(a *app.App) error {
	wanted, err := a.ReadWanted(map[string]any{"q": "number", "per_page": "100"}, monday)
	if err != nil {
		return err
	}
	found, err := a.Find(wanted, "en")
	if err != nil {
		return err
	}
	for _, s := range found.Services {
		if !strings.HasSuffix(s.Name, fmt.Sprintf("of %d", found.Total)) || len(found.Services) != found.Total {
			return fmt.Errorf("%q is one of %d", s.Name, found.Total)
		}
	}
	return nil
}

// A damaged file, or none, changes nothing. It is told once, in words; and a whole one that comes later is taken over.
func TestBrokenReplacement(t *testing.T) {
	a := brussels(t)
	file := filepath.Join(t.TempDir(), "city.halte")
	deliver(t, a, file, 3)
	w, events := watched(t, a, file)
	w.look(a)
	if events.String() != "" || a.Size() != 3 {
		t.Errorf("nothing changed, and yet: %s", events)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range [][]byte{nil, []byte("no directory"), whole[:len(whole)/2], whole[:len(whole)-1]} {
		events.Reset()
		if err := os.WriteFile(file, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		w.look(a)
		w.look(a)
		if said := events.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "directory not taken over") ||
			!strings.Contains(said, "halte directory import") {
			t.Errorf("of %d bytes it is told: %s", len(broken), said)
		}
		if err := ask(a); err != nil || a.Size() != 3 {
			t.Errorf("after %d bytes %d services are served: %v", len(broken), a.Size(), err)
		}
	}
	events.Reset()
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	w.look(a)
	if events.String() != "" || a.Size() != 3 {
		t.Errorf("a file that is moved away for a moment is no news: %s", events)
	}
	deliver(t, a, file, 4)
	w.look(a)
	if a.Size() != 4 || !strings.Contains(events.String(), "directory taken over") {
		t.Errorf("%d services are served: %s", a.Size(), events)
	}
}

// A directory that is replaced between the first look at it and its being opened is not missed; nor is one that another
// of the same size and time replaces.
func TestNoReplacementIsMissed(t *testing.T) {
	a := brussels(t)
	file := filepath.Join(t.TempDir(), "city.halte")
	deliver(t, a, file, 3)
	w := newWatcher(ServeOptions{Directory: file, Log: slog.New(slog.DiscardHandler)})
	deliver(t, a, file, 4)
	w.look(a)
	if a.Size() != 4 {
		t.Errorf("%d services are served", a.Size())
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	twin := filepath.Join(t.TempDir(), "twin")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(twin, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(twin, time.Time{}, info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(twin, file); err != nil {
		t.Fatal(err)
	}
	before := a.Index()
	w.look(a)
	if a.Index() == before {
		t.Error("a file of the same size and time is taken for the one before")
	}
}

// The directory before stays open for those who are being answered from it, and is closed after that. Only one that is
// too large for the memory has a file to close.
func TestClosedOnlyAfterwards(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes a directory that does not fit in memory")
	}
	a := brussels(t)
	folder := t.TempDir()
	large, small := filepath.Join(folder, "large"), filepath.Join(folder, "small")
	deliver(t, a, large, app.MaxAnswer+1)
	deliver(t, a, small, 3)
	for _, keep := range []time.Duration{time.Hour, 0} {
		file := filepath.Join(folder, "city.halte")
		if err := os.Link(large, file); err != nil {
			t.Fatal(err)
		}
		w, events := watched(t, a, file)
		w.keepOpen = keep
		before := a.Index()
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if err := os.Link(small, file); err != nil {
			t.Fatal(err)
		}
		w.look(a)
		if a.Size() != 3 {
			t.Fatalf("%d services are served: %s", a.Size(), events)
		}
		_, err := before.At(app.MaxAnswer)
		for i := range uint32(app.MaxAnswer) { // one record after the other: what was read once is kept, and says nothing
			if keep != 0 || err != nil {
				break
			}
			time.Sleep(2 * time.Millisecond)
			_, err = before.At(i)
		}
		if closed := err != nil; closed != (keep == 0) {
			t.Errorf("kept open for %v, it is closed: %t (%v)", keep, closed, err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}
