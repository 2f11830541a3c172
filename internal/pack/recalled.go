package pack

import (
	"fmt"
	"regexp"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Recalled is what must no longer be used, wherever there still is a copy: a device that worked without a network for
// weeks learns of it at its next contact.
type Recalled struct {
	Packs   []RecalledPack   `yaml:"packs,optional"`
	Numbers []RecalledNumber `yaml:"numbers,optional"`
}

// RecalledPack is a version of the pack that did harm: a device gives up its copy at once.
type RecalledPack struct {
	Hash   string         `yaml:"hash"`
	On     directory.Date `yaml:"on"`
	Reason lang.Text      `yaml:"reason"`
}

// RecalledNumber is a telephone number that must no longer be called. A device takes it off the pages of its copy.
type RecalledNumber struct {
	Value  string         `yaml:"value"`
	On     directory.Date `yaml:"on"`
	Reason lang.Text      `yaml:"reason"`
}

// hash matches the identity of a pack, as halte pack show says it.
var hash = regexp.MustCompile(`^[0-9a-f]{16}$`)

// recalled notes recalls that could not work, and numbers that are called back and still given.
func (c *checker) recalled() {
	seen := map[string]bool{}
	note := func(list string, i int, field, message, remedy string) {
		c.fault("pack.yaml", fmt.Sprintf("recalled.%s[%d]%s", list, i, field), message, remedy)
	}
	once := func(list string, i int, field, id string, on directory.Date) {
		if seen[list+id] {
			note(list, i, field, "is recalled twice", "keep one")
		}
		seen[list+id] = true
		if _, precision := on.Time(); precision != 3 {
			note(list, i, ".on", "needs a full date", "write it as 2026-12-25")
		}
	}
	for i, p := range c.p.Info.Recalled.Packs {
		once("packs", i, ".hash", p.Hash, p.On)
		if !hash.MatchString(p.Hash) {
			note("packs", i, ".hash", fmt.Sprintf("%q is not the hash of a pack", p.Hash), "write the 16 signs that halte pack show said of it")
		}
	}
	for i, n := range c.p.Info.Recalled.Numbers {
		once("numbers", i, ".value", directory.Digits(n.Value), n.On)
		if len(directory.Digits(n.Value)) < 3 {
			note("numbers", i, ".value", fmt.Sprintf("%q is not a telephone number", n.Value), "write it as it stood in the directory")
		}
		if who := c.callers(n.Value); who != "" {
			note("numbers", i, ".value", "the number still stands at the service "+who, "remove it there, or do not recall it")
		}
	}
}

// callers names a service that gives a number, or is empty.
func (c *checker) callers(number string) string {
	for _, s := range c.p.Directory.Services {
		for _, ch := range s.Channels {
			if (ch.Kind == directory.Phone || ch.Kind == directory.SMS) && directory.Digits(ch.Value) == directory.Digits(number) {
				return s.ID
			}
		}
	}
	return ""
}
