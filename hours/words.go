package hours

import "strings"

// language holds the words of Explain in one language. Sentences are put
// together from short pieces in the same order in all languages, which keeps
// them plain. %s marks where a piece goes.
type language struct {
	days         [7]string
	months       [12]string
	ordinals     [11]string // index 5+n for [n], 5-1 for the last
	and          string
	to           string // between two days or months
	fromTo       string // "from %s to %s"
	from         string // "from %s on"
	on           string // "on %s", for dates
	in           string // "in %s", for months
	year         string
	yearsFormat  string // "from %s to %s"
	stepYear     string // "every %s years"
	stepDay      string
	week         string
	weeksFormat  string // "in weeks %s to %s"
	monthsFormat string // "from %s to %s"
	hoursFormat  string // "from %s to %s"
	stepWeek     string
	nthOf        string // "the %s %s of the month": ordinal, weekday
	nthIn        string // "the %s %s of %s": ordinal, weekday, month
	easter       string
	before       string // "%s before %s": days, date
	after        string
	daysWord     string
	public       string
	school       string
	always       string
	everyDay     string
	allDay       string
	closed       string // before days: "closed %s"
	closedNow    string // alone
	unknown      string
	appoint      string
	otherwise    string // "otherwise: %s"
	openFrom     string // "from %s, end not fixed"
	orLater      string // "%s or later"
	at           string // "at %s"
	everyMin     string // "every %s minutes"
	events       [5]string
	onDay        string // how one day follows "closed"
	onPublic     string // how public holidays follow it
	onSchool     string
	also         string // before an additional rule
	nthArticle   string // before the second of two ordinals
	dateArticle  string // before a date that is counted from
	firstOfMonth string
	hourUnit     string
	elisions     *strings.Replacer
	dayBefore    string // "the day before %s"
	dayAfter     string
	aPublic      string         // one of them
	feasts       map[int]string // by days after Easter
	oddWeeks     string
	evenWeeks    string
	semicolon    string
	colon        string
	quotes       string // "“%s”"
}

// tidy joins words as the language does: "d'avril", not "de avril".
func (l *language) tidy(text string) string {
	if l.elisions == nil {
		return text
	}
	return l.elisions.Replace(text)
}

var languages = map[string]*language{"en": &english, "fr": &french, "nl": &dutch}

