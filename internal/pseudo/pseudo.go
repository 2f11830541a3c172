// Package pseudo shows the pages in a language that nobody speaks: every word has accents and is a third longer, and the
// page begins at the right. What does not fit, is not mirrored or was never given to the translators is seen at once,
// before there is a reader of Arabic to find it. It stands in front of the pages for tests and pictures; the program
// that people run knows nothing of it.
package pseudo

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Tag is the name of the language: the mirrored pseudo-locale.
const Tag = "qps-plocm"

// from is the language that is made unreadable.
const from = "en"

// Handler answers as the pages do, and under /qps-plocm/ in the pseudo-locale.
func Handler(pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, ours := strings.CutPrefix(r.URL.Path, "/"+Tag+"/")
		if !ours {
			pages.ServeHTTP(w, r)
			return
		}
		asked := r.Clone(r.Context())
		asked.URL.Path, asked.URL.RawPath = "/"+from+"/"+rest, ""
		asked.Header.Del("Accept-Encoding") // an answer that is pressed could not be read here
		answer := &answer{header: w.Header(), status: http.StatusOK}
		pages.ServeHTTP(answer, asked)
		page := answer.body.Bytes()
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			page = Page(page)
			w.Header().Del("Content-Length")
		}
		w.WriteHeader(answer.status)
		_, _ = w.Write(page) // when this fails, the reader has gone
	})
}

// answer is what the pages say, held back until it has been rewritten.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }

// Page rewrites a page. What cannot be read as one is given back as it is.
func Page(page []byte) []byte {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return page
	}
	doc.Find("html").SetAttr("dir", "rtl").SetAttr("lang", Tag)
	doc.Find("*").Contents().Each(func(_ int, s *goquery.Selection) {
		if goquery.NodeName(s) == "#text" && spoken(s.Parent()) {
			s.Nodes[0].Data = Text(s.Nodes[0].Data)
		}
	})
	for _, name := range []string{"title", "aria-label", "placeholder", "alt"} {
		doc.Find("[" + name + "]").Each(func(_ int, s *goquery.Selection) { s.SetAttr(name, Text(s.AttrOr(name, ""))) })
	}
	for _, name := range []string{"href", "action"} {
		doc.Find("[" + name + "^='/" + from + "/']").Not("[hreflang]").Each(func(_ int, s *goquery.Selection) {
			s.SetAttr(name, "/"+Tag+strings.TrimPrefix(s.AttrOr(name, ""), "/"+from))
		})
	}
	written, err := doc.Html()
	if err != nil {
		return page
	}
	return []byte(written)
}

// spoken tells whether an element's text is language: not a program, an address, or a text of another language.
func spoken(s *goquery.Selection) bool {
	return s.Closest("script, style, .url, a[href^='mailto:'], body [lang], [translate=no]").Length() == 0
}

const vowels = "aeiouyAEIOUY"

// accents are letters beside the ones that look like them.
var accents = strings.NewReplacer("a", "à", "e", "ë", "i", "ï", "o", "ô", "u", "ù", "y", "ÿ", "c", "ç", "n", "ñ", "s", "š",
	"A", "Â", "E", "É", "I", "Î", "O", "Ö", "U", "Ü", "C", "Ç", "N", "Ñ", "S", "Š")

// Text makes one text longer by about a third, by saying its vowels twice, and puts accents on it. Figures stay.
func Text(text string) string {
	var long strings.Builder
	before := false // a vowel stood before this letter
	for _, r := range text {
		long.WriteRune(r)
		vowel := strings.ContainsRune(vowels, r)
		if vowel && !before {
			long.WriteRune(r | 0x20) // in lower case
		}
		before = vowel
	}
	return accents.Replace(long.String())
}
