package lang

import (
	"strconv"
	"strings"
)

// maxAccepted bounds how many languages of a header are looked at; a browser sends a handful.
const maxAccepted = 32

// Accept picks the interface language that an Accept-Language header likes best, and the first one when it names
// none that the interface speaks. Belgian readers send "fr-BE" and "nl-BE": the region does not matter.
func Accept(header string) Tag {
	best, bestQuality := Interface()[0], 0.0
	for i, part := range strings.Split(header, ",") {
		if i == maxAccepted {
			break
		}
		name, parameters, _ := strings.Cut(part, ";")
		base, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(name)), "-")
		if q := quality(parameters); Speaks(Tag(base)) && q > bestQuality {
			best, bestQuality = Tag(base), q
		}
	}
	return best
}

// quality reads "q=0.8"; what cannot be read counts for nothing.
func quality(parameters string) float64 {
	text, ok := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
	if !ok {
		return 1
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}
