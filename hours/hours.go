package hours

import (
	"fmt"
	"time"
)

// State says whether a place is open.
type State uint8

// The three states. The zero value is Unknown, so a forgotten assignment
// never reads as "closed" or "open".
const (
	Unknown State = iota
	Closed
	Open
)

// String returns "unknown", "closed" or "open".
func (s State) String() string {
	switch s {
	case Closed:
		return "closed"
	case Open:
		return "open"
	}
	return "unknown"
}

// Day is a calendar day. It is comparable and may be used as a map key.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// String returns the day as 2026-07-21.
func (d Day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Mode says whether a text describes spans of time or points in time.
type Mode uint8

// The modes of the specification. Ranges is what "opening_hours" uses. A point
// in time counts as open for one minute.
const (
	Ranges Mode = iota // only spans such as 09:00-17:00
	Points             // only instants such as 09:00,15:30 (collection times)
	Both               // spans and instants
)

// Options is everything Parse needs to know besides the text.
// The zero value is usable: UTC, no holiday data, no position.
type Options struct {
	// Zone is the time zone the hours are written in. nil means UTC.
	Zone *time.Location
	// Public and School answer for PH and SH. With nil, a rule which names
	// them gives Unknown wherever the outcome depends on it, unless Strict is
	// set, which refuses it.
	Public Holidays
	School Holidays
	// Lat and Lon (degrees, north and east positive) are used for sunrise,
	// sunset, dawn and dusk when HasPlace is true. Without a position the
	// fixed times of the specification are used: 06:00, 18:00, 05:30, 18:30.
	Lat, Lon float64
	HasPlace bool
	// Mode selects spans, points in time, or both.
	Mode Mode
	// Strict refuses tolerated spellings instead of warning about them. It
	// also refuses PH and SH where Public or School is nil, because nothing
	// could ever be said about such a rule; Dates() is a table that knows no
	// year, for whoever wants to check the spelling alone.
	Strict bool
}

// Status is the answer for one instant.
type Status struct {
	State   State
	Comment string // the text in quotes of the rule that applies, or the name of the holiday
	Reason  string // why the state is Unknown, when data is missing
}

// Change is an instant at which the status changes, and the new status.
type Change struct {
	At     time.Time
	Status Status
}

// Interval is a span of time with one status. To is exclusive.
type Interval struct {
	From, To time.Time
	Status   Status
}

// Warning tells about a spelling that was understood but is not in the
// specification.
type Warning struct {
	Offset     int    // byte offset in the text
	Text       string // what was written
	Suggestion string // what to write instead
}

// String returns a sentence for people who maintain the data.
func (w Warning) String() string {
	if w.Suggestion == "" {
		return fmt.Sprintf("at %d: %q is not in the specification", w.Offset, w.Text)
	}
	return fmt.Sprintf("at %d: instead of %q write %q", w.Offset, w.Text, w.Suggestion)
}

// SyntaxError says where and why a text was refused.
type SyntaxError struct {
	Offset     int    // byte offset of the problem in the text
	Text       string // the piece of text that is wrong; may be empty at the end
	Want       string // what is expected there
	Suggestion string // what to write instead, when known
}

// Error returns one sentence with the position, the problem and the remedy.
func (e *SyntaxError) Error() string {
	msg := fmt.Sprintf("opening hours: at offset %d", e.Offset)
	if e.Text != "" {
		msg += fmt.Sprintf(" (%q)", e.Text)
	}
	msg += ": " + e.Want
	if e.Suggestion != "" {
		msg += "; try " + e.Suggestion
	}
	return msg
}

// Schedule is a parsed text, ready to be asked. It never changes and may be
// used from several goroutines at once.
type Schedule struct {
	text  string
	rules []rule
	warns []Warning
	opt   Options
	zone  *zone
	week  *weekTable
	cost  int // rules and spans, to bound the work of looking ahead
}

// Parse reads an opening_hours text. The error is always a *SyntaxError.
//
// Common spellings outside the specification are understood and reported by
// Warnings, unless Options.Strict is set. Parsing never depends on the current
// time and does no input or output.
func Parse(text string, o Options) (*Schedule, error) {
	p := parser{text: text, opt: o}
	rules, err := p.parse()
	if err != nil {
		return nil, err
	}
	s := &Schedule{text: text, rules: rules, warns: p.warns, opt: o, zone: zoneFor(o.Zone)}
	s.compile()
	return s, nil
}

// Source returns the text as it was given to Parse.
func (s *Schedule) Source() string { return s.text }

// Warnings lists the tolerated spellings, in the order of the text.
func (s *Schedule) Warnings() []Warning {
	out := make([]Warning, len(s.warns))
	copy(out, s.warns)
	return out
}
