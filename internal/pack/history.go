package pack

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
)

// History is what stood on cards about one service, from the first that was given to what stands there now. With it a
// card is known to have become wrong without the pack that it was made from.
type History struct {
	ID     string  `yaml:"id"` // of the service
	States []State `yaml:"states"`
}

// State is the facts of a service from one day until the next state. One without facts says that there is nothing any more.
type State struct {
	From  directory.Date `yaml:"from"`
	Mark  string         `yaml:"mark,optional"` // of the facts; repeated here to be found
	Facts card.Facts     `yaml:"facts,optional"`
}

const record = "run halte card recall --record, look at what it writes, and put it there"

// history holds the history to the directory: nothing that stands on cards changes without being written down.
func (c *checker) history() {
	if c.fileOf[historyGiven] == "" {
		return // a pack whose cards are not followed
	}
	marks := map[string]card.Facts{}
	for i := range c.files.history {
		h := &c.files.history[i]
		part := "history[" + h.ID + "]"
		if len(h.States) == 0 {
			c.at(part, "states", "there are none", "remove the service, or "+record)
			continue
		}
		c.states(part, h, marks)
		if !reflect.DeepEqual(normal(h.last()), normal(c.p.printed(h.ID))) {
			c.at(part, "states", "what stands on a card about this service has changed", record)
		}
	}
	for _, s := range c.p.Directory.Services {
		written := slices.ContainsFunc(c.files.history, func(h History) bool { return h.ID == s.ID })
		if !written && c.p.printed(s.ID).Mark() != "" {
			c.at("services["+s.ID+"]", "", "is not in the history of cards", record)
		}
	}
}

// states looks at the marks and days of one service.
func (c *checker) states(part string, h *History, marks map[string]card.Facts) {
	for i, s := range h.States {
		path := fmt.Sprintf("states[%d]", i)
		if _, precision := s.From.Time(); precision != 3 || i > 0 && s.From < h.States[i-1].From {
			c.at(part, path+".from", "needs a full date, not before that of the state before it", "write it as 2026-12-25")
		}
		if s.Mark != s.Facts.Mark() {
			c.at(part, path+".mark", fmt.Sprintf("is not the mark of these facts, which is %q", s.Facts.Mark()), "do not change what was printed; add a state")
		}
		if other, ok := marks[s.Mark]; ok && s.Mark != "" && !reflect.DeepEqual(normal(other), normal(s.Facts)) {
			c.at(part, path+".mark", "other facts have the same mark", "write the hours of one of them in another way")
		}
		marks[s.Mark] = s.Facts
	}
}

func (h *History) last() card.Facts { return h.States[len(h.States)-1].Facts }

// normal makes lists that are empty and lists that are not there the same.
func normal(f card.Facts) card.Facts {
	f.Numbers, f.Places = slices.Clip(slices.Clone(f.Numbers)), slices.Clone(f.Places)
	if len(f.Numbers) == 0 {
		f.Numbers = nil
	}
	if len(f.Places) == 0 {
		f.Places = nil
	}
	return f
}

// printed is what stands on a card about a service now.
func (p *Pack) printed(id string) card.Facts {
	s, ok := p.Directory.Service(id)
	if !ok || s.Role == directory.Tool {
		return card.Facts{}
	}
	return card.FactsOf(s)
}

// Record reads a pack and writes its history anew, with a state for everything that has changed up to a day. The error
// is as that of Load, but for the history itself.
func Record(fsys fs.FS, on directory.Date) ([]byte, error) {
	f, hash, err := read(fsys)
	if err != nil {
		return nil, err
	}
	p := f.build(hash)
	delete(f.fileOf, historyGiven)
	f.check(p)
	if len(f.problems) > 0 {
		return nil, f.problems.sorted()
	}
	return p.recorded(on), nil
}

// recorded is the history with what has changed, by the id of the service.
func (p *Pack) recorded(on directory.Date) []byte {
	all := slices.Clone(p.History)
	for _, s := range p.Directory.Services {
		if !slices.ContainsFunc(all, func(h History) bool { return h.ID == s.ID }) && p.printed(s.ID).Mark() != "" {
			all = append(all, History{ID: s.ID})
		}
	}
	slices.SortFunc(all, func(a, b History) int { return strings.Compare(a.ID, b.ID) })
	var b strings.Builder
	b.WriteString("# What stood on cards, from one day until the next. Written by \"halte card recall --record\"; nothing is ever removed.\nhistory:\n")
	for _, h := range all {
		now := p.printed(h.ID)
		if len(h.States) == 0 || !reflect.DeepEqual(normal(h.last()), normal(now)) {
			h.States = append(slices.Clone(h.States), State{on, now.Mark(), now})
		}
		h.write(&b)
	}
	return []byte(b.String())
}

func (h *History) write(b *strings.Builder) {
	fmt.Fprintf(b, "  - id: %s\n    states:\n", h.ID)
	for _, s := range h.States {
		fmt.Fprintf(b, "      - from: %s\n", s.From)
		if s.Mark == "" {
			continue
		}
		fmt.Fprintf(b, "        mark: %s\n        facts:\n", s.Mark)
		if len(s.Facts.Numbers) > 0 {
			b.WriteString("          numbers:\n")
		}
		for _, n := range s.Facts.Numbers {
			fmt.Fprintf(b, "            - value: %s\n", quoted(n.Value))
			if n.Hours != "" {
				fmt.Fprintf(b, "              hours: %s\n", quoted(n.Hours))
			}
		}
		if s.Facts.Hours != "" {
			fmt.Fprintf(b, "          hours: %s\n", quoted(s.Facts.Hours))
		}
		if len(s.Facts.Places) > 0 {
			b.WriteString("          places:\n")
		}
		for _, p := range s.Facts.Places {
			fmt.Fprintf(b, "            - %s\n", quoted(p))
		}
	}
}

// quoted writes text so that YAML takes it as it is.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
