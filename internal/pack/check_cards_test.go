package pack

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
)

// What stands on a card is read by whoever finds it, so every fault is named before anything is printed.
func TestFaultsOfCards(t *testing.T) {
	for name, test := range map[string]struct {
		file, old, new, path, message string
	}{
		"missing pack language": {"cards", "{en: free, fr: gratuit, nl: gratis}", "{en: free, fr: gratuit}", "lines[free].text.nl", "missing in this language"},
		"line that is needed":   {"cards", "id: until", "id: untill", "lines", "the line until is missing"},
		"id twice":              {"cards", "id: useful-numbers", "id: free", "headings[free]", "comes twice"},
		"withheld heading":      {"cards", "en: Useful numbers", "en: Victim support", "headings[useful-numbers].text.en", "tells a stranger"},
		"betraying sentence":    {"cards", "en: \"Please do not call me back.\"", "en: \"My partner may answer.\"", "say[no-call-back].text.en", "tells a stranger"},
		"long heading":          {"cards", "en: Useful numbers", "en: Useful numbers for people who may need them", "headings[useful-numbers].text.en", "more than 30"},
		"withheld alternative":  {"cards", "en: Choose a short one.", "en: Violence hides.", "carry.alternatives[by-heart].text", "withheld word"},
		"no such sign":          {"cards", "signs: [fr, nl]", "signs: [fr, de]", "signs", "no language of the pack"},
		"no contact":            {"cards", "contacts:\n", "contacts: []\nignored:\n", "ignored", "unknown key"},

		"no such service":        {"doors", "id: cpvcf,", "id: cpvcff,", "doors[cpvcff]", "no such service"},
		"service without a name": {"doors", "id: cpvcf,", "id: cpvcff,", "services[cpvcf]", "no name for a card"},
		"name that says it":      {"doors", "en: \"Listening and advice\"", "en: \"Violence line\"", "doors[cpvcf].name.en", "tells a stranger"},
		"long name":              {"doors", "en: \"Listening and advice\"", "en: \"Listening and advice for everyone\"", "doors[cpvcf].name.en", "more than 30"},
		"anonymous by guess":     {"doors", "nl: \"Luisteren en raad\"}", "nl: \"Luisteren en raad\"}, anonymous: yes", "doors[cpvcf].anonymous", "does not say so"},

		"tag of another file": {"ti", "tag: ti", "tag: so", "card_tongues[so]", "used before"},
		"tag of nobody":       {"ti", "tag: ti", "tag: zh", "tag", "no sentences to point at"},
		"reviewed by nobody":  {"ti", "state: unreviewed", "state: reviewed", "review", "not by whom"},
		"unknown state":       {"ti", "state: unreviewed", "state: perhaps", "review.state", "not one of"},
		"doubts nothing":      {"ti", "doubts: [", "doubts: [pian, ", "doubts", "not among the lines"},
		"missing line":        {"es", "  free: \"gratuito\"\n", "", "lines", "the line free is missing"},
		"no such line":        {"es", "  free:", "  freee:", "lines.freee", "no such line"},
		"lost place":          {"es", "de {from} a {to}", "de {from} a", "lines.range", "{to} is missing"},
		"withheld there":      {"ru", "Полезные номера", "Насилие", "lines.useful-numbers", "withheld word"},
		"written otherwise":   {"ar", "أرقام مفيدة", "Useful numbers", "lines.useful-numbers", "its language says rtl"},

		"changed number":   {"../directory/doors", "value: \"02 539 27 44\"", "value: \"02 539 27 45\"", "history[cpvcf].states", "has changed"},
		"changed hours":    {"../directory/doors", "Mo-Fr 09:00-17:00; PH", "Mo-Fr 09:00-16:00; PH", "history[cpvcf].states", "has changed"},
		"changed address":  {"../directory/doors", "Rue des Colonies 11, nl", "Rue des Colonies 12, nl", "history[cpvcf].states", "has changed"},
		"changed mark":     {"history", "mark: DKDK", "mark: DKDX", "history[cpvcf].states[0].mark", "not the mark"},
		"not a day":        {"history", "from: 2026-11-24", "from: 2026-11", "history[accueil-mj].states[0].from", "full date"},
		"out of history":   {"history", "id: cpvcf\n", "id: cpvcff\n", "services[cpvcf]", "not in the history"},
		"gone and unsaid":  {"history", "id: cpvcf\n", "id: cpvcff\n", "history[cpvcff].states", "has changed"},
		"rewritten number": {"history", "02 539 27 44", "02 539 27 45", "history[cpvcf].states[0].mark", "not the mark"},
	} {
		t.Run(name, func(t *testing.T) {
			file := strings.TrimPrefix("cards/"+test.file+".yaml", "cards/../")
			faulty(t, file, test.old, test.new, test.path, test.message)
		})
	}
}

// A change that is recorded is right again, and what was printed before stays in the history.
func TestRecord(t *testing.T) {
	files := copied(t)
	const doors = "directory/doors.yaml"
	files[doors] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(files[doors].Data), "02 539 27 44", "02 539 27 45"))}
	const shelter = "directory/shelter.yaml"
	files[shelter] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(files[shelter].Data), "02 539 27 44", "02 539 27 45"))}
	if _, err := Load(files); err == nil {
		t.Fatal("a number that changed was not noticed")
	}
	history, err := Record(files, "2027-01-02")
	if err != nil {
		t.Fatal(err)
	}
	files[historyFile] = &fstest.MapFile{Data: history}
	p, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range p.History {
		want := 1
		if h.ID == "cpvcf" || h.ID == "cpvcf-refuge" {
			want = 2
		}
		if len(h.States) != want {
			t.Errorf("%s has %d states", h.ID, len(h.States))
		}
		if h.ID == "cpvcf" && (h.States[0].Mark != "DKDK" || h.States[1].From != "2027-01-02" || h.States[1].Facts.Numbers[0] != (card.Dial{Value: "02 539 27 45"})) {
			t.Errorf("the states are %+v", h.States)
		}
	}
	again, err := Record(files, "2027-01-03")
	if err != nil || string(again) != string(history) {
		t.Errorf("what has not changed is written otherwise: %v", err)
	}
}

// The shipped history is what would be written now, letter for letter.
func TestHistoryIsFresh(t *testing.T) {
	files := copied(t)
	history, err := Record(files, directory.Date("2099-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	if string(history) != string(files[historyFile].Data) {
		t.Error("the history is not as it would be written: run halte card recall --record")
	}
}

// A pack without cards is a pack.
func TestPackWithoutCards(t *testing.T) {
	files := copied(t)
	for name := range files {
		if strings.HasPrefix(name, "cards/") {
			delete(files, name)
		}
	}
	p, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Card(card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "ecoute"}}}, ""); err == nil {
		t.Error("a card was made without words")
	}
}
