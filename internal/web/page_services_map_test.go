package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/packtest"
)

// The numbers on the map are those of the list: choosing an area lists as many services, and those that are said not to
// be on the map are the others.
func TestMapSaysWhatTheListSays(t *testing.T) {
	site, a := pages(t)
	p := get(t, site, "/nl/services")
	areas := p.Find(".find .atlas-area")
	if want := len(a.Atlas().Areas()); areas.Length() != want || want < 19 {
		t.Fatalf("%d areas, want %d", areas.Length(), want)
	}
	placed := map[string]bool{}
	for _, area := range areas.EachIter() {
		id := area.Find("input").AttrOr("value", "")
		l := wholeListOf(t, site, "/nl/services", url.Values{"commune": {id}})
		if n := figure(t, area.Find(".atlas-number")); n != len(l.sure) {
			t.Errorf("%s: %d on the map, %d in the list", id, n, len(l.sure))
		}
		for _, s := range l.sure {
			placed[s] = true
		}
		chosen := post(t, site, "/nl/services", url.Values{"commune": {id}})
		if chosen.Find(`.atlas-area input[value="`+id+`"][checked]`).Length() != 1 || chosen.Find(".chip").Length() != 1 {
			t.Errorf("%s is not shown as chosen", id)
		}
	}
	if off, all := figure(t, p.Find(".find-off")), len(a.Pack().Directory.Services); off+len(placed) != all || len(placed) == 0 {
		t.Errorf("%d on the map and %d not, of %d", len(placed), off, all)
	}
}

// What is looked for narrows the map as it narrows the list.
func TestMapIsNarrowed(t *testing.T) {
	site, _ := pages(t)
	sum := func(p page) (n int) {
		for _, s := range p.Find(".atlas-number").EachIter() {
			n += figure(t, s)
		}
		return n
	}
	all, some := get(t, site, "/en/services"), post(t, site, "/en/services", url.Values{"need": {"legal"}})
	if sum(some) == 0 || sum(some) >= sum(all) {
		t.Errorf("%d of %d are on the map", sum(some), sum(all))
	}
}

// over is the pages over a directory of other services than the pack's.
func over(t *testing.T, records ...*directory.Record) http.Handler {
	t.Helper()
	a := app.New(packtest.Shipped(t))
	b := index.NewBuilder(a.IndexOptions(), nil)
	for _, r := range records {
		prepared, err := b.Prepare(r)
		if err == nil {
			err = b.Add(prepared)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	x, err := b.Finish()
	if err != nil {
		t.Fatal(err)
	}
	a.Serve(x)
	site, err := New(a, Options{Now: func() time.Time { return time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC) },
		Report: func(err error) { t.Errorf("an error of our own: %v", err) }})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

const canary = "zzcanary"

// invented is one of many services in one area of the map, each second one at a confidential place.
func invented(i int) *directory.Record {
	name := func(s string) lang.Text { return lang.Text{"en": s, "fr": s, "nl": s} }
	id := "invented-" + strconv.Itoa(i)
	r := directory.Record{
		Service:      directory.Service{ID: id, Name: name("Invented " + strconv.Itoa(i)), Organisation: "org", Does: name("Does")},
		Organisation: directory.Organisation{ID: "org", Name: name("Organisation")},
	}
	if i%2 == 0 {
		r.Service.PlaceIDs = []string{"at-" + id}
		r.ConfidentialPlaces = []directory.ConfidentialPlace{{ID: "at-" + id, Area: name(canary)}}
		return &r
	}
	r.Service.PlaceIDs = []string{"at-" + id}
	r.Places = []directory.Place{{ID: "at-" + id, Street: name("Rue " + strconv.Itoa(i)), Postcode: "1030", Town: name("Schaerbeek")}}
	return &r
}

// A long directory is never on one page, whatever is asked of it, and confidential places are in no list and on no map.
func TestLongDirectory(t *testing.T) {
	var records []*directory.Record
	for i := range 250 {
		records = append(records, invented(i))
	}
	site := over(t, records...)
	p := get(t, site, "/fr/services")
	if n := p.Find(".found-row").Length(); n != 20 || figure(t, p.Find(".count")) != 250 || p.Find(".pager").Length() != 1 {
		t.Errorf("%d services on the first page: %q", n, plain(p.Find(".count").Text()))
	}
	if l := wholeListOf(t, site, "/fr/services", url.Values{}); len(l.all()) != 250 || l.pages != 13 || len(slices.Compact(sorted(l.all()))) != 250 {
		t.Errorf("%d services on %d pages", len(l.all()), l.pages)
	}
	if n := figure(t, p.Find(`.atlas-area:has(input[value="21015"]) .atlas-number`)); n != 125 {
		t.Errorf("%d services in the area, want 125", n)
	}
	if n := figure(t, p.Find(".find-off")); n != 125 {
		t.Errorf("%d services are said not to be on the map, want 125", n)
	}
	for _, form := range []url.Values{{}, {"commune": {"21015"}}, {"near": {"1030"}, "within": {"10"}}, {"per_page": {"100"}}} {
		l := wholeListOf(t, site, "/fr/services", form)
		p := post(t, site, "/fr/services", form)
		if strings.Contains(p.body, canary) {
			t.Errorf("%v: the page says where a confidential place is", form)
		}
		for _, id := range l.sure {
			if n, _ := strconv.Atoi(strings.TrimPrefix(id, "invented-")); n%2 == 0 && (form.Has("commune") || form.Has("near")) {
				t.Errorf("%v: %s is known to be there, at a confidential place", form, id)
			}
		}
	}
	for _, row := range p.Find(".found-row").EachIter() {
		n, _ := strconv.Atoi(strings.TrimPrefix(ids(row)[0], "invented-"))
		if said := strings.Contains(row.Find(".found-place").Text(), "Adresse protégée"); said != (n%2 == 0) {
			t.Errorf("%s: its address is said to be protected: %t", ids(row), said)
		}
	}
}
