package view

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// Given is a card in the form in which it is given.
type Given struct {
	Card   card.Card
	Form   card.Form
	Sheets []string // of a form on paper: a drawing each; none where they are drawn later, beside the page
	Text   string   // of the other forms
	Beside string   // of Braille: the same lines in print, to compare
	Parts  int      // of a message for a telephone: how many it takes
}

// CardStart leads from an answer to a card. Its services are ticked there, and nothing else of the answer comes along.
func (v View) CardStart(services []string) Node {
	return el("form.again", kept(Answers{Edit: {"1"}, "services": services}), says("button.button", v.words.T("web.card.make"))).
		with("method", "post").with("action", v.Page("card")).with("autocomplete", "off").with("data-device", "card")
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

// cardShown is the card itself. It may be shown to the person. Sheets that are drawn beside the page are made from the
// data that stands with it.
func (v View) cardShown(g Given) Node {
	switch {
	case g.Form.Paper():
		shown := el("div.sheets", list(g.Sheets, func(s string) Node { return el("div.paper", drawing(s)) }))
		if len(g.Sheets) == 0 {
			v.toDraw(shown, g)
		}
		return shown.with("data-person", "").with("aria-label", v.words.T("web.card.made")).with("role", "group")
	case g.Form.Tactile():
		shown := el("div.braille")
		if g.Text == "" {
			return v.toDraw(shown, g)
		}
		return shown.hold(says("pre.braille-cells", g.Text), says("pre.braille-print", g.Beside))
	}
	return says("pre.card-text", g.Text).with("data-person", "").with("lang", string(g.Card.Language)).with("dir", string(g.Card.Direction))
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
	if g.Form == card.FormMessage {
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
		if !ok || len(phones(s)) < 2 {
			continue
		}
		for _, ch := range phones(s) {
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

func phones(s *directory.Service) []directory.Channel {
	return slices.DeleteFunc(slices.Clone(s.Channels), func(ch directory.Channel) bool { return ch.Kind != directory.Phone && ch.Kind != directory.SMS })
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

// Give puts a card in a form of text. One on paper or in Braille is made elsewhere, from the same card.
func Give(c card.Card, form card.Form) (Given, error) {
	g := Given{Card: c, Form: form}
	if !slices.Contains(card.Forms(), form) {
		return g, fault.InvalidFields([]fault.Detail{fault.DetailOf("form", "card.fault.not-known",
			"value", fault.Clip(string(form)), "known", strings.Join(known(card.Forms()), ", "))})
	}
	var err error
	switch form {
	case card.FormPlainText:
		g.Text = card.Plain(c)
	case card.FormMessage:
		message := card.SMS(c)
		g.Text, g.Parts = message.Text, message.Parts
	case card.FormSpoken:
		g.Text = card.Spoken(c)
	case card.FormContact:
		g.Text, err = card.VCard(c)
	case card.FormCalendar:
		g.Text, err = card.ICal(c)
	}
	return g, err
}

func known[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return out
}

// Origin is the name under which a device tells the address of the site.
const Origin = "origin"

// NeutralPage is where the public data of a card stands, for a code on it: the marks of its doors come after it.
func NeutralPage(origin string, tag lang.Tag) string { return origin + "/" + string(tag) + "/n/" }

// File is a card to keep. Its name says nothing.
type File struct{ Name, Type, Text string }

// FileOf is the file of a form of text. Those on paper and in Braille are made elsewhere.
func FileOf(g Given) (File, bool) {
	switch g.Form {
	case card.FormPlainText, card.FormMessage:
		return File{"card.txt", "text/plain; charset=utf-8", g.Text}, true
	case card.FormSpoken:
		return File{"card.ssml", "application/ssml+xml", card.SSML(g.Card)}, true
	case card.FormContact:
		return File{"card.vcf", "text/vcard; charset=utf-8", g.Text}, true
	case card.FormCalendar:
		return File{"card.ics", "text/calendar; charset=utf-8", g.Text}, true
	}
	return File{}, false
}
