package web

import (
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/phrases"
)

// asked are the languages in which people must find sentences: those of the interface, and fourteen more.
var asked = strings.Fields("en fr nl ar tr es pt ro pl bg uk ru sq fa ps ti so")

// A language can be chosen by its own name, in its own direction, and by its name in the reader's language.
func TestTongues(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/phrases")
		for _, want := range asked {
			link := p.Find(`.tongue[href="/` + string(tag) + `/phrases/` + want + `"]`)
			name := link.Find(`.tongue-name[lang="` + want + `"]`)
			if name.AttrOr("dir", "") != directionOf(want) || name.Text() == "" || link.Find(".tongue-label").Text() == "" {
				t.Errorf("%s: %s has no name, or not in its direction: %s", tag, want, link.Text())
			}
			if link.Find("[data-person]").Length() != 2 {
				t.Errorf("%s: the person cannot be shown %s", tag, want)
			}
		}
		if n := p.Find(".tongue").Length(); n != len(asked) || n != len(a.Tongues(tag)) {
			t.Errorf("%s: %d languages", tag, n)
		}
		for _, topic := range []string{"language-barriers", "interpreters", "disability"} {
			if get(t, site, "/"+string(tag)+"/guide/"+topic).Find(`main a[href="/`+string(tag)+`/phrases"]`).Length() != 1 {
				t.Errorf("%s: %s does not lead to the sentences", tag, topic)
			}
		}
		if get(t, site, "/"+string(tag)+"/guide/cycle").Find(`main a[href$="/phrases"]`).Length() != 0 {
			t.Errorf("%s: a topic that is not about language leads to the sentences too", tag)
		}
	}
	for _, path := range []string{"/en/phrases/xx", "/en/phrases/zh", "/en/phrases/phrases"} {
		if p := get(t, site, path); p.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, p.status)
		}
	}
}

func directionOf(tag string) string {
	if strings.Contains(" ar fa ps ", " "+tag+" ") {
		return "rtl"
	}
	return "ltr"
}

// Every language in every language: the sentences are there, as the pack has them, and nothing is shown to the person
// that is not meant for them.
func TestPhrases(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		for _, person := range asked {
			t.Run(string(tag)+"/"+person, func(t *testing.T) {
				p := get(t, site, "/"+string(tag)+"/phrases/"+person)
				if p.status != http.StatusOK {
					t.Fatalf("status %d", p.status)
				}
				checkFrame(t, p, tag)
				checkDiscreet(t, p, a.Pack().Info.Withheld)
				checkWeight(t, p)
				doc, err := a.Phrases(person, tag)
				if err != nil {
					t.Fatal(err)
				}
				checkLines(t, p, doc, tag)
				checkReview(t, p, doc.Reviewed)
				checkForPerson(t, p, a, person)
			})
		}
	}
}

// checkLines holds that each sentence stands there in both languages, and one without a line says that it has none.
func checkLines(t *testing.T, p page, doc app.PhrasesDoc, tag lang.Tag) {
	t.Helper()
	shown, missing := 0, 0
	count := func(list []app.PhraseDoc) {
		for _, phrase := range list {
			if phrase.Line == "" {
				missing++
				continue
			}
			shown++
			line := p.Find(".phrase-book .phrase-line").FilterFunction(func(_ int, s *goquery.Selection) bool {
				return plain(s.Text()) == plain(phrase.Line)
			})
			if line.AttrOr("lang", "") != doc.Tag || line.AttrOr("dir", "") != directionOf(doc.Tag) {
				t.Errorf("%s: not there, or not in its language and direction", phrase.ID)
			}
			if beneath := plain(line.Parent().Find(".phrase-own").First().Text()); doc.Tag != string(tag) && beneath != plain(phrase.Text) {
				t.Errorf("%s: beneath it stands %q", phrase.ID, beneath)
			}
		}
	}
	for _, g := range doc.Groups {
		count(g.Phrases)
	}
	count(doc.Answers)
	if got := p.Find(".phrase-book .phrase-line").Length(); got != shown || shown+missing != 35 {
		t.Errorf("%d sentences on the page, %d in the pack, %d missing", got, shown, missing)
	}
	if doc.Tag == string(tag) && p.Find(".phrase-own").Length() != 0 {
		t.Error("every sentence is said twice in one language")
	}
	if got := p.Find(".phrase-none").Length(); got > missing || missing == 0 && got > 0 {
		t.Errorf("%d sentences are said not to exist, %d do not", got, missing)
	}
	if p.Find(`.phrase:not([name="phrase"]), .phrase[open], .phrase-gate[open]`).Length() != 0 {
		t.Error("something is open before it is asked for, or two can be open at once")
	}
}

