// Package export writes services in the forms that other programs read: maps, spreadsheets, address books, calendars and
// search engines.
//
// Nothing is written from a service itself. Each form is given a leaflet, which holds what may be told to anyone and has
// no field for anything else: not for what an import set aside, and of a confidential place only the area. A form that
// is added tomorrow cannot leak what it is never handed.
package export

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Options is what a form needs to know besides the services.
type Options struct {
	Language lang.Tag
	Zone     *time.Location // in which the hours are meant; nil is UTC
	At       time.Time      // of the states, the stamps and the start of a calendar
	Days     int            // how far a calendar looks ahead, at most 366; 0 is 60
	Pages    string         // address under which each service has its page, such as "https://example.org/services/"

	// Neutral is for a telephone or a calendar that others look at too: contacts and events are called "Contact", and
	// carry nothing besides but a number and a date.
	Neutral bool
	// Notes adds to a contact what the service does. Neutral is stronger.
	Notes bool
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// Services is a source of services, of any length. It stops at an error; to cancel an export, yield the error of the
// context.
type Services = iter.Seq2[*directory.Service, error]

// All is a list as a source.
func All(list []*directory.Service) Services {
	return func(yield func(*directory.Service, error) bool) {
		for _, s := range list {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// Form is one way to write services down.
type Form struct {
	Name        string
	MediaType   string
	Extension   string // of a file, with its dot
	Description lang.Text
	write       func(io.Writer, Services, Options) error
}

// Write writes the services to w, one at a time: what it holds in memory does not grow with their number. After an error
// what has been written is incomplete and must be thrown away.
func (f Form) Write(w io.Writer, services Services, o Options) error {
	if err := f.write(w, services, o); err != nil {
		return fmt.Errorf("writing %s: %w", f.Name, err)
	}
	return nil
}

// Forms lists the forms, in the order in which they are offered.
func Forms() []Form {
	return []Form{
		{"geojson", "application/geo+json", ".geojson", lang.Text{
			"en": "services with a public place, for a map (RFC 7946)",
			"fr": "les services dont le lieu est public, pour une carte (RFC 7946)",
			"nl": "diensten met een openbare plaats, voor een kaart (RFC 7946)",
		}, writeGeoJSON},
		{"csv", "text/csv; charset=utf-8; header=present", ".csv", lang.Text{
			"en": "a table, one row a service (RFC 4180)",
			"fr": "un tableau, une ligne par service (RFC 4180)",
			"nl": "een tabel, één rij per dienst (RFC 4180)",
		}, writeCSV},
		{"csv-excel", "text/csv; charset=utf-8; header=present", ".csv", lang.Text{
			"en": "the same table, with the mark by which Excel knows UTF-8",
			"fr": "le même tableau, avec la marque à laquelle Excel reconnaît l’UTF-8",
			"nl": "dezelfde tabel, met het teken waaraan Excel UTF-8 herkent",
		}, writeCSVForExcel},
		{"vcard", "text/vcard; charset=utf-8", ".vcf", lang.Text{
			"en": "contacts for an address book (vCard 4.0)",
			"fr": "des contacts pour un carnet d’adresses (vCard 4.0)",
			"nl": "contacten voor een adresboek (vCard 4.0)",
		}, writeVCard4},
		{"vcard3", "text/vcard; charset=utf-8", ".vcf", lang.Text{
			"en": "contacts for older telephones (vCard 3.0)",
			"fr": "des contacts pour des téléphones plus anciens (vCard 3.0)",
			"nl": "contacten voor oudere telefoons (vCard 3.0)",
		}, writeVCard3},
		{"icalendar", "text/calendar; charset=utf-8", ".ics", lang.Text{
			"en": "the days on which hours differ from an ordinary week (RFC 5545)",
			"fr": "les jours où l’horaire diffère d’une semaine ordinaire (RFC 5545)",
			"nl": "de dagen waarop de uren afwijken van een gewone week (RFC 5545)",
		}, writeCalendar},
		{"schema.org", "application/ld+json", ".jsonld", lang.Text{
			"en": "linked data for search engines (schema.org)",
			"fr": "des données liées pour les moteurs de recherche (schema.org)",
			"nl": "gekoppelde gegevens voor zoekmachines (schema.org)",
		}, writeSchemaOrg},
	}
}

// FormNamed finds a form by its name.
func FormNamed(name string) (Form, error) {
	var names []string
	for _, f := range Forms() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Form{}, fmt.Errorf("there is no form %q: use one of %s", name, strings.Join(names, ", "))
}
