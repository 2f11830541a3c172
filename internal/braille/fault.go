package braille

import (
	"fmt"
	"strconv"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/louis"
)

func invalid(field, key string, pairs ...string) error {
	return fault.InvalidFields([]fault.Detail{fault.DetailOf(field, key, pairs...)})
}

func unknownGrade(grade Grade) error {
	return invalid("form", "braille.fault.grade", "given", fault.Clip(string(grade)))
}

func noTable(tag lang.Tag, grade Grade) error {
	switch {
	case tables[tag] == nil:
		return invalid("language", "braille.fault.language", "given", fault.Clip(string(tag)))
	default:
		return invalid("form", "braille.fault.contracted")
	}
}

// lacking names the first character that a table lacks, and the line it is in.
func lacking(e *louis.Undefined, line string) error {
	return invalid("card", "braille.fault.letter", "letter", string(e.Chars[0]), "code", fmt.Sprintf("U+%04X", e.Chars[0]),
		"line", fault.Clip(line))
}

func wrongDigits(line string) error {
	return invalid("card", "braille.fault.digits", "line", fault.Clip(line))
}

func wrongSize() error {
	return invalid("form", "braille.fault.size", "widths", span(minWidth, maxWidth), "lengths", span(minLength, maxLength))
}

func tooWide(line string, width int) error {
	return invalid("form", "braille.fault.wide", "line", fault.Clip(line), "width", strconv.Itoa(width))
}

func span(from, to int) string { return strconv.Itoa(from) + "–" + strconv.Itoa(to) }
