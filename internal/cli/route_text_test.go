package cli

import (
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
)

func newPaper(t *testing.T, width int) *paper {
	t.Helper()
	words, err := lang.LoadCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return &paper{Printer: words.In("en"), width: width}
}

// A step never ends in a name without a way to reach it.
func TestNumbers(t *testing.T) {
	s := decisionSheet{paper: newPaper(t, widest)}
	channel := func(kind, value string) routing.ChannelDoc { return routing.ChannelDoc{Kind: kind, Value: value} }
	for want, channels := range map[string][]routing.ChannelDoc{
		"02 1, 02 2":             {channel("phone", "02 1"), channel("phone", "02 2"), channel("email", "a@b")},
		"a@b, 02 1":              {channel("email", "a@b"), channel("phone", "02 1")},
		"a@b":                    {channel("web", "https://x"), channel("email", "a@b")},
		"see “halte services x”": {channel("web", "https://x")},
	} {
		got := strings.ReplaceAll(s.numbers(routing.StepServiceDoc{ServiceRef: routing.ServiceRef{ID: "x"}, Channels: channels}), string(tie), " ")
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := s.numbers(routing.StepServiceDoc{ServiceRef: routing.ServiceRef{ID: "y"}}); !strings.Contains(got, "halte services y") {
		t.Errorf("without channels: %q", got)
	}
}

// A number beside a step is marked, by its service or by itself, and a service that is sure and of unknown hours is not.
func TestReadiness(t *testing.T) {
	s := decisionSheet{paper: newPaper(t, widest)}
	unsure := routing.ChannelDoc{Kind: "phone", Value: "1", Check: true}
	for want, service := range map[string]routing.StepServiceDoc{
		"1 (check by phone)": {State: routing.StateDoc{Now: "unknown"}, Channels: []routing.ChannelDoc{unsure}},
		"1 (closed; check by phone)": {State: routing.StateDoc{Now: "closed"}, Check: true,
			Channels: []routing.ChannelDoc{unsure}},
		"2 (open)": {State: routing.StateDoc{Now: "open"}, Channels: []routing.ChannelDoc{{Kind: "phone", Value: "2"}}},
		"3":        {State: routing.StateDoc{Now: "unknown"}, Channels: []routing.ChannelDoc{{Kind: "phone", Value: "3"}}},
	} {
		if got := s.numbers(service) + s.readiness(service); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A number stays on one line, an address stays whole, and nothing gives orders to the terminal.
func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"call " + whole("02 539 27 44") + " now", 14, "call|02 539 27 44|now"},
		{"see https://www.example.org/a/long/address now", 12, "see|https://www.example.org/a/long/address|now"},
		{"«\u00a0oui\u00a0»", 4, "«\u00a0oui\u00a0»"},
		{"a\x1b[31mb", 20, "a[31mb"},
		{"", 20, ""},
		{"  two   words ", 20, "two words"},
	} {
		if got := strings.Join(wrap(test.text, test.width), "|"); got != test.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// A locale chooses the language; what Halte does not speak is English.
func TestLocale(t *testing.T) {
	for locale, want := range map[string]lang.Tag{"fr_BE.UTF-8": "fr", "nl": "nl", "NL_nl@euro": "nl", "C": "en",
		"de_DE.UTF-8": "en", "C.UTF-8": "en", "français": "en"} {
		if got := tagOf(locale); got != want {
			t.Errorf("%s is read as %s, want %s", locale, got, want)
		}
	}
}
