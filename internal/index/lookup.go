package index

import (
	"cmp"
	"slices"
	"sort"
	"sync"

	"github.com/halte-brussels/halte/hours"
)

// lookup finds positions by a number. Two records may have the same number by chance: who asks compares.
type lookup struct {
	keys []uint64 // sorted
	at   []uint32 // beside keys
}

func newLookup(keys []uint64, at []uint32) lookup {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(at[a], at[b]))
	})
	l := lookup{make([]uint64, len(keys)), make([]uint32, len(keys))}
	for i, o := range order {
		l.keys[i], l.at[i] = keys[o], at[o]
	}
	return l
}

// find returns the positions under a number.
func (l *lookup) find(key uint64) []uint32 {
	from := sort.Search(len(l.keys), func(i int) bool { return l.keys[i] >= key })
	to := from
	for to < len(l.keys) && l.keys[to] == key {
		to++
	}
	return l.at[from:to]
}

// hash is FNV-1a, 64 bits: stable, so that it can be kept in a file.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// schedules reads each text of hours once. Parsed hours are shared by all services that have them.
type schedules struct {
	calendar hours.Options
	mu       sync.RWMutex
	known    map[string]*hours.Schedule
}

// maxSchedules is how many texts are remembered; beyond it they are read anew each time.
const maxSchedules = 100_000

func newSchedules(calendar hours.Options) *schedules {
	return &schedules{calendar: calendar, known: map[string]*hours.Schedule{}}
}

func (s *schedules) parse(text string) (*hours.Schedule, error) {
	s.mu.RLock()
	schedule, ok := s.known[text]
	s.mu.RUnlock()
	if ok {
		return schedule, nil
	}
	schedule, err := hours.Parse(text, s.calendar)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) < maxSchedules {
		s.known[text] = schedule
	}
	return schedule, nil
}
