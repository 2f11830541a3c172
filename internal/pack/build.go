package pack

import (
	"fmt"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/routing"
)

// build resolves the files into a pack. What does not resolve is noted as a problem.
func (f *files) build(hash string) *Pack {
	f.completeTongues()
	p := &Pack{Info: f.info, Hash: hash, Rules: f.rules, Promises: f.promises, Cases: f.cases, Queries: f.queries,
		Holidays: f.holidays, Atlas: f.atlas, Phrases: &f.phrases, History: f.history}
	zone, err := time.LoadLocation(f.info.Zone)
	if err != nil {
		f.fault("pack.yaml", "zone", fmt.Sprintf("%q is not a time zone", f.info.Zone), "use a name such as Europe/Brussels")
		zone = time.UTC
	}
	if len(f.rules) > routing.MaxRules {
		f.fault("rules", "", fmt.Sprintf("there are %d rules, more than %d", len(f.rules), routing.MaxRules), "join some")
	}
	var faults []directory.Fault
	p.Engine, faults = engine.New(engine.Content{Pack: p.Ref(), Name: f.info.Name, Withheld: f.info.Withheld,
		Holidays: publicHolidays(f.holidays), Areas: f.info.Areas, Facts: f.facts, Topics: f.topics, Sources: f.sources,
		Directory: f.directory, Rules: f.rules, Cards: f.cards}, zone)
	for _, fault := range faults {
		f.at("services["+f.directory.Services[fault.Service].ID+"]", fault.Field, fault.Err.Error(),
			"write the hours in OSM opening_hours notation")
	}
	return p
}

// publicHolidays turns the pack's list into the calendar that hours are read with.
func publicHolidays(list []Holiday) []hours.Day {
	var days []hours.Day
	for _, h := range list {
		t, precision := h.Date.Time()
		if precision == 3 {
			year, month, day := t.Date()
			days = append(days, hours.Day{Year: year, Month: month, Day: day})
		}
	}
	return days
}

// fault notes a problem in a file.
func (f *files) fault(file, path, message, remedy string) {
	f.problems = append(f.problems, Problem{file, f.lines[file][path], path, message, remedy})
}

// at notes a problem at a field of a part, such as "rules[refusal]" and "then.offer".
func (f *files) at(part, field, message, remedy string) {
	path := part
	if field != "" {
		path += "." + field
	}
	file := f.fileOf[part]
	line, ok := f.lines[file][path]
	if !ok {
		line = f.lines[file][part]
	}
	f.problems = append(f.problems, Problem{file, line, path, message, remedy})
}
