package hsds

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// What of a report a person gets to see, so that it is read. JSON has more.
const (
	maxShown        = 45 // kinds of findings
	maxFoundLines   = 90 // with their examples
	maxOtherEntries = 10 // of what is no table of HSDS
)

// WriteText writes the report for a person: the tables, then what was found, how often, with a few examples. However
// large the source, it is less than 150 lines.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	r.writeHead(&b)
	r.writeTables(&b)
	r.writeFound(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) writeHead(b *strings.Builder) {
	fmt.Fprintf(b, "%s (%s): %d services, %d with a confidential place\n", printable(r.Source), r.Format, r.Services, r.Confidential)
	if r.HoursSaid > 0 {
		share := 1000 * r.HoursRead / r.HoursSaid // cut off: 100.0 % is all of them
		fmt.Fprintf(b, "hours: %d of %d services with hours have them in notation (%d.%d %%)\n", r.HoursRead, r.HoursSaid, share/10, share%10)
	}
	if r.Definitions > 0 {
		fmt.Fprintf(b, "terms: %d definitions were left to their taxonomies\n", r.Definitions)
	}
}

func (r *Report) writeTables(b *strings.Builder) {
	fmt.Fprintf(b, "\n%-32s %9s %9s %9s %9s %9s\n", "table", "read", "kept", "fixed", "dropped", "unclear")
	others := 0
	for _, t := range r.Tables {
		note := ""
		switch {
		case t.Unknown:
			if others++; others > maxOtherEntries {
				continue
			}
			note = "  not a table of HSDS; not read"
		case !t.Present:
			note = "  absent"
		}
		fmt.Fprintf(b, "%-32s %9d %9d %9d %9d %9d%s\n", shortened(t.Name), t.Read, t.Kept, t.Fixed, t.Dropped, t.Unclear, note)
	}
	if others > maxOtherEntries {
		fmt.Fprintf(b, "… and %d more that are no tables of HSDS\n", others-maxOtherEntries)
	}
}

// writeFound writes what was found, what was lost first. The more kinds there are, the fewer examples each has.
func (r *Report) writeFound(b *strings.Builder) {
	if len(r.Tallies) == 0 {
		return
	}
	order := []Outcome{Dropped, Unclear, Fixed}
	tallies := slices.SortedStableFunc(slices.Values(r.Tallies), func(a, b Tally) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Outcome), slices.Index(order, b.Outcome)), cmp.Compare(b.Count, a.Count))
	})
	shown := tallies[:min(len(tallies), maxShown)]
	examples := r.examples(min(maxExamples, maxFoundLines/len(shown)-1))
	b.WriteString("\nfound\n")
	for _, t := range shown {
		fmt.Fprintf(b, "%9d  %-8s %s%s\n", t.Count, t.Outcome, where(t.Table, t.Field), t.Message)
		t.Count = 0
		for _, f := range examples[t] {
			f.write(b)
		}
	}
	if more := len(tallies) - len(shown); more > 0 {
		fmt.Fprintf(b, "… and %d more kinds of findings, which the report in JSON has\n", more)
	}
}

// examples are the first findings of each tally, by everything of it but the count.
func (r *Report) examples(max int) map[Tally][]Finding {
	kinds := map[Tally][]Finding{}
	for _, t := range r.Tallies {
		t.Count = 0
		kinds[t] = nil
	}
	for _, f := range r.Findings {
		kind := Tally{Table: f.Table, Field: f.Field, Outcome: f.Outcome, Message: f.Message}
		if _, ok := kinds[kind]; !ok {
			kind = other(f.Outcome)
		}
		if len(kinds[kind]) < max {
			kinds[kind] = append(kinds[kind], f)
		}
	}
	return kinds
}

// write writes where a finding is and what it changed, below its tally.
func (f *Finding) write(b *strings.Builder) {
	if f.Row == 0 && f.ID+f.Before+f.After == "" {
		return // there is no more to say than the tally does
	}
	fmt.Fprintf(b, "%20s", "")
	if f.Row > 0 {
		fmt.Fprintf(b, " row %d", f.Row)
	}
	if f.ID != "" {
		fmt.Fprintf(b, " (%s)", printable(f.ID))
	}
	if f.Before != "" {
		fmt.Fprintf(b, ": %q", f.Before)
	}
	if f.After != "" {
		fmt.Fprintf(b, " is now %q", f.After)
	}
	b.WriteByte('\n')
}

func where(table, field string) string {
	switch {
	case table == "":
		return ""
	case field == "":
		return shortened(table) + ": "
	}
	return shortened(table) + "." + shortened(field) + ": "
}

// shortened is what a source calls something, fit for a line: names are as long as a source makes them.
func shortened(name string) string { return printable(clip(name)) }

// printable keeps what a source calls things from writing to the reader's terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || bidirectional(r) {
			return '?'
		}
		return r
	}, s)
}
