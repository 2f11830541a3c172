package pack

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/phrases"
)

// phrasesFile holds the sentences to point at in the languages of the pack; each file beside it is one more language.
const phrasesFile = "phrases/phrases.yaml"

func (c *checker) phrases() {
	known := map[string]bool{}
	for i := range c.p.Phrases.Groups {
		g := &c.p.Phrases.Groups[i]
		for j := range g.Phrases {
			path := "groups[" + g.ID + "].phrases[" + g.Phrases[j].ID + "]"
			c.phrase(path, &g.Phrases[j], known)
			if len(g.Phrases[j].Sources) == 0 {
				c.fault(phrasesFile, path+".sources", "has no source", "name the statement or source it comes from")
			}
		}
	}
	for i := range c.p.Phrases.Answers {
		c.phrase("answers["+c.p.Phrases.Answers[i].ID+"]", &c.p.Phrases.Answers[i], known)
	}
	for i := range c.p.Phrases.Tongues {
		c.tongue(&c.p.Phrases.Tongues[i], known)
	}
}

// phrase looks at one sentence in the languages of the pack.
func (c *checker) phrase(path string, p *phrases.Phrase, known map[string]bool) {
	if known[p.ID] || !isID(p.ID) {
		c.fault(phrasesFile, path, "the id comes twice or is not well-formed", "use another id")
	}
	known[p.ID] = true
	c.sourcesExist(phrasesFile, path+".sources", p.Sources)
	if word, tag, found := c.p.Info.withheldIn(p.Text); found {
		c.fault(phrasesFile, path+".text", fmt.Sprintf("a text meant for the person holds the withheld word %q (%s)", word, tag),
			"say it in other words")
	}
	for _, tag := range c.p.Info.Languages {
		c.short(phrasesFile, path+".text."+string(tag), p.Text[tag])
	}
}

// short notes a sentence that is too long to be read at a glance.
func (c *checker) short(file, path, line string) {
	if n := utf8.RuneCountInString(line); n > phrases.MaxLetters {
		c.fault(file, path, fmt.Sprintf("has %d letters, more than %d", n, phrases.MaxLetters), "say it in fewer words")
	}
}

// tongue looks at the sentences in one more language.
func (c *checker) tongue(t *phrases.Tongue, known map[string]bool) {
	file := c.fileOf["tongues["+string(t.Tag)+"]"]
	if file != "phrases/"+string(t.Tag)+".yaml" {
		c.fault(file, "tag", "the file is not called after its language", "rename it to phrases/"+string(t.Tag)+".yaml")
	}
	if _, ok := c.p.Vocabulary.Value(facts.Languages, string(t.Tag)); !ok {
		c.fault(file, "tag", fmt.Sprintf("%q is not a value of the fact languages", t.Tag),
			"add it to facts.yaml with a label, or correct the tag")
	}
	if slices.Contains(c.p.Info.Languages, t.Tag) {
		c.fault(file, "tag", "is a language of the pack already", "write its sentences in "+phrasesFile)
	}
	c.review(file, t.Review)
	for _, id := range t.Doubts {
		if _, ok := t.Phrases[id]; !ok {
			c.fault(file, "doubts", "doubts "+id+", which is not among the phrases", "remove it, or correct the id")
		}
	}
	for id, line := range t.Phrases {
		if !known[id] {
			c.fault(file, "phrases."+id, "there is no such sentence", "use an id of "+phrasesFile)
		}
		c.line(file, "phrases."+id, t, line)
	}
}

// review notes a state that does not say what it must: a review by nobody, or a name without a review.
func (c *checker) review(file string, r phrases.Review) {
	_, precision := r.On.Time()
	switch {
	case r.State == phrases.Reviewed && (r.By == "" || precision != 3):
		c.fault(file, "review", "says reviewed, and not by whom and on which day", "add by, and on as 2026-12-25")
	case r.State == phrases.Unreviewed && (r.By != "" || r.On != ""):
		c.fault(file, "review", "says unreviewed, and who reviewed it", "remove by and on, or change the state")
	}
}

// line looks at one sentence in one more language.
func (c *checker) line(file, path string, t *phrases.Tongue, line string) {
	c.short(file, path, line)
	if direction := written(line); direction != "" && direction != t.Direction {
		c.fault(file, path, fmt.Sprintf("is written %s, and its language says %s", direction, t.Direction),
			"correct the direction, or the sentence")
	}
	if word, found := holds(line, t.Withheld); found {
		c.fault(file, path, fmt.Sprintf("a text meant for the person holds the withheld word %q", word), "say it in other words")
	}
}

// written tells by its letters which way a line is written; one without letters says nothing.
func written(line string) phrases.Direction {
	balance := 0
	for _, r := range line {
		switch {
		case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko):
			balance--
		case unicode.IsLetter(r):
			balance++
		}
	}
	switch {
	case balance > 0:
		return phrases.LeftToRight
	case balance < 0:
		return phrases.RightToLeft
	}
	return ""
}
