package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/halte-brussels/halte/internal/journeys"
	"github.com/halte-brussels/halte/internal/lang"
)

// shot is one picture that was taken.
type shot struct {
	Page, Language, Theme string
	Width                 int
	File, PDF             string
}

// paper is the width of A4 without its margins, in pixels of the page.
const paper = 680

func takeAll(ctx context.Context, base string, o order) ([]shot, error) {
	tab, stop, err := browser(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	var shots []shot
	for _, tag := range o.languages {
		for _, j := range pages(tag) {
			if len(o.pages) > 0 && !slices.Contains(o.pages, j.Name) {
				continue
			}
			taken, err := take(tab, base, tag, j, o)
			if err != nil {
				return nil, fmt.Errorf("%s in %s: %w", j.Name, tag, err)
			}
			shots = append(shots, taken...)
		}
	}
	return shots, nil
}

// pages is one page of every kind, and the styleguide.
func pages(tag lang.Tag) []journeys.Journey {
	return append(journeys.List(tag), journeys.Journey{Name: "styleguide", Path: "/" + string(tag) + "/styleguide"})
}

func browser(ctx context.Context) (context.Context, func(), error) {
	var path string
	for _, name := range []string{os.Getenv("HALTE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, nil, fmt.Errorf("pictures need Chromium: run scripts/install-test-tools.sh, or name it in HALTE_CHROMIUM")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "en"))
	alloc, stopAlloc := chromedp.NewExecAllocator(ctx, options...)
	tab, stopTab := chromedp.NewContext(alloc)
	stop := func() { stopTab(); stopAlloc() }
	if err := chromedp.Do(tab); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start Chromium: %w", err)
	}
	return tab, stop, nil
}

// take opens a page once and takes it in every theme and width, and on paper.
func take(tab context.Context, base string, tag lang.Tag, j journeys.Journey, o order) ([]shot, error) {
	if err := visit(tab, base, tag, j); err != nil {
		return nil, err
	}
	var shots []shot
	for _, theme := range o.themes {
		if err := media(tab, "screen", theme); err != nil {
			return nil, err
		}
		for _, width := range o.widths {
			s := shot{Page: j.Name, Language: string(tag), Theme: theme, Width: width}
			s.File = fmt.Sprintf("%s.%s.%s.%d.png", j.Name, tag, theme, width)
			if err := picture(tab, filepath.Join(o.folder, s.File), width); err != nil {
				return nil, err
			}
			shots = append(shots, s)
		}
	}
	if !o.print {
		return shots, nil
	}
	s, err := printed(tab, tag, j.Name, o.folder)
	return append(shots, s), err
}

// visit opens a page by its address, or sends its form as the page that holds the form would.
func visit(tab context.Context, base string, tag lang.Tag, j journeys.Journey) error {
	if j.Form == nil {
		return chromedp.Do(tab, chromedp.Navigate(base+j.Path))
	}
	fields, err := json.Marshal(j.Form)
	if err != nil {
		return err
	}
	send := fmt.Sprintf(`{ const form = document.createElement("form"); form.method = "post"; form.action = %q;
		for (const [name, values] of Object.entries(%s)) for (const value of values)
			form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
		document.body.append(form); form.submit() }`, j.Path, fields)
	if err := chromedp.Do(tab, chromedp.Navigate(base+"/"+string(tag)+"/about")); err != nil {
		return err
	}
	_, err = chromedp.RunResponse(tab, chromedp.Evaluate[chromedp.Void](send))
	return err
}

func media(tab context.Context, kind, theme string) error {
	_, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme},
			{Name: "prefers-reduced-motion", Value: "reduce"}}})
	return err
}

// picture takes the whole length of the page at a width.
func picture(tab context.Context, file string, width int) error {
	if err := chromedp.Do(tab, chromedp.EmulateViewport(int64(width), 800)); err != nil {
		return err
	}
	ready := `document.fonts.ready.then(() => document.documentElement.scrollHeight)`
	height, err := chromedp.Run(tab, chromedp.Evaluate[float64](ready, chromedp.EvalAwaitPromise))
	if err != nil {
		return err
	}
	beyond, fast := true, true
	taken, err := chromedp.Call(tab, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond, OptimizeForSpeed: &fast,
		Clip: &page.Viewport{Width: float64(width), Height: min(height, 16000), Scale: 1}})
	if err != nil {
		return err
	}
	return os.WriteFile(file, taken.Data, 0o644)
}

// printed takes the page as it prints: a picture to look at, and the file with its real pages.
func printed(tab context.Context, tag lang.Tag, name, folder string) (shot, error) {
	s := shot{Page: name, Language: string(tag), Theme: "print", Width: paper}
	s.File, s.PDF = fmt.Sprintf("%s.%s.print.png", name, tag), fmt.Sprintf("%s.%s.pdf", name, tag)
	if err := media(tab, "print", "light"); err != nil {
		return s, err
	}
	if err := picture(tab, filepath.Join(folder, s.File), paper); err != nil {
		return s, err
	}
	pdf, err := chromedp.Run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		return s, err
	}
	return s, os.WriteFile(filepath.Join(folder, s.PDF), pdf, 0o644)
}
