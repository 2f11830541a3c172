package hsds

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// Outcome is what became of something that was not as it should be.
type Outcome string

// The outcomes. Fixed: the meaning was plain and it was repaired. Dropped: it is not in the records. Unclear: it was kept
// as it is, or left unknown, and someone should look.
const (
	Fixed   Outcome = "fixed"
	Dropped Outcome = "dropped"
	Unclear Outcome = "unclear"
)

// Finding is one thing in a source that was not as it should be. It never says where a confidential place is.
type Finding struct {
	Table   string  `json:"table"`
	Row     int     `json:"row,omitempty"` // the line of a table, or which document of a file
	ID      string  `json:"id,omitempty"`
	Field   string  `json:"field,omitempty"` // none: the whole row
	Outcome Outcome `json:"outcome"`
	Message string  `json:"message"`
	Before  string  `json:"before,omitempty"`
	After   string  `json:"after,omitempty"`
}

// Tally is how often something was found.
type Tally struct {
	Table   string  `json:"table"`
	Field   string  `json:"field,omitempty"`
	Outcome Outcome `json:"outcome"`
	Message string  `json:"message"`
	Count   int     `json:"count"`
}

// TableReport is what was read of one table of the standard, or one that it does not know.
type TableReport struct {
	Name    string `json:"name"`
	Present bool   `json:"present"`
	Unknown bool   `json:"unknown,omitempty"` // not a table of the standard; not read
	Read    int    `json:"read"`
	Kept    int    `json:"kept"`
	Fixed   int    `json:"fixed"`
	Dropped int    `json:"dropped"`
	Unclear int    `json:"unclear"`
}

// Report is what was found in a source while it was read.
type Report struct {
	Source       string        `json:"source"`
	Format       string        `json:"format"`
	Services     int           `json:"services"`     // records handed out
	Confidential int           `json:"confidential"` // services with a place whose address was taken out
	HoursSaid    int           `json:"hours_said"`   // services of which the source says when they are open
	HoursRead    int           `json:"hours_read"`   // of these, those whose hours are in notation
	Definitions  int           `json:"definitions"`  // of terms; they belong to the taxonomy and are in no record
	Tables       []TableReport `json:"tables"`
	Tallies      []Tally       `json:"tallies,omitempty"`
	Findings     []Finding     `json:"findings,omitempty"` // the first of each kind; Tallies counts all
	LeftOut      int           `json:"left_out,omitempty"` // findings that are only counted
}

// What of the findings is kept in full.
const (
	maxFindings = 1000 // beyond these, only the first examples of what was not found before
	maxExamples = 5    // of one tally
	maxAlike    = 40   // of one tally, while there is room
	maxTallies  = 400  // names of fields come from the source, so there could be any number
	maxClip     = 80   // bytes of a text before and after
)

// ledger gathers a report. It belongs to one goroutine.
type ledger struct {
	report  Report
	tables  map[string]*TableReport
	tallies map[Tally]int // by everything but the count
}

func newLedger(source string) *ledger {
	return &ledger{report: Report{Source: source}, tables: map[string]*TableReport{}, tallies: map[Tally]int{}}
}

// table returns the account of a table.
func (l *ledger) table(name string) *TableReport {
	t := l.tables[name]
	if t == nil {
		t = &TableReport{Name: name}
		l.tables[name] = t
	}
	return t
}

// read counts rows of a table.
func (l *ledger) read(table string, rows int) {
	t := l.table(table)
	t.Present = true
	t.Read += rows
	t.Kept += rows
}

// kept counts a record that is handed out.
func (l *ledger) kept(m *mapped) {
	r := &l.report
	r.Services++
	r.Definitions += m.definitions
	if m.confidential {
		r.Confidential++
	}
	if m.timed {
		r.HoursSaid++
		if m.record.Service.HoursText != "" {
			r.HoursRead++
		}
	}
}

// add enters a finding.
func (l *ledger) add(f Finding) {
	t := l.table(f.Table)
	switch f.Outcome {
	case Fixed:
		t.Fixed++
	case Unclear:
		t.Unclear++
	case Dropped:
		t.Dropped++
		if f.Field == "" && t.Kept > 0 {
			t.Kept--
		}
	}
	key := Tally{Table: f.Table, Field: f.Field, Outcome: f.Outcome, Message: f.Message}
	if _, known := l.tallies[key]; !known {
		if key.Field = strings.Clone(f.Field); len(l.tallies) >= maxTallies { // not a part of what was read
			key = other(f.Outcome)
		}
	}
	l.tallies[key]++
	if n := l.tallies[key]; n > maxAlike || n > maxExamples && len(l.report.Findings) >= maxFindings {
		l.report.LeftOut++
		return
	}
	f.Before, f.After = aroundChange(f.Before, f.After)
	f.ID, f.Field, f.Before, f.After = clip(f.ID), strings.Clone(f.Field), clip(f.Before), clip(f.After)
	l.report.Findings = append(l.report.Findings, f)
}

// other is the tally of what there are too many kinds of.
func other(o Outcome) Tally { return Tally{Outcome: o, Message: "other findings"} }

// aroundChange leaves out where two texts begin alike, when what changed could not be seen otherwise.
func aroundChange(before, after string) (string, string) {
	same := 0
	for same < min(len(before), len(after)) && before[same] == after[same] {
		same++
	}
	from := same - maxClip/4
	if from <= 0 || after == "" || max(len(before), len(after)) <= maxClip {
		return before, after
	}
	for before[from]&0xc0 == 0x80 { // between two characters
		from--
	}
	return "…" + before[from:], "…" + after[from:]
}

// clip shortens a text between two characters, and copies it so that the document it came from can be forgotten.
func clip(s string) string {
	if len(s) <= maxClip {
		return strings.Clone(s)
	}
	end := maxClip
	for end > 0 && s[end]&0xc0 == 0x80 {
		end--
	}
	return s[:end] + "…"
}

// finish sorts what was gathered.
func (l *ledger) finish() *Report {
	r := &l.report
	r.Tables = r.Tables[:0]
	for _, t := range l.tables {
		r.Tables = append(r.Tables, *t)
	}
	slices.SortFunc(r.Tables, func(a, b TableReport) int { return strings.Compare(a.Name, b.Name) })
	r.Tallies = r.Tallies[:0]
	for t, n := range l.tallies {
		t.Count = n
		r.Tallies = append(r.Tallies, t)
	}
	slices.SortFunc(r.Tallies, func(a, b Tally) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.Field, b.Field),
			strings.Compare(string(a.Outcome), string(b.Outcome)), strings.Compare(a.Message, b.Message))
	})
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), cmp.Compare(a.Row, b.Row), strings.Compare(a.Field, b.Field))
	})
	return r
}

// WriteJSON writes the report for a machine.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
