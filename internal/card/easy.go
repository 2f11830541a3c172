package card

import "github.com/halte-brussels/halte/internal/directory"

// Idea is one line of an easy-to-read page, with the drawing that stands beside it. It holds one thing and no more.
type Idea struct {
	Pictogram Pictogram `json:"pictogram"`
	Text      Text      `json:"text"`
	Opens     bool      `json:"opens,omitzero"` // it begins a part
}

// Pictogram names a drawing.
type Pictogram string

// The drawings that there are.
const (
	Paper       Pictogram = "paper" // a heading, and the mark
	Place       Pictogram = "place" // a door, and its address
	Telephone   Pictogram = "telephone"
	Clock       Pictogram = "clock"
	DayAndNight Pictogram = "day-and-night"
	NoCost      Pictogram = "free"
	NoName      Pictogram = "no-name"
	OnTheWay    Pictogram = "way"
	Speech      Pictogram = "say"
	Calendar    Pictogram = "calendar"
)

// Pictograms lists them all.
func Pictograms() []Pictogram {
	return []Pictogram{Paper, Place, Telephone, Clock, DayAndNight, NoCost, NoName, OnTheWay, Speech, Calendar}
}

// Easy writes the card one idea a line.
func Easy(c Card) []Idea {
	e := ideas{}
	e.part(Paper, c.Heading)
	for _, d := range c.Doors {
		e.door(d, c.Direction)
	}
	e.part(Speech, c.Say...)
	e.part(Calendar, c.Appointment.Title, c.Appointment.When)
	e.add(Place, c.Appointment.Where)
	e.part(Telephone, c.Safe)
	e.part(Paper, Text{Text: c.Page}, Text{Text: c.Batch})
	return e.list
}

type ideas struct{ list []Idea }

//go:noinline
func (e *ideas) add(p Pictogram, texts ...Text) {
	for _, t := range filled(texts...) {
		e.list = append(e.list, Idea{Pictogram: p, Text: t})
	}
}

func (e *ideas) part(p Pictogram, texts ...Text) {
	first := len(e.list)
	e.add(p, texts...)
	if len(e.list) > first {
		e.list[first].Opens = true
	}
}

func (e *ideas) door(d Door, direction Direction) {
	first := len(e.list)
	e.add(Place, d.Name)
	for _, n := range d.Numbers {
		p := Telephone
		if n.Kind != directory.Phone && n.Kind != directory.SMS {
			p = Paper
		}
		lines := n.lines(direction)
		labels := len(lines) - len(n.Hours)
		e.add(p, lines[:labels]...)
		e.add(Clock, lines[labels:]...)
	}
	e.add(Clock, d.Hours...)
	drawn := map[string]Pictogram{"free": NoCost, "anonymous": NoName, "day-and-night": DayAndNight}
	for i, t := range d.Terms {
		e.add(drawn[d.TermIDs[i]], upper(t))
	}
	e.add(Place, d.Address...)
	e.add(OnTheWay, d.Way)
	if len(e.list) > first {
		e.list[first].Opens = true
	}
}
