package card

import (
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

// Read reads a choice as a form sends it: language, services, numbers ("cpvcf 0800 30 030"), parts, heading, contact,
// named, visit (a moment of the zone, "2026-11-30T14:00"), where, safe_days and safe_part. What else is sent is not
// looked at, and what was chosen is checked when the card is made.
func Read(sent map[string][]string, zone *time.Location) (Choice, error) {
	one := func(name string) string {
		if len(sent[name]) == 0 {
			return ""
		}
		return sent[name][0]
	}
	c := Choice{Language: lang.Tag(one("language")), Heading: one("heading"), Contact: one("contact"), Named: one("named") == "yes",
		Visit: Visit{Where: one("where")}, SafeDays: sent["safe_days"], SafePart: sent["safe_part"]}
	for _, p := range sent["parts"] {
		c.Parts = append(c.Parts, Part(p))
	}
	for _, id := range sent["services"] {
		c.Doors = append(c.Doors, DoorChoice{Service: id, Numbers: numbersOf(id, sent["numbers"])})
	}
	if visit := one("visit"); visit != "" {
		start, err := moment(visit, zone)
		if err != nil {
			return c, fault.InvalidFields([]fault.Detail{fault.DetailOf("visit", "card.fault.moment", "value", fault.Clip(visit))})
		}
		c.Visit.Start = start
	}
	return c, nil
}

// numbersOf keeps the numbers that belong to a service.
func numbersOf(service string, all []string) []string {
	var own []string
	for _, n := range all {
		if id, value, ok := strings.Cut(n, " "); ok && id == service && !slices.Contains(own, value) {
			own = append(own, value)
		}
	}
	return own
}

func moment(words string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02T15:04", words, zone)
	if err != nil {
		t, err = time.ParseInLocation("2006-01-02T15:04:05", words, zone)
	}
	return t, err
}
