package hsdsapi

import (
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/hsds"
)

// minimal is what a harvester needs to see whether it has a service as it is now. HSDS asks for id and modified_date
// only, but its schema requires name and status, and calls the date last_modified.
type minimal struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Status       string `json:"status"`
	LastModified string `json:"last_modified,omitempty"`
}

func (api *API) services(r request) (reply, error) {
	return list(r, func(q Query) ([]any, int, error) {
		found, total, err := r.directory.Services(r.Context(), q)
		var documents []any
		for _, s := range found {
			documents = append(documents, serviceRow(r, s))
		}
		return documents, total, err
	})
}

// serviceRow writes a service as the list asks for it.
func serviceRow(r request, s *directory.Service) any {
	switch {
	case r.asked.full:
		return hsds.FromService(s, r.write)
	case r.asked.minimal:
		return short(hsds.InBrief(s, r.write))
	}
	return hsds.InBrief(s, r.write)
}

func short(doc hsds.Service) minimal { return minimal{doc.ID, doc.Name, doc.Status, doc.LastModified} }

func (api *API) service(r request) (reply, error) {
	id, err := pathID(r)
	if err != nil {
		return reply{}, err
	}
	found, _, err := r.directory.Services(r.Context(), Query{ID: id, Limit: 1})
	if err != nil {
		return reply{}, err
	}
	if len(found) == 0 {
		return reply{}, noRecord()
	}
	return reply{document: hsds.FromService(found[0], r.write)}, nil
}

// pathID reads the id in the address. What is no id is the id of nothing.
func pathID(r request) (hsds.UUID, error) {
	id, ok := hsds.ParseUUID(r.PathValue("id"))
	if !ok || id == (hsds.UUID{}) {
		return id, noRecord()
	}
	return id, nil
}

func noRecord() error { return fault.New(fault.NotFound, "hsds.no-record", nil) }

// serviceAtLocation is a pair as HSDS shows it: with the service that it is of.
type serviceAtLocation struct {
	hsds.ServiceAtLocation
	Service *hsds.Service `json:"service,omitempty"`
}

func (api *API) serviceAtLocations(r request) (reply, error) {
	return list(r, func(q Query) ([]serviceAtLocation, int, error) {
		found, total, err := r.directory.ServicesAtPlaces(r.Context(), q)
		var documents []serviceAtLocation
		for _, pair := range found {
			doc := pairOf(r, pair)
			if !r.asked.full {
				doc = brief(doc)
			}
			documents = append(documents, doc)
		}
		return documents, total, err
	})
}

func (api *API) serviceAtLocation(r request) (reply, error) {
	id, err := pathID(r)
	if err != nil {
		return reply{}, err
	}
	found, _, err := r.directory.ServicesAtPlaces(r.Context(), Query{ID: id, Limit: 1})
	if err != nil {
		return reply{}, err
	}
	if len(found) == 0 {
		return reply{}, noRecord()
	}
	return reply{document: pairOf(r, found[0])}, nil
}

// pairOf writes a pair with everything, and its service with what there is one of.
func pairOf(r request, pair ServiceAtPlace) serviceAtLocation {
	doc := hsds.FromService(pair.Service, r.write)
	service := hsds.Brief(doc)
	return serviceAtLocation{doc.ServiceAtLocations[pair.Index], &service}
}

// brief is a pair with only what there is one of.
func brief(doc serviceAtLocation) serviceAtLocation {
	doc.ServiceAreas, doc.Contacts, doc.Phones, doc.Schedules, doc.Attributes, doc.Metadata = nil, nil, nil, nil, nil, nil
	location := hsds.BriefLocation(*doc.Location)
	doc.Location = &location
	return doc
}
