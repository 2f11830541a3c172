package pack

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/phrases"
)

// The longest that the words of a card may be, in letters: it is as small as a bank card.
const (
	maxCardLine  = 45
	maxCardTitle = 30
)

// placeNames mark where something is put in a line; they are words of no language.
var (
	placeNames = []string{"{from}", "{to}", "{when}", "{number}"}
	places     = strings.NewReplacer("{from}", "", "{to}", "", "{when}", "", "{number}", "")
)

// cards looks at what stands on cards. A pack without them has none to give.
func (c *checker) cards() {
	b := &c.files.cards
	if len(b.Lines) == 0 && len(b.Doors) == 0 && len(b.Tongues) == 0 {
		return
	}
	known := map[string]bool{}
	c.fixedWords(b)
	c.cardLines("lines", b.Lines, maxCardLine, known)
	c.cardLines("headings", b.Headings, maxCardTitle, known)
	c.cardLines("contacts", b.Contacts, maxCardTitle, map[string]bool{})
	c.cardLines("say", b.Say, phrases.MaxLetters, known)
	c.carry(&b.Carry)
	c.signs(b)
	c.doorTitles(b)
	for i := range b.Tongues {
		c.cardTongue(&b.Tongues[i], b, known)
	}
	c.history()
}

// fixedWords notes words that cards are made with and the pack does not have.
func (c *checker) fixedWords(b *card.Book) {
	for _, id := range card.Fixed() {
		if !slices.ContainsFunc(b.Lines, func(l card.Line) bool { return l.ID == id }) {
			c.fault(cardsFile, "lines", "the line "+id+" is missing", "add it; see docs/pack-format.md")
		}
	}
	if len(b.Contacts) == 0 {
		c.fault(cardsFile, "contacts", "there are none", "add a neutral name for a contact")
	}
}

func (c *checker) cardLines(list string, lines []card.Line, most int, known map[string]bool) {
	for _, l := range lines {
		path := list + "[" + l.ID + "]"
		if known[l.ID] || !isID(l.ID) {
			c.fault(cardsFile, path, "the id comes twice or is not well-formed", "use another id")
		}
		known[l.ID] = true
		c.onCard(cardsFile, path+".text", l.Text, most)
	}
}

// onCard looks at words that may be read by someone who finds the card.
func (c *checker) onCard(file, path string, t lang.Text, most int) {
	for _, tag := range c.p.Info.Languages {
		if n := utf8.RuneCountInString(t[tag]); n > most {
			c.fault(file, path+"."+string(tag), fmt.Sprintf("has %d letters, more than %d", n, most), "say it in fewer words")
		}
		if word, found := c.betrays(t[tag]); found {
			c.fault(file, path+"."+string(tag), fmt.Sprintf("holds %q, which tells a stranger what the card is about", word), "say it in other words")
		}
	}
}

// betrays finds a word that may not stand on a card, in any language.
func (c *checker) betrays(text string) (string, bool) {
	for _, lists := range []map[lang.Tag][]string{c.p.Info.Withheld, c.files.cards.Betrays} {
		for _, tag := range c.p.Info.Languages {
			if word, found := holds(text, lists[tag]); found {
				return word, true
			}
		}
	}
	return "", false
}

// carry is asked by the professional, in the hearing of the person.
func (c *checker) carry(q *card.Carry) {
	look := func(path string, text lang.Text) {
		if word, tag, found := c.p.Info.withheldIn(text); found {
			c.fault(cardsFile, path, fmt.Sprintf("a text meant for the person holds the withheld word %q (%s)", word, tag), "say it in other words")
		}
	}
	look("carry.question", q.Question)
	for _, a := range q.Alternatives {
		look("carry.alternatives["+a.ID+"].title", a.Title)
		look("carry.alternatives["+a.ID+"].text", a.Text)
	}
}

