package engine

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"
)

// The years for which a parcel carries the changes of clock. A browser has no database of time zones that Go could
// read, and that of the whole world would weigh as much as the guide.
const (
	firstYear = 2000
	lastYear  = 2100
)

// zoneData writes a time zone as [time.LoadLocationFromTZData] reads it: TZif, version 2 (RFC 9636).
func zoneData(zone *time.Location) []byte {
	var times, kinds, types, names bytes.Buffer
	known := map[string]byte{}
	kindOf := func(t time.Time) byte {
		name, offset := t.Zone()
		key := fmt.Sprint(offset, t.IsDST(), name)
		kind, seen := known[key]
		if !seen {
			kind = byte(len(known))
			known[key] = kind
			put(&types, int32(offset))
			types.Write([]byte{daylight(t), byte(names.Len())})
			names.WriteString(name + "\x00")
		}
		return kind
	}
	t := time.Date(firstYear, 1, 1, 0, 0, 0, 0, zone)
	last, count := kindOf(t), 1
	put(&times, t.Unix())
	kinds.WriteByte(last)
	for {
		_, end := t.ZoneBounds()
		if end.IsZero() || end.Year() > lastYear {
			break
		}
		if !end.After(t) { // after 2037 Go cuts its bounds at the ends of years, and may stay on one
			end = t.Add(24 * time.Hour)
		}
		t = end
		if kind := kindOf(t); kind != last {
			put(&times, t.Unix())
			kinds.WriteByte(kind)
			last, count = kind, count+1
		}
	}
	var out bytes.Buffer
	head := func(changes, kinds, letters int) {
		out.WriteString("TZif2" + string(make([]byte, 15)))
		for _, n := range []int{0, 0, 0, changes, kinds, letters} {
			put(&out, uint32(n))
		}
	}
	head(0, 0, 0) // version 1, which nobody reads who knows version 2
	head(count, len(known), names.Len())
	for _, part := range []*bytes.Buffer{&times, &kinds, &types, &names} {
		out.Write(part.Bytes())
	}
	out.WriteString("\n\n")
	return out.Bytes()
}

func put(b *bytes.Buffer, value any) {
	if err := binary.Write(b, binary.BigEndian, value); err != nil { // a buffer in memory takes every number
		panic(err)
	}
}

func daylight(t time.Time) byte {
	if t.IsDST() {
		return 1
	}
	return 0
}
