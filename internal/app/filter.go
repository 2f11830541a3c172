package app

import (
	"slices"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
)

// ServiceFilter narrows a list of services; what is zero does not narrow.
type ServiceFilter struct {
	Open  bool     // only those that can be reached at the moment asked about
	Needs []string // only those that offer one of these
	Roles []string
}

// ReadFilter reads what a list of services is narrowed to, and the moment it is about, which is now when none is
// given. The vocabulary reads both, so that a need that does not exist is an error here as it is in facts, and never
// an empty list.
func (a *App) ReadFilter(needs, at any, now time.Time) (ServiceFilter, time.Time, error) {
	vocabulary := a.pack.Vocabulary
	read, err := vocabulary.Parse(map[string]any{facts.Needs.String(): needs, "at": at})
	if err != nil {
		return ServiceFilter{}, time.Time{}, err
	}
	if !read.At.IsZero() {
		now = read.At
	}
	return ServiceFilter{Needs: vocabulary.Given(read.Set, facts.Needs).Values}, now.In(a.Zone()), nil
}

func (f ServiceFilter) passes(s *directory.Service, at time.Time) bool {
	if f.Open && !s.ReachableAt(at) {
		return false
	}
	if len(f.Roles) > 0 && !slices.Contains(f.Roles, s.Role.String()) {
		return false
	}
	return len(f.Needs) == 0 || slices.ContainsFunc(f.Needs, func(n string) bool { return slices.Contains(s.Offers, n) })
}
