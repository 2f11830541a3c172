package index

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"

	"github.com/halte-brussels/halte/internal/facts"
)

// part is one section of a file: what writes it, and what reads it back.
type part struct {
	name  string
	write func() []byte
	read  func([]byte) error
}

// parts lists what a file holds of an index besides the records, in one place for both directions.
func (x *Index) parts(p *paged) []part {
	list := []part{
		numbers64("record-starts", &p.starts), numbers32("record-sizes", &p.sizes), numbers32("record-sums", &p.sums),
		sets("imported", &x.imported),
		inJSON("timetables", &x.timetableTexts), numbers32("timetable-of", &x.timetableOf),
		spots("spots", &x.places.spots),
		text("words", &x.words.text), numbers32("word-ends", &x.words.ends),
		raw("named", &x.words.named.bytes), numbers64("named-ends", &x.words.named.ends),
		raw("anyway", &x.words.anyway.bytes), numbers64("anyway-ends", &x.words.anyway.ends),
		inJSON("terms", &x.terms),
		numbers64("tags", &x.tags), raw("tagged", &x.tagged.bytes), numbers64("tagged-ends", &x.tagged.ends),
		numbers32("organisation-of", &x.organisations.of), numbers32("organisation-run", &x.organisations.run),
		numbers32("organisation-ends", &x.organisations.ends),
		numbers64("modified", &x.modified),
	}
	for _, l := range []struct {
		name string
		*lookup
	}{{"ids", &x.ids}, {"service-keys", &x.serviceKeys}, {"visit-keys", &x.visitKeys},
		{"organisation-keys", &x.organisations.keys}} {
		list = append(list, numbers64(l.name, &l.keys), numbers32(l.name+"-at", &l.at))
	}
	for a := range x.columns {
		list = append(list, columnPart("column-"+Attribute(a).String(), &x.columns[a]))
	}
	return list
}

var errTorn = errors.New("its size is not that of whole numbers")

func numbers32(name string, list *[]uint32) part {
	return part{name, func() []byte { return put32(nil, *list) }, func(b []byte) (err error) {
		*list, err = get32(b)
		return err
	}}
}

func put32(to []byte, list []uint32) []byte {
	for _, v := range list {
		to = binary.LittleEndian.AppendUint32(to, v)
	}
	return to
}

func get32(b []byte) ([]uint32, error) {
	if len(b)%4 != 0 {
		return nil, errTorn
	}
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list, nil
}

func numbers64[T uint64 | int64](name string, list *[]T) part {
	return part{name, func() []byte { return put64(nil, *list) }, func(b []byte) (err error) {
		*list, err = get64[T](b)
		return err
	}}
}

func put64[T uint64 | int64](to []byte, list []T) []byte {
	for _, v := range list {
		to = binary.LittleEndian.AppendUint64(to, uint64(v))
	}
	return to
}

func get64[T uint64 | int64](b []byte) ([]T, error) {
	if len(b)%8 != 0 {
		return nil, errTorn
	}
	list := make([]T, len(b)/8)
	for i := range list {
		list[i] = T(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return list, nil
}

func raw(name string, data *[]byte) part {
	return part{name, func() []byte { return *data }, func(b []byte) error {
		*data = b
		return nil
	}}
}

func text(name string, s *string) part {
	return part{name, func() []byte { return []byte(*s) }, func(b []byte) error {
		*s = string(b)
		return nil
	}}
}

func inJSON[T any](name string, v *T) part {
	return part{name, func() []byte {
		data, _ := json.Marshal(v) // strings and lists of them
		return data
	}, func(b []byte) error { return json.Unmarshal(b, v) }}
}

func sets(name string, s *set) part {
	return part{name, func() []byte { return put64(nil, *s) }, func(b []byte) (err error) {
		*s, err = get64[uint64](b)
		return err
	}}
}

func spots(name string, list *[]spot) part {
	return part{name, func() []byte {
		var b []byte
		for _, s := range *list {
			b = put32(b, []uint32{s.service, math.Float32bits(s.lat), math.Float32bits(s.lon), bit(s.about)})
		}
		return b
	}, func(b []byte) error {
		words, err := get32(b)
		if err != nil || len(words)%4 != 0 {
			return errTorn
		}
		*list = make([]spot, len(words)/4)
		for i := range *list {
			w := words[4*i:]
			(*list)[i] = spot{w[0], math.Float32frombits(w[1]), math.Float32frombits(w[2]), w[3] != 0}
		}
		return nil
	}}
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// columnPart writes the sets that a column has, each with its number and its size in words.
func columnPart(name string, c *column) part {
	return part{name, func() []byte {
		var b []byte
		c.each(func(slot int, s *set) {
			if *s != nil {
				b = put64(b, []uint64{uint64(slot), uint64(len(*s))})
				b = put64(b, *s)
			}
		})
		return b
	}, func(b []byte) error {
		words, err := get64[uint64](b)
		for err == nil && len(words) > 0 {
			if len(words) < 2 || words[0] >= slots || words[1] > uint64(len(words)-2) {
				return fmt.Errorf("a set of it is not whole")
			}
			*c.slot(int(words[0])) = words[2 : 2+words[1] : 2+words[1]]
			words = words[2+words[1]:]
		}
		return err
	}}
}

// fingerprint tells apart the vocabularies that give different meanings to the bits of an index.
func fingerprint(v *facts.Vocabulary) string {
	h := fnv.New64a()
	for _, key := range facts.Keys() {
		h.Write([]byte(key.String() + "\n"))
		for _, value := range v.Fact(key).Values {
			h.Write([]byte(" " + value.ID + "\n"))
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}
