package lang

import "testing"

func TestDirection(t *testing.T) {
	for tag, want := range map[Tag]string{"fr": "ltr", "ar": "rtl", "fa-AF": "rtl", "ps": "rtl", "ti": "ltr", "pa": "ltr", "": "ltr"} {
		if got := Direction(tag); got != want {
			t.Errorf("%q is written %s, want %s", tag, got, want)
		}
	}
}
