package hours

import (
	"testing"
	"time"
)

const usual = "Mo-Fr 09:00-12:30,13:00-17:00; PH off"

var seasonal = `Apr-Oct Mo-Fr 08:00-19:00; Nov-Mar Mo-Fr 09:00-17:00; week 30-33 off; Sa[1] 10:00-12:00; easter -2 days off; PH off || "by appointment"`

func brussels(tb testing.TB) *time.Location {
	tb.Helper()
	loc, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		tb.Skipf("no time zone data: %v", err)
	}
	return loc
}

// belgium2026 is the list of legal holidays of 2026 and 2027.
var belgium2026 = NamedDates(map[Day]string{
	{2026, 1, 1}: "Nieuwjaar", {2026, 4, 6}: "Paasmaandag", {2026, 5, 1}: "Dag van de Arbeid",
	{2026, 5, 14}: "Hemelvaart", {2026, 5, 25}: "Pinkstermaandag", {2026, 7, 21}: "Nationale feestdag",
	{2026, 8, 15}: "Tenhemelopneming", {2026, 11, 1}: "Allerheiligen", {2026, 11, 11}: "Wapenstilstand",
	{2026, 12, 25}: "Kerstmis", {2027, 1, 1}: "Nieuwjaar",
})

func benchParse(b *testing.B, text string) {
	o := Options{Zone: brussels(b), Public: belgium2026}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(text, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B)         { benchParse(b, usual) }
func BenchmarkParseSeasonal(b *testing.B) { benchParse(b, seasonal) }
func BenchmarkParseTolerant(b *testing.B) { benchParse(b, "Lundi-Vendredi 9h-17h"[:14]+" 9-17") }

func benchAsk(b *testing.B, text string, f func(s *Schedule, t time.Time)) {
	s, err := Parse(text, Options{Zone: brussels(b), Public: belgium2026})
	if err != nil {
		b.Fatal(err)
	}
	// A Friday evening: the next change is after the weekend.
	t := time.Date(2026, 9, 11, 18, 0, 0, 0, s.zone.loc)
	b.ReportAllocs()
	for b.Loop() {
		f(s, t)
	}
}

func BenchmarkAt(b *testing.B)   { benchAsk(b, usual, func(s *Schedule, t time.Time) { s.At(t) }) }
func BenchmarkNext(b *testing.B) { benchAsk(b, usual, func(s *Schedule, t time.Time) { s.Next(t) }) }
func BenchmarkNextOpen(b *testing.B) {
	benchAsk(b, usual, func(s *Schedule, t time.Time) { s.NextOpen(t) })
}
func BenchmarkAtSeasonal(b *testing.B) {
	benchAsk(b, seasonal, func(s *Schedule, t time.Time) { s.At(t) })
}
func BenchmarkNextSeasonal(b *testing.B) {
	benchAsk(b, seasonal, func(s *Schedule, t time.Time) { s.Next(t) })
}
func BenchmarkNextNever(b *testing.B) {
	benchAsk(b, "24/7; 2012 off", func(s *Schedule, t time.Time) { s.Next(t) })
}

// BenchmarkNextUnknown has no holiday data, so nothing is ever surely open.
func BenchmarkNextUnknown(b *testing.B) {
	s := mustParse(b, usual, Options{Zone: brussels(b)})
	t := time.Date(2026, 9, 11, 18, 0, 0, 0, s.zone.loc)
	b.ReportAllocs()
	for b.Loop() {
		s.NextOpen(t)
	}
}
