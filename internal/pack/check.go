package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
)

// check notes everything that is wrong with a pack whose files could be read.
func (f *files) check(p *Pack) {
	c := checker{files: f, p: p}
	c.info()
	c.facts()
	c.sources()
	c.guide()
	c.directory()
	c.rules()
	c.promises()
	c.cases()
	c.queries()
	c.phrases()
	c.cards()
	c.statements()
	c.numbers()
	c.recalled()
}

// checker looks at one pack.
type checker struct {
	*files
	p *Pack
}

func (c *checker) info() {
	if !isID(c.p.Info.ID) {
		c.fault("pack.yaml", "id", "is not a well-formed id", "use lower-case letters, digits and single hyphens")
	}
	if len(c.p.Info.Country) != 2 {
		c.fault("pack.yaml", "country", "is not a country code", "use two capital letters, such as BE")
	}
	if len(c.p.Info.Languages) == 0 {
		c.fault("pack.yaml", "languages", "there are none", "list at least one")
	}
	if c.p.Info.Zone == "" || c.p.Info.Zone == "Local" {
		c.fault("pack.yaml", "zone", "depends on the machine", "use a name such as Europe/Brussels")
	}
	for _, tag := range c.p.Info.Languages {
		if !lang.Speaks(tag) {
			c.fault("pack.yaml", "languages", fmt.Sprintf("the interface does not speak %q", tag),
				"use en, fr or nl, or add a catalogue for it")
		}
		if len(c.p.Info.Withheld[tag]) == 0 {
			c.fault("pack.yaml", "withheld", fmt.Sprintf("no withheld words for %q", tag),
				"list the words that are not used before the person uses them")
		}
	}
	seen := map[string]string{}
	for _, a := range c.p.Info.Areas {
		for _, code := range a.Postcodes {
			if other, ok := seen[code]; ok {
				c.fault("pack.yaml", "areas["+a.ID+"]", "postcode "+code+" is in "+other+" too", "keep it in one area")
			}
			seen[code] = a.ID
		}
	}
	for i, h := range c.p.Holidays {
		if _, precision := h.Date.Time(); precision != 3 {
			c.fault("holidays.yaml", fmt.Sprintf("holidays[%d]", i), "needs a full date", "write it as 2026-12-25")
		}
	}
}

func (c *checker) facts() {
	for _, key := range facts.Keys() {
		fact := c.p.Vocabulary.Fact(key)
		if fact.ID == "" {
			c.fault("facts.yaml", "facts", "the fact "+key.String()+" is missing", "add it with a label")
			continue
		}
		path := "facts[" + fact.ID + "]"
		if len(fact.Values) > facts.MaxValues {
			c.fault("facts.yaml", path, fmt.Sprintf("has more than %d values", facts.MaxValues), "join some")
		}
		seen := map[string]bool{}
		for _, v := range fact.Values {
			if seen[v.ID] || v.ID == "known" || v.ID == "unknown" || v.ID == "other" && key == facts.Languages {
				c.fault("facts.yaml", path+".values["+v.ID+"]", "the id comes twice or is reserved", "use another id")
			}
			seen[v.ID] = true
			c.sourcesExist("facts.yaml", path+".values["+v.ID+"]", v.Sources)
		}
	}
	for _, fact := range c.files.facts {
		if _, ok := facts.KeyNamed(fact.ID); !ok {
			c.fault("facts.yaml", "facts["+fact.ID+"]", "is not a fact that the engine knows",
				"use one of those in docs/pack-format.md")
		}
	}
}

func (c *checker) sources() {
	numbered := map[string]string{}
	for _, s := range c.files.sources {
		for _, id := range s.Statements {
			if other, ok := numbered[id]; ok {
				c.at("sources["+s.ID+"]", "statements", "statement "+id+" is numbered in "+other+" too", "number it once")
			}
			numbered[id] = s.ID
		}
		if s.URL != "" {
			c.url("sources["+s.ID+"]", "url", s.URL)
		}
	}
}

// sourcesExist notes sources that are neither a source nor a numbered statement.
func (c *checker) sourcesExist(file, path string, ids []string) {
	for _, id := range ids {
		if _, ok := c.p.Guide.Source(id); !ok {
			c.fault(file, path, "the source "+id+" does not exist", "add it to sources/, or correct the id")
		}
	}
}

