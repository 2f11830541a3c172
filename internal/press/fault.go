package press

import (
	"errors"
	"fmt"
	"strings"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/press/font"
)

// errRoom is that something does not fit; fit tries what is left to try and then tells the person.
var errRoom = errors.New("no room")

func unknownForm(form Form) error {
	var all []string
	for _, f := range Forms() {
		all = append(all, string(f))
	}
	return fault.InvalidFields([]fault.Detail{fault.DetailOf("form", "press.fault.form",
		"given", fault.Clip(string(form)), "allowed", strings.Join(all, ", "))})
}

func longAddress() error {
	return fault.InvalidFields([]fault.Detail{fault.DetailOf("card", "press.fault.code")})
}

func emptyCard() error {
	return fault.InvalidFields([]fault.Detail{fault.DetailOf("card", "press.fault.empty")})
}

// tooLong says which form has more room, and on the largest that something has to be left out.
func tooLong(form Form) error {
	key := "press.fault.room"
	if form == Large18 || form == Easy || form == Large24 {
		key = "press.fault.room-large"
	}
	return fault.InvalidFields([]fault.Detail{fault.DetailOf("form", key, "form", string(form))})
}

// forPerson turns what went wrong while setting into what the person reads.
func forPerson(err error, form Form) error {
	var missing font.Missing
	switch {
	case errors.Is(err, errRoom):
		return tooLong(form)
	case errors.As(err, &missing):
		return fault.InvalidFields([]fault.Detail{fault.DetailOf("card", "press.fault.letter",
			"letter", string(missing.Letter), "code", fmt.Sprintf("U+%04X", missing.Letter))})
	}
	return err
}
