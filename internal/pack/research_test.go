package pack

import (
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/halte-brussels/halte/internal/directory"
)

// renamed are the services that are called otherwise here than in the research.
var renamed = map[string]string{
	"ecoute-violences-conjugales": "ecoute", "caw-brussel-onthaal": "caw-onthaal",
	"caw-slachtofferhulp-brussel": "caw-support", "cpvs-zsg-brussels": "cpvs", "oe-violence-mailbox": "oe-mailbox",
	"accueil-victimes-mj": "accueil-mj", "aide-aux-victimes-fr": "aide-mj-fr", "stop-violence-map": "stop-map",
}

// Every service that was researched is in the directory, with every number and address of e-mail to the digit, and no
// surer than it was found to be.
func TestEveryResearchedServiceIsThere(t *testing.T) {
	var research struct {
		Services []struct {
			ID     string `yaml:"id"`
			Phones []struct {
				Number string `yaml:"number"`
			} `yaml:"phones"`
			Email      []string `yaml:"email"`
			Confidence string   `yaml:"confidence"`
		} `yaml:"services"`
	}
	if err := yaml.Unmarshal(shared(t, "facts/brussels_services.yaml"), &research); err != nil {
		t.Fatal(err)
	}
	p := brussels(t)
	for _, r := range research.Services {
		id := strings.ReplaceAll(r.ID, "_", "-")
		if other, ok := renamed[id]; ok {
			id = other
		}
		s, ok := p.Directory.Service(id)
		if !ok {
			t.Errorf("%s is not in the directory", id)
			continue
		}
		for _, phone := range r.Phones {
			if !reaches(s, dialled(phone.Number)) {
				t.Errorf("%s: %s is no channel", id, phone.Number)
			}
		}
		for _, email := range r.Email {
			if !reaches(s, email) {
				t.Errorf("%s: %s is no channel", id, email)
			}
		}
		var found directory.Confidence
		if err := found.UnmarshalText([]byte(r.Confidence)); err != nil {
			t.Fatal(err)
		}
		if s.Confidence > found {
			t.Errorf("%s is said to be %s, it was found to be %s", id, s.Confidence, found)
		}
	}
	if len(research.Services) < 60 {
		t.Errorf("only %d services were read", len(research.Services))
	}
}

func reaches(s *directory.Service, value string) bool {
	return slices.ContainsFunc(s.Channels, func(c directory.Channel) bool {
		return c.Value == value || dialled(c.Value) == value && c.Kind != directory.Email
	})
}

// dialled is a number as it is dialled in Belgium, digits only.
func dialled(number string) string {
	digits := directory.Digits(number)
	if rest, ok := strings.CutPrefix(digits, "+32"); ok {
		return "0" + rest
	}
	return digits
}