// checkReview holds that what nobody has read says so first, to the professional only, with who interprets.
func checkReview(t *testing.T, p page, reviewed bool) {
	t.Helper()
	notice, gate := p.Find("main .phrase-unreviewed"), p.Find("main details.phrase-gate")
	if reviewed {
		if notice.Length()+gate.Length()+p.Find(".phrase-state").Length() != 0 {
			t.Error("a language that was read is said not to be")
		}
		return
	}
	if notice.Length() != 1 || notice.Next().Get(0) != gate.Get(0) || gate.Find(".phrase-book").Length() != 1 {
		t.Error("the warning does not stand before the sentences, or they are not behind it")
	}
	if notice.Find(`a.phone[href="tel:026095180"]`).Length() != 1 {
		t.Errorf("the warning has no number of an interpreting service: %s", notice.Text())
	}
	if notice.Find(`a[href$="/services/sisb"]`).Length() != 0 {
		t.Error("sign language is offered to someone who speaks")
	}
	if notice.Closest("[data-person]").Length()+notice.Find("[data-person]").Length() != 0 {
		t.Error("the warning may be shown to the person")
	}
}

var pathOfPhrases = regexp.MustCompile(`^/(en|fr|nl)/(phrases(/[a-z]+)?|services/[a-z0-9-]+|talk|leave|)$`)

// checkForPerson holds that what the person may be shown is sentences and nothing else.
func checkForPerson(t *testing.T, p page, a *app.App, person string) {
	t.Helper()
	withheld := map[string][]string{}
	for tag, words := range a.Pack().Info.Withheld {
		withheld[string(tag)] = words
	}
	if tongue, ok := a.Pack().Phrases.Tongue(lang.Tag(person)); ok {
		withheld[person] = tongue.Withheld
	}
	p.Find("[data-person]").Each(func(_ int, s *goquery.Selection) {
		for _, words := range withheld {
			for _, word := range words {
				if strings.Contains(lang.Fold(s.Text()), lang.Fold(word)) {
					t.Errorf("the person may be shown %q", s.Text())
				}
			}
		}
	})
	for _, own := range []string{".phrase-note", ".phrase-hint", ".phrase-back", ".phrase-none", ".phrase-state", "h2", ".crumb"} {
		if p.Find(own).Closest("[data-person]").Length()+p.Find(own).Find("[data-person]").Length() != 0 {
			t.Errorf("%s is for the professional, and may be shown to the person", own)
		}
	}
	if p.Find(".phrase-line:not([data-person]), .phrase > summary > .phrase-own:not([data-person])").Length() != 0 {
		t.Error("a sentence cannot be shown to the person")
	}
	p.Find("main a[href^='/'], main [action]").Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", s.AttrOr("action", "")); !pathOfPhrases.MatchString(href) {
			t.Errorf("the address %s says more than a language", href)
		}
	})
	p.Find(".phrase-line, .phrase-own").Each(func(_ int, s *goquery.Selection) {
		if n := utf8.RuneCountInString(s.Text()); n > phrases.MaxLetters+2 { // a no-break space more, in French
			t.Errorf("%d letters: %s", n, s.Text())
		}
	})
	if p.Find("main form, main input").Length() != 0 {
		t.Error("something can be typed or sent")
	}
}

// A language that someone has read says by whom, and is not behind a step.
func TestReviewedTongue(t *testing.T) {
	site, err := New(reviewedPack(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := get(t, site, "/en/phrases/tr")
	if !strings.Contains(p.Find("main").Text(), "Checked on 20 November 2026 by: An invented service.") {
		t.Error("it does not say who has read it, and when")
	}
	checkReview(t, p, true)
}

// reviewedPack is the shipped pack with one further language that someone has read.
func reviewedPack(t *testing.T) *app.App {
	t.Helper()
	shipped, err := content.Pack(content.Default)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	err = fs.WalkDir(shipped, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(shipped, name)
		if name == "phrases/tr.yaml" {
			data = []byte(strings.Replace(string(data), "{state: unreviewed}",
				"{state: reviewed, by: An invented service, on: 2026-11-20}", 1))
		}
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return app.New(packtest.Of(t, files))
}
