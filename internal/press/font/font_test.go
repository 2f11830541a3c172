package font

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// fromLeft are the signs of a run by their place.
func fromLeft(run Run) []Glyph {
	return slices.SortedStableFunc(slices.Values(run.Glyphs), func(a, b Glyph) int { return a.X - b.X })
}

// forms are which form of its letter each sign is, from the left: "." alone, "f" final, "i" initial, "m" medial, "l" a
// ligature.
func forms(f *Fonts, run Run) string {
	var out strings.Builder
	for _, g := range fromLeft(run) {
		letters := []rune(g.Text)
		kind := "?"
		for name, sign := range map[string]rune{".": letters[0], "f": formOf(letters[0], final), "i": formOf(letters[0], initial),
			"m": formOf(letters[0], medial)} {
			if _, id, ok := f.find(Regular, sign); ok && id == g.ID {
				kind = name
			}
		}
		if len(letters) == 2 {
			kind = "l"
		}
		out.WriteString(kind)
	}
	return out.String()
}

// The forms are those that HarfBuzz gives for the same words with the font that ours is made from.
func TestLettersJoin(t *testing.T) {
	f := fonts(t)
	for _, test := range []struct{ name, word, want string }{
		{"all join", "السبت", "fmmi."},
		{"lam and alef are one sign", "لا", "l"},
		{"and join what stands before", "الاثنين", "fmmil."},
		{"dal, reh and waw end a stretch", "ورود", "...."},
		{"Farsi", "پنجشنبه", "fmmmmmi"},
		{"letters of Pashto alone", "ځانګړی", ".fmifi"},
		{"a sign that keeps letters apart", "می\u200cر", ".fi"},
	} {
		run, err := f.Shape(test.word, Regular, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := forms(f, run); got != test.want {
			t.Errorf("%s: %s is %s, want %s", test.name, test.word, got, test.want)
		}
	}
}

// A mark stands over its letter and takes no room.
func TestMarks(t *testing.T) {
	f := fonts(t)
	plain, _ := f.Shape("مجانا", Regular, true)
	marked, err := f.Shape("مجانًا", Regular, true)
	if err != nil || plain.Width != marked.Width || len(marked.Glyphs) != len(plain.Glyphs)+1 {
		t.Fatalf("%d wide and %d signs, without the mark %d and %d (%v)", marked.Width, len(marked.Glyphs), plain.Width, len(plain.Glyphs), err)
	}
	for i, g := range marked.Glyphs {
		if g.Text != "\u064b" {
			continue
		}
		base, mark := marked.Glyphs[i-1], g.Face.Box(g.ID)
		if letter := base.Face.Box(base.ID); mark.Bottom+g.Y < letter.Top {
			t.Errorf("the mark begins at %d, the letter ends at %d", mark.Bottom+g.Y, letter.Top)
		}
	}
}

// In the order of the places on paper, what is written from the left stays as it is inside what is written from the right.
func TestNumbersAreNotTurned(t *testing.T) {
	f := fonts(t)
	for text, want := range map[string]string{
		"الجمعة 9:00–17:00":         "9:00–17:00 ",
		"اتصل 0800 30 030 الآن":     " 0800 30 030 ",
		"رقم +32 2 539 27 44":       "+32 2 539 27 44 ",
		"Rue Blanche 29, 1060 قرب":  " Rue Blanche 29, 1060",
		"الثلاثاء 1/12/2026، 14:30": "14:30 ",
		"(الأحد)":                   "(",
	} {
		letters := []rune(text)
		run, err := f.Line(letters, Directions(letters, true), Bold, true)
		if err != nil {
			t.Fatal(err)
		}
		var seen strings.Builder
		for _, g := range fromLeft(run) {
			seen.WriteString(g.Text)
		}
		if !strings.Contains(seen.String(), want) {
			t.Errorf("%q stands as %q, want %q in it", text, seen.String(), want)
		}
	}
	// A bracket is turned: what opens at the right looks like what closes at the left.
	letters := []rune("(أ)")
	run, _ := f.Line(letters, Directions(letters, true), Regular, true)
	_, opening, _ := f.find(Regular, '(')
	if first := fromLeft(run)[0]; first.ID != opening || first.Text != ")" {
		t.Errorf("the sign at the left is not an opening bracket: %+v", first)
	}
}

func TestSignsStandInOrder(t *testing.T) {
	f := fonts(t)
	for _, text := range []string{"AVATAR Tot 9:00", "شماره\u200cهای مفید", "ጠቐምቲ ቁጽርታት", "п’ятниці"} {
		letters := []rune(text)
		run, err := f.Line(letters, Directions(letters, false), Bold, false)
		if err != nil {
			t.Fatal(err)
		}
		x := 0
		for _, g := range fromLeft(run) {
			if g.X < x-150 || g.X+g.Advance > run.Width+150 {
				t.Errorf("%q: a sign at %d, after %d, in a line of %d", text, g.X, x, run.Width)
			}
			x = g.X
		}
	}
}

func TestDigitsAreEquallyWide(t *testing.T) {
	f := fonts(t)
	for _, weight := range []Weight{Regular, Bold} {
		want, _ := f.Shape("0", weight, false)
		for _, digit := range "123456789" {
			if run, err := f.Shape(string(digit), weight, false); err != nil || run.Width != want.Width {
				t.Errorf("%c is %d wide, 0 is %d (%v)", digit, run.Width, want.Width, err)
			}
		}
	}
}

// A letter that no font has is an error that names it, never an empty box.
func TestMissingLetter(t *testing.T) {
	for _, text := range []string{"日", "a\u0e01", "👍", "\uFFFD"} {
		_, err := fonts(t).Shape(text, Regular, false)
		if missing := (Missing{}); !errors.As(err, &missing) || !strings.ContainsRune(text, missing.Letter) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Every letter of every face has an outline that begins, ends, and stays within what it says that it covers.
func TestOutlines(t *testing.T) {
	for _, faces := range fonts(t).faces {
		for _, face := range faces {
			drawn := 0
			for letter, id := range face.letters {
				box := face.Box(id)
				for _, line := range face.Outline(id) {
					drawn++
					for _, p := range line {
						if p.X < box.Left || p.X > box.Right || p.Y < box.Bottom || p.Y > box.Top {
							t.Fatalf("%s U+%04X: a point at %v outside %v", face.Name, letter, p, box)
						}
					}
				}
				if path := face.Path(id); path != "" && (path[0] != 'M' || path[len(path)-1] != 'Z') {
					t.Errorf("%s U+%04X: the path %q", face.Name, letter, path)
				}
			}
			if drawn < len(face.letters) {
				t.Errorf("%s: %d lines for %d letters", face.Name, drawn, len(face.letters))
			}
		}
	}
}

func TestSubset(t *testing.T) {
	f := fonts(t)
	face, id, _ := f.find(Bold, 'ش')
	_, other, _ := f.find(Bold, 'ق')
	file := face.Subset(map[uint16]bool{id: true})
	tables, err := directory(file)
	if err != nil {
		t.Fatal(err)
	}
	small := &Face{tables: tables}
	if err := errors.Join(small.readOutlines(), small.readAdvances()); err != nil {
		t.Fatal(err)
	}
	if small.Path(id) != face.Path(id) || small.Advance(other) != face.Advance(other) {
		t.Error("a letter that is used has changed")
	}
	if small.Path(other) != "" {
		t.Error("a letter that is not used is still drawn")
	}
	if sum(file) != 0xB1B0AFBA {
		t.Errorf("the file adds up to %X", sum(file))
	}
}

// The committed letters are those that `make fonts` makes.
func TestFontsAreFresh(t *testing.T) {
	const npm, noto = "../../../scripts/fonts/node_modules/@fontsource/atkinson-hyperlegible-next/files", "/usr/share/fonts/truetype/noto"
	for _, path := range []string{npm, filepath.Join(noto, "NotoSansEthiopic-Bold.ttf"), "/usr/lib/python3/dist-packages/fontTools"} {
		if _, err := os.Stat(path); err != nil {
			t.Skipf("skipped: what letters are made from is not here (%v); run make fonts", err)
		}
	}
	dir := t.TempDir()
	if out, err := exec.Command("/usr/bin/python3", "../../../scripts/fonts/make.py", npm, noto, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	files, err := filepath.Glob("data/*.ttf")
	if err != nil || len(files) != 8 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		committed, _ := os.ReadFile(file)
		fresh, err := os.ReadFile(filepath.Join(dir, filepath.Base(file)))
		if err != nil || !slices.Equal(committed, fresh) {
			t.Errorf("%s is stale (%v): run make fonts", file, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"latin-bold", "arabic-regular"} {
		file, err := os.ReadFile("data/" + name + ".ttf")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file[:2000])
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		face, err := Parse(file)
		if err != nil {
			return
		}
		used := map[uint16]bool{}
		for _, id := range face.letters {
			face.Path(id)
			face.Advance(id)
			used[id] = true
		}
		face.Bounds()
		face.Subset(used)
	})
}

// Every word of the pack in Arabic script is set with as many signs as HarfBuzz has for it (or as wide, where that draws two
// as one) and as wide, to the little by which that moves reh and waw closer. Words with marks are left out, because we place those in our own way.
func TestWordsAsHarfBuzz(t *testing.T) {
	const source = "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"
	if _, err := os.Stat(source); err != nil {
		t.Skipf("skipped: %v; it is in Debian's fonts-noto-core", err)
	}
	if _, err := exec.LookPath("hb-shape"); err != nil {
		t.Skipf("skipped: %v; it is in Debian's libharfbuzz-bin", err)
	}
	words := wordsOfPack(t)
	if len(words) < 200 {
		t.Fatalf("%d words only", len(words))
	}
	cmd := exec.Command("hb-shape", "--no-glyph-names", "--no-clusters", source)
	cmd.Stdin = strings.NewReader(strings.Join(words, "\n"))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	f := fonts(t)
	for i, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		width, signs := 0, strings.Split(strings.Trim(line, "[]"), "|")
		for _, sign := range signs {
			_, advance, _ := strings.Cut(sign, "+")
			n, err := strconv.Atoi(advance)
			if err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			width += n
		}
		const closer = 60 // units
		run, err := f.Shape(words[i], Regular, true)
		if err != nil || run.Width < width || run.Width > width+closer || len(run.Glyphs) != len(signs) && run.Width != width {
			t.Errorf("%s: %d signs, %d wide; HarfBuzz has %d and %d (%v)", words[i], len(run.Glyphs), run.Width, len(signs), width, err)
		}
	}
}

// wordsOfPack are the different words in Arabic script without marks, out of cards and phrases.
func wordsOfPack(t *testing.T) []string {
	t.Helper()
	var words []string
	for _, dir := range []string{"cards", "phrases"} {
		for _, language := range []string{"ar", "fa", "ps"} {
			data, err := os.ReadFile("../../../content/packs/brussels/" + dir + "/" + language + ".yaml")
			if err != nil {
				t.Fatal(err)
			}
			words = append(words, strings.FieldsFunc(string(data), func(r rune) bool { return !joins(r) && r != 'ء' && !unicode.Is(unicode.Mn, r) })...)
		}
	}
	words = slices.DeleteFunc(words, func(w string) bool {
		return strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Mn, r) })
	})
	slices.Sort(words)
	return slices.Compact(words)
}
