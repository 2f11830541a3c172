package web

import (
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/fault"
)

type marksPage struct {
	frame
	app.RecallDoc
}

// marks lists the cards that have become wrong, and what to say to whoever carries one.
func (v *visit) marks() error {
	return v.show(http.StatusOK, "marks", marksPage{v.frame("card", ""), v.app.Recalls(v.tag)})
}

type neutralPage struct {
	frame
	Doors []neutralDoor
	Gone  []string // marks that no door has now
}

// neutralDoor is a door with what can be dialled.
type neutralDoor struct {
	card.Door
	Dials []neutralNumber
}

type neutralNumber struct {
	card.Number
	Href template.URL
}

func neutralDoorOf(d card.Door) neutralDoor {
	door := neutralDoor{Door: d}
	for _, n := range d.Numbers {
		scheme := "tel:"
		if n.Kind == directory.SMS {
			scheme = "sms:"
		}
		door.Dials = append(door.Dials, neutralNumber{n, template.URL(scheme + directory.Digits(n.Value))})
	}
	return door
}

// maxMarks is how many marks an address may hold: as many as a card has doors.
const maxMarks = card.MaxDoors

// neutral shows the public data of the doors whose marks are in the address, as it is now and under neutral names. It is
// where a code on a card leads; nobody can tell from the address who a card was for.
func (v *visit) neutral() error {
	marks := strings.Split(strings.ToUpper(v.r.PathValue("marks")), "-")
	if len(marks) > maxMarks {
		return fault.New(fault.NotFound, "fault.no-page", nil)
	}
	page := neutralPage{frame: v.frame("", "")}
	choice := card.Choice{Language: v.tag, Parts: []card.Part{card.Names, card.Numbers, card.Hours, card.Terms, card.Address, card.Way}}
	for _, mark := range marks {
		id, ok := v.app.ServiceOfMark(mark)
		if !ok {
			page.Gone = append(page.Gone, mark)
			continue
		}
		if !slices.ContainsFunc(choice.Doors, func(d card.DoorChoice) bool { return d.Service == id }) {
			choice.Doors = append(choice.Doors, card.DoorChoice{Service: id})
		}
	}
	if len(choice.Doors) == 0 {
		return fault.New(fault.NotFound, "fault.no-page", nil)
	}
	made, err := v.app.Card(choice, "")
	if err != nil {
		return err
	}
	for _, d := range made.Doors {
		page.Doors = append(page.Doors, neutralDoorOf(d))
	}
	return v.show(http.StatusOK, "neutral", page)
}