// cited notes a part without sources, or with sources that do not exist.
func (c *checker) cited(part, field string, ids []string) {
	if len(ids) == 0 {
		c.at(part, field, "has no source", "name the statement or source it comes from")
	}
	for _, id := range ids {
		if _, ok := c.p.Guide.Source(id); !ok {
			c.at(part, field, "the source "+id+" does not exist", "add it to sources/, or correct the id")
		}
	}
}

// services notes references to services that do not exist.
func (c *checker) services(part, field string, ids []string) {
	for _, id := range ids {
		if _, ok := c.p.Directory.Service(id); !ok {
			c.at(part, field, "the service "+id+" does not exist", "add it to directory/, or correct the id")
		}
	}
}

// values notes references to values of a fact that do not exist.
func (c *checker) values(part, field string, key facts.Key, ids []string) {
	for _, id := range ids {
		if _, ok := c.p.Vocabulary.Value(key, id); !ok {
			c.at(part, field, fmt.Sprintf("%s is not a value of the fact %s", id, key),
				"add it to facts.yaml, or correct the id")
		}
	}
}

func (c *checker) url(part, field, url string) {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		c.at(part, field, fmt.Sprintf("%q is not a web address", url), "begin it with https://")
	}
}

// unwithheld notes withheld words in a text that is meant for the person.
func (c *checker) unwithheld(part, field string, text lang.Text) {
	if word, tag, found := c.p.Info.withheldIn(text); found {
		c.at(part, field, fmt.Sprintf("a text meant for the person holds the withheld word %q (%s)", word, tag),
			"say it in other words")
	}
}

// address notes withheld words in an id that is part of a page's address: a browser's history keeps it.
func (c *checker) address(part, id string) {
	if word, tag, found := c.p.Info.withheldIn(lang.Text{"en": id, "fr": id, "nl": id}); found {
		c.at(part, "id", fmt.Sprintf("the address of a page would hold the withheld word %q (%s)", word, tag),
			"use an id that says less")
	}
}

// withheldIn finds a withheld word in a text, in any language.
func (i Info) withheldIn(text lang.Text) (string, lang.Tag, bool) {
	return find(text, i.Withheld)
}

// find looks for words inside a text, language by language, without regard to accents and capitals.
func find(text lang.Text, words map[lang.Tag][]string) (string, lang.Tag, bool) {
	for _, tag := range lang.Interface() {
		if word, found := holds(text[tag], words[tag]); found {
			return word, tag, true
		}
	}
	return "", "", false
}

// holds finds one of the words inside a text.
func holds(text string, words []string) (string, bool) {
	folded := lang.Fold(text)
	for _, word := range words {
		if strings.Contains(folded, lang.Fold(word)) {
			return word, true
		}
	}
	return "", false
}

// statements notes numbered statements that nothing in the pack carries.
func (c *checker) statements() {
	carried := map[string]bool{}
	carry := func(ids []string) {
		for _, id := range ids {
			carried[id] = true
		}
	}
	for _, t := range c.p.Guide.Topics {
		for _, item := range t.Items {
			carry(item.Sources)
		}
	}
	for _, s := range c.p.Directory.Services {
		carry(s.Source)
		for _, e := range s.Evidence {
			carry(e.Source)
		}
		for _, place := range s.Places {
			if place.Evidence != nil {
				carry(place.Evidence.Source)
			}
		}
	}
	for _, source := range c.files.sources {
		for _, id := range source.Statements {
			if !carried[id] {
				c.at("sources["+source.ID+"]", "statements", "nothing carries the statement "+id,
					"name it as a source of the item or service that says it")
			}
		}
	}
}

// queries notes searches that want what does not exist.
func (c *checker) queries() {
	for i, q := range c.p.Queries {
		path := fmt.Sprintf("queries[%d]", i)
		if _, ok := c.p.Guide.Item(q.Want); !ok {
			c.fault("search.yaml", path, "the item "+q.Want+" does not exist", "write topic/item")
		}
		if !slices.Contains(c.p.Info.Languages, q.Lang) {
			c.fault("search.yaml", path, "is in a language that the pack does not have", "use one of its languages")
		}
	}
}
