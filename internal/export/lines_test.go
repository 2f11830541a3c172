package export

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// property is a content line as a reader of the RFC sees it.
type property struct {
	group, name, params string
	value               string // unescaped; a list keeps its first value only in values
	values              []string
}

// unfold reads content lines by itself, strictly, and fails on what a reader could stumble over.
func unfold(t testing.TB, text string) []property {
	t.Helper()
	if text != "" && !strings.HasSuffix(text, "\r\n") {
		t.Fatalf("the last line does not end: %.200q", text)
	}
	var logical []string
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Fatalf("a line of %d octets, or a character cut in two: %q", len(line), line)
		}
		if strings.ContainsFunc(line, unicode.IsControl) || strings.ContainsAny(line, "\u2028\u2029") {
			t.Fatalf("a control character: %q", line)
		}
		if rest, folded := strings.CutPrefix(line, " "); folded {
			logical[len(logical)-1] += rest
		} else {
			logical = append(logical, line)
		}
	}
	var out []property
	for _, line := range logical {
		head, value, ok := strings.Cut(line, ":")
		if !ok || head == "" {
			t.Fatalf("no name: %q", line)
		}
		var p property
		head, p.params, _ = strings.Cut(head, ";")
		if group, name, has := strings.Cut(head, "."); has {
			p.group, head = group, name
		}
		p.name, p.values = head, unescape(value)
		p.value = p.values[0]
		out = append(out, p)
	}
	return out
}

// unescape splits a value at its semicolons, character by character.
func unescape(value string) []string {
	out := []string{""}
	last := func() *string { return &out[len(out)-1] }
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '\\' && i+1 < len(value) && value[i+1] == 'n':
			*last() += "\n"
			i++
		case value[i] == '\\' && i+1 < len(value):
			*last() += value[i+1 : i+2]
			i++
		case value[i] == ';':
			out = append(out, "")
		default:
			*last() += value[i : i+1]
		}
	}
	return out
}

// hostile draws what people, programs and attackers have been seen to put into a field.
func hostile() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"\r\n", "\n", "\r", "\x00", "\x1b", "\t", "\v", "\f", "\u0085", "\u2028", "\u2029", "\u200f", "\u202e", "\ufeff",
		"\"", "'", ",", ";", ":", "\\", "\\n", "·", " · ", "|", "`", "<", ">", "&", "</script>", "<!--",
		"=1+1", "+32 2 514 12 34", "-2", "@SUM(A1)", "＝1", "＋1", "−1", "\"=1", " =1", "\u00a0=1", "\n=1", ";=1", "\t=1",
		"=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0", "24/7", "1e5", "0800", "2026-11-23", "é", "Ω", "👩🏽‍⚕️", "الملجأ",
		"\r\nBEGIN:VCARD", "\nEND:VEVENT\n", "TEL:112", "\xff\xfe", "\xc3", strings.Repeat("long ", 2000),
		strings.Repeat("é", 5000), "tel ", "ext. 1", "(label)", "hours ",
		"javascript:alert(1)", "https://example.org/?a=1;b",
	}))
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), "")
	})
}

// Whatever is written as a text is one line for a reader, and the text.
func TestLinesReadBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text, web := hostile().Draw(r, "text"), hostile().Draw(r, "web")
		var b bytes.Buffer
		out := newLines(&b)
		out.plain("BEGIN", "X")
		out.text("FN", text)
		out.plain("URL", web)
		out.list("ORG", text, web)
		if err := out.end(); err != nil {
			r.Fatal(err)
		}
		untabbed := func(s string) string { return strings.ReplaceAll(clean(s), "\t", " ") }
		for _, p := range unfold(t, b.String())[1:] {
			switch {
			case p.name == "FN" && p.value == untabbed(text):
			case p.name == "URL":
			case p.name == "ORG" && slices.Equal(p.values, []string{untabbed(text), untabbed(web)}):
			default:
				r.Fatalf("%+v is not what was written", p)
			}
		}
	})
}

func TestFold(t *testing.T) {
	var b bytes.Buffer
	out := newLines(&b)
	out.text("FN", strings.Repeat("é", 60))
	if err := out.end(); err != nil {
		t.Fatal(err)
	}
	// "FN:" and 36 times two octets are 75; then a space and 24.
	want := "FN:" + strings.Repeat("é", 36) + "\r\n " + strings.Repeat("é", 24) + "\r\n"
	if b.String() != want {
		t.Errorf("%q is not %q", b.String(), want)
	}
}

func TestEscape(t *testing.T) {
	if got, want := escaped("a,b;c\\d\r\ne\tf:\"g\""), `a\,b\;c\\d\ne f:"g"`; got != want {
		t.Errorf("%s is not %s", got, want)
	}
}

func TestCleanLeavesNoLineBreakButItsOwn(t *testing.T) {
	for text, want := range map[string]string{
		"a\r\nb\rc\nd": "a\nb\nc\nd", "a\u2028b\u2029c\u0085d\ve\f": "a\nb\nc\nd\ne\n", "a\x00\x07\u009bb": "ab",
		"\xffé": "\ufffdé", "a\tb": "a\tb", "\u200fעברית": "\u200fעברית", "👩🏽‍⚕️": "👩🏽‍⚕️",
	} {
		if got := clean(text); got != want {
			t.Errorf("clean(%q) is %q, not %q", text, got, want)
		}
		if again := clean(clean(text)); again != clean(text) {
			t.Errorf("clean(%q) is not clean", text)
		}
	}
}

func TestWebAddress(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.org/a?b=c;d": "https://example.org/a?b=c;d", "www.example.org": "www.example.org",
		" http://example.org ": "http://example.org", "javascript:alert(1)": "", "data:text/html,x": "", "https://": "",
		"//evil.example": "", "ftp://example.org": "", "https://example.org/\r\nTEL:112": "https://example.org/%20TEL:112",
		"": "", "JavaScript:alert(1)": "",
	} {
		if got := webAddress(text); got != want {
			t.Errorf("webAddress(%q) is %q, not %q", text, got, want)
		}
	}
}
