package cli

import (
	"context"
	"os"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/fault"
)

// How often a directory's file is looked at, and how long the one before stays open for those who are being answered
// from it: longer than the server lets any answer take.
const (
	lookEvery = 2 * time.Second
	keepOpen  = time.Minute
)

// watcher serves a directory anew when its file is replaced. One that cannot be opened changes nothing: what was served
// goes on being served, and the operator is told.
type watcher struct {
	o        ServeOptions
	served   os.FileInfo // the file as it was before it was opened; nil when it was not there
	keepOpen time.Duration
}

// newWatcher returns the watcher of a file that is about to be opened: one that is replaced meanwhile is opened again.
func newWatcher(o ServeOptions) *watcher {
	info, _ := os.Stat(o.Directory) // without one, opening it will say so
	return &watcher{o, info, keepOpen}
}

// run looks at the file again and again until the context ends.
func (w *watcher) run(ctx context.Context, a *app.App, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			w.look(a)
		}
	}
}

// look takes the file over if it is another than the one that is served.
func (w *watcher) look(a *app.App) {
	now, err := os.Stat(w.o.Directory)
	if err != nil || same(now, w.served) {
		return
	}
	w.served = now // also when it turns out to be damaged: it is told once
	before, err := a.OpenDirectory(w.o.Directory)
	if err == nil && w.o.Resize != nil {
		w.o.Resize(a.Size())
	}
	if err != nil {
		e := fault.From(err)
		w.o.Log.Error("directory not taken over", "problem", a.In("en").Args(e.Key, e.Args), "cause", err)
		return
	}
	w.o.Log.Info("directory taken over", "services", a.Size())
	time.AfterFunc(w.keepOpen, func() { _ = before.Close() })
}

// same tells whether a file is still the one that it was.
func same(now, before os.FileInfo) bool {
	return before != nil && os.SameFile(now, before) && now.Size() == before.Size() && now.ModTime().Equal(before.ModTime())
}
