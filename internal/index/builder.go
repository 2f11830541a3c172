package index

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/halte-brussels/halte/hours"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Builder gathers services one by one, in any order, and then makes an index of them. Records go to a file as they
// come, when there is one, so that a million need not be in memory.
type Builder struct {
	o         Options
	out       *recordFile // nil: services are held
	held      []*directory.Service
	schedules *schedules
	texts     arena

	columns       [attributes]column
	order         []sortKey
	dictionary    map[string]uint32
	tokens        lists // the words of each service, those in names with the top bit
	scratch       []uint32
	last          []uint32 // of each word, the service that had it last, from 1
	timetables    map[string]uint32
	timetableOf   []uint32
	spots         []spot
	organisations organisationList
	terms         map[Term]bool
	tags          map[uint64]uint32
	tagsOf        lists
	modified      []int64
	imported      set
	ids           map[uint64]uint32
	same          []uint32 // services whose hash another had first
	hashes        []uint64
	serviceKeys   []uint64
	visitKeys     []uint64
	visitAt       []uint32
}

// sortKey is the order of the index: part in a referral, name, id.
type sortKey struct {
	role     uint8
	name, id string
}

// inName marks a word that is in a name.
const inName = 1 << 31

// Origins notes which imports are in the file, and on which day it is made.
func (b *Builder) Origins(names []string, madeOn string) {
	if b.out != nil {
		b.out.about.Origins, b.out.about.MadeOn = names, madeOn
	}
}

// NewBuilder returns a builder. With a file, records are written to it and Finish completes it.
func NewBuilder(o Options, file io.Writer) *Builder {
	b := &Builder{o: o, schedules: newSchedules(o.Calendar), dictionary: map[string]uint32{},
		timetables: map[string]uint32{}, organisations: organisationList{numbers: map[organisationID]uint32{}},
		terms: map[Term]bool{}, tags: map[uint64]uint32{}, ids: map[uint64]uint32{}}
	if file != nil {
		b.out = &recordFile{w: file}
	}
	return b
}

// Prepared is a service made ready to be added. Making it is the greater part of the work, needs nothing of the
// builder that changes, and may be done by several at once.
type Prepared struct {
	service   *directory.Service
	record    []byte
	standings [attributes]standing
	words     []string
	named     int
	timetable string
	keys      Keys
}

// Prepare makes a record ready.
func (b *Builder) Prepare(r *directory.Record) (Prepared, error) {
	parse := b.schedules.parse
	if b.out != nil { // each distinct text of hours is read at the end
		parse = func(string) (*hours.Schedule, error) { return nil, nil }
	}
	s, err := r.Resolve(b.o.Vocabulary, parse)
	if err != nil {
		return Prepared{}, fmt.Errorf("service %s: %w: %w", s.ID, errHours, err)
	}
	return b.prepare(s, r)
}

// PrepareResolved makes a service ready that has been resolved already, such as one of a pack.
func (b *Builder) PrepareResolved(s *directory.Service) (Prepared, error) {
	r := directory.RecordOf(s)
	return b.prepare(s, &r)
}

func (b *Builder) prepare(s *directory.Service, r *directory.Record) (Prepared, error) {
	p := Prepared{service: s, standings: standings(s, b.o.Vocabulary), timetable: timetableText(s)}
	p.words, p.named = wordsOf(s)
	p.keys = b.o.keys()(s)
	if b.out == nil {
		return p, nil
	}
	var err error
	p.record, err = encode(r)
	return p, err
}

// ErrDuplicate is the error for a service whose id is taken.
var ErrDuplicate = errors.New("the id is taken by another service")

// isOfRecord tells whether an error is about one record, so that the others can stand without it.
func isOfRecord(err error) bool { return errors.Is(err, ErrDuplicate) || errors.Is(err, errHours) }

// errHours is the error for hours that cannot be read, where they are read at once.
var errHours = errors.New("its hours cannot be read")

