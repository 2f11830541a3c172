package card

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Region is what cards are made from: the services and the words of one region.
type Region struct {
	Directory *directory.Directory
	Book      *Book
	Withheld  map[lang.Tag][]string // words that are not used before the person uses them
	Recalled  []string              // numbers that may not stand on a card any more
	Page      string                // address of the neutral page, which the marks are added to; empty: there is none
}

// Make looks up what was chosen. The same region and choice give the same card, at any moment. The error is a
// *fault.Error that names everything that is wrong with the choice.
func Make(r Region, c Choice) (Card, error) {
	if len(c.Parts) == 0 {
		c.Parts = Usual()
	}
	services, err := r.check(c)
	if err != nil {
		return Card{}, err
	}
	m := &maker{Region: r, choice: c, speaker: r.Book.in(c.Language, r.signs(services))}
	card := Card{Language: c.Language, Direction: m.direction(), Review: m.review(),
		Heading: m.heading(), Until: m.fixed("until"), Contact: m.contact()}
	for i, s := range services {
		card.Doors = append(card.Doors, m.door(s, c.Doors[i].Numbers))
	}
	if m.has(Say) {
		card.Say = m.say(services)
	}
	card.Appointment, card.Safe = m.appointment(), m.safe()
	card.Batch = batch(card.Doors)
	if m.has(Code) && r.Page != "" && card.Batch != "" {
		card.Page = r.Page + strings.ReplaceAll(card.Batch, " ", "-")
	}
	return card, nil
}

// maker makes one card.
type maker struct {
	Region
	speaker
	choice Choice
}

func (m *maker) has(p Part) bool { return slices.Contains(m.choice.Parts, p) }

// signs is the language in which a card gives what its own language has no words for: the first that all its doors
// speak, else the first of the region.
func (r Region) signs(services []*directory.Service) lang.Tag {
	for _, tag := range r.Book.Signs {
		if !slices.ContainsFunc(services, func(s *directory.Service) bool { return !speaks(s, tag) }) {
			return tag
		}
	}
	return r.Book.Signs[0]
}

// speaks tells whether a service may be spoken to in a language. One of which nothing is known may.
func speaks(s *directory.Service, tag lang.Tag) bool {
	return len(s.Languages) == 0 || slices.Contains(s.Languages, string(tag))
}

// heading is a neutral one: numbers without a word beside them make whoever finds them wonder.
func (m *maker) heading() Text {
	id := m.choice.Heading
	if id == "" && len(m.Book.Headings) > 0 {
		id = m.Book.Headings[0].ID
	}
	return m.of(m.Book.Headings, id)
}

func (m *maker) contact() Text {
	id := m.choice.Contact
	if id == "" {
		id = m.Book.Contacts[0].ID
	}
	i := slices.IndexFunc(m.Book.Contacts, func(l Line) bool { return l.ID == id })
	return m.ours(m.Book.Contacts[i].Text)
}

func (m *maker) door(s *directory.Service, chosen []string) Door {
	d := Door{Service: s.ID, Mark: FactsOf(s).Mark()}
	if m.has(Names) {
		d.Name = m.name(s)
	}
	channels := m.channels(s, chosen)
	for _, ch := range channels {
		d.Numbers = append(d.Numbers, m.number(ch, len(channels) > 1))
	}
	always := s.HoursText != "" && weekOf(s.HoursText).always
	if m.has(Terms) {
		d.Terms, d.TermIDs = m.terms(s, always)
	}
	if m.has(Hours) && !(always && m.has(Terms)) {
		m.hours(s, &d, channels)
	}
	if m.has(Address) {
		d.Address = m.address(s)
	}
	if m.has(Way) {
		d.Way = m.way(s)
	}
	return d
}

// name is the neutral one, unless the person has named it.
func (m *maker) name(s *directory.Service) Text {
	if m.choice.Named {
		return m.ours(s.Name)
	}
	if title, ok := m.Book.Title(s.ID); ok {
		return m.ours(title.Name)
	}
	return m.discreet(m.ours(s.Name)) // an imported service has no neutral name
}

// channels lists the ways to reach a service that stand on the card: those that were chosen, else those that the parts
// ask for.
func (m *maker) channels(s *directory.Service, chosen []string) []*directory.Channel {
	var out []*directory.Channel
	for i := range s.Channels {
		ch := &s.Channels[i]
		if slices.ContainsFunc(out, func(o *directory.Channel) bool { return o.Value == ch.Value }) {
			continue // listed twice, for two things to do there
		}
		if len(chosen) > 0 && slices.Contains(chosen, ch.Value) || len(chosen) == 0 && m.wants(ch) {
			out = append(out, ch)
		}
	}
	return out
}

