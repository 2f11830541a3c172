package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Where the browser asks for little data the page is whole, and no letters are fetched.
func TestLittleDataFetchesNoFont(t *testing.T) {
	base := serve(t)
	ctx := browser(t)
	fonts := chromedp.Evaluate[int](`document.fonts.ready.then(() =>
		performance.getEntriesByType('resource').filter(r => r.name.endsWith('woff2')).length)`, chromedp.EvalAwaitPromise)
	for saves, want := range map[string]int{"on": 0, "off": 1} {
		call(t, ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Save-Data": saves}})
		open(t, ctx, base+"/nl/guide/types")
		got, err := chromedp.Run(ctx, fonts)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("Save-Data %s: %d fonts are fetched, want %d", saves, got, want)
		}
	}
}