// Add takes in a prepared service.
func (b *Builder) Add(p Prepared) error {
	s, at := p.service, uint32(len(b.order))
	h := hash(s.ID)
	if b.taken(h, s.ID) {
		return fmt.Errorf("service %q: %w", s.ID, ErrDuplicate)
	}
	if err := b.store(p); err != nil {
		return err
	}
	if _, ok := b.ids[h]; ok {
		b.same = append(b.same, at)
	} else {
		b.ids[h] = at
	}
	b.hashes = append(b.hashes, h)
	b.order = append(b.order, sortKey{rank(s.Role), b.texts.copy(nameOf(s)), b.texts.copy(s.ID)}) // not a part of what was read
	for a := range b.columns {
		b.columns[a].put(at, p.standings[a])
	}
	if s.Origin != "" {
		b.imported = b.imported.with(at)
	}
	b.addWords(at, p)
	timetable, ok := b.timetables[p.timetable]
	if !ok {
		timetable = uint32(len(b.timetables))
		b.timetables[strings.Clone(p.timetable)] = timetable
	}
	b.timetableOf = append(b.timetableOf, timetable)
	b.addPlaces(at, s)
	b.organisations.add(&b.texts, s.Origin, s.Org.ID, s.Org.Name, p.keys.Organisation)
	for _, t := range s.Terms {
		if !b.terms[Term{s.Origin, t}] {
			t = directory.Term{Taxonomy: strings.Clone(t.Taxonomy), Code: strings.Clone(t.Code), Name: strings.Clone(t.Name)}
			b.terms[Term{strings.Clone(s.Origin), t}] = true
		}
	}
	b.modified = append(b.modified, modified(s))
	b.addKeys(at, p.keys)
	return nil
}

// taken tells whether a service with that id was added.
func (b *Builder) taken(h uint64, id string) bool {
	if at, ok := b.ids[h]; !ok || b.order[at].id == id {
		return ok
	}
	return slices.ContainsFunc(b.same, func(at uint32) bool { return b.order[at].id == id })
}

func (b *Builder) store(p Prepared) error {
	if b.out == nil {
		b.held = append(b.held, p.service)
		return nil
	}
	return b.out.add(p.record)
}

// number gives each different value the next number.
func number[T comparable](known map[T]uint32, value T) uint32 {
	n, ok := known[value]
	if !ok {
		n = uint32(len(known))
		known[value] = n
	}
	return n
}

// addWords notes each different word once. Those in names come first, so a word that is in both counts as one of them.
func (b *Builder) addWords(at uint32, p Prepared) {
	tokens := b.scratch[:0]
	for i, word := range p.words {
		n, ok := b.dictionary[word]
		if !ok {
			n = uint32(len(b.dictionary))
			b.dictionary[b.texts.copy(word)] = n
			b.last = append(b.last, 0)
		}
		if b.last[n] == at+1 {
			continue
		}
		b.last[n] = at + 1
		if i < p.named {
			n |= inName
		}
		tokens = append(tokens, n)
	}
	b.tokens.add(tokens)
	b.scratch = tokens
}

func (b *Builder) addPlaces(at uint32, s *directory.Service) {
	for _, p := range s.Places {
		point, about := p.Point, false
		if point == nil && b.o.Locate != nil {
			if middle, ok := b.o.Locate(p); ok {
				point, about = &middle, true
			}
		}
		if point != nil && plausible(*point) {
			b.spots = append(b.spots, spot{at, float32(point.Lat), float32(point.Lon), about})
		}
	}
}

// plausible tells whether a point is on earth at all.
func plausible(p directory.Point) bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180
}

func (b *Builder) addKeys(at uint32, k Keys) {
	b.serviceKeys = append(b.serviceKeys, k.Service)
	for _, v := range k.Visits {
		b.visitKeys, b.visitAt = append(b.visitKeys, v), append(b.visitAt, at)
	}
	tags := b.scratch[:0]
	for _, tag := range k.Tags {
		tags = append(tags, number(b.tags, tag))
	}
	b.tagsOf.add(tags)
	b.scratch = tags
}

// rank is the place of a part in a referral on a list: emergency numbers first, tools for professionals last.
func rank(r directory.Role) uint8 {
	return uint8(slices.Index([]directory.Role{directory.Emergency, directory.Door, directory.Helpline,
		directory.Other, directory.Tool}, r))
}

func nameOf(s *directory.Service) string { return lang.Fold(first(s.Name)) }

// first is a text in the first language that it has, so that the order of an index is the same for everyone.
func first(t lang.Text) string {
	for _, tag := range lang.Interface() {
		if s, ok := t[tag]; ok {
			return s
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		return t[tag]
	}
	return ""
}

func modified(s *directory.Service) int64 {
	if t, err := time.Parse(time.RFC3339, s.Modified); err == nil {
		return t.Unix()
	}
	return 0
}
