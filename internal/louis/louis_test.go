package louis_test

import (
	"errors"

	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/braille/tables"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/louis"
)

func library(t testing.TB) *braille.Library {
	t.Helper()
	data, err := tables.Plain()
	if err != nil {
		t.Fatal(err)
	}
	l, err := braille.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func translator(t testing.TB, l *braille.Library, tag lang.Tag, grade braille.Grade) braille.Translator {
	t.Helper()
	tr, err := l.For(tag, grade)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func show(cells []louis.Cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteRune(0x2800 + rune(c))
	}
	return b.String()
}

// What people who read Braille would expect, by the rules of each code, so that this is also tested without liblouis.
func TestTranslate(t *testing.T) {
	l := library(t)
	for _, c := range []struct {
		tag         lang.Tag
		grade       braille.Grade
		print, want string
	}{
		{"en", braille.Uncontracted, "0800 30 030", "⠼⠚⠓⠚⠚⠐⠉⠚⠐⠚⠉⠚"},
		{"en", braille.Contracted, "The people for you", "⠠⠮⠀⠏⠀⠿⠀⠽"},
		{"en", braille.Contracted, "A b 3-day McDonald SOS STOP THE WAR now. S.O.S.",
			"⠠⠁⠀⠰⠃⠀⠼⠉⠤⠐⠙⠀⠠⠍⠉⠠⠙⠕⠝⠁⠇⠙⠀⠠⠠⠠⠎⠕⠎⠀⠌⠕⠏⠀⠮⠀⠺⠜⠠⠄⠀⠝⠪⠲⠀⠠⠎⠲⠠⠕⠲⠠⠎⠲"},
		{"en", braille.Uncontracted, "16B, 16b", "⠼⠁⠋⠠⠃⠂⠀⠼⠁⠋⠰⠃"},
		{"fr", braille.Uncontracted, "02 539 27 44", "⠠⠼⠣⠀⠠⠱⠩⠪⠀⠠⠣⠻⠀⠠⠹⠹"},
		{"fr", braille.Uncontracted, "Rue de l'Église 12, 1000 Bruxelles", "⠨⠗⠥⠑⠀⠙⠑⠀⠇⠄⠨⠿⠛⠇⠊⠎⠑⠀⠠⠡⠣⠂⠀⠠⠡⠼⠼⠼⠀⠨⠃⠗⠥⠭⠑⠇⠇⠑⠎"},
		{"fr", braille.Contracted, "a-t-il (CC) Bruxelles-J", "⠁⠤⠰⠞⠤⠊⠀⠦⠰⠨⠨⠉⠉⠴⠀⠨⠆⠥⠭⠸⠎⠤⠰⠨⠚"},
		{"nl", braille.Uncontracted, "CAW’s 8.30-16.30 2nd ONE TWO THREE FOUR", "⠘⠉⠁⠺⠄⠠⠎⠀⠼⠓⠲⠉⠚⠤⠼⠁⠋⠲⠉⠚⠀⠼⠃⠝⠙⠀⠘⠘⠕⠝⠑⠀⠞⠺⠕⠀⠞⠓⠗⠑⠑⠀⠘⠋⠕⠥⠗"},
	} {
		cells, err := translator(t, l, c.tag, c.grade).Translate(c.print)
		if got := show(cells); err != nil || got != c.want {
			t.Errorf("%s %s %q: %s, want %s (%v)", c.tag, c.grade, c.print, got, c.want, err)
		}
	}
}

func TestUndefined(t *testing.T) {
	l := library(t)
	for _, tag := range lang.Interface() {
		_, err := translator(t, l, tag, braille.Uncontracted).Translate("a ☂ b ţ \U0001F600 ☂")
		var e *louis.Undefined
		if !errors.As(err, &e) || !slices.Contains(e.Chars, '☂') || !slices.Contains(e.Chars, '\U0001F600') || slices.Contains(e.Chars, 'a') {
			t.Errorf("%s: %v", tag, err)
		}
	}
}

// Reference translates lines by liblouis itself, where it is installed.
func reference(t *testing.T, table string, lines []string) []string {
	t.Helper()
	if _, err := exec.LookPath("lou_translate"); err != nil {
		t.Skip("liblouis-bin is not installed: Braille is not compared with liblouis")
	}
	cmd := exec.Command("lou_translate", "--forward", "unicode.dis,"+table)
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// Every line of the shipped texts is written as liblouis writes it, cell by cell, in every table.
func TestAsLiblouis(t *testing.T) {
	l := library(t)
	for _, tag := range lang.Interface() {
		lines := texts(t, tag)
		for _, grade := range braille.Grades(tag) {
			name, err := braille.TableFor(tag, grade)
			if err != nil {
				t.Fatal(err)
			}
			want := reference(t, name, lines)
			if len(want) != len(lines) {
				t.Fatalf("%s: %d lines of liblouis for %d", name, len(want), len(lines))
			}
			tr := translator(t, l, tag, grade)
			compared := 0
			for i, line := range lines {
				cells, err := tr.Translate(line)
				var lacks *louis.Undefined
				if errors.As(err, &lacks) {
					continue // liblouis writes a blank or an escape for it
				}
				compared++
				if got := show(cells); err != nil || got != want[i] {
					t.Errorf("%s %q\n got %s (%v)\nwant %s", name, line, got, err, want[i])
				}
			}
			if compared < len(lines)*95/100 {
				t.Errorf("%s: only %d of %d lines could be compared", name, compared, len(lines))
			}
		}
	}
}

func FuzzTranslate(f *testing.F) {
	l := library(f)
	for _, s := range []string{"0800 30 030", "A1-B2 C", "l’été (www.x.be) 3,5", "''\"“--", "ÅÅ åß ½", "NEE nee NEE 1 A", "...,... ( ( (", "x\\y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 {
			return
		}
		for _, tag := range lang.Interface() {
			for _, grade := range braille.Grades(tag) {
				cells, err := translator(t, l, tag, grade).Translate(text)
				if err == nil && len(cells) > 40*len(text)+40 {
					t.Errorf("%d cells for %q", len(cells), text)
				}
			}
		}
	})
}

func FuzzCompile(f *testing.F) {
	f.Add("space \\s 0\nlowercase a 1\nalways aa 12", "a aa")
	f.Add("lowercase a 1\nmatch %[^_]a* a !(a|b)?%a+ 1-2\nnoback pass2 [@1]$l.!@1 @2#1=3*?", "aaa")
	f.Add("lowercase a 1\nbase uppercase A a\ncapsletter 6\nnoback correct _2[\"a\"]$d1-3~ \"b\"", "AaA")
	f.Fuzz(func(t *testing.T, table, text string) {
		if len(table) > 2000 || len(text) > 60 {
			return
		}
		l, err := louis.Compile(one(table), "t")
		if err == nil {
			_, _ = l.Translate(text)
		}
	})
}
