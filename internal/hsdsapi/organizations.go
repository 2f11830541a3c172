package hsdsapi

import (
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/hsds"
)

// organization is an organization as HSDS shows it: with the services that it runs, in short or in full.
type organization struct {
	hsds.Organization
	Services []any `json:"services,omitempty"`
}

func (api *API) organizations(r request) (reply, error) {
	return list(r, func(q Query) ([]organization, int, error) {
		found, total, err := r.directory.Organisations(r.Context(), q)
		if err != nil {
			return nil, 0, err
		}
		var documents []organization
		for _, o := range found {
			doc := organization{Organization: hsds.FromOrganisation(o.Organisation, o.Origin, r.write)}
			if r.asked.full || r.asked.fullService {
				if doc, err = api.withServices(r, doc.Organization); err != nil {
					return nil, 0, err
				}
			}
			documents = append(documents, doc)
		}
		return documents, total, nil
	})
}

func (api *API) organization(r request) (reply, error) {
	id, err := pathID(r)
	if err != nil {
		return reply{}, err
	}
	found, _, err := r.directory.Organisations(r.Context(), Query{ID: id, Limit: 1})
	if err != nil {
		return reply{}, err
	}
	if len(found) == 0 {
		return reply{}, noRecord()
	}
	doc, err := api.withServices(r, hsds.FromOrganisation(found[0].Organisation, found[0].Origin, r.write))
	return reply{document: doc}, err
}

// withServices adds all services of an organization, and what their source said of it besides.
func (api *API) withServices(r request, doc hsds.Organization) (organization, error) {
	id, _ := hsds.ParseUUID(doc.ID)
	out := organization{Organization: doc}
	first := true
	read := func(q Query) ([]*directory.Service, int, error) { return r.directory.Services(r.Context(), q) }
	err := readAll(Query{Organisation: id, Limit: maxFull}, read, func(found any) error {
		service := hsds.FromService(found.(*directory.Service), r.write)
		if first && service.Organization != nil {
			out.Organization = *service.Organization
		}
		first = false
		if r.asked.fullService {
			out.Services = append(out.Services, service)
		} else {
			out.Services = append(out.Services, short(service))
		}
		return nil
	})
	return out, err
}
