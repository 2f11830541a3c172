package app

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

var tuesday = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func everyService(t *testing.T, a *App, tag lang.Tag) []ServiceDoc {
	t.Helper()
	var list []ServiceDoc
	for _, s := range a.Pack().Directory.Services {
		doc, err := a.Service(s.ID, tuesday, tag)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, doc)
	}
	return list
}

// A list that is empty is an empty list: who reads it need not know of null.
func TestNoListIsNull(t *testing.T) {
	a := brussels(t)
	without := 0
	for _, s := range everyService(t, a, "en") {
		if len(s.Places) == 0 {
			without++
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), ":null") {
			t.Errorf("%s holds a null: %s", s.ID, text)
		}
	}
	if without == 0 {
		t.Error("every service has a place, so this proves nothing")
	}
}

// Hours are a sentence in one language: no English note is left in French or in Dutch, and none is quoted.
func TestHoursInWords(t *testing.T) {
	a := brussels(t)
	cpvcf, err := a.Service("cpvcf", tuesday, "fr")
	if err != nil {
		t.Fatal(err)
	}
	if want := "Du lundi au vendredi, 09:00–17:00 ; jours fériés, peut-être ouvert : horaires inconnus"; cpvcf.HoursInWords != want {
		t.Errorf("it reads %q", cpvcf.HoursInWords)
	}
	for _, tag := range lang.Interface() {
		for _, s := range everyService(t, a, tag) {
			all := []string{s.HoursInWords}
			for _, c := range s.Channels {
				all = append(all, c.HoursInWords)
			}
			for _, words := range all {
				if strings.ContainsAny(words, "“”«»") || tag != "en" && strings.Contains(words, "known") {
					t.Errorf("%s: %s reads %q", tag, s.ID, words)
				}
			}
		}
	}
}

// What the pack does not list has words all the same.
func TestLabelOfWhatIsNotListed(t *testing.T) {
	a := brussels(t)
	for _, test := range []struct {
		key      facts.Key
		id, want string
	}{
		{facts.Place, "other", "hors de ces zones"},
		{facts.Languages, "qu", "une autre langue : qu"},
		{facts.Languages, "nl", a.Pack().Vocabulary.Label(facts.Languages, "nl", "fr")},
	} {
		if got := a.Label(test.key, test.id, "fr"); got != test.want || got == test.id {
			t.Errorf("%s %s is called %q, want %q", test.key, test.id, got, test.want)
		}
	}
}

// What was most likely meant stands in brackets, so that the sentence around it ends well in each language.
func TestNearIsPunctuated(t *testing.T) {
	a := brussels(t)
	d := fault.Detail{Key: "facts.unknown-key", Args: map[string]string{"key": "dangr", "near": "danger"}}
	for tag, want := range map[lang.Tag]string{
		"en": "“dangr” is not a fact Halte knows (did you mean “danger”?). ",
		"fr": "« dangr » n’est pas un élément que Halte connaît (vouliez-vous dire « danger » ?). ",
		"nl": "“dangr” is geen gegeven dat Halte kent (bedoelde u “danger”?). ",
	} {
		if got := a.Explain(d, tag); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q", tag, got)
		}
	}
}
