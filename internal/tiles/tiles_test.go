package tiles

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func open(t testing.TB, data []byte) *Archive {
	t.Helper()
	a, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTile(t *testing.T) {
	for name, change := range map[string]func(*recipe){
		"as most are":     func(*recipe) {},
		"nothing packed":  func(r *recipe) { r.packed = 1 },
		"tiles packed":    func(r *recipe) { r.tilesPacked = 2 },
		"leaves":          func(r *recipe) { r.leafSize = 2 },
		"offsets in full": func(r *recipe) { r.plain = true },
	} {
		t.Run(name, func(t *testing.T) {
			r := good()
			change(&r)
			a := open(t, r.encode(t))
			for _, p := range r.pictures {
				data, found, err := a.Tile(p.z, p.x, p.y)
				if string(data) != p.data || !found || err != nil {
					t.Errorf("%d/%d/%d: %q %v %v", p.z, p.x, p.y, data, found, err)
				}
			}
			for _, at := range [][3]int{{2, 0, 0}, {2, 0, 3}, {3, 0, 0}, {-1, 0, 0}, {1, 2, 0}, {1, 0, -1}, {64, 0, 0}} {
				data, found, err := a.Tile(at[0], at[1], at[2])
				if data != nil || found || err != nil {
					t.Errorf("%v: %q %v %v", at, data, found, err)
				}
			}
		})
	}
}

func TestWhatItSays(t *testing.T) {
	a := open(t, good().encode(t))
	if got := a.Attribution(); got != "© Some & others" {
		t.Errorf("attribution %q", got)
	}
	if least, greatest := a.Zooms(); least != 0 || greatest != 2 || a.MediaType() != "image/png" {
		t.Errorf("zooms %d to %d, %s", least, greatest, a.MediaType())
	}
	if w, s, e, n := a.Bounds(); w != 4.2 || s != 50.7 || e != 4.5 || n != 50.9 {
		t.Errorf("bounds %v %v %v %v", w, s, e, n)
	}
	r := good()
	r.metadata = `{"attribution":"` + strings.Repeat("<i>a</i> \\n", 1000) + `&lt;script&gt;"}`
	if got := open(t, r.encode(t)).Attribution(); strings.Contains(got, "<") || len(got) > 310 || strings.Contains(got, "\n") {
		t.Errorf("attribution %q", got)
	}
	r.metadata = `{}`
	if got := open(t, r.encode(t)).Attribution(); got != "" {
		t.Errorf("attribution %q", got)
	}
}

// Numbers as the format's own reader in JavaScript (pmtiles 4.5.0) gives them.
func TestNumber(t *testing.T) {
	for _, want := range []struct {
		z, x, y int
		id      uint64
	}{
		{0, 0, 0, 0},
		{1, 0, 0, 1},
		{1, 0, 1, 2},
		{1, 1, 1, 3},
		{1, 1, 0, 4},
		{2, 3, 0, 20},
		{3, 5, 2, 76},
		{12, 2098, 1373, 19854258},
		{12, 2097, 1374, 19854252},
		{13, 4195, 2748, 79417012},
		{14, 8391, 5497, 317668051},
		{20, 537000, 351000, 1301167611007},
		{26, 12345678, 60000000, 3056320942048851},
		{26, 67108863, 67108863, 4503599627370495},
	} {
		if got := number(want.z, want.x, want.y); got != want.id {
			t.Errorf("%d/%d/%d: %d, not %d", want.z, want.x, want.y, got, want.id)
		}
	}
}

func TestNumberIsThatOfTheCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.IntRange(0, maxZoom).Draw(t, "z")
		x, y := rapid.IntRange(0, 1<<z-1).Draw(t, "x"), rapid.IntRange(0, 1<<z-1).Draw(t, "y")
		if a, b := number(z, x, y), curve(z, x, y); a != b {
			t.Fatalf("%d/%d/%d: %d and %d", z, x, y, a, b)
		}
	})
}

// Whatever is put into a file comes out of it, and nothing else.
func TestAnyFile(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := good()
		r.pictures, r.maxZoom = nil, 6
		put := map[[3]int]string{}
		for range rapid.IntRange(1, 60).Draw(rt, "tiles") {
			z := rapid.IntRange(0, 6).Draw(rt, "z")
			at := [3]int{z, rapid.IntRange(0, 1<<z-1).Draw(rt, "x"), rapid.IntRange(0, 1<<z-1).Draw(rt, "y")}
			if _, twice := put[at]; twice {
				continue
			}
			put[at] = rapid.SampledFrom([]string{"a", "b", "long one"}).Draw(rt, "data")
			r.pictures = append(r.pictures, picture{at[0], at[1], at[2], put[at]})
		}
		r.leafSize = rapid.IntRange(0, 5).Draw(rt, "leaf")
		r.packed, r.tilesPacked = rapid.SampledFrom([]byte{1, 2}).Draw(rt, "packed"), rapid.SampledFrom([]byte{1, 2}).Draw(rt, "tiles packed")
		a := open(t, r.encode(t))
		for z := range 7 {
			for x := range 1 << z {
				for y := range 1 << z {
					data, found, err := a.Tile(z, x, y)
					want, there := put[[3]int{z, x, y}]
					if err != nil || found != there || string(data) != want {
						rt.Fatalf("%d/%d/%d: %q %v %v, want %q", z, x, y, data, found, err, want)
					}
				}
			}
		}
	})
}

