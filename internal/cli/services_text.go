package cli

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
)

// found writes a service of a list, and why it is there.
func (p *paper) found(s *app.FoundRow) {
	p.line(0, "", s.Name+" ["+s.ID+"]", strong)
	p.line(2, "", p.state(s.State.Now, s.State.Until, s.State.Opens), stateStyle(s.State.Now))
	p.line(2, "", s.Does, plain)
	for _, channel := range s.Channels {
		if channel.Kind == "phone" {
			p.serviceChannel(2, channel, s.CheckByPhone)
		}
	}
	for _, region := range s.Confidential {
		p.line(2, "", p.T("cli.confidential", "region", region), faint)
	}
	for _, w := range s.Why {
		mark := "+ "
		if !w.Known {
			mark = "? "
		}
		p.line(2, mark, w.Text, faint)
	}
	if s.CheckByPhone {
		p.line(2, "! ", p.T("caution.check"), plain)
	}
}

// words tells which words were not found as they were written.
func (p *paper) words(list []app.WordDoc) {
	for _, w := range list {
		if w.Meant == "" {
			p.line(0, "", p.T("find.no-word", "word", w.Asked), plain)
		} else {
			p.line(0, "", p.T("find.meant", "word", w.Asked, "meant", w.Meant), plain)
		}
	}
}

func (p *paper) facets(list []app.FacetDoc) {
	for _, f := range list {
		var counted []string
		for _, v := range f.Values {
			counted = append(counted, v.ID+" "+number(v.Services))
		}
		if f.Unknown > 0 {
			counted = append(counted, "? "+number(f.Unknown))
		}
		p.gap()
		p.line(0, "", f.Label+" ("+flagOf(f.Name)+")", strong)
		p.line(2, "", strings.Join(counted, ", "), plain)
	}
}

func number(n int) string { return strconv.Itoa(n) }

// service writes all that is known of a service. What is unknown is said to be unknown where a person would look for
// it, and left out elsewhere.
func (p *paper) service(s app.ServiceDoc) {
	p.line(0, "", s.Name+" ("+p.T("cli.role."+s.Role)+")", strong)
	if s.Organisation != s.Name {
		p.line(0, "", s.Organisation, plain)
	}
	p.line(0, "", p.state(s.State.Now, s.State.Until, s.State.Opens), stateStyle(s.State.Now))
	if s.CheckByPhone {
		p.line(0, "! ", p.T("caution.check"), plain)
	}
	p.gap()
	p.line(0, "", s.Does, plain)
	p.labelled(0, "cli.tell", s.Tell)
	p.gap()
	for _, c := range s.Channels {
		p.serviceChannel(0, c, s.CheckByPhone)
	}
	if !slices.ContainsFunc(s.Channels, func(c app.ChannelDoc) bool { return c.Value == s.Web }) {
		p.labelled(0, "cli.channel.web", s.Web)
	}
	p.labelled(0, "cli.hours", s.HoursInWords)
	p.places(s)
	p.gap()
	p.audience(s)
	p.access(s.Access)
	for _, note := range s.Notes {
		p.line(0, "! ", note, plain)
	}
	p.gap()
	p.conflicts(s.Conflicts)
	p.evidence(s)
}

func (p *paper) serviceChannel(indent int, c app.ChannelDoc, checked bool) {
	text := c.Value
	if c.Kind == "phone" || c.Kind == "sms" {
		text = whole(text)
	}
	if c.Label != "" {
		text += " – " + c.Label
	}
	if c.HoursInWords != "" {
		text += " (" + c.HoursInWords + ")"
	}
	if c.State != nil && (c.State.Now != "unknown" || c.State.Opens != nil) { // the words of its hours say so already
		text += ": " + p.state(c.State.Now, c.State.Until, c.State.Opens)
	}
	p.line(indent, p.T("cli.channel."+c.Kind)+" ", text+p.unsure(c.ChannelDoc, checked), plain)
}

func (p *paper) places(s app.ServiceDoc) {
	for _, place := range s.Places {
		text := place.Postcode + " " + place.Town
		if place.Street != "" {
			text = place.Street + ", " + text
		}
		p.labelled(0, "cli.place", text)
	}
	for _, region := range s.Confidential {
		p.labelled(0, "cli.place", p.T("cli.confidential", "region", region))
	}
}

func (p *paper) audience(s app.ServiceDoc) {
	p.labelled(0, "cli.offers", names(s.Offers))
	p.labelled(0, "cli.for", s.For.Who)
	p.labelled(0, "cli.for-speakers", names(s.For.Speakers))
	p.labelled(0, "cli.for-genders", names(s.For.Genders))
	p.labelled(0, "cli.for-circumstances", names(s.For.Circumstances))
	p.labelled(0, "cli.for-residence", names(s.For.Residence))
	p.labelled(0, "cli.residence-barrier", names(s.For.ResidenceBarrier))
	p.labelled(0, "cli.for-children", p.answer(s.For.Children))
	p.labelled(0, "cli.for-minors", p.answer(s.For.Minors))
	p.labelled(0, "cli.area", names(s.Area))
	p.labelled(0, "cli.spoken", p.orUnknown(names(s.Languages)))
	p.labelled(0, "cli.interpreters", p.answer(s.Interpreters))
	p.labelled(0, "cli.files", p.orUnknown(names(s.FileLanguages)))
	p.labelled(0, "cli.cost", p.T("cli.cost."+s.Cost))
}

func (p *paper) access(a app.AccessDoc) {
	p.labelled(0, "cli.step-free", p.answer(a.StepFree))
	p.labelled(0, "cli.sign-language", p.answer(a.SignLanguage))
	p.labelled(0, "cli.easy-to-read", p.answer(a.EasyToRead))
	p.labelled(0, "cli.access", a.Note)
}

func (p *paper) answer(a string) string { return p.T("cli.answer." + a) }

func (p *paper) orUnknown(text string) string {
	if text == "" {
		return p.answer("unknown")
	}
	return text
}

// conflicts shows what other sources say, so that nobody takes one of them for settled.
func (p *paper) conflicts(list []app.ConflictDoc) {
	for _, c := range list {
		p.line(0, "≠ ", p.T("cli.conflict", "field", p.field(c.Field), "says", c.Says), plain)
		for _, s := range c.Sources {
			p.line(2, "", p.source(s), faint)
		}
	}
}

// evidence says how sure the record is, and each field that differs from it, and names every source once.
func (p *paper) evidence(s app.ServiceDoc) {
	p.sureness("record", s.Evidence)
	sources := s.Evidence.Sources
	for _, field := range slices.Sorted(maps.Keys(s.FieldEvidence)) {
		p.sureness(field, s.FieldEvidence[field])
		sources = append(sources, s.FieldEvidence[field].Sources...)
	}
	var told []string
	for _, source := range sources {
		if text := p.source(source); !slices.Contains(told, text) { // many statements come from one sheet
			told = append(told, text)
			p.line(0, p.T("cli.source")+" ", text, faint)
		}
	}
}

func (p *paper) sureness(field string, e app.EvidenceDoc) {
	p.line(0, "", p.T("cli.evidence", "of", p.field(field), "date", p.date(e.CheckedOn),
		"confidence", p.T("cli.confidence."+e.Confidence)), faint)
}

// field names a field of a record in words, when there are any.
func (p *paper) field(name string) string {
	if key := "cli.field." + name; p.Has(key) {
		return p.T(key)
	}
	return name
}
