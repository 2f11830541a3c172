package pack

import (
	"fmt"
	"slices"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// words adds the obligations about what texts say. A text is in a decision when its rule fires, so each rule that
// has an offending text is taken by itself, with the rules that could withhold it. A rule whose texts are clean needs
// no situation at all.
func (b *splitter) words(m Assertions) {
	if m.NoWithheldWords {
		b.stepTexts(func(s routing.Step) string {
			if word, tag, found := b.p.Info.withheldIn(s.Text); found && s.Kind == routing.Say {
				return fmt.Sprintf("the step %s, meant for the person, holds the withheld word %q (%s)", s.ID, word, tag)
			}
			return ""
		})
		b.serviceTexts(func(s *directory.Service) string {
			if word, tag, found := b.p.Info.withheldIn(s.Neutral); found {
				return fmt.Sprintf("the words for the person about %s hold the withheld word %q (%s)", s.ID, word, tag)
			}
			return ""
		})
	}
	if len(m.NoWords) > 0 {
		b.stepTexts(func(s routing.Step) string {
			if word, tag, found := find(s.Text, m.NoWords); found && s.Kind != routing.Avoid {
				return fmt.Sprintf("the step %s holds %q (%s)", s.ID, word, tag)
			}
			return ""
		})
		b.serviceTexts(func(s *directory.Service) string {
			for _, text := range []lang.Text{s.Name, s.Does, s.Neutral} {
				if word, tag, found := find(text, m.NoWords); found {
					return fmt.Sprintf("what %s does holds %q (%s)", s.ID, word, tag)
				}
			}
			return ""
		})
	}
	if m.NoConfidentialAddress {
		b.serviceTexts(confidentialFault)
	}
}

// stepTexts adds an obligation for each rule with a step that a predicate faults.
func (b *splitter) stepTexts(faulty func(routing.Step) string) {
	for i := range b.p.Rules {
		rule := &b.p.Rules[i]
		for _, s := range rule.Then.Steps {
			why := faulty(s)
			if why == "" {
				continue
			}
			rules := b.where(func(r *routing.Rule) bool { return r == rule || withholds(r, s.Kind) })
			b.add(&obligation{rules: rules, fault: func(d *routing.Decision) string {
				if hasStep(d, s.ID) {
					return why
				}
				return ""
			}})
		}
	}
}

// serviceTexts adds an obligation for each service with a text that a predicate faults. It is broken in every
// situation in which the service is an option.
func (b *splitter) serviceTexts(faulty func(*directory.Service) string) {
	for _, s := range b.p.Directory.Services {
		why := faulty(s)
		if why == "" {
			continue
		}
		for _, source := range b.sourcesOf(s.ID) {
			source.fault = func(d *routing.Decision) string {
				if option(d, s.ID) >= 0 {
					return why
				}
				return ""
			}
			b.add(source)
		}
	}
}

// confidentialFault says whether anything that is shown of a service at a confidential place looks like an address.
// The place itself has no field for one; a known place beside it, such as a desk, is told apart by being a place.
func confidentialFault(s *directory.Service) string {
	if !s.Confidential() {
		return ""
	}
	texts := append(s.Texts(), lang.Text{lang.Interface()[0]: s.HoursSaid})
	for _, c := range s.Conflicts {
		texts = append(texts, c.Says)
	}
	for _, p := range s.Hidden {
		texts = append(texts, p.Area)
	}
	for _, c := range s.Channels {
		if c.Kind == directory.Post {
			return fmt.Sprintf("%s is at a confidential place and has a postal address", s.ID)
		}
		texts = append(texts, c.Label, lang.Text{lang.Interface()[0]: c.Value})
	}
	i := slices.IndexFunc(texts, func(t lang.Text) bool { return streetIn(t) != "" })
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("a text about %s holds what looks like an address: %q", s.ID, streetIn(texts[i]))
}
