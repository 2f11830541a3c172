package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/routing"
)

// decisionSheet is a decision as a tired professional reads it: emergency first, then what to do in the order of
// doing it, then whom to call.
type decisionSheet struct {
	*paper
	routing.Document
	app     *app.App
	sources bool
}

func (s decisionSheet) write(d *routing.Decision) {
	s.line(0, "", s.T("cli.about", "day", s.Day(s.At), "year", strconv.Itoa(s.At.Year()),
		"time", s.At.Format("15:04")), strong)
	s.told(d)
	kind := ""
	for _, step := range s.Steps {
		if step.Kind != kind {
			kind = step.Kind
			s.heading(s.T("cli.step."+kind), stepStyle(kind))
		}
		s.step(step)
	}
	s.options()
	s.rejected()
	s.undecided()
	s.gap()
	s.line(0, "", s.T("cli.footer", "pack", s.Pack.ID, "version", s.Pack.Version, "hash", s.Pack.Hash), faint)
}

func stepStyle(kind string) style {
	if kind == routing.Emergency.String() {
		return alarm
	}
	return strong
}

// told repeats what was told, so that a wrong key shows.
func (s decisionSheet) told(d *routing.Decision) {
	var parts []string
	for _, key := range facts.Keys() {
		spot := key == facts.Place && d.Facts.Spot != nil // read, though no rule asks for it yet
		if !d.Facts.Set.Known(key) && !spot {
			continue
		}
		var labels []string
		for _, id := range d.Given(key) {
			labels = append(labels, s.app.Label(key, id, s.Lang))
		}
		if key == facts.Place {
			labels = placeOf(d.Facts)
		}
		question := s.app.Pack().Vocabulary.Fact(key).Label.In(s.Lang)
		parts = append(parts, strings.TrimRight(question, " ?\u00a0\u202f")+": "+strings.Join(labels, ", "))
	}
	if len(parts) == 0 {
		s.line(0, "", s.T("cli.told-nothing"), faint)
		return
	}
	s.line(0, "", s.T("cli.told", "facts", strings.Join(parts, " · ")), faint)
}

func placeOf(f facts.Facts) []string {
	if f.Spot != nil {
		return []string{strconv.FormatFloat(f.Spot.Lat, 'f', -1, 64) + "," + strconv.FormatFloat(f.Spot.Lon, 'f', -1, 64)}
	}
	return []string{f.Postcode}
}

func (s decisionSheet) step(step routing.StepDoc) {
	s.line(2, "• ", step.Text, plain)
	for _, service := range step.Services {
		s.line(4, "→ ", service.Name+": "+s.numbers(service)+s.readiness(service), strong)
	}
	s.why(4, step.Because)
}

// numbers names the ways to reach a service at once: its telephone numbers and, where it puts another way first, that
// one too. Where there is none, it says where to read on.
func (s decisionSheet) numbers(service routing.StepServiceDoc) string {
	var phones, others []string
	for _, c := range service.Channels {
		switch c.Kind {
		case "phone":
			phones = append(phones, whole(c.Value)+s.channelState(c)+s.unsure(c, service.Check))
		case "email", "sms", "chat", "app":
			others = append(others, c.Value+s.unsure(c, service.Check))
		}
	}
	switch {
	case len(phones)+len(others) == 0:
		return s.T("cli.see-service", "id", service.ID)
	case len(phones) == 0 || service.Channels[0].Kind != "phone":
		phones = append(others, phones...)
	}
	return strings.Join(phones, ", ")
}

