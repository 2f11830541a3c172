package hours

// The syntax tree follows the specification closely: a schedule is a list of
// rules, a rule is a set of selectors which must all match, and a selector is
// a list of which one item must match.

// join says how a rule relates to the rules before it.
type join uint8

const (
	joinNormal     join = iota // ";"  replaces what earlier rules say about its days
	joinAdditional             // ","  adds to what earlier rules say
	joinFallback               // "||" fills what is not open or unknown so far
)

type rule struct {
	join     join
	always   bool // "24/7"
	years    []yearRange
	dates    [][]dateRange // lists side by side must all match
	weeks    []weekRange
	days     [][]daySelector
	times    []timeSpan
	state    State
	hasState bool // a word such as "open" was written
	comment  string
	quoted   bool // a comment was written, perhaps an empty one
	offset   int

	// Set by compile.
	clears bool         // replaces earlier rules on its days
	wraps  bool         // has hours after midnight
	sunny  bool         // has times given by the sun
	fixed  []minuteSpan // times resolved without a position
	fills  bool         // stands after "||": holds only where nothing is open or unknown
	usesPH bool
	usesSH bool
}

// selects reports whether the rule is limited to certain days.
func (r *rule) selects() bool {
	return len(r.years) > 0 || len(r.dates) > 0 || len(r.weeks) > 0 || len(r.days) > 0
}

// complete reports whether a comma after the rule starts an additional rule.
func (r *rule) complete() bool {
	return r.always || len(r.times) > 0 || r.hasState || r.quoted
}

type yearRange struct {
	from, to int // to is endless for "2024+"
	step     int // 0 or 1: every year
}

const endless = 1 << 30

type weekRange struct {
	from, to, step int
}

// pointKind is the kind of one end of a date range.
type pointKind uint8

const (
	pointNone   pointKind = iota
	pointMonth            // "Mar"
	pointDate             // "Mar 21"
	pointNth              // "Mar Su[-1]"
	pointEaster           // "easter"
)

type datePoint struct {
	kind   pointKind
	year   int // 0: every year
	month  int
	day    int
	wday   int
	nth    int
	shift  int // "+Su" or "-Su": 0 none, else sign * (weekday+1)
	offset int // days
}

type dateRange struct {
	from, to datePoint // to.kind is pointNone for a single point
	step     int
	open     bool // "Mar 21+"
}

// dayKind is the kind of one item in a list of days.
type dayKind uint8

const (
	dayWeekday dayKind = iota
	dayPublic
	daySchool
)

type daySelector struct {
	kind   dayKind
	mask   uint8  // weekdays, bit 0 is Monday
	nth    uint16 // bit n-1 for [n], bit 4+n for [-n]; 0: every one
	offset int    // days
}

// event is a moment given by the sun.
type event uint8

const (
	eventNone event = iota
	eventDawn
	eventSunrise
	eventSunset
	eventDusk
)

type clock struct {
	event  event
	minute int // minutes after midnight, or the offset to the event
}

type timeSpan struct {
	from, to clock
	openEnd  bool
	point    bool // a point in time; to is unused
	step     int  // minutes between points inside the span
}
