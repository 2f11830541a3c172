package card

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// Change is something on an older card that is wrong now.
type Change struct {
	Kind ChangeKind
	Was  string
	Now  string // empty: there is nothing in its place
	Of   string // the number whose hours they are; empty: those of the door
}

// ChangeKind says what is wrong.
type ChangeKind string

// The kinds of change, the gravest first.
const (
	NumberChanged ChangeKind = "number"
	HoursChanged  ChangeKind = "hours"
	PlaceChanged  ChangeKind = "place"
)

// Compare lists what is wrong on a card that was made from older facts. What is new is not wrong: whoever has the card
// lacks it and is not misled.
func Compare(was, now Facts) []Change {
	var out []Change
	more := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
	}
	instead := strings.Join(more(now.values(), was.values()), ", ")
	for _, value := range more(was.values(), now.values()) {
		out = append(out, Change{Kind: NumberChanged, Was: value, Now: instead})
	}
	if was.Hours != "" && was.Hours != now.Hours {
		out = append(out, Change{Kind: HoursChanged, Was: was.Hours, Now: now.Hours})
	}
	for _, d := range was.Numbers {
		i := slices.IndexFunc(now.Numbers, func(n Dial) bool { return n.Value == d.Value })
		if i >= 0 && d.Hours != "" && now.Numbers[i].Hours != d.Hours {
			out = append(out, Change{HoursChanged, d.Hours, now.Numbers[i].Hours, d.Value})
		}
	}
	instead = strings.Join(more(now.Places, was.Places), ", ")
	for _, place := range more(was.Places, now.Places) {
		out = append(out, Change{Kind: PlaceChanged, Was: place, Now: instead})
	}
	return out
}

func (f Facts) values() []string {
	var out []string
	for _, d := range f.Numbers {
		out = append(out, d.Value)
	}
	return out
}

// Hours says hours as they stand on a card, on one line.
func (b *Book) Hours(text string, tag lang.Tag) string {
	var lines []string
	for _, t := range weekOf(text).say(b.in(tag, b.Signs[0])) {
		lines = append(lines, t.Text)
	}
	return upper(Text{tag, strings.Join(lines, "; ")}).Text
}
