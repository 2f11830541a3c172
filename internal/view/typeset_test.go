package view

import "testing"

func TestTypeset(t *testing.T) {
	for plain, want := range map[string]string{
		"Qui ? Vous !":            "Qui\u00a0? Vous\u00a0!",
		"« Je vous crois » : oui": "«\u00a0Je vous crois\u00a0»\u00a0: oui",
		"a ; b":                   "a\u00a0; b",
		"« »":                     "«\u00a0»",
		" ":                       " ",
		"sans rien":               "sans rien",
		"fin ":                    "fin ",
		"":                        "",
	} {
		if got := Typeset("fr", plain); got != want {
			t.Errorf("%q is set as %q, not %q", plain, got, want)
		}
		if got := Typeset("nl", plain); got != plain {
			t.Errorf("in Dutch %q is set as %q", plain, got)
		}
	}
}
