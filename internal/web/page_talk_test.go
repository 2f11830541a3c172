package web

import (
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/halte-brussels/halte/internal/guide"
	"github.com/halte-brussels/halte/internal/lang"
)

var spoken = regexp.MustCompile(`\S*[\pL\pN]\S*`)

// What is to be read in sixty seconds can be read in sixty seconds by someone tired: 150 words, with everything.
func TestPrepareTakesAMinute(t *testing.T) {
	site, a := pages(t)
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/talk")
		minute := p.Find(".minute")
		if n := len(spoken.FindAllString(minute.Text(), -1)); n > 150 || n < 60 {
			t.Errorf("%s: %d words are to be read in a minute", tag, n)
		}
		topic, _ := a.Pack().Guide.Topic(topicPrepare)
		for _, item := range topic.Items {
			if !strings.Contains(unspaced(minute.Text()), unspaced(item.Text.In(tag))) {
				t.Errorf("%s: %s is not to be read in the minute", tag, item.ID)
			}
			for _, source := range item.Sources {
				if a.Pack().Guide.Statement(source) && p.Find(".minute-sources a[href$='#s-"+source+"']").Length() == 0 {
					t.Errorf("%s: the source %s of %s is not named", tag, source, item.ID)
				}
			}
		}
		if minute.Find(`a[href="/`+string(tag)+`/phrases"]`).Length() != 1 {
			t.Errorf("%s: without an interpreter, nothing leads to phrases to point at", tag)
		}
		if minute.Find("details").Length() != 0 {
			t.Errorf("%s: something is folded away within the minute", tag)
		}
		if p.Find(`.minute a.button-main[href="/`+string(tag)+`/talk/away"]`).Length() != 1 {
			t.Errorf("%s: the minute does not end with putting the screen away", tag)
		}
	}
}

// unspaced takes away what is only the setting of a text: spaces of any kind.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// The ticks cannot be sent, nor do browsers keep them: they have no name and stand in no form.
func TestTicksAreKeptNowhere(t *testing.T) {
	site, _ := pages(t)
	for _, tag := range lang.Interface() {
		for _, path := range []string{"/talk", "/talk/away", "/talk/after", "/breathe"} {
			p := get(t, site, "/"+string(tag)+path)
			if n := p.Find("main form, main textarea, main select, main [name]").Length(); n != 0 {
				t.Errorf("%s%s: %d elements could be sent", tag, path, n)
			}
			ticks := p.Find("main input")
			if path == "/talk" && ticks.Length() != p.Find(".minute-step").Length() || path != "/talk" && ticks.Length() != 0 {
				t.Errorf("%s%s: %d fields", tag, path, ticks.Length())
			}
			ticks.Each(func(_ int, s *goquery.Selection) {
				if s.AttrOr("type", "") != "checkbox" || s.AttrOr("autocomplete", "") != "off" {
					t.Errorf("%s%s: a tick that a browser may keep", tag, path)
				}
			})
		}
	}
}

// The second moment has nothing to read.
func TestAwayIsAlmostEmpty(t *testing.T) {
	site, _ := pages(t)
	for _, tag := range lang.Interface() {
		main := get(t, site, "/"+string(tag)+"/talk/away").Find("main")
		if n := len(strings.Fields(main.Text())); n > 10 {
			t.Errorf("%s: %d words: %q", tag, n, main.Text())
		}
		if links := main.Find("a"); links.Length() != 1 || links.AttrOr("href", "") != "/"+string(tag)+"/talk/after" {
			t.Errorf("%s: not only the way to afterwards", tag)
		}
	}
}

// Afterwards goes through all that its topic asks, leads to the next door and to breathing, and asks the professional.
func TestAfterwards(t *testing.T) {
	site, a := pages(t)
	topic, _ := a.Pack().Guide.Topic(topicAfterward)
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/talk/after")
		for i := range topic.Items {
			if !strings.Contains(unspaced(p.Find("main").Text()), unspaced(topic.Items[i].Text.In(tag))) {
				t.Errorf("%s: %s is not there", tag, topic.Items[i].ID)
			}
		}
		if n := p.Find(".you h3").Length(); n != len(careToday()) {
			t.Errorf("%s: %d things are said about care, want %d", tag, n, len(careToday()))
		}
		for _, href := range []string{"/route", "/breathe", "/guide#care"} {
			if p.Find(`main a.button[href="/`+string(tag)+href+`"]`).Length() != 1 {
				t.Errorf("%s: no way to %s", tag, href)
			}
		}
		checkSourced(t, p.Find(".thought, .thoughts .say > li, .you-first, .you article"), string(tag))
	}
}

