package card_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

func TestTheSafeCard(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "ecoute"}, {Service: "cpvcf"}}}, "")
	if err != nil {
		t.Fatal(err)
	}
	got := card.Plain(c)
	want := "Useful numbers\n\nListening line\n0800 30 030\nfree · anonymous · day and night\n\nListening and advice\n02 539 27 44\nMonday to Friday 9:00–17:00\nOn public holidays: call first\n\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, word := range []string{"Écoute", "CPVCF", "ecoute", "Colonies", "http", "@"} {
		if strings.Contains(got, word) {
			t.Errorf("%q stands on the safe card:\n%s", word, got)
		}
	}
	c, err = p.Card(card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "ecoute"}}, Parts: []card.Part{card.Numbers}, Heading: card.NoHeading}, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := card.Plain(c); !strings.HasPrefix(got, "0800 30 030\n\n") || strings.Contains(got, "Useful") || strings.Contains(got, "line") {
		t.Errorf("a card with next to nothing holds\n%s", got)
	}
}

// The fixed words are in the language of the card, what is a name or an address in that of the place.
func TestOtherLanguages(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(full("pl"), "")
	if err != nil {
		t.Fatal(err)
	}
	if c.Review != card.Unreviewed || c.Direction != card.LeftToRight {
		t.Errorf("the card is %s and set %s", c.Review, c.Direction)
	}
	for _, want := range []card.Text{{Lang: "pl", Text: "Przydatne numery"}, {Lang: "fr", Text: "Ligne d’écoute"}, {Lang: "fr", Text: "1000 Bruxelles"},
		{Lang: "pl", Text: "Poniedziałek – piątek 9:00–17:00"}, {Lang: "pl", Text: "Wtorek 1/12, 14:30"},
		{Lang: "pl", Text: "Dzień dobry. Proszę o informacje."}, {Lang: "fr", Text: "Bonjour. Je voudrais des informations, s’il vous plaît."}} {
		if !slices.ContainsFunc(card.Lines(c), func(b []card.Text) bool { return slices.Contains(b, want) }) {
			t.Errorf("%v is not on the card:\n%s", want, card.Plain(c))
		}
	}
	dutch, err := p.Card(card.Choice{Language: "pl", Doors: []card.DoorChoice{{Service: "caw-onthaal"}}, Parts: card.Parts()}, "")
	if err != nil {
		t.Fatal(err)
	}
	if text := card.Plain(dutch); !strings.Contains(text, "Goeiedag. Ik wil graag informatie.") || strings.Contains(text, "Bonjour") {
		t.Errorf("a door where Dutch is spoken is spoken to in another language:\n%s", text)
	}
}

// A line that its translator doubts is not used.
func TestDoubts(t *testing.T) {
	p, _ := packtest.Shipped(t)
	tongue, ok := p.Content.Cards.Tongue("ti")
	if !ok || !slices.Contains(tongue.Doubts, "no-name") {
		t.Fatal("no line of ti is in doubt")
	}
	c, err := p.Card(full("ti"), "")
	if err != nil {
		t.Fatal(err)
	}
	if text := card.Plain(c); strings.Contains(text, tongue.Lines["no-name"]) || strings.Count(text, "Puis-je vous parler sans donner mon nom") != 1 {
		t.Errorf("got\n%s", text)
	}
}

