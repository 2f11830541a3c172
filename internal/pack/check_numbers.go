package pack

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// number matches what reads as a telephone number in a text: a group that begins with 0, or a well-known short
// number. Years, figures and article numbers do not look like that.
var number = regexp.MustCompile(`(?:\+32|\b0)\d{0,3}(?:[ /.]?\d{2,3}){2,4}\b|\b1(?:0[0-9]|12|16 ?000|712|813)\b`)

// numbers notes telephone numbers in texts that are not those of a channel: the directory is the only place where a
// number is kept, so that it is corrected in one place.
func (c *checker) numbers() {
	known := map[string]bool{}
	for _, s := range c.p.Directory.Services {
		for _, ch := range s.Channels {
			if ch.Kind == directory.Phone || ch.Kind == directory.SMS {
				known[directory.Digits(ch.Value)] = true
			}
		}
	}
	look := func(part, field string, text lang.Text) {
		for _, tag := range c.p.Info.Languages {
			if !strings.ContainsAny(text[tag], "0123456789") {
				continue // most texts, and the pattern is slow
			}
			for _, found := range number.FindAllString(text[tag], -1) {
				if !known[directory.Digits(found)] {
					c.at(part, field, fmt.Sprintf("the number %q is in no channel of the directory", strings.TrimSpace(found)),
						"add it to the service, or correct it")
				}
			}
		}
	}
	for _, s := range c.p.Directory.Services {
		for _, text := range s.Texts() {
			look("services["+s.ID+"]", "", text)
		}
	}
	for _, p := range c.p.Promises {
		look("promises["+p.ID+"]", "text", p.Text)
	}
	for _, t := range c.p.Guide.Topics {
		look("topics["+t.ID+"]", "title", t.Title)
		look("topics["+t.ID+"]", "summary", t.Summary)
		for i := range t.Items {
			for _, text := range t.Items[i].Texts() {
				look("topics["+t.ID+"]", "items["+t.Items[i].ID+"]", text)
			}
		}
	}
	for _, g := range c.p.Phrases.Groups {
		for _, phrase := range g.Phrases {
			look("groups["+g.ID+"]", "phrases["+phrase.ID+"]", phrase.Text)
			look("groups["+g.ID+"]", "phrases["+phrase.ID+"].note", phrase.Note)
		}
	}
	for _, r := range c.p.Rules {
		look("rules["+r.ID+"]", "because", r.Because)
		for _, s := range r.Then.Steps {
			look("rules["+r.ID+"]", "then.steps["+s.ID+"]", s.Text)
		}
		for _, x := range r.Then.Reject {
			look("rules["+r.ID+"]", "then.reject", x.Because)
		}
		for _, x := range r.Then.Caution {
			look("rules["+r.ID+"]", "then.caution", x.Text)
		}
	}
}