func (m *maker) wants(ch *directory.Channel) bool {
	switch ch.Kind {
	case directory.Phone, directory.SMS:
		return m.has(Numbers) && !m.recalled(ch.Value)
	case directory.App:
		return m.has(Links)
	case directory.Email, directory.Web, directory.Chat, directory.Form:
		return m.has(Links) && m.discreet(Text{Text: ch.Value}).Text != ""
	}
	return false // a postal address is no place to go to
}

func (r Region) recalled(number string) bool {
	return slices.ContainsFunc(r.Recalled, func(n string) bool { return directory.Digits(n) == directory.Digits(number) })
}

// maxLabel is how long a label beside a number may be, in letters.
const maxLabel = 30

// number writes one way to reach a door. A label stands beside it where there are several to tell apart, and never
// holds a digit: that could be taken for a number to dial.
func (m *maker) number(ch *directory.Channel, several bool) Number {
	n := Number{Kind: ch.Kind, Value: ch.Value}
	label := m.discreet(m.ours(ch.Label))
	if len(ch.Label) > 0 && (several || m.choice.Named) && utf8.RuneCountInString(label.Text) <= maxLabel && !strings.ContainsAny(label.Text, "0123456789") {
		n.Label = label
	}
	if ch.Extension != "" {
		n.Label = m.fixed("extension", "{number}", ch.Extension)
	}
	return n
}

// terms lists what holds at the door: said in words, and by id.
func (m *maker) terms(s *directory.Service, always bool) (out []Text, ids []string) {
	title, named := m.Book.Title(s.ID)
	for _, term := range []struct {
		id    string
		holds bool
	}{
		{"free", s.Cost == directory.Free},
		{"anonymous", named && title.Anonymous == directory.Yes},
		{"day-and-night", always},
	} {
		if term.holds {
			out, ids = append(out, m.fixed(term.id)), append(ids, term.id)
		}
	}
	return out, ids
}

// hours says when the door is open, and beside a number when that is answered, if it is at other times. Where nobody is
// told to come, the hours of an only number are all that matters.
func (m *maker) hours(s *directory.Service, d *Door, channels []*directory.Channel) {
	for i, ch := range channels {
		if ch.HoursText == "" || ch.HoursText == s.HoursText || ch.Kind == directory.Chat {
			continue
		}
		w := weekOf(ch.HoursText)
		if len(channels) == 1 && w.known() && !m.has(Address) {
			d.Hours = capitals(w.say(m.speaker))
			return
		}
		d.Numbers[i].Hours = capitals(w.say(m.speaker))
	}
	beside := slices.ContainsFunc(d.Numbers, func(n Number) bool { return len(n.Hours) > 0 })
	if s.HoursText != "" || !beside {
		d.Hours = capitals(weekOf(s.HoursText).say(m.speaker))
	}
}

// address gives the places that may be known; a confidential one has no address to give.
func (m *maker) address(s *directory.Service) []Text {
	var out []Text
	for _, p := range s.Places {
		for _, t := range []lang.Text{p.Name, p.Street} {
			if line := m.discreet(m.ours(t)); len(t) > 0 && line.Text != "" {
				out = append(out, line)
			}
		}
		town := m.ours(p.Town)
		town.Text = strings.TrimSpace(p.Postcode + " " + town.Text)
		out = append(out, town)
	}
	if len(out) > 0 && s.FieldEvidence("places").Confidence < directory.High {
		out = append(out, upper(m.fixed("call-before")))
	}
	return out
}

func (m *maker) way(s *directory.Service) Text {
	for _, p := range s.Places {
		if len(p.Transport) > 0 {
			return m.discreet(m.ours(p.Transport))
		}
	}
	return Text{}
}

// say gives the sentences for a call: in the language of the card, to understand, and where a door does not speak that,
// in the language of the signs, to read aloud or to show.
func (m *maker) say(services []*directory.Service) []Text {
	foreign := m.tongue != nil
	for _, s := range services {
		foreign = foreign || !speaks(s, m.tag)
	}
	var out []Text
	for _, l := range m.Book.Say {
		if l.Foreign && !foreign {
			continue
		}
		t := m.of(m.Book.Say, l.ID)
		out = append(out, t)
		if foreign && m.speaker.signs != t.Lang {
			out = append(out, Text{m.speaker.signs, l.Text[m.speaker.signs]})
		}
	}
	return out
}
