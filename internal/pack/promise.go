package pack

import (
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// Promise is something that every decision of the pack keeps to. Promises are data: a steward reads and adds them,
// and Prove checks them over every situation.
type Promise struct {
	ID     string             `yaml:"id"`
	Text   lang.Text          `yaml:"text"`
	When   routing.Conditions `yaml:"when,optional"`
	Must   Assertions         `yaml:"must"`
	Guards []string           `yaml:"guards,optional"`
}

// Assertions is what must hold in every situation that the promise is about.
type Assertions struct {
	FirstStepKind         *routing.Kind         `yaml:"first_step_kind,optional"`
	Steps                 []string              `yaml:"steps,optional"`
	NoSteps               []string              `yaml:"no_steps,optional"`
	NoStepKinds           []routing.Kind        `yaml:"no_step_kinds,optional"`
	Options               []string              `yaml:"options,optional"`
	Shows                 map[string][]string   `yaml:"shows,optional"` // step → services whose numbers stand beside it
	NoOptions             []string              `yaml:"no_options,optional"`
	OnlyRoles             []string              `yaml:"only_roles,optional"`
	ReachableNow          []string              `yaml:"reachable_now,optional"`
	Before                *Before               `yaml:"before,optional"`
	NoWithheldWords       bool                  `yaml:"no_withheld_words,optional"`
	NoWords               map[lang.Tag][]string `yaml:"no_words,optional"`
	NoConfidentialAddress bool                  `yaml:"no_confidential_address,optional"`
}

// Before says that certain services are never put forward alone: when one of them is an option, or stands beside a
// step of kind refer, then one of First is an option before it, and all Steps are there.
type Before struct {
	Services []string `yaml:"services"`
	First    []string `yaml:"first,optional"`
	Steps    []string `yaml:"steps,optional"`
}
