package directory

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// The small closed vocabularies of a directory. Each reads itself from text, names what it allows when it cannot,
// and has "unknown" as its zero value where unknown is possible.

// Answer is yes, no or unknown.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota
	Yes
	No
)

// Role is what part a service plays in a referral.
type Role uint8

// The roles. A door is a specialised service for a first referral; a tool is for professionals only.
const (
	Other Role = iota
	Emergency
	Helpline
	Door
	Tool
)

// Cost is what a person pays.
type Cost uint8

// The costs.
const (
	CostUnknown Cost = iota
	Free
	Paid
	ByIncome
)

// ChannelKind is a way to reach a service.
type ChannelKind uint8

// The kinds of channel.
const (
	Phone ChannelKind = iota
	Email
	Chat
	Form
	Web
	SMS
	App
	Post
)

// Confidence is how sure a record is. Below High a person should ring before relying on it.
type Confidence uint8

// The degrees of confidence.
const (
	Low Confidence = iota
	Medium
	High
)

var (
	answers      = []string{"unknown", "yes", "no"}
	roles        = []string{"service", "emergency", "helpline", "door", "tool"}
	costs        = []string{"unknown", "free", "paid", "income"}
	channelKinds = []string{"phone", "email", "chat", "form", "web", "sms", "app", "post"}
	confidences  = []string{"low", "medium", "high"}
)

func (a Answer) String() string      { return answers[a] }
func (r Role) String() string        { return roles[r] }
func (c Cost) String() string        { return costs[c] }
func (k ChannelKind) String() string { return channelKinds[k] }
func (c Confidence) String() string  { return confidences[c] }

// MarshalText writes what UnmarshalText reads.
func (a Answer) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// MarshalText writes what UnmarshalText reads.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// MarshalText writes what UnmarshalText reads.
func (c Cost) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalText writes what UnmarshalText reads.
func (k ChannelKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// MarshalText writes what UnmarshalText reads.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads an answer; unknown is said by leaving the field out.
func (a *Answer) UnmarshalText(b []byte) error { return oneOf(a, string(b), answers) }

// UnmarshalText reads a role.
func (r *Role) UnmarshalText(b []byte) error { return oneOf(r, string(b), roles) }

// UnmarshalText reads a cost.
func (c *Cost) UnmarshalText(b []byte) error { return oneOf(c, string(b), costs) }

// UnmarshalText reads a kind of channel.
func (k *ChannelKind) UnmarshalText(b []byte) error { return oneOf(k, string(b), channelKinds) }

// UnmarshalText reads a degree of confidence.
func (c *Confidence) UnmarshalText(b []byte) error { return oneOf(c, string(b), confidences) }

func oneOf[T ~uint8](out *T, text string, words []string) error {
	i := slices.Index(words, text)
	if i < 0 {
		return fmt.Errorf("%q is not one of %s", text, strings.Join(words, ", "))
	}
	*out = T(i)
	return nil
}

// RoleNamed finds a role by its name.
func RoleNamed(name string) (Role, bool) {
	i := slices.Index(roles, name)
	return Role(max(i, 0)), i >= 0
}

// Date is a year, a month, a day, or "undated", as precise as the source is: "2024", "2024-03", "2024-03-08".
type Date string

// UnmarshalText reads a date.
func (d *Date) UnmarshalText(b []byte) error {
	text := string(b)
	if text == "undated" {
		*d = Date(text)
		return nil
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, text); err == nil {
			*d = Date(text)
			return nil
		}
	}
	return fmt.Errorf("%q is not a date such as 2024, 2024-03 or 2024-03-08, nor undated", text)
}

// Time returns the date as an instant in UTC, and how many of year, month and day it names.
func (d Date) Time() (time.Time, int) {
	layouts := [...]string{"2006", "2006-01", "2006-01-02"}
	for precision, layout := range layouts {
		if len(d) != len(layout) { // a page has many dates, and a layout that fails is slow
			continue
		}
		if t, err := time.Parse(layout, string(d)); err == nil {
			return t, precision + 1
		}
	}
	return time.Time{}, 0
}
