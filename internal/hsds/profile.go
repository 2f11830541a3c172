package hsds

import "time"

// What our profile adds to HSDS: the facts that decide whether someone can use a service, and for which HSDS has no
// field. No name is one that HSDS has. The profile is published as JSON Merge Patches in internal/hsdsapi/profile, which
// a test holds to these types. Values are ids of the pack's vocabulary; absent is unknown.

// ServiceProfile is what a service has besides.
type ServiceProfile struct {
	Role               string   `json:"role,omitempty"`
	NeutralDescription string   `json:"neutral_description,omitempty"` // how to speak of it to the person
	FileLanguages      []string `json:"file_languages,omitempty"`
	Interpreters       string   `json:"interpreters,omitempty"` // yes or no, as all answers
	Residence          []string `json:"residence,omitempty"`
	ResidenceBarrier   []string `json:"residence_barrier,omitempty"`
	Speakers           []string `json:"speakers,omitempty"`
	Genders            []string `json:"genders,omitempty"`
	Circumstances      []string `json:"circumstances,omitempty"`
	Area               []string `json:"area,omitempty"` // service_areas by id
	Children           string   `json:"children,omitempty"`
	Minors             string   `json:"minors,omitempty"`
	Cost               string   `json:"cost,omitempty"` // free, paid or income
	StepFree           string   `json:"step_free,omitempty"`
	SignLanguage       string   `json:"sign_language,omitempty"`
	EasyToRead         string   `json:"easy_to_read,omitempty"`
	AccessNote         string   `json:"access_note,omitempty"`
	Confidential       bool     `json:"confidential,omitempty"`
	OpeningHours       string   `json:"opening_hours,omitempty"` // OSM opening_hours, as they were written
	HoursSaid          string   `json:"hours_said,omitempty"`    // in words, as the source wrote them
	TimeZone           string   `json:"time_zone,omitempty"`     // of the hours, such as Europe/Brussels
	StateNow           *State   `json:"state_now,omitempty"`
	Channels           []Way    `json:"channels,omitempty"`
	ServiceNotes       []string `json:"service_notes,omitempty"`
	Conflicts          []Clash  `json:"conflicts,omitempty"`
	*Evidence
	FieldEvidence map[string]Evidence `json:"field_evidence,omitempty"`
	Origin        string              `json:"origin,omitempty"` // the import it came with
}

// State is what can be said of a service at a moment. Open is not the same as room.
type State struct {
	At    time.Time  `json:"at"`
	State string     `json:"state"` // open, closed, appointment or unknown
	Until *time.Time `json:"until,omitempty"`
	Opens *time.Time `json:"opens,omitempty"`
}

// Way is a way to reach a service: all of them, in order, those included that HSDS has fields for.
type Way struct {
	Kind         string `json:"kind"`
	Value        string `json:"value"`
	Extension    string `json:"extension,omitempty"`
	Label        string `json:"label,omitempty"`
	OpeningHours string `json:"opening_hours,omitempty"` // its own; none: the service's
}

// Clash is a field on which sources disagree.
type Clash struct {
	Field   string   `json:"field"`
	Says    string   `json:"says"`
	Sources []string `json:"sources"`
}

// Evidence is where something comes from, when that was read, and how sure it is.
type Evidence struct {
	Sources    []string `json:"sources,omitempty"`
	VerifiedOn string   `json:"verified_on,omitempty"` // a year, a month, a day, or "undated"
	Confidence string   `json:"confidence,omitempty"`  // low, medium or high
}

// LocationProfile is what a location has besides.
type LocationProfile struct {
	// Confidential says that the address protects people: there is none here, and nobody here has it.
	Confidential bool `json:"confidential,omitempty"`
	// KnownAddress is what is known of an address that is not whole. HSDS wants six fields or nothing.
	KnownAddress *KnownAddress `json:"known_address,omitempty"`
	*Evidence
}

// KnownAddress is a part of an address.
type KnownAddress struct {
	Address1      string `json:"address_1,omitempty"`
	City          string `json:"city,omitempty"`
	StateProvince string `json:"state_province,omitempty"`
	PostalCode    string `json:"postal_code,omitempty"`
	Country       string `json:"country,omitempty"`
}

// PhoneProfile is what a telephone number has besides.
type PhoneProfile struct {
	OpeningHours string `json:"opening_hours,omitempty"` // its own; none: the service's
}
