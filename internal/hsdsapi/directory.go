package hsdsapi

import (
	"context"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
)

// Directory is what the API needs of whoever keeps the services, as they are at one moment.
//
// Every list has an order of its own that does not change: a caller that reads page after page sees each record once.
// Each returns the records from Offset on, at most Limit, and how many match in all; past the end it returns none and
// the same total. Every service that comes back has been resolved. Ids are those of hsds.KeysOf with the namespace of
// the pack.
type Directory interface {
	Services(ctx context.Context, q Query) (list []*directory.Service, total int, err error)
	// Organisations lists organisations of which at least one service matches. One without a name is none.
	Organisations(ctx context.Context, q Query) (list []Organisation, total int, err error)
	// ServicesAtPlaces lists the pairs of a service that matches and one of its places.
	ServicesAtPlaces(ctx context.Context, q Query) (list []ServiceAtPlace, total int, err error)
	// Terms is the terms of other taxonomies than ours that at least one service stands under.
	Terms() *Terms
}

// Query is what a list is narrowed to. What is zero does not narrow; the rest is combined with AND.
type Query struct {
	// ID is the record itself: a service's in Services, an organisation's in Organisations, a pair's in
	// ServicesAtPlaces. An id that nothing has finds nothing.
	ID           hsds.UUID
	Search       string    // words; what they are looked for in, and how, is the directory's
	Organisation hsds.UUID // services that it runs
	Term         hsds.UUID // services that stand under it (hsds.Keys.Terms)
	Taxonomy     hsds.UUID // services that stand under any of its terms (hsds.Keys.Taxonomies)
	// ModifiedAfter keeps what was changed at this moment or later, to the second. What was last changed at an unknown
	// time is kept too: a reader who harvests loses nothing by reading it again, and might by not reading it.
	ModifiedAfter time.Time
	// Postcode, only in ServicesAtPlaces, keeps what is for people who live there: a service that names the areas it is
	// for must have one with the postcode in it; one that names none must have its place there. A confidential place is
	// found by its service's areas only.
	Postcode string
	// Within, in metres, only with Postcode and instead of the above, keeps places that are known to be that near to
	// the middle of the postcode. A confidential place, or one without a point, is never near anything.
	Within float64

	Offset, Limit int // Limit is at least 1
}

// Organisation is an organisation and the import it came with; none is the pack's own.
type Organisation struct {
	Origin string
	*directory.Organisation
}

// ServiceAtPlace is a service at one of its places: the index counts its Places, then its Hidden ones.
type ServiceAtPlace struct {
	Service *directory.Service
	Index   int
}
