package hours_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/halte-brussels/halte/hours"
)

func ExampleParse_strict() {
	_, err := hours.Parse("Mo-Fr 09:00-17:00; PH off", hours.Options{Strict: true})
	fmt.Println(err)
	_, err = hours.Parse("Mo-Fr 9-17", hours.Options{Strict: true})
	fmt.Println(err)
	// Output:
	// opening hours: at offset 19 ("PH"): PH means nothing without a table of public holidays; try Options.Public with a table, or dates, for example Dec 25 off
	// opening hours: at offset 6 ("9"): this spelling is not in the specification; try 09:00
}

func ExampleSchedule_Next() {
	s, _ := hours.Parse("Mo-Fr 09:00-17:00", hours.Options{Zone: cet})
	friday := time.Date(2026, 11, 27, 18, 0, 0, 0, cet)
	change, ok := s.Next(friday)
	fmt.Println(ok, change.At.Format("Mon 15:04"), change.Status.State)
	_, ok = mustParse("24/7").Next(friday)
	fmt.Println(ok)
	// Output:
	// true Mon 09:00 open
	// false
}

func mustParse(text string) *hours.Schedule {
	s, err := hours.Parse(text, hours.Options{})
	if err != nil {
		panic(err)
	}
	return s
}

func ExampleSchedule_IsWeekStable() {
	fmt.Println(mustParse("Mo-Fr 09:00-17:00").IsWeekStable(), mustParse("Sa[1] 10:00-12:00").IsWeekStable())
	// Output:
	// true false
}

func ExampleSchedule_String() {
	fmt.Println(mustParse("mo - fr: 9-17"))
	// Output:
	// Mo-Fr 09:00-17:00
}

func ExampleSchedule_Explain() {
	s := mustParse(`Mo-Fr 09:00-12:30; Sa[1] 10:00-12:00; SH off || "sur rendez-vous"`)
	for _, lang := range []string{"en", "fr", "nl"} {
		fmt.Println(s.Explain(lang))
	}
	// Output:
	// Monday to Friday, 09:00–12:30; the first Saturday of the month, 10:00–12:00; closed during school holidays; otherwise: by appointment
	// Du lundi au vendredi, 09:00–12:30 ; le premier samedi du mois, 10:00–12:00 ; fermé pendant les vacances scolaires ; sinon : sur rendez-vous
	// Maandag tot vrijdag, 09:00–12:30; de eerste zaterdag van de maand, 10:00–12:00; gesloten tijdens de schoolvakanties; anders: op afspraak
}

func ExampleFromProse() {
	for _, text := range []string{
		"9:00am-5:00pm, Mon-Thur;\n9:00am-noon, Fri",
		"du lundi au vendredi de 9h à 12h30 et de 13h30 à 17h, sauf jours fériés",
		"elke eerste dinsdag van de maand van 14 tot 16 uur",
		"Office hours: 9am-5pm, Mon-Fri\nFood bank: 10am, Sat",
		"8-7pm, Wed",
	} {
		p := hours.FromProse(text)
		fmt.Printf("%q %v %q\n", p.Text, p.Sure, p.Notes)
	}
	// Output:
	// "Mo-Th 09:00-17:00; Fr 09:00-12:00" true []
	// "Mo-Fr 09:00-12:30,13:30-17:00; PH off" true []
	// "Tu[1] 14:00-16:00" true []
	// "Mo-Fr 09:00-17:00" false ["Food bank:\n10am, Sat"]
	// "" false ["8-7pm, Wed"]
}

func ExampleSchedule_ToSchedules() {
	list, losses := mustParse("Mo,We 09:00-12:00; Sa[1] 10:00-12:00; PH off").ToSchedules()
	for _, h := range list {
		fmt.Println(h.Freq, h.ByDay, h.OpensAt, h.ClosesAt)
	}
	fmt.Println(losses)
	// Output:
	// WEEKLY MO,WE 09:00 12:00
	// MONTHLY 1SA 10:00 12:00
	// [PH off: HSDS has no exceptions]
}

func ExampleFromSchedules() {
	text, losses := hours.FromSchedules([]hours.HSDSSchedule{
		{Freq: "WEEKLY", ByDay: "MO,TU", OpensAt: "09:00", ClosesAt: "17:00"},
		{Freq: "MONTHLY", ByDay: "-1FR", OpensAt: "18:00", ClosesAt: "20:00"},
	})
	fmt.Println(text, losses)
	// Output:
	// Mo,Tu 09:00-17:00, Fr[-1] 18:00-20:00 []
}

func ExampleSchedule_ToSchemaOrg() {
	list, losses := mustParse("Mo-Fr 09:00-17:00").ToSchemaOrg()
	out, _ := json.Marshal(list)
	fmt.Println(string(out), losses)
	// Output:
	// [{"@type":"OpeningHoursSpecification","dayOfWeek":["Monday","Tuesday","Wednesday","Thursday","Friday"],"opens":"09:00","closes":"17:00"}] []
}

func ExampleFromSchemaOrg() {
	text, losses := hours.FromSchemaOrg([]hours.OpeningHoursSpecification{
		{DayOfWeek: []string{"Saturday"}, Opens: "10:00", Closes: "12:00"},
	})
	fmt.Println(text, losses)
	// Output:
	// Sa 10:00-12:00 []
}
