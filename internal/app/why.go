package app

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/index"
	"github.com/halte-brussels/halte/internal/lang"
)

// teller says in words why services were found. The same few reasons come again and again in a list.
type teller struct {
	app   *App
	words lang.Printer
	query *index.Query
}

func (t *teller) why(h *index.Hit) []WhyDoc {
	list := make([]WhyDoc, 0, len(h.Why)+1)
	for _, r := range h.Why {
		list = append(list, t.reason(r, h))
	}
	if t.query.Near != nil && t.query.Within == 0 && h.Placed {
		list = append(list, WhyDoc{"near", true, t.distance(h)})
	}
	return list
}

func (t *teller) reason(r index.Reason, h *index.Hit) WhyDoc {
	switch r.Kind {
	case index.ByHours:
		if !r.Known {
			return t.unknown("open")
		}
		return WhyDoc{"open", true, t.words.T("find.open")}
	case index.ByDistance:
		if !r.Known {
			return t.unknown("near")
		}
		return WhyDoc{"near", true, t.distance(h)}
	case index.ByArea:
		if !r.Known {
			return t.unknown("commune")
		}
		return WhyDoc{"commune", true, t.words.T("find.in-area")}
	case index.ByWord:
		key := "find.word"
		if r.Named {
			key = "find.word-in-name"
		}
		return WhyDoc{"q", true, t.words.T(key, "word", r.Word)}
	case index.ByInterpreter:
		return WhyDoc{r.Attribute.String(), true, t.words.T("find.with-interpreter")}
	case index.ByAttribute:
	}
	if !r.Known {
		return t.unknown(r.Attribute.String())
	}
	var values []string
	for word := r.Values; word != 0; word &= word - 1 {
		_, label := t.app.valueName(r.Attribute, bits.TrailingZeros64(word), t.words)
		values = append(values, label)
	}
	return WhyDoc{r.Attribute.String(), true, t.words.T("find.has", "what", t.label(r.Attribute.String()),
		"values", strings.Join(values, ", "))}
}

func (t *teller) unknown(about string) WhyDoc {
	return WhyDoc{about, false, t.words.T("find.not-known", "what", t.label(about))}
}

func (t *teller) label(about string) string { return t.words.T("find.label." + about) }

// distance is rounded: nobody walks by metres, and to the middle of an area it is a guess.
func (t *teller) distance(h *index.Hit) string {
	digits := 1
	if h.About || h.Km >= 10 {
		digits = 0
	}
	km := strconv.FormatFloat(h.Km, 'f', digits, 64)
	if t.words.Tag != "en" {
		km = strings.Replace(km, ".", ",", 1)
	}
	if h.About {
		return t.words.T("find.about-km", "km", km)
	}
	return t.words.T("find.km", "km", km)
}