// readiness says of a service beside a step what is said of every option: whether it can be reached, when that is
// known, and that it is to be checked by phone, when it is.
func (s decisionSheet) readiness(service routing.StepServiceDoc) string {
	var parts []string
	if service.State.Now != directory.NotKnown.String() {
		parts = append(parts, s.state(service.State.Now, service.State.Until, service.State.Opens))
	}
	if service.Check {
		parts = append(parts, s.T("cli.check"))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

func (s decisionSheet) channelState(c routing.ChannelDoc) string {
	if c.State == nil || c.State.Now == "unknown" {
		return ""
	}
	return " (" + s.state(c.State.Now, c.State.Until, c.State.Opens) + ")"
}

// why gives each reason once.
func (s decisionSheet) why(indent int, reasons []routing.BecauseDoc) {
	var texts, sources []string
	for _, r := range reasons {
		if !slices.Contains(texts, r.Text) {
			texts = append(texts, r.Text)
		}
		for _, id := range r.Source {
			if !slices.Contains(sources, id) {
				sources = append(sources, id)
			}
		}
	}
	s.line(indent, s.T("cli.why")+" ", strings.Join(texts, " "), faint)
	if s.sources && len(sources) > 0 {
		s.line(indent, s.T("cli.sources")+" ", strings.Join(sources, ", "), faint)
	}
}

func (s decisionSheet) options() {
	s.heading(s.T("cli.doors"), strong)
	if len(s.Options) == 0 {
		s.line(2, "", s.T("cli.no-doors"), plain)
		return
	}
	s.line(2, "", s.T("cli.call-first"), faint)
	for i, option := range s.Options {
		s.gap()
		s.option(strconv.Itoa(i+1)+". ", option)
	}
}

func (s decisionSheet) option(mark string, o routing.OptionDoc) {
	in := 2 + len(mark)
	s.line(2, mark, o.Service.Name+" ("+s.T("cli.role."+o.Role)+")", strong)
	s.line(in, "", s.stateRead(o.State), stateStyle(o.State.Now))
	checked := slices.ContainsFunc(o.Cautions, func(c routing.CautionDoc) bool { return c.Kind == "check" })
	for _, c := range o.Channels {
		s.channel(in, c, checked)
	}
	s.labelled(in, "cli.for", o.For)
	s.why(in, o.Because)
	for _, c := range o.Cautions {
		s.line(in, "! ", c.Text, plain)
	}
	if o.Tell != "" {
		s.line(in, s.T("cli.tell")+" ", o.Tell, plain)
	}
}

// stateRead is a state with the day on which the hours were read: it is as old as that.
func (s decisionSheet) stateRead(state routing.StateDoc) string {
	text := s.state(state.Now, state.Until, state.Opens)
	if state.Now == "unknown" {
		return text
	}
	return text + " (" + s.T("cli.checked", "date", s.date(string(state.CheckedOn))) + ")"
}

func (s decisionSheet) channel(indent int, c routing.ChannelDoc, checked bool) {
	value := c.Value
	if c.Kind == "phone" || c.Kind == "sms" {
		value = whole(value)
	}
	text := value
	if c.Label != "" {
		text += " – " + c.Label
	}
	s.line(indent, s.T("cli.channel."+c.Kind)+" ", text+s.channelState(c)+s.unsure(c, checked), plain)
}

func (s decisionSheet) rejected() {
	if len(s.Rejected) == 0 {
		return
	}
	s.heading(s.T("cli.rejected"), strong)
	for _, r := range s.Rejected {
		s.line(2, "✗ ", r.Service.Name, plain)
		s.why(4, []routing.BecauseDoc{r.Because})
	}
}

// undecided lists the facts that could change the answer. Nothing has to be asked.
func (s decisionSheet) undecided() {
	if len(s.Undecided) == 0 {
		return
	}
	s.heading(s.T("cli.undecided"), strong)
	for _, key := range facts.Keys() {
		rules, ask := 0, ""
		for _, u := range s.Undecided {
			if u.Missing == key.String() {
				rules, ask = rules+1, u.Ask
			}
		}
		if rules > 0 {
			s.line(2, "? ", ask+" --"+flagOf(key.String())+" ("+s.N("cli.rules", rules)+")", plain)
		}
	}
}
