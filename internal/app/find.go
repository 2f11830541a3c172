package app

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
)

// FoundDoc is a page of the services that were looked for, in the published order: see docs/adr/0010.
type FoundDoc struct {
	At       time.Time  `json:"at"`
	Total    int        `json:"total"` // services that nothing known excludes
	Sure     int        `json:"sure"`  // those of them that are known to have all that was asked; they come first
	Page     int        `json:"page"`  // from 1
	Pages    int        `json:"pages"`
	Size     int        `json:"size"` // services on a full page
	Words    []WordDoc  `json:"words,omitempty"`
	Services []FoundRow `json:"services"`
	Facets   []FacetDoc `json:"facets,omitempty"`
}

// FoundRow is a service that was found, and why.
type FoundRow struct {
	RowDoc
	Km    *float64 `json:"km,omitempty"`    // to its nearest place
	About bool     `json:"about,omitempty"` // the distance is to the middle of an area
	Why   []WhyDoc `json:"why"`

	encoded []byte // RowDoc as JSON
}

// Unsure tells whether something that was asked for is not known of the service.
func (r *FoundRow) Unsure() bool {
	for _, w := range r.Why {
		if !w.Known {
			return true
		}
	}
	return false
}

// WhyDoc is one reason: something that was asked for and that the service has, or of which it is not known.
type WhyDoc struct {
	About string `json:"about"` // what was asked: "need", "open", "q"
	Known bool   `json:"known"`
	Text  string `json:"text"`
}

// WordDoc is a word that was not found as it was written; Meant is what was taken for it, or nothing.
type WordDoc struct {
	Asked string `json:"asked"`
	Meant string `json:"meant,omitempty"`
}

// FacetDoc is one thing that the list may be narrowed by, with how many services have each value.
type FacetDoc struct {
	Name    string       `json:"name"`
	Label   string       `json:"label"`
	Values  []CountedDoc `json:"values"`
	Unknown int          `json:"unknown"` // services of which it is not known
}

// CountedDoc is a value with how many services have it.
type CountedDoc struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Services int    `json:"services"`
}

// Find looks for services.
func (a *App) Find(w Wanted, tag lang.Tag) (FoundDoc, error) {
	served := a.served.Load()
	found, err := served.index.Find(w.query)
	if err != nil {
		return FoundDoc{}, fault.New(fault.Internal, "fault.internal", err)
	}
	doc := FoundDoc{At: w.At, Total: found.Total, Sure: found.Sure, Page: w.Page, Size: w.query.Limit,
		Pages: (found.Total + w.query.Limit - 1) / w.query.Limit, Services: make([]FoundRow, 0, len(found.Hits))}
	for _, word := range found.Words {
		doc.Words = append(doc.Words, WordDoc{word.Asked, word.Meant})
	}
	kept := served.rows.of(moment{w.At.Unix() / 60, tag}, served.index.Size())
	teller := teller{a, a.In(tag), &w.query}
	for i := range found.Hits {
		h := &found.Hits[i]
		r := a.rowOf(h, kept, w.At, tag)
		row := FoundRow{RowDoc: r.doc, encoded: r.json, Why: teller.why(h)}
		if h.Placed {
			km := float64(int(h.Km*10+0.5)) / 10
			row.Km, row.About = &km, h.About
		}
		doc.Services = append(doc.Services, row)
	}
	doc.Facets = a.facets(found.Facets, tag)
	return doc, nil
}

// facets names what was counted. Attributes of which nothing is known in the whole list are left out.
func (a *App) facets(list []index.Facet, tag lang.Tag) []FacetDoc {
	var docs []FacetDoc
	p := a.In(tag)
	for _, f := range list {
		if len(f.Values) == 0 {
			continue
		}
		doc := FacetDoc{Name: f.Attribute.String(), Label: p.T("find.label." + f.Attribute.String()), Unknown: f.Unknown}
		for _, c := range f.Values {
			id, label := a.valueName(f.Attribute, c.Value, p)
			doc.Values = append(doc.Values, CountedDoc{id, label, c.Services})
		}
		docs = append(docs, doc)
	}
	return docs
}

// valueName is the id and the label of a value of an attribute.
func (a *App) valueName(attribute index.Attribute, value int, p lang.Printer) (id, label string) {
	key, ok := attribute.Fact()
	if !ok {
		id = ownValues(attribute)[value]
		switch attribute {
		case index.Role, index.Cost:
			return id, p.T("find." + attribute.String() + "." + id)
		}
		return id, p.T("find.answer." + id)
	}
	if 1<<value == facts.Other {
		return "other", p.T("find.another")
	}
	v := a.pack.Vocabulary.Fact(key).Values[value]
	return v.ID, v.Label.In(p.Tag)
}

// Length is about how many bytes AppendJSON will write.
func (d *FoundDoc) Length() int {
	n := 1 << 10
	for i := range d.Services {
		n += len(d.Services[i].encoded) + 128*(1+len(d.Services[i].Why))
	}
	for _, f := range d.Facets {
		n += 128 * (1 + len(f.Values))
	}
	return n
}

// AppendJSON writes the document as encoding/json would, from rows that were written before.
func (d *FoundDoc) AppendJSON(to []byte) []byte {
	to = append(to, `{"at":`...)
	to = appendValue(to, d.At)
	for _, n := range []struct {
		name  string
		value int
	}{{"total", d.Total}, {"sure", d.Sure}, {"page", d.Page}, {"pages", d.Pages}, {"size", d.Size}} {
		to = append(to, `,"`+n.name+`":`...)
		to = strconv.AppendInt(to, int64(n.value), 10)
	}
	if len(d.Words) > 0 {
		to = appendValue(append(to, `,"words":`...), d.Words)
	}
	to = append(to, `,"services":[`...)
	for i := range d.Services {
		if i > 0 {
			to = append(to, ',')
		}
		to = d.Services[i].appendJSON(to)
	}
	to = append(to, ']')
	if len(d.Facets) > 0 {
		to = appendValue(append(to, `,"facets":`...), d.Facets)
	}
	return append(to, "}\n"...)
}

func (r *FoundRow) appendJSON(to []byte) []byte {
	to = append(to, r.encoded...)
	if r.Km != nil {
		to = strconv.AppendFloat(append(to, `,"km":`...), *r.Km, 'f', -1, 64)
	}
	if r.About {
		to = append(to, `,"about":true`...)
	}
	to = append(to, `,"why":[`...)
	for i, w := range r.Why {
		if i > 0 {
			to = append(to, ',')
		}
		to = append(to, `{"about":"`+w.About+`","known":`...)
		to = strconv.AppendBool(to, w.Known)
		to = appendText(append(to, `,"text":`...), w.Text)
		to = append(to, '}')
	}
	return append(to, "]}"...)
}

// appendText is appendValue for a text, most of which need nothing but quotation marks.
func appendText(to []byte, s string) []byte {
	for i := range len(s) {
		if b := s[i]; b < ' ' || b == '"' || b == '\\' || b == '<' || b == '>' || b == '&' || b == 0xe2 || b >= 0xf5 {
			return appendQuoted(to, s)
		}
	}
	to = append(to, '"')
	to = append(to, s...)
	return append(to, '"')
}

// appendQuoted writes a text with all that JSON has to escape, and nothing that only HTML would.
func appendQuoted(to []byte, s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil { // a text can always be written
		panic(err)
	}
	return append(to, bytes.TrimSpace(b.Bytes())...)
}

// appendValue appends what encoding/json makes of a value that it can always write.
func appendValue(to []byte, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return append(to, data...)
}
