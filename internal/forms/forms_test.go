package forms_test

import (
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/forms"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
	"github.com/halte-brussels/halte/internal/press"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// seen is what is written on a card, with plain blanks.
func seen(s forms.Shown) string {
	text := s.Markup
	if _, after, drawn := strings.Cut(text, "<desc>"); drawn { // letters of a drawing are shapes; its description says them
		text = after
	}
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(html.UnescapeString(tags.ReplaceAllString(text, " ")))
}

// Every number of every door that was chosen stands on every form that can carry it, digit by digit as in the directory,
// in every language. What cannot be given says why.
func TestEveryNumberOnEveryForm(t *testing.T) {
	a := app.New(packtest.Shipped(t))
	var services []*directory.Service
	for _, s := range a.Directory.Services {
		if a.Carriable(s.ID) && len(phones(s)) > 0 {
			services = append(services, s)
		}
	}
	languages := lang.Interface()
	for _, tongue := range a.Cards().Tongues {
		languages = append(languages, tongue.Tag)
	}
	given := map[card.Form]int{}
	for i, s := range services {
		for j, form := range card.Forms() { // over the services, each form meets each language
			checkNumbers(t, a, s, languages[(i+j)%len(languages)], form, given)
		}
	}
	for _, form := range card.Forms() {
		if given[form] == 0 && form != card.FormCalendar {
			t.Errorf("nothing was given as %s", form)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		checkNumbers(r, a, rapid.SampledFrom(services).Draw(r, "service"), rapid.SampledFrom(languages).Draw(r, "language"),
			rapid.SampledFrom(card.Forms()).Draw(r, "form"), given)
	})
}

type tester interface {
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

func checkNumbers(t tester, a *app.App, s *directory.Service, tag lang.Tag, form card.Form, given map[card.Form]int) {
	c, err := a.Card(card.Choice{Language: tag, Doors: []card.DoorChoice{{Service: s.ID}}}, "")
	if err != nil {
		t.Fatal(err)
	}
	shown, err := forms.Show(c, form, forms.Tools{Words: press.WordsOf(a.In("en")), Braille: a.Braille()})
	var why *fault.Error
	if errors.As(err, &why) && why.Kind == fault.Invalid {
		if form == card.FormPlainText || form == card.FormMessage || form == card.FormLarge18 {
			t.Errorf("%s in %s as %s: %v", s.ID, tag, form, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	given[form]++
	if form == card.FormSpoken { // it is read digit by digit, in groups
		return
	}
	for _, number := range c.Doors[0].Numbers {
		if !strings.Contains(seen(shown), number.Value) {
			t.Errorf("%s in %s as %s has no %s: %s", s.ID, tag, form, number.Value, seen(shown))
		}
	}
}

func phones(s *directory.Service) (list []string) {
	for _, ch := range s.Channels {
		if ch.Kind == directory.Phone {
			list = append(list, ch.Value)
		}
	}
	return list
}

// Braille is offered exactly where there are tables for it.
func TestBrailleIsOfferedWhereItIs(t *testing.T) {
	for _, tag := range []lang.Tag{"en", "fr", "nl", "ar", "tr", "xx"} {
		grades := braille.Grades(tag)
		for form, grade := range map[card.Form]braille.Grade{card.FormBraille: braille.Uncontracted, card.FormBrailleContracted: braille.Contracted} {
			has := false
			for _, g := range grades {
				has = has || g == grade
			}
			if form.In(tag) != has {
				t.Errorf("%s in %s: offered is %v, there is %v", form, tag, form.In(tag), has)
			}
		}
	}
}

// A file has a name that says nothing, and a form that does not exist is named with those that do.
func TestFiles(t *testing.T) {
	a := app.New(packtest.Shipped(t))
	tools := forms.Tools{Words: press.WordsOf(a.In("fr")), Braille: a.Braille()}
	c, err := a.Card(card.Choice{Language: "fr", Doors: []card.DoorChoice{{Service: "ecoute"}}}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range card.Forms() {
		if form == card.FormCalendar {
			continue // there is no appointment on it
		}
		f, err := forms.Save(c, form, tools)
		if err != nil || len(f.Data) == 0 || !strings.HasPrefix(f.Name, "card.") || f.Type == "" {
			t.Errorf("%s: %q, %q, %d bytes, %v", form, f.Name, f.Type, len(f.Data), err)
		}
	}
	_, err = forms.Save(c, "papyrus", tools)
	var e *fault.Error
	if !errors.As(err, &e) || len(e.Details) != 1 || !strings.Contains(e.Details[0].Args["known"], "wallet") {
		t.Errorf("papyrus: %v", err)
	}
}