func TestFaults(t *testing.T) {
	p, _ := packtest.Shipped(t)
	one := []card.DoorChoice{{Service: "ecoute"}}
	many := []card.DoorChoice{{Service: "ecoute"}, {Service: "cpvcf"}, {Service: "adde"}, {Service: "lva"}, {Service: "transit"}, {Service: "dune"}, {Service: "cpvs"}}
	for what, test := range map[string]struct {
		choice card.Choice
		field  string
		key    string
	}{
		"language":              {card.Choice{Language: "xx", Doors: one}, "language", "card.fault.language"},
		"service":               {card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "ecoutes"}}}, "services[0]", "card.fault.service"},
		"for professionals":     {card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "setis-bxl"}}}, "services[0]", "card.fault.tool"},
		"twice":                 {card.Choice{Language: "en", Doors: append(one, one...)}, "services[1]", "card.fault.twice"},
		"for different persons": {card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "praxis"}, {Service: "maison-rue-verte"}}}, "services[1]", "card.fault.apart"},
		"too many":              {card.Choice{Language: "en", Doors: many}, "services", "card.fault.doors"},
		"nothing":               {card.Choice{Language: "en", Heading: "hours"}, "services", "card.fault.empty"},
		"part":                  {card.Choice{Language: "en", Doors: one, Parts: []card.Part{"numbers", "photo"}}, "parts[1]", "card.fault.not-known"},
		"heading":               {card.Choice{Language: "en", Doors: one, Heading: "Help!"}, "heading", "card.fault.not-known"},
		"contact":               {card.Choice{Language: "en", Doors: one, Contact: "Mum"}, "contact", "card.fault.not-known"},
		"day":                   {card.Choice{Language: "en", SafeDays: []string{"someday"}}, "safe_days[0]", "card.fault.not-known"},
		"time":                  {card.Choice{Language: "en", SafePart: []string{"night"}}, "safe_part[0]", "card.fault.not-known"},
		"number of another":     {card.Choice{Language: "en", Doors: []card.DoorChoice{{"ecoute", []string{"0800 30 031"}}}}, "services[0].numbers[0]", "card.fault.number"},
		"link that says it":     {card.Choice{Language: "en", Doors: []card.DoorChoice{{"caw-support", []string{"slachtofferhulp@cawbrussel.be"}}}}, "services[0].numbers[0]", "card.fault.betrays"},
		"place that says it":    {card.Choice{Language: "en", Doors: one, Visit: card.Visit{Where: "Slachtofferhulp, room 3"}}, "visit.where", "card.fault.betrays"},
		"place in capitals":     {card.Choice{Language: "en", Doors: one, Visit: card.Visit{Where: "VIOLENCES CONJUGALES"}}, "visit.where", "card.fault.betrays"},
		"place too long":        {card.Choice{Language: "en", Doors: one, Visit: card.Visit{Where: strings.Repeat("a", card.MaxWhere+1)}}, "visit.where", "card.fault.where-long"},
		"place on two lines":    {card.Choice{Language: "en", Doors: one, Visit: card.Visit{Where: "room\n3"}}, "visit.where", "card.fault.where-signs"},
		"place turned around":   {card.Choice{Language: "en", Doors: one, Visit: card.Visit{Where: "room \u202e3"}}, "visit.where", "card.fault.where-signs"},
		"a long talk":           {card.Choice{Language: "en", Doors: one, Visit: card.Visit{Start: time.Unix(0, 0), Long: 25 * time.Hour}}, "visit.long", "card.fault.long"},
	} {
		_, err := p.Card(test.choice, "")
		if err == nil {
			t.Errorf("%s: no fault", what)
			continue
		}
		details := fault.From(err).Details
		if len(details) != 1 || details[0].Field != test.field || details[0].Key != test.key {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Every fault can be said in every language of the interface.
func TestFaultsAreSaid(t *testing.T) {
	_, words := packtest.Shipped(t)
	for _, tag := range lang.Interface() {
		for _, key := range []string{"none", "language", "not-known", "service", "tool", "twice", "apart", "number", "recalled", "betrays",
			"where-long", "where-signs", "long", "moment", "empty", "doors", "no-appointment", "no-number"} {
			if !words.In(tag).Has("card.fault." + key) {
				t.Errorf("%s: no words for %s", tag, key)
			}
		}
	}
}

func TestRecalledNumbersAreNeverOnACard(t *testing.T) {
	p, _ := packtest.Shipped(t)
	choice := card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "caw-onthaal"}}}
	c, err := p.Card(choice, "", "0800-13500")
	if err != nil {
		t.Fatal(err)
	}
	if text := card.Plain(c); strings.Contains(text, "0800") || !strings.Contains(text, "02 486 45 00") {
		t.Errorf("got\n%s", text)
	}
	choice.Doors[0].Numbers = []string{"0800 13 500"}
	if _, err := p.Card(choice, "", "0800-13500"); err == nil || fault.From(err).Details[0].Key != "card.fault.recalled" {
		t.Errorf("a recalled number was chosen: %v", err)
	}
}