// checkSourced holds that each of the parts names where it comes from.
func checkSourced(t *testing.T, parts *goquery.Selection, where string) {
	t.Helper()
	if parts.Length() == 0 {
		t.Errorf("%s: nothing is there", where)
	}
	parts.Each(func(_ int, s *goquery.Selection) {
		if s.Find(".dated li").Length() == 0 {
			t.Errorf("%s: no source: %s", where, s.Text())
		}
	})
}

// Breathing is whole as text; what moves is hidden from screen readers and repeats only what the text says; and what
// the person may see holds no word that is withheld from them.
func TestBreathe(t *testing.T) {
	site, a := pages(t)
	topic, _ := a.Pack().Guide.Topic(topicBreathing)
	for _, tag := range lang.Interface() {
		p := get(t, site, "/"+string(tag)+"/breathe")
		text := unspaced(p.Find("main").Text())
		for i := range topic.Items {
			for _, words := range topic.Items[i].Texts() {
				if !strings.Contains(text, unspaced(words.In(tag))) {
					t.Errorf("%s: %s is not whole", tag, topic.Items[i].ID)
				}
			}
			if topic.Items[i].Kind != guide.Say && strings.Contains(unspaced(p.Find("[data-person]").Text()), unspaced(topic.Items[i].Text.In(tag))) {
				t.Errorf("%s: %s is shown to the person", tag, topic.Items[i].ID)
			}
		}
		stage := p.Find(`.pace-stage[aria-hidden="true"]`)
		if stage.Length() != 1 || p.Find(".pace-word").Length() != stage.Find(".pace-word").Length() {
			t.Errorf("%s: what moves is read out", tag)
		}
		counted := p.Find(".counted").Text()
		stage.Find(".pace-word").Each(func(_ int, s *goquery.Selection) {
			if !strings.Contains(counted, s.Text()) {
				t.Errorf("%s: %q is only in the drawing", tag, s.Text())
			}
		})
		if n := p.Find("main audio, main video, main [aria-live], main [autoplay], main script").Length(); n != 0 {
			t.Errorf("%s: %d things that sound, speak or run by themselves", tag, n)
		}
		for _, word := range a.Pack().Info.Withheld[tag] {
			if strings.Contains(lang.Fold(p.Find("[data-person]").Text()), lang.Fold(word)) {
				t.Errorf("%s: the person would read %q", tag, word)
			}
		}
		checkSourced(t, p.Find(".breathe-say > section, .breathe-know article"), string(tag))
	}
}

// The pace is the one that the text counts: four seconds in, six out, for three minutes.
func TestPace(t *testing.T) {
	files, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	css := string(files.files[stylesheet])
	for _, want := range []string{"animation: pace-light 10s 18 ", "animation: pace-in 10s 18;", "animation: pace-out 10s 18;",
		"animation: pace-round 60s linear both;", "@keyframes pace-light { from, to { transform: translateY(92%); } 40% {"} {
		if !strings.Contains(css, want) {
			t.Errorf("the stylesheet does not say %q", want)
		}
	}
	site, _ := pages(t)
	bars := get(t, site, "/en/breathe").Find(".counted-bar")
	if in, out := bars.Eq(0).Children().Length(), bars.Eq(1).Children().Length(); in != 4 || out != 6 {
		t.Errorf("counted to %d and %d", in, out)
	}
}

// What is said about breathing and about care leads to the page to breathe by; other topics do not.
func TestTopicsLeadToBreathing(t *testing.T) {
	site, a := pages(t)
	for _, topic := range a.Pack().Guide.Topics {
		n := get(t, site, "/fr/guide/"+topic.ID).Find(`main a.button[href="/fr/breathe"]`).Length()
		if want := topic.ID == topicBreathing || topic.ID == topicCare; (n == 1) != want {
			t.Errorf("%s: %d ways to breathing", topic.ID, n)
		}
	}
}
