package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

//go:embed engine.js
var engineScript string

// engineTimes is how long the engine takes in a browser, in milliseconds.
type engineTimes struct {
	Start    float64 `json:"start"`    // the engine runs, once it has arrived
	Open     float64 `json:"open"`     // the parcel is open
	First    float64 `json:"first"`    // decision, with the page written
	Decision float64 `json:"decision"` // decision after it, as a document in JSON: the median of 100
	Page     float64 `json:"page"`     // decision with its page: the median of 100
	Slowest  float64 `json:"slowest"`  // of those, the 99th
}

// engine measures decisions on a device: a desktop Chromium whose processor is four times slower than this one.
func engine(out io.Writer, halte string) error {
	path, err := chromium()
	if err != nil {
		fmt.Fprintln(out, "skipped:", err)
		return nil
	}
	address, err := free()
	if err != nil {
		return err
	}
	s, err := start(exec.Command(halte, "serve", "--addr", address), "en/")
	if err != nil {
		return err
	}
	defer s.stop()
	fmt.Fprintln(out, "| processor | engine starts | parcel opens | first decision, with its page (goal 150 ms) | later decision (goal 5 ms) | with its page | 99th of 100 |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|")
	for _, times := range []float64{1, slower} {
		t, err := engineOn(path, strings.TrimSuffix(s.base, "/")+"/en/about", times)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "| %.0f× slower | %.0f ms | %.0f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms |\n", times, t.Start, t.Open, t.First,
			t.Decision, t.Page, t.Slowest)
	}
	return nil
}

func engineOn(chromium, address string, times float64) (engineTimes, error) {
	b, err := newBrowser(chromium)
	if err != nil {
		return engineTimes{}, err
	}
	defer b.close()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
		return engineTimes{}, err
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times}); err != nil {
		return engineTimes{}, err
	}
	t, err := chromedp.Run(b.ctx, chromedp.Evaluate[engineTimes](engineScript, chromedp.EvalAwaitPromise))
	if err == nil && t.First == 0 {
		err = errors.New("the engine told no times")
	}
	return t, err
}
