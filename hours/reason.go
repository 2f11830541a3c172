package hours

import (
	"fmt"
	"sync"
)

// Reasons are built once, so that At does not allocate.
const (
	reasonFirstYear = 1900
	reasonLastYear  = 2199
)

var reasonTable = sync.OnceValue(func() *[3][reasonLastYear - reasonFirstYear + 1]string {
	var t [3][reasonLastYear - reasonFirstYear + 1]string
	for kind := range t {
		for i := range t[kind] {
			t[kind][i] = formatReason(kind, reasonFirstYear+i)
		}
	}
	return &t
})

func formatReason(kind, year int) string {
	names := [3]string{"public holiday", "school holiday", "public or school holiday"}
	return fmt.Sprintf("no %s data for %d", names[kind], year)
}

func missingReason(what int32, year int) string {
	kind := int(whatMissingPublic - what)
	if kind < 0 || kind > 2 {
		kind = 2
	}
	if year < reasonFirstYear || year > reasonLastYear {
		return formatReason(kind, year)
	}
	return reasonTable()[kind][year-reasonFirstYear]
}
