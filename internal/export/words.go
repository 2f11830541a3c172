package export

import (
	"strings"

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

// title is what a contact or an event is called. Where the neutral words are asked for and there are none, it is a word
// that says nothing: never the name, which may say everything.
func (l *leaflet) title(o Options) string {
	title := l.name
	if o.Neutral {
		title = strings.TrimSuffix(cleanLine(l.tell), ".")
	}
	if title == "" {
		return "Contact" // the same word in the three languages
	}
	return title
}
