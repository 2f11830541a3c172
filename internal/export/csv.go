package export

import (
	"encoding/csv"
	"io"

	"github.com/halte-brussels/halte/internal/directory"
)

// byteOrderMark is how Excel knows UTF-8.
const byteOrderMark = "\ufeff"

// column is a column of the table: its name, and what stands in it.
type column struct {
	name string
	cell func(*leaflet, Options) string
}

// one is a column with a text.
func one(name string, text func(*leaflet) string) column {
	return column{name, func(l *leaflet, _ Options) string { return text(l) }}
}

// many is a column with a list of single words, on one line.
func many(name string, list func(*leaflet) []string) column {
	return column{name, func(l *leaflet, _ Options) string { return joinParts(list(l)...) }}
}

// columns lists the columns in order. The names are part of the format: they stay.
func columns() []column {
	return []column{
		one("id", func(l *leaflet) string { return l.id }),
		one("name", func(l *leaflet) string { return l.name }),
		one("also_known_as", func(l *leaflet) string { return l.aka }),
		one("organisation", func(l *leaflet) string { return l.organisation }),
		one("role", func(l *leaflet) string { return l.role }),
		one("does", func(l *leaflet) string { return l.does }),
		one("neutral", func(l *leaflet) string { return l.tell }),
		many("offers", func(l *leaflet) []string { return l.offers }),
		contactColumn("phone", directory.Phone),
		contactColumn("email", directory.Email),
		contactColumn("web", directory.Web),
		contactColumn("other_channels", directory.SMS, directory.Chat, directory.Form, directory.App, directory.Post),
		one("places", (*leaflet).placeItems),
		one("confidential_areas", func(l *leaflet) string { return joinItems(each(l.areas)) }),
		one("hours", func(l *leaflet) string { return l.hours }),
		{"hours_in_words", func(l *leaflet, o Options) string { return inWords(l.schedule, o.Language) }},
		one("hours_as_said", func(l *leaflet) string { return l.hoursSaid }),
		{"state_at", func(_ *leaflet, o Options) string { return instant(o.At, o) }},
		one("state", func(l *leaflet) string { return l.state.Now.String() }),
		{"open_until", func(l *leaflet, o Options) string { return instant(l.state.Until, o) }},
		{"opens_at", func(l *leaflet, o Options) string { return instant(l.state.Opens, o) }},
		many("languages", func(l *leaflet) []string { return l.languages }),
		many("other_languages", func(l *leaflet) []string { return l.otherLanguages }),
		one("interpreters", func(l *leaflet) string { return l.interpreters }),
		many("file_languages", func(l *leaflet) []string { return l.fileLanguages }),
		one("for_whom", func(l *leaflet) string { return l.audience.who }),
		many("for_speakers", func(l *leaflet) []string { return l.audience.speakers }),
		many("for_genders", func(l *leaflet) []string { return l.audience.genders }),
		one("for_ages", func(l *leaflet) string { return l.audience.ages }),
		one("with_children", func(l *leaflet) string { return l.audience.children }),
		one("for_minors", func(l *leaflet) string { return l.audience.minors }),
		many("for_residence", func(l *leaflet) []string { return l.audience.residence }),
		many("residence_barrier", func(l *leaflet) []string { return l.audience.residenceBarrier }),
		many("for_circumstances", func(l *leaflet) []string { return l.audience.circumstances }),
		many("area", func(l *leaflet) []string { return l.area }),
		one("cost", func(l *leaflet) string { return l.cost }),
		one("fees", func(l *leaflet) string { return l.fees }),
		one("apply", func(l *leaflet) string { return l.apply }),
		one("wait", func(l *leaflet) string { return l.wait }),
		one("step_free", func(l *leaflet) string { return l.stepFree }),
		one("sign_language", func(l *leaflet) string { return l.signLanguage }),
		one("easy_to_read", func(l *leaflet) string { return l.easyRead }),
		one("access_note", func(l *leaflet) string { return l.accessNote }),
		one("notes", func(l *leaflet) string { return joinItems(each(l.notes)) }),
		one("sources_disagree", func(l *leaflet) string { return joinItems(l.conflicts) }),
		one("check_by_phone", func(l *leaflet) string { return yesOrNo(l.byPhone) }),
		one("checked_on", func(l *leaflet) string { return l.checkedOn }),
		one("confidence", func(l *leaflet) string { return l.confidence }),
		many("sources", func(l *leaflet) []string { return l.sources }),
		one("modified", func(l *leaflet) string { return l.modifiedOn }),
		one("page", func(l *leaflet) string { return l.page }),
	}
}

// contactColumn is a column with the ways of some kinds, one a line: what to dial or open, then the extension, the
// label in brackets and the hours of its own. A number follows the word "tel", so that no spreadsheet takes it for an
// amount; where a column has several kinds, each is named.
func contactColumn(name string, kinds ...directory.ChannelKind) column {
	return one(name, func(l *leaflet) string {
		var items [][]string
		for _, c := range l.contacts {
			for _, kind := range kinds {
				if c.kind == kind && c.value != "" {
					items = append(items, c.parts(len(kinds) > 1))
				}
			}
		}
		return joinItems(items)
	})
}

const (
	dial        = "tel "
	extensionIs = "ext. "
	hoursAre    = "hours "
)

func (c contact) parts(named bool) []string {
	parts := []string{c.value}
	switch {
	case c.kind == directory.Phone:
		parts[0] = dial + c.value
	case named:
		parts[0] = c.kind.String() + " " + c.value
	}
	if c.extension != "" {
		parts = append(parts, extensionIs+c.extension)
	}
	if c.label != "" {
		parts = append(parts, "("+c.label+")")
	}
	if c.hours != "" {
		parts = append(parts, hoursAre+c.hours)
	}
	return parts
}

// placeItems lists the places, one a line: address, then the point as a geo URI (RFC 5870), which no spreadsheet takes
// for a number.
func (l *leaflet) placeItems() string {
	var items [][]string
	for _, p := range l.places {
		parts := []string{p.address()}
		if p.point != nil {
			parts = append(parts, p.geo())
		}
		items = append(items, parts)
	}
	return joinItems(items)
}

// geo is the point as a geo URI.
func (p place) geo() string {
	return "geo:" + degree(p.point.Lat).String() + "," + degree(p.point.Lon).String()
}

func yesOrNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func each(list []string) [][]string {
	out := make([][]string, 0, len(list))
	for _, item := range list {
		out = append(out, []string{item})
	}
	return out
}

func writeCSVForExcel(w io.Writer, services Services, o Options) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	return writeCSV(w, services, o)
}

// writeCSV writes one row a service, each cell guarded.
func writeCSV(w io.Writer, services Services, o Options) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180
	list := columns()
	row := make([]string, len(list))
	for i, c := range list {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for s, err := range services {
		if err != nil {
			return err
		}
		l := leafletOf(s, o)
		for i, c := range list {
			row[i] = guard(c.cell(l, o))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
