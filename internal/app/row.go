package app

import (
	"bytes"
	"encoding/json"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

// RowDoc is a service as lists show it: what it is, whether it can be reached, and how.
type RowDoc struct {
	ID           string            `json:"id"`
	Role         string            `json:"role"`
	Name         string            `json:"name"`
	Organisation string            `json:"organisation"`
	Tell         string            `json:"tell,omitempty"` // how to speak of it to the person
	Does         string            `json:"does"`
	Offers       []engine.NamedDoc `json:"offers"`
	State        routing.StateDoc  `json:"state"`
	Channels     []ChannelDoc      `json:"channels"`
	Towns        []string          `json:"towns,omitempty"`        // where its places are
	Confidential []string          `json:"confidential,omitempty"` // regions of places whose address is protected
	CheckByPhone bool              `json:"check_by_phone"`
}

func (a *App) row(s *directory.Service, state routing.StateDoc, at time.Time, tag lang.Tag) RowDoc {
	doc := RowDoc{ID: s.ID, Role: s.Role.String(), Name: s.Name.In(tag), Organisation: s.Org.Name.In(tag),
		Tell: s.Neutral.In(tag), Does: s.Does.In(tag), Offers: []engine.NamedDoc{}, State: state, Channels: []ChannelDoc{},
		CheckByPhone: s.ByPhone()}
	for _, need := range s.Offers {
		doc.Offers = append(doc.Offers, engine.NamedDoc{ID: need, Name: a.pack.Vocabulary.Label(facts.Needs, need, tag)})
	}
	for i := range s.Channels {
		c := &s.Channels[i]
		doc.Channels = append(doc.Channels, ChannelDoc{routing.ChannelOf(s, c, at, a.Zone(), tag), c.HoursText,
			a.inWords(c.Hours, tag)})
	}
	for _, p := range s.Places {
		doc.Towns = appendNew(doc.Towns, town(p, tag))
	}
	for _, p := range s.Hidden {
		doc.Confidential = append(doc.Confidential, p.Area.In(tag))
	}
	return doc
}

func town(p *directory.Place, tag lang.Tag) string {
	name := p.Town.In(tag)
	if p.Postcode != "" && name != "" {
		return p.Postcode + " " + name
	}
	return p.Postcode + name
}

func appendNew(list []string, s string) []string {
	for _, known := range list {
		if known == s {
			return list
		}
	}
	if s == "" {
		return list
	}
	return append(list, s)
}

// row is a row with its JSON. Within one minute a row is the same for everyone, so it is written once.
type row struct {
	doc  RowDoc
	json []byte // without the closing brace, to which what is particular to a query is added
}

// moment is a minute in a language.
type moment struct {
	minute int64
	tag    lang.Tag
}

// keptMoments is how many moments have their rows kept: the minute that it is, in each language, and a few that people
// ask about again and again.
const keptMoments = 8

// rows keeps the rows of some moments, when the services are in memory anyway.
type rows struct {
	mu   sync.Mutex
	kept []keptRows // the latest used last
}

type keptRows struct {
	moment
	rows []atomic.Pointer[row]
}

// of returns the rows of a moment, or nil when there are too many services to keep any.
func (r *rows) of(m moment, n int) []atomic.Pointer[row] {
	if n > index.Holdable {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, k := range r.kept {
		if k.moment == m {
			copy(r.kept[i:], r.kept[i+1:])
			r.kept[len(r.kept)-1] = k
			return k.rows
		}
	}
	if len(r.kept) == keptMoments {
		r.kept = slices.Delete(r.kept, 0, 1)
	}
	r.kept = append(r.kept, keptRows{m, make([]atomic.Pointer[row], n)})
	return r.kept[len(r.kept)-1].rows
}

// rowOf returns the row of a hit, from those that are kept if there are any.
func (a *App) rowOf(h *index.Hit, kept []atomic.Pointer[row], at time.Time, tag lang.Tag) *row {
	if kept != nil {
		if r := kept[h.Position].Load(); r != nil {
			return r
		}
	}
	r := &row{doc: a.row(h.Service, routing.WriteState(h.State, h.Service), at, tag)}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r.doc); err != nil { // it is made of texts and numbers
		panic(err)
	}
	r.json = bytes.TrimSuffix(bytes.TrimSpace(b.Bytes()), []byte("}"))
	if kept != nil {
		kept[h.Position].Store(r)
	}
	return r
}
