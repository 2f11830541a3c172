package card

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
)

// check finds the services of a choice and notes everything that cannot stand. Nothing is put right silently: a card
// that is not what was asked for is found out too late.
func (r Region) check(c Choice) ([]*directory.Service, error) {
	k := &checker{region: r, choice: c}
	if !r.Book.Speaks(c.Language) {
		k.fail("language", "card.fault.language", "value", string(c.Language), "known", strings.Join(r.languages(), ", "))
	}
	k.words()
	k.visit()
	services := k.doors()
	if len(k.details) > 0 {
		return nil, fault.InvalidFields(k.details)
	}
	return services, nil
}

type checker struct {
	region  Region
	choice  Choice
	details []fault.Detail
}

// fail notes a fault. It is not inlined, for the same reason as [filled].
//
//go:noinline
func (k *checker) fail(field, key string, pairs ...string) {
	k.details = append(k.details, fault.DetailOf(field, key, pairs...))
}

// languages lists those that there are cards in.
func (r Region) languages() []string {
	var out []string
	if len(r.Book.Lines) > 0 {
		for tag := range r.Book.Lines[0].Text {
			out = append(out, string(tag))
		}
		slices.Sort(out)
	}
	for _, t := range r.Book.Tongues {
		out = append(out, string(t.Tag))
	}
	return out
}

// words looks at everything that is chosen from a list.
func (k *checker) words() {
	c := k.choice
	for i, p := range c.Parts {
		oneOf(k, "parts", i, p, Parts())
	}
	for i, d := range c.SafeDays {
		oneOf(k, "safe_days", i, d, Days())
	}
	for i, t := range c.SafePart {
		oneOf(k, "safe_part", i, t, Times())
	}
	if c.Heading != "" {
		oneOf(k, "heading", -1, c.Heading, append(ids(k.region.Book.Headings), NoHeading))
	}
	if c.Contact != "" {
		oneOf(k, "contact", -1, c.Contact, ids(k.region.Book.Contacts))
	}
}

func oneOf[T ~string](k *checker, field string, i int, value T, known []T) {
	if slices.Contains(known, value) {
		return
	}
	if i >= 0 {
		field += "[" + strconv.Itoa(i) + "]"
	}
	var words []string
	for _, w := range known {
		words = append(words, string(w))
	}
	k.fail(field, "card.fault.not-known", "value", fault.Clip(string(value)), "known", strings.Join(words, ", "))
}

func ids(list []Line) []string {
	var out []string
	for _, l := range list {
		out = append(out, l.ID)
	}
	return out
}

// visit looks at the only thing on a card that somebody typed.
func (k *checker) visit() {
	v := k.choice.Visit
	where := strings.TrimSpace(v.Where)
	if utf8.RuneCountInString(where) > MaxWhere || !utf8.ValidString(where) {
		k.fail("visit.where", "card.fault.where-long", "most", strconv.Itoa(MaxWhere))
	} else if strings.ContainsFunc(where, unprintable) {
		k.fail("visit.where", "card.fault.where-signs")
	}
	if word, found := k.region.betrays(where); found && !k.choice.Named {
		k.fail("visit.where", "card.fault.betrays", "word", word)
	}
	if v.Long < 0 || v.Long.Hours() > 24 {
		k.fail("visit.long", "card.fault.long")
	}
}

// unprintable tells signs that are not seen, such as line breaks, and marks that turn the direction of what follows; and
// what may not stand in XML.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) || r&0xFFFE == 0xFFFE
}

func (k *checker) doors() []*directory.Service {
	c := k.choice
	if len(c.Doors) == 0 && c.Visit.Start.IsZero() && len(c.SafeDays)+len(c.SafePart) == 0 {
		k.fail("services", "card.fault.empty")
	}
	if len(c.Doors) > MaxDoors {
		k.fail("services", "card.fault.doors", "most", strconv.Itoa(MaxDoors))
		return nil
	}
	var out []*directory.Service
	for i, d := range c.Doors {
		field := "services[" + strconv.Itoa(i) + "]"
		s, ok := k.region.Directory.Service(d.Service)
		switch {
		case !ok:
			k.fail(field, "card.fault.service", "value", fault.Clip(d.Service))
			continue
		case s.Role == directory.Tool:
			k.fail(field, "card.fault.tool")
		case slices.Contains(out, s):
			k.fail(field, "card.fault.twice")
		case slices.ContainsFunc(out, func(o *directory.Service) bool { return apart(s, o) }):
			k.fail(field, "card.fault.apart")
		}
		k.numbers(field, s, d.Numbers)
		out = append(out, s)
	}
	return out
}

// apart tells whether two services are for different persons: whoever carries a card of the one must not read there
// where the other may have gone.
func apart(a, b *directory.Service) bool {
	x, y := a.For.Speakers, b.For.Speakers
	return len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
}

// numbers looks at the numbers that were chosen by hand.
func (k *checker) numbers(field string, s *directory.Service, chosen []string) {
	for i, value := range chosen {
		at := field + ".numbers[" + strconv.Itoa(i) + "]"
		n := slices.IndexFunc(s.Channels, func(ch directory.Channel) bool { return ch.Value == value })
		switch {
		case n < 0 || s.Channels[n].Kind == directory.Post:
			k.fail(at, "card.fault.number", "value", fault.Clip(value))
		case k.region.recalled(value):
			k.fail(at, "card.fault.recalled", "value", fault.Clip(value))
		case !k.choice.Named:
			if word, found := k.region.betrays(value); found {
				k.fail(at, "card.fault.betrays", "word", word)
			}
		}
	}
}

// ordered keeps those of a list that were chosen, in the order of the list.
func ordered(list, chosen []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(chosen, s) })
}
