// Package routing turns the facts of a situation into a decision: what to do first, what to say and not to say, which
// doors are open now, and why each of these. Rules are data of a pack; this package only applies them. A decision is
// pure, total and deterministic: the same pack, facts and instant give the same bytes, whoever asks.
//
// It never scores a person. It observes, gives reasons, and leaves the judgement to the professional.
package routing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Kind is what sort of step a step is. Steps are shown in the order of their kinds.
type Kind uint8

// The kinds, in order. Emergency comes first, whatever else fires.
const (
	Emergency Kind = iota
	Safety
	Prepare
	Say
	Avoid
	Procedure
	Refer
	Helpline
	FollowUp
	kinds int = iota
)

var kindNames = [kinds]string{
	"emergency", "safety", "prepare", "say", "avoid", "procedure", "refer", "helpline", "follow-up",
}

func (k Kind) String() string { return kindNames[k] }

// UnmarshalText reads a kind.
func (k *Kind) UnmarshalText(b []byte) error {
	i := slices.Index(kindNames[:], string(b))
	if i < 0 {
		return fmt.Errorf("%q is not one of %s", b, strings.Join(kindNames[:], ", "))
	}
	*k = Kind(i)
	return nil
}

// MarshalText writes a kind.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Conditions maps a fact's name to the values that satisfy it. The words "known" and "unknown" ask whether the fact
// is known at all.
type Conditions map[string][]string

// Rule says what follows from certain facts, and why.
type Rule struct {
	ID         string         `yaml:"id" json:"id"`
	When       Conditions     `yaml:"when,optional" json:"when,omitzero"`
	Unless     Conditions     `yaml:"unless,optional" json:"unless,omitzero"`
	Because    lang.Text      `yaml:"because" json:"because"`
	Then       Effects        `yaml:"then" json:"then"`
	Sources    []string       `yaml:"sources" json:"sources"`
	ValidFrom  directory.Date `yaml:"valid_from,optional" json:"valid_from,omitzero"`
	ValidUntil directory.Date `yaml:"valid_until,optional" json:"valid_until,omitzero"`
	ReviewedBy string         `yaml:"reviewed_by,optional" json:"reviewed_by,omitzero"`
}

// Effects is what a rule does when it fires.
type Effects struct {
	Steps    []Step      `yaml:"steps,optional" json:"steps,omitzero"`
	Needs    []string    `yaml:"needs,optional" json:"needs,omitzero"`
	Offer    []Offer     `yaml:"offer,optional" json:"offer,omitzero"`
	Reject   []Rejecting `yaml:"reject,optional" json:"reject,omitzero"`
	Caution  []Caution   `yaml:"caution,optional" json:"caution,omitzero"`
	Withhold []Kind      `yaml:"withhold,optional" json:"withhold,omitzero"`
	Only     []string    `yaml:"only,optional" json:"only,omitzero"`
}

// Step is one thing for the professional to do, to say or to leave.
type Step struct {
	ID       string    `yaml:"id" json:"id"`
	Kind     Kind      `yaml:"kind" json:"kind"`
	Text     lang.Text `yaml:"text" json:"text"`
	Services []string  `yaml:"services,optional" json:"services,omitzero"`
}

// Offer puts services forward. Rank 1 is the first door.
type Offer struct {
	Services []string `yaml:"services" json:"services"`
	Rank     int      `yaml:"rank" json:"rank"`
}

// Rejecting takes services away and says why.
type Rejecting struct {
	Services []string  `yaml:"services" json:"services"`
	Because  lang.Text `yaml:"because" json:"because"`
}

// Caution is something to know before using a service.
type Caution struct {
	Services []string  `yaml:"services" json:"services"`
	Text     lang.Text `yaml:"text" json:"text"`
}

// NeedRank is the rank of a service that is offered only because it meets a need.
const NeedRank = 3
