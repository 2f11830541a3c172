package pdf

import (
	"bytes"
	"strings"
	"testing"
)

func TestPoints(t *testing.T) {
	for length, want := range map[int]string{0: "0", 25400: "72", 210000: "595.276", -25400: "-72", 100: "0.283", -100: "-0.283", 353: "1.001"} {
		if got := points(length); got != want {
			t.Errorf("%d micrometres are %s points, want %s", length, got, want)
		}
	}
}

func TestScale(t *testing.T) {
	for _, test := range []struct{ units, size, want int }{{1000, 3528, 3528}, {500, 3, 2}, {-500, 3, -2}, {0, 9, 0}} {
		if got := Scale(test.units, test.size); got != test.want {
			t.Errorf("%d units at %d are %d, want %d", test.units, test.size, got, test.want)
		}
	}
}

// What is typed cannot end a text or a tag of a language and go on as something else.
func TestTextsAreClosed(t *testing.T) {
	if got := text(")>> é😀"); got != "<FEFF0029003E003E002000E9D83DDE00>" {
		t.Errorf("the text is %s", got)
	}
	if got := tongue("fr-BE)/JS"); got != "(fr-BEJS)" {
		t.Errorf("the tag is %s", got)
	}
}

// An element in which nothing is shown is not in the tree, and what belongs to none is marked as such.
func TestTree(t *testing.T) {
	d := New(About{Title: "Title", Lang: "fr"})
	d.Root().Add(List, "", "").Add(Item, "", "")
	shown := d.Root().Add(Paragraph, "nl", "")
	p := d.Page(210000, 297000)
	line := Path{Stroke: 100, Segments: []Segment{{Kind: Move}, {Kind: Line, Points: [3]Point{{X: 1000}}}}}
	p.Path(nil, line)
	p.Path(shown, line)
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for want, times := range map[string]int{"/S /LI": 0, "/S /L ": 0, "/S /P": 1, "/Lang (nl)": 1, "/Artifact BMC": 1, "/P <</MCID 0>> BDC": 1, "EMC": 2} {
		if n := strings.Count(b.String(), want); n != times {
			t.Errorf("%q stands %d times in the document, want %d", want, n, times)
		}
	}
}
