package view

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/lang"
)

// Given is a card in the form in which it is given.
type Given struct {
	Card   card.Card
	Form   card.Form
	Markup string // what is seen of it; empty: it is drawn later, beside the page
	Parts  int    // of a text message: how many it takes, where that is known
}

// Card writes a card that was made: what it looks like, how else it can be given, and what to say with it.
func (v View) Card(g Given, sent Answers) Node {
	return el("div.card-made",
		says("h1", v.words.T("web.card.made")),
		says("p.lead", v.words.T("web.card.look")),
		v.cardReview(g.Card),
		el("div.card-columns",
			el("section.card-given", v.cardShown(g), v.cardFile(g, sent)),
			el("div.card-beside", v.cardWarnings(g), v.cardForms(g, sent), v.cardMarks(g.Card), v.again("card", sent))),
	).with("data-facts", "")
}

// cardReview says before the card is given that nobody has checked its words.
func (v View) cardReview(c card.Card) Node {
	if c.Review != card.Unreviewed {
		return nil
	}
	return el("section.card-notice", says("h2", v.words.T("web.card.unreviewed")), says("p", v.words.T("web.card.unreviewed-text")))
}

// cardShown is the card itself. It may be shown to the person. Where it is drawn later, what it is made from stands with
// the room that is left for it.
func (v View) cardShown(g Given) Node {
	shown := el("div.shown.shown-"+string(g.Form), drawing(g.Markup)).with("role", "group").with("aria-label", v.words.T("web.card.made"))
	if g.Markup == "" {
		v.toDraw(shown, g)
	}
	if g.Form.Tactile() {
		return shown
	}
	return shown.with("data-person", "")
}

// toDraw leaves room for a drawing, with what it is made from.
func (v View) toDraw(room *element, g Given) *element {
	return room.with("data-card", data(g.Card)).with("data-form", string(g.Form)).with("data-words", data(v.SheetWords()))
}

// SheetWords are what stands on a sheet besides the card, as the press takes them.
func (v View) SheetWords() map[string]string {
	words := map[string]string{"lang": string(v.words.Tag)}
	for _, name := range []string{"title", "fold", "cut", "draft", "code"} {
		words[name] = v.words.T("press." + name)
	}
	return words
}

func data(a any) string {
	text, err := json.Marshal(a)
	if err != nil { // made of texts and times
		return ""
	}
	return string(text)
}

// cardFile is the ways to take the card along: on paper, or in a file.
func (v View) cardFile(g Given, sent Answers) Node {
	var print Node
	if g.Form.Paper() {
		print = says("button.button.button-main.print", v.words.T("web.card.print")).with("type", "button").with("hidden", "")
	}
	key := "web.card.file." + string(g.Form)
	if g.Form.Paper() {
		key = "web.card.file.paper"
	}
	return el("form.card-file", kept(sent), print, text(" "), says("button.button", v.words.T(key)),
		says("p.hint", v.words.T("web.card.file-trace"))).
		with("method", "post").with("action", v.Page("card", "file")).with("autocomplete", "off").with("data-device", "file")
}

// cardWarnings are what a form leaves behind. They are for the professional.
func (v View) cardWarnings(g Given) Node {
	var warnings group
	if g.Parts > 0 {
		warnings = append(warnings, says("p", v.words.N("web.card.parts", g.Parts)))
	}
	if key := "web.card.warn." + string(g.Form); v.words.Has(key) {
		warnings = append(warnings, says("p", v.words.T(key)))
	}
	if len(warnings) == 0 {
		return nil
	}
	return el("div.card-notice", warnings)
}

// cardForms gives the same card in another form, or with other numbers.
func (v View) cardForms(g Given, sent Answers) Node {
	rest := maps.Clone(sent)
	delete(rest, "form")
	delete(rest, "numbers")
	forms := el("fieldset.question", says("legend", v.words.T("web.card.form")), el("div.answers", list(card.Forms(), func(f card.Form) Node {
		if !f.In(g.Card.Language) {
			return nil
		}
		return choice("radio", "form", string(f), v.words.T("web.card.form."+string(f)), f == g.Form)
	})))
	return el("form.card-forms", kept(rest), v.cardNumbers(g.Card, sent), forms, says("button.button", v.words.T("web.card.show"))).
		with("method", "post").with("action", v.Page("card")).with("autocomplete", "off").with("data-device", "card")
}

// cardNumbers asks which numbers stand on the card, where a door has several.
func (v View) cardNumbers(c card.Card, sent Answers) Node {
	var several group
	for _, d := range c.Doors {
		s, ok := v.engine.Directory.Service(d.Service)
		if !ok || len(s.Dialled()) < 2 {
			continue
		}
		for _, ch := range s.Dialled() {
			on := slices.ContainsFunc(d.Numbers, func(n card.Number) bool { return n.Value == ch.Value })
			label := strings.TrimSpace(ch.Value + " " + ch.Label.In(v.words.Tag))
			several = append(several, choice("checkbox", "numbers", s.ID+" "+ch.Value, label, on))
		}
	}
	if len(several) == 0 {
		return nil
	}
	return el("fieldset.question", says("legend", v.words.T("web.card.numbers")), el("div.answers", several))
}

// choice is one answer to touch.
func choice(kind, name, value, label string, chosen bool) Node {
	input := el("input").with("type", kind).with("name", name).with("value", value)
	if chosen {
		input.with("checked", "")
	}
	return el("label.answer", input, says("span", label))
}

// cardMarks says what the marks are for.
func (v View) cardMarks(c card.Card) Node {
	if c.Batch == "" {
		return nil
	}
	return el("p.hint", text(v.words.T("web.card.mark", "mark", c.Batch)+" "), link("a", v.Page("card", "marks"), text(v.words.T("web.card.marks"))),
		text("."))
}

// Origin is the name under which a device tells the address of the site.
const Origin = "origin"

// NeutralPage is where the public data of a card stands, for a code on it: the marks of its doors come after it.
func NeutralPage(origin string, tag lang.Tag) string { return origin + "/" + string(tag) + "/n/" }

// CardStart leads from an answer to a card. Its services are ticked there, and nothing else of the answer comes along.
func (v View) CardStart(services []string) Node {
	start := says("button.button", v.words.T("web.card.make")).with("name", Edit).with("value", "1")
	return el("form.again", kept(Answers{"services": services}), start).
		with("method", "post").with("action", v.Page("card")).with("autocomplete", "off").with("data-device", "card")
}
