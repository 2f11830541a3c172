package index

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/halte-brussels/halte/content"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pack"
)

var tuesday = time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)

func brussels(t testing.TB) *pack.Pack {
	t.Helper()
	files, err := content.Pack("brussels")
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func options(p *pack.Pack) Options {
	return Options{Vocabulary: p.Vocabulary, Calendar: p.Calendar,
		Keys: func(s *directory.Service) Keys {
			k := Keys{Service: hash("service " + s.ID), Organisation: hash("organisation " + s.Org.ID)}
			for _, p := range s.Places {
				k.Visits = append(k.Visits, hash(s.ID+" "+p.ID))
			}
			for _, need := range s.Offers {
				k.Tags = append(k.Tags, hash(need))
			}
			return k
		}}
}

// build makes an index in memory, and the same one by way of a file.
func build(t testing.TB, o Options, records []directory.Record) (inMemory, fromFile *Index) {
	t.Helper()
	var file bytes.Buffer
	var made [2]*Index
	for i, w := range []io.Writer{nil, &file} {
		b := NewBuilder(o, w)
		for j := range records {
			r := records[j]
			p, err := b.Prepare(&r)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.Add(p); err != nil {
				t.Fatal(err)
			}
		}
		x, err := b.Finish()
		if err != nil {
			t.Fatal(err)
		}
		made[i] = x
	}
	opened, err := Open(memory{bytes.NewReader(file.Bytes())}, int64(file.Len()), o)
	if err != nil {
		t.Fatal(err)
	}
	return made[0], opened
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

func recordsOf(p *pack.Pack) []directory.Record {
	var list []directory.Record
	for _, s := range p.Directory.Services {
		list = append(list, directory.RecordOf(s))
	}
	return list
}

func ids(f Found) []string {
	var list []string
	for _, h := range f.Hits {
		list = append(list, h.Service.ID)
	}
	return list
}

// naive answers a query by looking at every service. It is the meaning that the sets have to have.
func naive(services []*directory.Service, v *facts.Vocabulary, zone *time.Location, q Query) []string {
	type ranked struct {
		*directory.Service
		unknown, elsewhere, state int
		km                        float64
	}
	var list []ranked
	for _, s := range services {
		r := ranked{Service: s, km: 1e9}
		r.state = -s.At(q.At, zone).Now.Usefulness()
		no := false
		judge := func(yes, known bool) {
			if !yes && known {
				no = true
			} else if !yes {
				r.unknown++
			}
		}
		if q.Open {
			now := s.At(q.At, zone).Now
			judge(now == directory.Open, now != directory.NotKnown)
		}
		for _, f := range q.Having {
			yes, known := stands(s, v, f)
			judge(yes, known)
		}
		for _, p := range s.Places {
			if p.Point != nil && q.Near != nil {
				r.km = min(r.km, Kilometres(*q.Near, directory.Point{Lat: float64(float32(p.Point.Lat)),
					Lon: float64(float32(p.Point.Lon))}))
			}
		}
		if q.Near != nil && q.Within > 0 {
			judge(r.km <= q.Within, r.km < 1e9)
		}
		words, named := wordsOf(s)
		for _, w := range lang.Words(q.Words) {
			begins := func(word string) bool { return strings.HasPrefix(word, w) }
			if !slices.ContainsFunc(words, begins) {
				no = true
			} else if !slices.ContainsFunc(words[:named], begins) {
				r.elsewhere = 1
			}
		}
		if !no {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		for _, d := range []int{a.unknown - b.unknown, a.elsewhere - b.elsewhere, a.state - b.state} {
			if d != 0 {
				return d
			}
		}
		if a.km != b.km {
			if a.km < b.km {
				return -1
			}
			return 1
		}
		if d := int(rank(a.Role)) - int(rank(b.Role)); d != 0 {
			return d
		}
		return strings.Compare(nameOf(a.Service)+"\x00"+a.ID, nameOf(b.Service)+"\x00"+b.ID)
	})
	var out []string
	for _, r := range list {
		out = append(out, r.ID)
	}
	return out
}

// stands is written apart from standings, attribute by attribute.
func stands(s *directory.Service, v *facts.Vocabulary, f Filter) (yes, known bool) {
	has := func(ids []string) bool {
		key := fact[f.Attribute]
		for _, id := range ids {
			if i, ok := v.Value(key, id); ok && f.Values&(1<<i) != 0 {
				return true
			}
		}
		return false
	}
	answer := func(a directory.Answer) (bool, bool) {
		return f.Values&(1<<a) != 0 && a != directory.Unknown, a != directory.Unknown
	}
	switch f.Attribute {
	case Need:
		return has(s.Offers), len(s.Offers) > 0
	case Language:
		if s.Interpreters == directory.Yes {
			return true, true
		}
		return has(s.Languages), len(s.Languages)+len(s.OtherLanguages) > 0
	case FileLanguage:
		return has(s.FileLanguages), len(s.FileLanguages) > 0
	case Speaker:
		return has(s.For.Speakers), len(s.For.Speakers) > 0
	case Gender:
		return has(s.For.Genders), len(s.For.Genders) > 0
	case Circumstance:
		return has(s.For.Circumstances), len(s.For.Circumstances) > 0
	case Area:
		return has(s.Area), len(s.Area) > 0
	case Residence:
		if has(s.For.Residence) {
			return true, true
		}
		refused := v.Mask(facts.Residence, s.For.ResidenceBarrier)
		return false, f.Values&^refused == 0
	case Role:
		return f.Values&(1<<s.Role) != 0, true
	case Cost:
		return f.Values&(1<<s.Cost) != 0 && s.Cost != directory.CostUnknown, s.Cost != directory.CostUnknown
	case StepFree:
		return answer(s.Access.StepFree)
	case SignLanguage:
		return answer(s.Access.SignLanguage)
	case EasyToRead:
		return answer(s.Access.EasyToRead)
	case Interpreters:
		return answer(s.Interpreters)
	case Children:
		return answer(s.For.Children)
	case Minors:
		return answer(s.For.Minors)
	}
	return false, false
}

// Every attribute and value of the pack, one by one, gives what looking at each service gives.
func TestEveryValue(t *testing.T) {
	p := brussels(t)
	inMemory, fromFile := build(t, options(p), recordsOf(p))
	for _, x := range []*Index{inMemory, fromFile} {
		services := all(t, x)
		for _, a := range Attributes() {
			for v := range 64 {
				q := Query{At: tuesday, Having: []Filter{{a, 1 << v}}, Limit: 100}
				found, err := x.Find(q)
				if err != nil {
					t.Fatal(err)
				}
				if want := naive(services, p.Vocabulary, p.Zone, q); !slices.Equal(ids(found), want) || found.Total != len(want) {
					t.Errorf("%s %d: found %v, want %v", a, v, ids(found), want)
				}
				for i, h := range found.Hits {
					if h.Why[0].Known != (i < found.Sure) {
						t.Errorf("%s %d: %s is among the first %d, and known is %v", a, v, h.Service.ID, found.Sure, h.Why[0].Known)
					}
				}
			}
		}
	}
}

func all(t *testing.T, x *Index) []*directory.Service {
	t.Helper()
	var list []*directory.Service
	for i := range x.Size() {
		s, err := x.At(uint32(i))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

func TestFileErrors(t *testing.T) {
	p := brussels(t)
	var file bytes.Buffer
	b := NewBuilder(options(p), &file)
	for _, r := range recordsOf(p) {
		prepared, err := b.Prepare(&r)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Add(prepared); err != nil {
			t.Fatal(err)
		}
		if err := b.Add(prepared); !errors.Is(err, ErrDuplicate) {
			t.Fatalf("added twice: %v", err)
		}
	}
	if _, err := b.Finish(); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	open := func(data []byte) error {
		_, err := Open(memory{bytes.NewReader(data)}, int64(len(data)), options(p))
		return err
	}
	if err := open(whole); err != nil {
		t.Fatal(err)
	}
	if err := open([]byte("{}")); !errors.Is(err, ErrNotIndex) {
		t.Errorf("a file of another kind: %v", err)
	}
	for cut := len(magic); cut < len(whole); cut += len(whole) / 40 {
		if err := open(whole[:cut]); err == nil {
			t.Fatalf("a file cut at %d opens", cut)
		}
	}
	for at := 0; at < len(whole); at += len(whole) / 40 {
		damaged := slices.Clone(whole)
		damaged[at] ^= 0x55
		if err := open(damaged); err == nil {
			t.Errorf("a file with another byte at %d opens", at)
		}
	}
}