func (c *checker) signs(b *card.Book) {
	if len(b.Signs) == 0 {
		c.fault(cardsFile, "signs", "there are none", "list the languages of streets and doors")
	}
	for _, tag := range b.Signs {
		if !slices.Contains(c.p.Info.Languages, tag) {
			c.fault(cardsFile, "signs", fmt.Sprintf("%q is no language of the pack", tag), "list languages of the pack")
		}
	}
}

// doorTitles looks at what services are called: each that may be on a card has a neutral name, and none is called
// anonymous of which the directory does not say so.
func (c *checker) doorTitles(b *card.Book) {
	for _, t := range b.Doors {
		path := "doors[" + t.ID + "]"
		s, ok := c.p.Directory.Service(t.ID)
		if !ok {
			c.fault(doorsFile, path, "there is no such service", "remove it, or correct the id")
			continue
		}
		c.onCard(doorsFile, path+".name", t.Name, maxCardTitle)
		if t.Anonymous == directory.Yes && !saysAnonymous(s) {
			c.fault(doorsFile, path+".anonymous", "the directory does not say so", "say it in the texts of the service, with its source, or remove it")
		}
	}
	for _, s := range c.p.Directory.Services {
		if _, ok := b.Title(s.ID); !ok && s.Role != directory.Tool {
			c.at("services["+s.ID+"]", "", "has no name for a card", "add it to "+doorsFile)
		}
	}
}

// saysAnonymous tells whether a text of the service says it.
func saysAnonymous(s *directory.Service) bool {
	return slices.ContainsFunc(s.Texts(), func(t lang.Text) bool {
		_, _, found := find(t, map[lang.Tag][]string{"en": {"anonym"}, "fr": {"anonym"}, "nl": {"anoniem"}})
		return found
	})
}

// cardTongue looks at the words of a card in one more language.
func (c *checker) cardTongue(t *card.Tongue, b *card.Book, known map[string]bool) {
	file := c.fileOf["card_tongues["+string(t.Tag)+"]"]
	if file != "cards/"+string(t.Tag)+".yaml" {
		c.fault(file, "tag", "the file is not called after its language", "rename it to cards/"+string(t.Tag)+".yaml")
	}
	p, ok := c.files.phrases.Tongue(t.Tag)
	if !ok {
		c.fault(file, "tag", fmt.Sprintf("there are no sentences to point at in %q", t.Tag),
			"add phrases/"+string(t.Tag)+".yaml, which says how the language is written")
		return
	}
	c.review(file, phrases.Review{State: phrases.State(t.Review.State), By: t.Review.By, On: t.Review.On})
	for _, id := range t.Doubts {
		if _, ok := t.Lines[id]; !ok {
			c.fault(file, "doubts", "doubts "+id+", which is not among the lines", "remove it, or correct the id")
		}
	}
	c.translated(file, t, b)
	for id, line := range t.Lines {
		if !known[id] {
			c.fault(file, "lines."+id, "there is no such line", "use an id of "+cardsFile)
		}
		c.line(file, "lines."+id, p, places.Replace(line))
		if word, found := c.betrays(line); found {
			c.fault(file, "lines."+id, fmt.Sprintf("holds %q, which tells a stranger what the card is about", word), "say it in other words")
		}
	}
}

// translated notes lines that are missing, and those that lost the place where something is put.
func (c *checker) translated(file string, t *card.Tongue, b *card.Book) {
	for _, list := range [][]card.Line{b.Lines, b.Headings, b.Say} {
		for _, l := range list {
			line, ok := t.Lines[l.ID]
			if !ok && !l.Optional {
				c.fault(file, "lines", "the line "+l.ID+" is missing", "translate it, and name it in doubts if you are not sure")
			}
			for _, name := range placeNames {
				if ok && strings.Contains(l.Text.In(c.p.Info.Languages[0]), name) != strings.Contains(line, name) {
					c.fault(file, "lines."+l.ID, name+" is missing, or stands there for nothing", "write it as in "+cardsFile)
				}
			}
		}
	}
}
