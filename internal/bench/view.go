package main

import (
	"path"
	"slices"
	"strings"
)

// view is one visit to a page in figures. Times are milliseconds since it began.
type view struct {
	bytes    float64 // over the wire, that the page needs
	later    float64 // over the wire, for what makes the device ready: the engine, the copy to use without network
	requests float64 // over the wire, that the page needs
	painted  float64 // first contentful paint
	largest  float64 // largest contentful paint
	blocked  float64 // total blocking time
	shifted  float64 // cumulative layout shift, all of it
}

// view adds up what was asked and seen.
func (t *traffic) view(s sight) view {
	t.mu.Lock()
	defer t.mu.Unlock()
	v := view{painted: s.Painted, largest: s.Largest, shifted: s.Shifted, blocked: blocking(s.Long, s.Painted)}
	for _, a := range t.asked {
		if a.bytes == 0 {
			continue // from the browser's own cache
		}
		if !a.before && readies(a.path) {
			v.later += float64(a.bytes)
			continue
		}
		v.bytes += float64(a.bytes)
		v.requests++
	}
	return v
}

// with adds what a service worker fetched meanwhile.
func (v view) with(worker *traffic) view {
	if worker == nil {
		return v
	}
	worker.mu.Lock()
	defer worker.mu.Unlock()
	for _, a := range worker.asked {
		switch {
		case a.bytes == 0:
		case readies(a.path):
			v.later += float64(a.bytes)
		default:
			v.bytes += float64(a.bytes)
			v.requests++
		}
	}
	return v
}

// readies says whether a request is for what makes the device ready: no page waits for it.
func readies(address string) bool {
	folder, file := path.Split(address)
	return address == "/service-worker.js" || strings.HasPrefix(address, "/offline/") || strings.HasPrefix(address, "/device/") ||
		strings.HasPrefix(folder, "/assets/") && strings.HasPrefix(file, "engine")
}

// blocking is for how long touching the page would have had no answer: what long tasks take beyond 50 ms each, after
// there was something to touch.
func blocking(long [][2]float64, painted float64) float64 {
	const short = 50
	sum := 0.0
	for _, task := range long {
		sum += max(0, task[1]-max(task[0], painted)-short)
	}
	return sum
}

// median takes each figure for itself.
func median(views []view) view {
	of := func(figure func(view) float64) float64 {
		var all []float64
		for _, v := range views {
			all = append(all, figure(v))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return view{
		bytes:    of(func(v view) float64 { return v.bytes }),
		later:    of(func(v view) float64 { return v.later }),
		requests: of(func(v view) float64 { return v.requests }),
		painted:  of(func(v view) float64 { return v.painted }),
		largest:  of(func(v view) float64 { return v.largest }),
		blocked:  of(func(v view) float64 { return v.blocked }),
		shifted:  of(func(v view) float64 { return v.shifted }),
	}
}
