package api

import (
	_ "embed"
	"encoding/json"
	"strings"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
)

//go:embed openapi.json
var document []byte

// route decides: facts in, a decision with its reasons out.
func (api *API) route(r request) (reply, error) {
	raw, err := readObject(r.Request)
	if err != nil {
		return reply{}, err
	}
	decision, err := api.app.Route(raw, api.now())
	if err != nil {
		return reply{}, err
	}
	return reply{document: decision.Document(api.app.In(r.tag)), private: true}, nil
}

// picture gathers what the guide says about a combination of signs, types and circumstances.
func (api *API) picture(r request) (reply, error) {
	raw, err := readObject(r.Request)
	if err != nil {
		return reply{}, err
	}
	picture, err := api.app.Picture(raw, r.tag)
	return reply{document: picture, private: true}, err
}

// topicList is the guide's table of contents.
type topicList struct {
	Topics []engine.TopicDoc `json:"topics"`
}

func (api *API) guide(r request) (reply, error) {
	return reply{document: topicList{api.app.Topics(r.tag)}}, nil
}

func (api *API) topic(r request) (reply, error) {
	topic, err := api.app.Topic(r.PathValue("topic"), r.tag)
	return reply{document: topic}, err
}

// hitList is what a search found.
type hitList struct {
	Hits []engine.HitDoc `json:"hits"`
}

func (api *API) searchAddress(r request) (reply, error) {
	words, err := single(r.query, "q")
	if err != nil {
		return reply{}, err
	}
	return api.search(words, r.tag)
}

// searchBody is for words that may be about someone: they stay out of addresses, and so out of histories and logs.
func (api *API) searchBody(r request) (reply, error) {
	raw, err := readObject(r.Request)
	if err != nil {
		return reply{}, err
	}
	for key := range raw {
		if key != "q" {
			return reply{}, invalid(fault.Clip(key), "api.unknown-field", "allowed", "q")
		}
	}
	words, _ := raw["q"].(string)
	return api.search(words, r.tag)
}

func (api *API) search(words string, tag lang.Tag) (reply, error) {
	words = strings.TrimSpace(words)
	switch {
	case words == "":
		return reply{}, invalid("q", "api.no-words")
	case len(words) > maxQuery:
		return reply{}, invalid("q", "api.words-too-long")
	}
	return reply{document: hitList{api.app.Search(words, tag)}, private: true}, nil
}

// factList is everything that may be told.
type factList struct {
	Facts []engine.FactDoc `json:"facts"`
}

func (api *API) facts(r request) (reply, error) {
	return reply{document: factList{api.app.Facts(r.tag)}}, nil
}

func (api *API) openAPI(request) (reply, error) {
	return reply{document: json.RawMessage(document)}, nil
}

// packDoc says which pack answers.
type packDoc struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Version   string     `json:"version"`
	Hash      string     `json:"hash"`
	Languages []lang.Tag `json:"languages"`
	Zone      string     `json:"zone"`
	Holidays  []string   `json:"holiday_years"` // years whose public holidays are known
}

func (api *API) pack(r request) (reply, error) {
	p := api.app.Pack()
	doc := packDoc{ID: p.Info.ID, Name: p.Info.Name.In(r.tag), Version: p.Info.Version, Hash: p.Hash,
		Languages: p.Info.Languages, Zone: p.Info.Zone, Holidays: []string{}}
	for _, h := range p.Holidays {
		year, _, _ := strings.Cut(string(h.Date), "-")
		doc.Holidays = appendNew(doc.Holidays, year)
	}
	return reply{document: doc}, nil
}
