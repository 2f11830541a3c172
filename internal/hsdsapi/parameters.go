package hsdsapi

import (
	"net/url"
	"strconv"
	"time"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
)

// The sizes of a page. A minimal one is meant to hold everything; a full one is heavy.
const (
	defaultPage = 50
	maxPage     = 500
	maxFull     = 100
	maxMinimal  = 10_000
	maxNumber   = 1_000_000_000
)

// Other bounds. Nobody in Brussels goes further for help than this.
const (
	maxWords  = 500
	maxMetres = 1_000_000
	minute    = time.Minute
)

// parameters is what a request asks for.
type parameters struct {
	Query
	page        int
	size        int
	stream      bool // one document on a line, and no pages
	minimal     bool
	full        bool
	fullService bool
	parent      bool // terms below another: ours have none
	private     bool // it says what someone looks for
}

// reader reads parameters and gathers what is wrong with them.
type reader struct {
	query   url.Values
	details []fault.Detail
}

func readParameters(query url.Values, details []fault.Detail) (parameters, []fault.Detail) {
	r := &reader{query, details}
	p := parameters{
		minimal: r.truth("minimal"), full: r.truth("full"), fullService: r.truth("full_service"),
		parent: query.Get("parent_id") != "", private: query.Has("search") || query.Has("postcode"),
		stream: r.format() == "ndjson",
	}
	r.truth("top_only") // every term here is at the top and has none below it
	r.id("parent_id")
	p.Search, p.Postcode = r.words("search"), r.words("postcode")
	p.Term, p.Taxonomy, p.Organisation = r.id("taxonomy_term_id"), r.id("taxonomy_id"), r.id("organization_id")
	p.ModifiedAfter = r.moment("modified_after")
	p.Within = float64(r.number("proximity", "hsds.metres", 0, maxMetres))
	if p.Within > 0 && p.Postcode == "" {
		r.fault("proximity", "hsds.proximity-alone")
	}
	if p.minimal && p.full {
		r.fault("minimal", "hsds.minimal-full")
	}
	most := maxPage
	switch {
	case p.minimal:
		most = maxMinimal
	case p.full || p.fullService:
		most = maxFull
	}
	p.page = r.number("page", "hsds.number", 1, maxNumber)
	p.size = r.number("per_page", "hsds.number", defaultPage, most)
	p.Offset, p.Limit = (p.page-1)*p.size, p.size
	if p.stream {
		for _, name := range []string{"page", "per_page"} {
			if query.Has(name) {
				r.fault(name, "hsds.no-pages")
			}
		}
		p.Offset, p.Limit = 0, maxPage
	}
	return p, r.details
}

func (r *reader) fault(name, key string, pairs ...string) {
	r.details = append(r.details, fault.DetailOf(name, key, pairs...))
}

func (r *reader) truth(name string) bool {
	switch r.query.Get(name) {
	case "true":
		return true
	case "false":
		return false
	}
	if r.query.Has(name) {
		r.fault(name, "api.true-or-false")
	}
	return false
}

// number reads a whole number from 1; without one it is the standard one.
func (r *reader) number(name, key string, standard, most int) int {
	if !r.query.Has(name) {
		return standard
	}
	n, err := strconv.Atoi(r.query.Get(name))
	if err != nil || n < 1 || n > most {
		r.fault(name, key, "min", "1", "max", strconv.Itoa(most))
		return max(standard, 1)
	}
	return n
}

func (r *reader) words(name string) string {
	text := r.query.Get(name)
	if len(text) > maxWords {
		r.fault(name, "hsds.too-long", "max", strconv.Itoa(maxWords))
		return ""
	}
	return text
}

func (r *reader) id(name string) hsds.UUID {
	text := r.query.Get(name)
	id, ok := hsds.ParseUUID(text)
	if r.query.Has(name) && (!ok || id == hsds.UUID{}) { // no id would be no filter
		r.fault(name, "hsds.id")
	}
	return id
}

func (r *reader) moment(name string) time.Time {
	if !r.query.Has(name) {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, r.query.Get(name)); err == nil {
			return t
		}
	}
	r.fault(name, "hsds.moment")
	return time.Time{}
}

func (r *reader) format() string {
	format := r.query.Get("format")
	if r.query.Has("format") && format != "json" && format != "ndjson" {
		r.fault("format", "hsds.format", "allowed", "json, ndjson")
	}
	return format
}
