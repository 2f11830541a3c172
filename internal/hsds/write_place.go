package hsds

import (
	"strings"

	"github.com/halte-brussels/halte/internal/directory"
)

// places writes the service at each of its places, in the order of KeysOf.
func (w *writer) places() {
	for _, p := range w.s.Places {
		w.doc.ServiceAtLocations = append(w.doc.ServiceAtLocations, w.at(w.location(p)))
	}
	for i, p := range w.s.Hidden {
		at := w.at(w.confidential(i))
		if area := w.text(p.Area); area != "" {
			at.ServiceAreas = []ServiceArea{{ID: w.row("service_area", at.LocationID), ServiceAtLocationID: at.ID, Name: area}}
		}
		w.doc.ServiceAtLocations = append(w.doc.ServiceAtLocations, at)
	}
}

func (w *writer) at(l Location) ServiceAtLocation {
	return ServiceAtLocation{ID: w.atPlace(l.ID), ServiceID: w.id, LocationID: l.ID, Location: &l}
}

// atPlace is the id of the service at a location.
func (w *writer) atPlace(location string) string {
	return atPlaceKey(KeyOf(KindService, w.from, w.id), KeyOf(KindLocation, w.from, location)).String()
}

// confidential is all that there is to write of the nth confidential place: that it exists.
func (w *writer) confidential(n int) Location {
	return Location{
		ID: hiddenKey(KeyOf(KindService, w.from, w.id), n).String(), LocationType: "virtual",
		Description: w.say("hsds.confidential"), LocationProfile: &LocationProfile{Confidential: true},
	}
}

func (w *writer) location(p *directory.Place) Location {
	l := Location{
		ID: ID(KindLocation, w.from, p.ID), LocationType: "virtual", // until something says where on earth it is
		Name: w.text(p.Name), Transportation: w.text(p.Transport),
	}
	l.Accessibility = w.accessibility(l.ID)
	if p.Point != nil {
		lat, lon := p.Point.Lat, p.Point.Lon
		l.Latitude, l.Longitude, l.LocationType = &lat, &lon, "physical"
	}
	known := w.known(p)
	if known.Address1+known.PostalCode+known.City != "" {
		l.LocationType = "physical"
	}
	if known.whole() {
		l.Addresses = []Address{{
			ID: made("address", l.ID).String(), LocationID: l.ID, Address1: known.Address1, City: known.City,
			StateProvince: known.StateProvince, PostalCode: known.PostalCode, Country: known.Country, AddressType: "physical",
		}}
		known = KnownAddress{}
	}
	l.Description = known.words()
	profile := LocationProfile{Evidence: w.evidence(p.Evidence)}
	if known != (KnownAddress{}) {
		profile.KnownAddress = &known
	}
	if profile != (LocationProfile{}) {
		l.LocationProfile = &profile
	}
	return l
}

// known is what is known of a place's address. A place of the pack's own lies where the pack does.
func (w *writer) known(p *directory.Place) KnownAddress {
	a := KnownAddress{
		Address1: w.text(p.Street), City: w.text(p.Town), StateProvince: p.Region, PostalCode: p.Postcode, Country: p.Country,
	}
	if w.s.Origin == "" {
		if a.StateProvince == "" {
			a.StateProvince = w.text(w.Region)
		}
		if a.Country == "" {
			a.Country = w.Country
		}
	}
	return a
}

// whole tells whether HSDS takes it as an address.
func (a KnownAddress) whole() bool {
	return a.Address1 != "" && a.City != "" && a.StateProvince != "" && a.PostalCode != "" && a.Country != ""
}

// words writes what is known in the order of an envelope.
func (a KnownAddress) words() string {
	town := strings.TrimSpace(a.PostalCode + " " + a.City)
	var parts []string
	for _, part := range []string{a.Address1, town, a.StateProvince, a.Country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// accessibility writes what is known of the service's access at a place that may be known.
func (w *writer) accessibility(location string) []Accessibility {
	text := w.text(w.s.Access.Note)
	if text == "" && w.s.Origin == "" {
		text = w.answer("hsds.step-free", w.s.Access.StepFree)
	}
	if text == "" {
		return nil
	}
	return []Accessibility{{
		ID: w.row("accessibility", location), LocationID: location, Description: text,
	}}
}
