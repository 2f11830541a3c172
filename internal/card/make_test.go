package card_test

import (
	"strings"
	"testing"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/packtest"
)

func TestTheSafeCard(t *testing.T) {
	p, _ := packtest.Shipped(t)
	c, err := p.Card(card.Choice{Language: "en", Doors: []card.DoorChoice{{Service: "ecoute"}, {Service: "cpvcf"}}}, "")
	if err != nil {
		t.Fatal(err)
	}
	got := card.Plain(c)
	want := "0800 30 030\nfree · anonymous · day and night\n\n02 539 27 44\nMonday to Friday 9:00–17:00\nOn public holidays: call first\n\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, word := range []string{"Écoute", "CPVCF", "ecoute", "Colonies", "http", "@"} {
		if strings.Contains(got, word) {
			t.Errorf("%q stands on the safe card:\n%s", word, got)
		}
	}
}