func TestMarks(t *testing.T) {
	facts := card.Facts{Numbers: []card.Dial{{Value: "02 539 27 44"}}, Hours: "Mo-Fr 09:00-17:00", Places: []string{"Rue des Colonies 11 1000"}}
	if got := facts.Mark(); got != "XN86" { // stands on cards that were given: it must never be another
		t.Errorf("the mark is %s", got)
	}
	for what, other := range map[string]card.Facts{
		"number":      {Numbers: []card.Dial{{Value: "02 539 27 45"}}, Hours: facts.Hours, Places: facts.Places},
		"its hours":   {Numbers: []card.Dial{{Value: "02 539 27 44", Hours: "24/7"}}, Hours: facts.Hours, Places: facts.Places},
		"no number":   {Hours: facts.Hours, Places: facts.Places},
		"hours":       {Numbers: facts.Numbers, Hours: "Mo-Fr 09:00-16:00", Places: facts.Places},
		"place":       {Numbers: facts.Numbers, Hours: facts.Hours, Places: []string{"Rue des Colonies 12 1000"}},
		"other field": {Numbers: facts.Numbers, Hours: facts.Hours + facts.Places[0]},
	} {
		if other.Mark() == facts.Mark() {
			t.Errorf("another %s has the same mark", what)
		}
	}
	if mark := (card.Facts{}).Mark(); mark != "" {
		t.Errorf("nothing has the mark %s", mark)
	}
}

// A mark is no word, no number to dial, and never the same for two services of the pack that say other things.
func TestMarksOfThePack(t *testing.T) {
	p, _ := packtest.Shipped(t)
	for _, id := range carriable(p) {
		s, _ := p.Directory.Service(id)
		mark := card.FactsOf(s).Mark()
		if mark == "" {
			continue
		}
		if len(mark) != 4 || strings.Trim(mark, "CDFHJKMNPRTVWX23456789") != "" || digits(mark[:1]) != "" {
			t.Errorf("%s has the mark %s", id, mark)
		}
	}
}

func TestCompare(t *testing.T) {
	was := card.Facts{Numbers: []card.Dial{{Value: "02 1"}, {Value: "02 2", Hours: "Mo 09:00-10:00"}}, Hours: "24/7", Places: []string{"A 1"}}
	now := card.Facts{Numbers: []card.Dial{{Value: "02 3"}, {Value: "02 2", Hours: "Mo 09:00-11:00"}}, Hours: "", Places: []string{"A 1", "B 2"}}
	want := []card.Change{{Kind: card.NumberChanged, Was: "02 1", Now: "02 3"}, {Kind: card.HoursChanged, Was: "24/7"},
		{Kind: card.HoursChanged, Was: "Mo 09:00-10:00", Now: "Mo 09:00-11:00", Of: "02 2"}}
	if got := card.Compare(was, now); !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	if got := card.Compare(card.Facts{Places: []string{"A 1"}}, was); len(got) != 0 {
		t.Errorf("what is only new is wrong: %+v", got)
	}
}

// An imported service has no neutral name of the pack; its own stands on the card only where it says nothing.
func TestImportedServices(t *testing.T) {
	p, _ := packtest.Shipped(t)
	d, faults := directory.Build(directory.Lists{
		Organisations: []directory.Organisation{{ID: "o", Name: lang.Text{"en": "O"}}},
		Services: []directory.Service{
			{ID: "a", Organisation: "o", Name: lang.Text{"en": "Abuse support"}, Channels: []directory.Channel{{Value: "02 123 45 67", Extension: "12"}}},
			{ID: "b", Organisation: "o", Name: lang.Text{"en": "Town desk"}, Channels: []directory.Channel{{Value: "02 123 45 68"}}},
		}}, p.Vocabulary, p.Calendar)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c, err := p.CardOf(d, card.Choice{Language: "nl", Doors: []card.DoorChoice{{Service: "a"}, {Service: "b"}}, Parts: []card.Part{card.Names, card.Numbers}, Heading: card.NoHeading}, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := card.Plain(c), "02 123 45 67 (toestel 12)\n\nTown desk\n02 123 45 68\n\n"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}
