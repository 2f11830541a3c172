package hours_test

import (
	"fmt"
	"time"

	"github.com/halte-brussels/halte/hours"
)

// cet stands for Europe/Brussels in winter, to keep the examples short. Use
// time.LoadLocation("Europe/Brussels") in a program.
var cet = time.FixedZone("CET", 3600)

func Example() {
	s, err := hours.Parse("Mo-Fr 09:00-12:30,13:00-17:00; PH off", hours.Options{
		Zone:   cet,
		Public: hours.Dates(hours.Day{Year: 2026, Month: time.December, Day: 25}),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	thursday := time.Date(2026, 12, 24, 16, 0, 0, 0, cet)
	fmt.Println(s.At(thursday).State)
	next, _ := s.Next(thursday)
	fmt.Println(next.Status.State, "from", next.At.Format("Mon 15:04"))
	open, _ := s.NextOpen(next.At)
	fmt.Println("open again", open.Format("Mon 15:04"))
	fmt.Println(s.Explain("en"))
	// Output:
	// open
	// closed from Thu 17:00
	// open again Mon 09:00
	// Monday to Friday, 09:00–12:30 and 13:00–17:00; closed on public holidays
}

func ExampleParse_error() {
	_, err := hours.Parse("Mo-Fr 09:00-", hours.Options{})
	fmt.Println(err)
	// Output:
	// opening hours: at offset 12: a time is expected here; try 09:00
}

func ExampleSchedule_Warnings() {
	s, _ := hours.Parse("Lundi-Vendredi 9:00-17.00", hours.Options{})
	for _, w := range s.Warnings() {
		fmt.Println(w)
	}
	fmt.Println(s)
	// Output:
	// at 0: instead of "Lundi" write "Mo"
	// at 6: instead of "Vendredi" write "Fr"
	// at 20: instead of "17.00" write "17:00"
	// Mo-Fr 09:00-17:00
}

func ExampleSchedule_At_unknown() {
	s, _ := hours.Parse("Mo-Fr 09:00-17:00; PH off", hours.Options{
		Public: hours.Dates(hours.Day{Year: 2026, Month: time.December, Day: 25}),
	})
	st := s.At(time.Date(2031, 9, 15, 10, 0, 0, 0, time.UTC))
	fmt.Println(st.State, "-", st.Reason)
	st = s.At(time.Date(2031, 9, 15, 20, 0, 0, 0, time.UTC))
	fmt.Println(st.State)
	// Output:
	// unknown - no public holiday data for 2031
	// closed
}

func ExampleSchedule_Intervals() {
	s, _ := hours.Parse(`Fr 20:00-26:00 open "night"`, hours.Options{})
	from := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for iv := range s.Intervals(from, from.AddDate(0, 0, 7)) {
		fmt.Println(iv.From.Format("Mon 15:04"), iv.To.Format("Mon 15:04"), iv.Status.State, iv.Status.Comment)
	}
	// Output:
	// Fri 20:00 Sat 02:00 open night
}

func ExampleStatus_ByAppointment() {
	s, _ := hours.Parse(`"sur rendez-vous"`, hours.Options{})
	fmt.Println(s.At(time.Unix(0, 0)).ByAppointment())
	// Output:
	// true
}
