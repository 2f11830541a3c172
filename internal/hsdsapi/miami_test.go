package hsdsapi

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/hsds"
	"github.com/halte-brussels/halte/internal/packtest"
)

const miami = "../../../shared/data/hsds/miami_211_as_hsds31.jsonl.gz"

// imported is the program that serves a large, dirty source as it was imported into a file.
func imported(t testing.TB) *app.App {
	t.Helper()
	if _, err := os.Stat(miami); err != nil {
		t.Skipf("the data is not here: %v", err)
	}
	a, file := app.New(packtest.Shipped(t)), filepath.Join(t.TempDir(), "miami.halte")
	done, err := a.Import(context.Background(), app.Import{Source: hsds.ReadOptions{Name: "miami"}, Path: miami, Out: file, Alone: true}, saturday)
	if err != nil || done.Services < 4000 {
		t.Fatal(done.Services, err)
	}
	if _, err := a.OpenDirectory(file); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Index().Close() })
	return a
}

func apiOf(t testing.TB, a *app.App) *API {
	return New(Options{Directory: indexedBy(a).Now, Write: a.Written, Words: a.In, Now: func() time.Time { return saturday },
		Report: func(err error) { t.Errorf("an error of our own: %v", err) }})
}

// hidden is what a source says of where its confidential places are.
type hidden struct {
	service string
	words   []string
}

// confidentialIn reads the source itself, apart from the reader: which services have a literal "Confidential" for a street.
func confidentialIn(t testing.TB) (list []hidden) {
	t.Helper()
	file, err := os.Open(miami)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	scan := bufio.NewScanner(unpacked)
	scan.Buffer(nil, 16<<20)
	for scan.Scan() {
		if !bytes.Contains(bytes.ToLower(scan.Bytes()), []byte(`"confidential"`)) {
			continue
		}
		var s struct {
			ID                   string
			Service_at_locations []struct {
				Location struct {
					Addresses []struct{ Address_1, City, Postal_code string }
				}
			}
		}
		if err := json.Unmarshal(scan.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		for _, at := range s.Service_at_locations {
			for _, a := range at.Location.Addresses {
				if strings.EqualFold(strings.TrimSpace(a.Address_1), "confidential") {
					list = append(list, hidden{s.ID, []string{a.City, a.Postal_code}})
				}
			}
		}
	}
	return list
}

// Every answer over a large, dirty source that was imported is HSDS 3.1.
func TestMiamiConforms(t *testing.T) {
	conforms(t, apiOf(t, imported(t)), 20)
}

// A place whose source calls it confidential leaves without what the source says of it, from every address, and cannot be
// found by it.
func TestMiamiConfidential(t *testing.T) {
	a := imported(t)
	api := apiOf(t, a)
	places := confidentialIn(t)
	if len(places) == 0 {
		t.Fatal("the source has none: the test is blind")
	}
	for _, place := range places {
		service := get[hsds.Service](t, api, "services/"+place.service)
		about := []string{"services/" + place.service, "services?full=true&organization_id=" + service.OrganizationID,
			"services?organization_id=" + service.OrganizationID, "organizations/" + service.OrganizationID + "?full_service=true",
			"service_at_locations?organization_id=" + service.OrganizationID,
			"service_at_locations?full=true&organization_id=" + service.OrganizationID,
			"services?full=true&format=ndjson&organization_id=" + service.OrganizationID}
		virtual := 0
		for _, at := range service.ServiceAtLocations {
			if l := at.Location; l.LocationType == "virtual" && len(l.Addresses) == 0 && len(at.ServiceAreas) > 0 {
				virtual++
			}
			about = append(about, "service_at_locations/"+at.ID)
		}
		if virtual == 0 {
			t.Errorf("%s: no virtual location with a service area: %+v", place.service, service.ServiceAtLocations)
		}
		for _, address := range about {
			body := strings.ToLower(ask(t, api, "GET", address, "").Body.String())
			if !strings.Contains(body, place.service) && !strings.Contains(address, "service_at_locations/") {
				t.Errorf("%s: says nothing of the service", address)
			}
			for _, word := range place.words {
				if strings.Contains(body, strings.ToLower(word)) {
					t.Errorf("%s says %q", address, word)
				}
			}
		}
		for _, address := range []string{"services?search=%s", "service_at_locations?postcode=%s",
			"service_at_locations?postcode=%s&proximity=1000000", "organizations?full_service=true&search=%s"} {
			for _, word := range place.words {
				asked := fmt.Sprintf(address+"&format=ndjson", url.QueryEscape(word))
				asked = strings.Replace(strings.Replace(asked, "", "", 1), "per_page=100&", "", 1)
				w := ask(t, api, "GET", asked, "")
				if w.Code != http.StatusOK || strings.Contains(w.Body.String(), place.service) {
					t.Errorf("%s: %d, and the service can be found by it", asked, w.Code)
				}
			}
		}
	}
}

// The index answers every query over a large source as looking at each service does.
func TestMiamiIndexedIsList(t *testing.T) {
	a := imported(t)
	list := listOf(t, a)
	rapid.Check(t, func(r *rapid.T) { alike(r, indexedBy(a).Now(), list) })
}