var english = language{
	days:     [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	months:   [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	ordinals: [11]string{"fifth-last", "fourth-last", "third-last", "second-last", "last", "", "first", "second", "third", "fourth", "fifth"},
	and:      "and", to: "%s to %s", fromTo: "from %s to %s", from: "from %s on", on: "on %s", in: "in %s",
	year: "in %s", yearsFormat: "from %s to %s", stepYear: "every %s years", stepDay: "every %s days",
	week: "in week %s", weeksFormat: "in weeks %s to %s", stepWeek: "every %s weeks",
	nthOf: "the %s %s of the month", nthIn: "the %s %s of %s", easter: "Easter Sunday",
	before: "%s before %s", after: "%s after %s", daysWord: "%s days",
	public: "public holidays", school: "school holidays", always: "always open, day and night",
	everyDay: "every day", allDay: "all day", closed: "closed %s", closedNow: "closed",
	unknown: "perhaps open", appoint: "by appointment", otherwise: "otherwise: %s",
	openFrom: "from %s, closing time not fixed", orLater: "%s or later", at: "at %s", everyMin: "every %s minutes",
	events: [5]string{eventDawn: "dawn", eventSunrise: "sunrise", eventSunset: "sunset", eventDusk: "dusk"},
	onDay:  "on %s", onPublic: "on public holidays", onSchool: "during school holidays", also: "also %s", firstOfMonth: "1", hourUnit: "h",
	dayBefore: "the day before %s", dayAfter: "the day after %s", aPublic: "a public holiday",
	feasts:   map[int]string{-2: "Good Friday", 1: "Easter Monday", 39: "Ascension Day", 50: "Whit Monday"},
	oddWeeks: "in odd weeks", evenWeeks: "in even weeks", semicolon: "; ", colon: ": ", quotes: "“%s”", monthsFormat: "from %s to %s", hoursFormat: "between %s and %s",
}

var french = language{
	days:     [7]string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
	months:   [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	ordinals: [11]string{"cinquième dernier", "quatrième dernier", "troisième dernier", "avant-dernier", "dernier", "", "premier", "deuxième", "troisième", "quatrième", "cinquième"},
	and:      "et", to: "du %s au %s", fromTo: "du %s au %s", from: "à partir de %s", on: "le %s", in: "en %s",
	year: "en %s", yearsFormat: "de %s à %s", stepYear: "tous les %s ans", stepDay: "tous les %s jours",
	week: "la semaine %s", weeksFormat: "les semaines %s à %s", stepWeek: "toutes les %s semaines",
	nthOf: "le %s %s du mois", nthIn: "%s %s de %s", easter: "dimanche de Pâques",
	before: "%s avant %s", after: "%s après %s", daysWord: "%s jours",
	public: "jours fériés", school: "vacances scolaires", always: "toujours ouvert, jour et nuit",
	everyDay: "tous les jours", allDay: "toute la journée", closed: "fermé %s", closedNow: "fermé",
	unknown: "peut-être ouvert", appoint: "sur rendez-vous", otherwise: "sinon : %s",
	openFrom: "à partir de %s, heure de fin non fixée", orLater: "%s ou plus tard", at: "à %s", everyMin: "toutes les %s minutes",
	events: [5]string{eventDawn: "l'aube", eventSunrise: "le lever du soleil", eventSunset: "le coucher du soleil", eventDusk: "le crépuscule"},
	onDay:  "le %s", onPublic: "les jours fériés", onSchool: "pendant les vacances scolaires", also: "aussi %s",
	nthArticle: "le ", dateArticle: "le ", firstOfMonth: "1er", hourUnit: "h",
	elisions:  strings.NewReplacer("de avril", "d'avril", "de août", "d'août", "de octobre", "d'octobre", "de un ", "d'un ", "de le ", "du "),
	dayBefore: "la veille de %s", dayAfter: "le lendemain de %s", aPublic: "un jour férié",
	feasts:   map[int]string{-2: "vendredi saint", 1: "lundi de Pâques", 39: "jeudi de l'Ascension", 50: "lundi de Pentecôte"},
	oddWeeks: "les semaines impaires", evenWeeks: "les semaines paires", semicolon: " ; ", colon: " : ", quotes: "« %s »", monthsFormat: "de %s à %s", hoursFormat: "entre %s et %s",
}

var dutch = language{
	days:     [7]string{"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"},
	months:   [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	ordinals: [11]string{"vijfde laatste", "vierde laatste", "derde laatste", "voorlaatste", "laatste", "", "eerste", "tweede", "derde", "vierde", "vijfde"},
	and:      "en", to: "%s tot %s", fromTo: "van %s tot en met %s", from: "vanaf %s", on: "op %s", in: "in %s",
	year: "in %s", yearsFormat: "van %s tot %s", stepYear: "om de %s jaar", stepDay: "om de %s dagen",
	week: "in week %s", weeksFormat: "in week %s tot %s", stepWeek: "om de %s weken",
	nthOf: "de %s %s van de maand", nthIn: "de %s %s van %s", easter: "paaszondag",
	before: "%s voor %s", after: "%s na %s", daysWord: "%s dagen",
	public: "feestdagen", school: "schoolvakanties", always: "altijd open, dag en nacht",
	everyDay: "elke dag", allDay: "de hele dag", closed: "gesloten %s", closedNow: "gesloten",
	unknown: "misschien open", appoint: "op afspraak", otherwise: "anders: %s",
	openFrom: "vanaf %s, sluitingsuur niet vast", orLater: "%s of later", at: "om %s", everyMin: "om de %s minuten",
	events: [5]string{eventDawn: "de ochtendschemering", eventSunrise: "zonsopgang", eventSunset: "zonsondergang", eventDusk: "de avondschemering"},
	onDay:  "op %s", onPublic: "op feestdagen", onSchool: "tijdens de schoolvakanties", also: "ook %s", firstOfMonth: "1", hourUnit: "uur",
	dayBefore: "de dag voor %s", dayAfter: "de dag na %s", aPublic: "een feestdag",
	feasts:   map[int]string{-2: "Goede Vrijdag", 1: "paasmaandag", 39: "Hemelvaartsdag", 50: "pinkstermaandag"},
	oddWeeks: "in oneven weken", evenWeeks: "in even weken", semicolon: "; ", colon: ": ", quotes: "“%s”", monthsFormat: "van %s tot %s", hoursFormat: "tussen %s en %s",
}
