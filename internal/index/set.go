package index

import "math/bits"

// set is a set of services by their position, one bit each. At a million services one is 125 kB, and a filter is a
// few passes over such words: plain words were as fast as compressed bitmaps here and need no library.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

// full is the set of the first n.
func full(n int) set {
	s := newSet(n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	if rest := n % 64; rest != 0 {
		s[len(s)-1] = 1<<rest - 1
	}
	return s
}

func (s set) add(i uint32) { s[i>>6] |= 1 << (i & 63) }

func (s set) remove(i uint32) { s[i>>6] &^= 1 << (i & 63) }

// with adds a member and grows to hold it.
func (s set) with(i uint32) set {
	for len(s) <= int(i>>6) {
		s = append(s, 0)
	}
	s.add(i)
	return s
}

func (s set) has(i uint32) bool { return s[i>>6]&(1<<(i&63)) != 0 }

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// countAnd is how many are in both.
func (s set) countAnd(o set) int {
	n := 0
	for i, w := range s {
		n += bits.OnesCount64(w & o[i])
	}
	return n
}

// and, or and without change s. The other may be shorter, or nil: what it does not reach is not in it.
func (s set) and(o set) {
	for i, w := range o {
		s[i] &= w
	}
	clear(s[len(o):])
}

func (s set) or(o set) {
	for i, w := range o {
		s[i] |= w
	}
}

func (s set) without(o set) {
	for i, w := range o {
		s[i] &^= w
	}
}

func (s set) clear() { clear(s) }

// each calls f for the members in order until it returns false.
func (s set) each(f func(i uint32) bool) {
	for at, w := range s {
		for ; w != 0; w &= w - 1 {
			if !f(uint32(at<<6 + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

// window appends the members from the skip-th on, at most limit of them.
func (s set) window(to []uint32, skip, limit int) []uint32 {
	for at, w := range s {
		if n := bits.OnesCount64(w); skip >= n {
			skip -= n
			continue
		}
		for ; w != 0; w &= w - 1 {
			if skip > 0 {
				skip--
				continue
			}
			if limit == 0 {
				return to
			}
			to = append(to, uint32(at<<6+bits.TrailingZeros64(w)))
			limit--
		}
	}
	return to
}

// permuted moves every member to its new position.
func (s set) permuted(to []uint32) set {
	out := newSet(len(to))
	s.each(func(i uint32) bool {
		out.add(to[i])
		return true
	})
	return out
}
