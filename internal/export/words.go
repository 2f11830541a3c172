package export

import (
	"github.com/halte-brussels/halte/internal/lang"
)

// vocabulary is the few words that an export has of its own, and the colon, which French sets apart.
type vocabulary struct {
	closed, unknown, open, appointment, usual, phone, colon string
}

func wordsIn(tag lang.Tag) vocabulary {
	switch tag {
	case "fr":
		return vocabulary{"fermé", "horaire inconnu", "autre horaire", "sur rendez-vous", "D’habitude", "Téléphone",
			" : "}
	case "nl":
		return vocabulary{"gesloten", "uren onbekend", "andere uren", "op afspraak", "Gewoonlijk", "Telefoon", ": "}
	}
	return vocabulary{"closed", "hours not known", "other hours", "by appointment", "Usually", "Telephone", ": "}
}

// title is what a contact or an event is called. A neutral one is called by a word that says nothing: the name of a
// service may say everything, and so may the neutral words, which are for speaking with the person ("what can happen between
// partners") and not for whoever looks at the telephone.
func (l *leaflet) title(o Options) string {
	if o.Neutral || l.name == "" {
		return "Contact" // the same word in the three languages
	}
	return l.name
}
