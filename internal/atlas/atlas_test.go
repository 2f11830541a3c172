package atlas

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/lang"
	"pgregory.net/rapid"
)

// shipped is the map of the pack that Halte ships: shapes of a real place, with two parts and long borders.
const shipped = "../../content/packs/brussels/map.json"

func shippedData(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func brussels(t testing.TB) *Atlas {
	t.Helper()
	a, err := Parse(shippedData(t))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestShippedMap(t *testing.T) {
	if n := len(shippedData(t)); n > 20_000 {
		t.Errorf("the map has %d bytes, more than 20 kB", n)
	}
	a := brussels(t)
	maker, licence := a.Attribution()
	if !strings.Contains(maker, "bmesuere") || licence != "CC0 1.0" {
		t.Errorf("attribution %q, %q", maker, licence)
	}
	var ids, codes []string
	for _, area := range a.Areas() {
		ids = append(ids, area.ID)
		codes = append(codes, area.Postcodes...)
		for _, tag := range lang.Interface() {
			if area.Name[tag] == "" {
				t.Errorf("%s has no name in %s", area.ID, tag)
			}
		}
		if held, ok := a.Holding(area.Middle); !ok || held.ID != area.ID {
			t.Errorf("the middle of %s is in %q", area.ID, held.ID)
		}
		if same, ok := a.ByID(area.ID); !ok || same.Middle != area.Middle {
			t.Errorf("%s is not found by its id", area.ID)
		}
	}
	if len(ids) != 19 || ids[0] != "21001" || ids[18] != "21019" || !slices.IsSorted(ids) || len(slices.Compact(ids)) != 19 {
		t.Errorf("areas %v", ids)
	}
	slices.Sort(codes)
	want := "1000 1020 1030 1040 1050 1060 1070 1080 1081 1082 1083 1090 1120 1130 1140 1150 1160 1170 1180 1190 1200 1210"
	if got := strings.Join(codes, " "); got != want {
		t.Errorf("postcodes %s", got)
	}
	if _, ok := a.ByID("21020"); ok {
		t.Error("an area that is not there is found")
	}
}

// Names and postcodes are those of the official list, where it lies beside the checkout.
func TestShippedNames(t *testing.T) {
	file, err := os.Open("../../../shared/data/belgium/municipalities_2019_nis_names_zip.csv")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: the list of municipalities is not beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	a, found := brussels(t), 0
	for _, row := range rows[1:] {
		area, ok := a.ByID(row[0])
		if ok != strings.HasPrefix(row[3], "Région de Bruxelles") {
			t.Errorf("%s %s: on the map: %v", row[0], row[2], ok)
		}
		if !ok {
			continue
		}
		found++
		if !strings.HasPrefix(area.Name["nl"], row[1]) || !strings.HasPrefix(area.Name["fr"], row[2]) {
			t.Errorf("%s is called %v, not %s or %s", row[0], area.Name, row[1], row[2])
		}
		if by, _ := a.ByPostcode(row[4]); by.ID != row[0] {
			t.Errorf("postcode %s is in %q, not %s", row[4], by.ID, row[0])
		}
	}
	if found != 19 {
		t.Errorf("%d of 19 areas are in the list", found)
	}
}

func TestHolding(t *testing.T) {
	a := brussels(t)
	for _, c := range []struct {
		name string
		at   Point
		want string
	}{
		{"Grand-Place", Point{50.8467, 4.3525}, "21004"},
		{"Atomium, in the north of the same commune", Point{50.8949, 4.3415}, "21004"},
		{"bois de la Cambre, in its tongue to the south", Point{50.8080, 4.3800}, "21004"},
		{"place Flagey", Point{50.8275, 4.3722}, "21009"},
		{"université, in the other part of the commune", Point{50.8120, 4.3830}, "21009"},
		{"parvis de Saint-Gilles", Point{50.8296, 4.3456}, "21013"},
		{"place Saint-Josse", Point{50.8505, 4.3715}, "21014"},
		{"observatoire", Point{50.7980, 4.3590}, "21016"},
		{"gare de Boitsfort", Point{50.7945, 4.4080}, "21017"},
		{"Leuven", Point{50.8798, 4.7005}, ""},
		{"Zaventem, just beyond the border", Point{50.8837, 4.4730}, ""},
		{"nowhere", Point{math.NaN(), 4.35}, ""},
		{"infinity", Point{50.85, math.Inf(1)}, ""},
		{"degrees turned", Point{4.3525, 50.8467}, ""},
	} {
		if got, ok := a.Holding(c.at); got.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, want %q", c.name, got.ID, c.want)
		}
	}
}

func TestByPostcode(t *testing.T) {
	a := brussels(t)
	for code, want := range map[string]string{
		"1000": "21004", "1020": "21004", "1120": "21004", "1130": "21004", "1050": "21009", " 1210 ": "21014",
		"1001": "", "10": "", "": "", "1000 Bruxelles": "", "B-1000": "", "3000": "",
	} {
		if got, ok := a.ByPostcode(code); got.ID != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", code, got.ID, want)
		}
	}
}

// Nothing is in two areas, on borders and corners neither, and no corner of a border between two is in none.
func TestNoOverlap(t *testing.T) {
	a := brussels(t)
	holders := func(p Point) (n int) {
		x, y := a.grid.place(p)
		for _, area := range a.areas {
			if area.shape.holds(x, y) {
				n++
			}
		}
		return n
	}
	for _, area := range a.areas {
		for _, r := range area.shape.rings {
			for _, s := range r {
				if n := holders(a.grid.point(s)); n > 1 {
					t.Errorf("a corner of %s is in %d areas", area.ID, n)
				}
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := Point{rapid.Float64Range(50.76, 50.92).Draw(t, "lat"), rapid.Float64Range(4.24, 4.49).Draw(t, "lon")}
		if n := holders(p); n > 1 {
			t.Fatalf("%v is in %d areas", p, n)
		}
	})
}

// Every border is used by one area, or by two that run along it in opposite directions: then nothing lies between
// them. This holds the file, however it was made.
func TestNoGaps(t *testing.T) {
	var file topology
	if err := json.Unmarshal(shippedData(t), &file); err != nil {
		t.Fatal(err)
	}
	forwards, backwards := map[int]int{}, map[int]int{}
	for _, g := range file.Objects.Areas.Geometries {
		for _, polygon := range g.Arcs {
			for _, arcs := range polygon {
				for _, i := range arcs {
					if i < 0 {
						backwards[-1-i]++
					} else {
						forwards[i]++
					}
				}
			}
		}
	}
	shared := 0
	for i := range file.Arcs {
		if forwards[i] != 1 || backwards[i] > 1 {
			t.Errorf("border %d is used %d times forwards and %d times backwards", i, forwards[i], backwards[i])
		}
		shared += backwards[i]
	}
	if shared < 30 {
		t.Errorf("only %d borders are shared", shared)
	}
}
