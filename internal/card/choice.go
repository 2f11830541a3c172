package card

import (
	"time"

	"github.com/halte-brussels/halte/internal/lang"
)

// Part is something that a card may hold. What was not chosen is not on it.
type Part string

// The parts.
const (
	Numbers Part = "numbers" // what can be dialled
	Hours   Part = "hours"   // when, in words
	Terms   Part = "terms"   // free, anonymous, day and night
	Names   Part = "names"   // of the doors: neutral, unless the person has named it, and each number can be told apart
	Address Part = "address"
	Way     Part = "way"   // how to get there
	Say     Part = "say"   // what to say when calling
	Links   Part = "links" // addresses on the web and for e-mail: a trace, so never by default
	Code    Part = "code"  // a QR code to the neutral page
)

// Parts lists the parts, in the order in which they are offered.
func Parts() []Part {
	return []Part{Numbers, Hours, Terms, Names, Address, Way, Say, Links, Code}
}

// Usual is what a card holds when nothing was said: enough to dial and to tell one number from another, and nothing that
// tells a stranger what it is about.
func Usual() []Part { return []Part{Numbers, Hours, Terms, Names} }

// NoHeading leaves the heading off.
const NoHeading = "none"

// Days and Times list what a good time for a call is said with.
func Days() []string {
	return []string{"weekdays", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
}

// Times lists the times of a day.
func Times() []string { return []string{"morning", "noon", "afternoon", "evening"} }

// Bounds on a choice. A card with more than this is no card.
const (
	MaxDoors = 6
	MaxWhere = 60 // letters of where an appointment is
)

// Choice is what the professional and the person chose together. The zero value, with a service, is the safe card.
type Choice struct {
	Language lang.Tag // of the card; one of the pack's, or of the phrases
	Doors    []DoorChoice
	Parts    []Part   // empty: those of [Usual]
	Heading  string   // id of one of the pack's neutral headings, or NoHeading; empty: the first
	Contact  string   // id of one of the pack's neutral names for a contact; empty: the first
	Named    bool     // the person has named it, and wants the doors' own names: withheld words may stand on the card
	Visit    Visit    // the next appointment
	SafeDays []string // when it is safe to call: "weekdays", "weekend", "monday"…
	SafePart []string // and when in the day: "morning", "noon", "afternoon", "evening"
}

// DoorChoice is one service, and which of its numbers; none means those that it can be telephoned on.
type DoorChoice struct {
	Service string
	Numbers []string // values, exactly as in the directory
}

// Visit is an appointment as it was typed.
type Visit struct {
	Start time.Time
	Long  time.Duration // zero: one hour
	Where string        // at most 60 letters; refused when it holds a withheld word and Named is not set
}