func TestRefused(t *testing.T) {
	whole := good().encode(t)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":           {nil, "too short"},
		"another format":    {append([]byte("SQLite format 3"), whole[15:]...), "not a PMTiles file"},
		"version 2":         {with(t, func(r *recipe) { r.version = 2 }), "pmtiles convert"},
		"vectors":           {with(t, func(r *recipe) { r.kind = 1 }), "give a file with pictures"},
		"unknown kind":      {with(t, func(r *recipe) { r.kind = 0 }), "give a file with pictures"},
		"brotli":            {with(t, func(r *recipe) { r.packed = 3 }), "gzip or none"},
		"packed tiles":      {with(t, func(r *recipe) { r.tilesPacked = 4 }), "gzip or none"},
		"zooms turned":      {with(t, func(r *recipe) { r.minZoom = 3 }), "zooms"},
		"too deep a zoom":   {with(t, func(r *recipe) { r.maxZoom = 27 }), "zooms"},
		"metadata no JSON":  {with(t, func(r *recipe) { r.metadata = "{" }), "metadata"},
		"metadata too long": {with(t, func(r *recipe) { r.metadata = strings.Repeat(" ", maxMetadata+1) + "{}" }), "more than"},
		"cut off":           {whole[:len(whole)-1], "cut off"},
		"root beyond":       {patch(whole, 8, 1<<63), "cut off"},
		"root overflows":    {patch(whole, 16, 1<<64-1), "cut off"},
		"root is not gzip":  {patch(whole, 8, 0), "root directory"},
	} {
		a, err := Open(bytes.NewReader(c.data), int64(len(c.data)))
		if err == nil || a != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func with(t *testing.T, change func(*recipe)) []byte {
	r := good()
	change(&r)
	return r.encode(t)
}

func patch(data []byte, at int, value uint64) []byte {
	data = bytes.Clone(data)
	binary.LittleEndian.PutUint64(data[at:], value)
	return data
}

// A file whose size is not what it was said to be, as one that is being copied.
func TestShorterThanSaid(t *testing.T) {
	data := good().encode(t)
	if _, err := Open(bytes.NewReader(data[:200]), int64(len(data))); err == nil {
		t.Error("no error")
	}
}

func TestHostileDirectories(t *testing.T) {
	bad := func(rows ...uint64) []byte {
		var out []byte
		for _, n := range rows {
			out = binary.AppendUvarint(out, n)
		}
		return out
	}
	for name, root := range map[string][]byte{
		"empty":               bad(0),
		"nothing":             {},
		"huge count":          bad(1<<62, 0, 1, 1, 1),
		"count of too many":   bad(3, 0, 1, 1, 1),
		"twice the same":      bad(2, 0, 0, 1, 1, 1, 1, 1, 1),
		"number overflows":    bad(2, 1<<63, 1<<63, 1, 1, 1, 1, 1, 1),
		"run overflows":       bad(1, 0, 1<<32, 1, 1),
		"length overflows":    bad(1, 0, 1, 1<<32, 1),
		"no length":           bad(1, 0, 1, 0, 1),
		"first has no offset": bad(1, 0, 1, 1, 0),
		"something after":     bad(1, 0, 1, 1, 1, 7),
		"cut in a number":     append(bad(1, 0, 1, 1), 0x80, 0x80),
	} {
		if entries, err := readDirectory(root); err == nil {
			t.Errorf("%s: %v", name, entries)
		}
	}
}

func TestHostileTiles(t *testing.T) {
	r := good()
	r.packed = 1
	for name, c := range map[string]struct {
		root, leaves, tiles []byte
		says                string
	}{
		"offset beyond": {root: columnsOf([]row{{0, 1 << 62, 1, 1}}, true), tiles: []byte("a"), says: "outside"},
		"length beyond": {root: columnsOf([]row{{0, 0, 2, 1}}, true), tiles: []byte("a"), says: "outside"},
		"too large":     {root: columnsOf([]row{{0, 0, maxTile + 1, 1}}, true), tiles: make([]byte, maxTile+1), says: "more than"},
		"leaf beyond":   {root: columnsOf([]row{{0, 9, 9, 0}}, true), says: "outside"},
		"leaf leads to itself": {root: columnsOf([]row{{0, 0, 5, 0}}, true), leaves: columnsOf([]row{{0, 0, 5, 0}}, true),
			says: "without end"},
	} {
		a := open(t, r.assemble(t, c.root, c.leaves, c.tiles))
		data, found, err := a.Tile(0, 0, 0)
		if err == nil || found || data != nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %d bytes, %v %v", name, len(data), found, err)
		}
	}
}

// What is small when packed may be large: it is given up at the bound.
func TestBombs(t *testing.T) {
	r := good()
	r.tilesPacked = 2
	bomb := squeeze(t, 2, make([]byte, maxTile+1))
	a := open(t, r.assemble(t, columnsOf([]row{{0, 0, uint64(len(bomb)), 1}}, true), nil, bomb))
	if data, _, err := a.Tile(0, 0, 0); err == nil || data != nil {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if data := r.assemble(t, make([]byte, maxUnpacked+1), nil, nil); len(data) > maxDirectory {
		t.Fatal("the bomb is too large to be one")
	} else if _, err := Open(bytes.NewReader(data), int64(len(data))); err == nil {
		t.Error("a directory of any size is read")
	}
}

func FuzzOpen(f *testing.F) {
	for _, leaf := range []int{0, 2} {
		for _, packed := range []byte{1, 2} {
			r := good()
			r.leafSize, r.packed = leaf, packed
			f.Add(r.encode(f))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for _, at := range [][3]int{{0, 0, 0}, {1, 1, 1}, {2, 3, 0}, {26, 1, 1}} {
			tile, found, err := a.Tile(at[0], at[1], at[2])
			if len(tile) > maxTile || !found && tile != nil || err != nil && found {
				t.Fatalf("%v: %d bytes, %v, %v", at, len(tile), found, err)
			}
		}
		if strings.ContainsAny(a.Attribution(), "\x00\n") {
			t.Fatalf("attribution %q", a.Attribution())
		}
	})
}
