// Package hours reads opening hours in the notation of OpenStreetMap and
// answers questions about them.
//
//	s, err := hours.Parse("Mo-Fr 09:00-12:30,13:00-17:00; PH off", hours.Options{
//		Zone:   brussels,
//		Public: belgianHolidays,
//	})
//	s.At(t)          // open, closed or unknown, and why
//	s.Next(t)        // when that changes
//	s.NextOpen(t)    // when it is open next
//	s.Explain("fr")  // in plain words
//
// The notation is the opening_hours specification, version 0.7: weekdays, nth
// weekdays, months, dates, weeks, years, Easter, public and school holidays,
// hours over midnight, open ends, the sun, exceptions, additions, fallbacks and
// comments. Usual spellings outside it ("lundi-vendredi 9-17") are understood
// with a Warning; Options.Strict refuses them. Hours written for people, as
// directories have them ("8am-noon, Mon & Wed", "sur rendez-vous"), are for
// FromProse.
//
// # Why three states
//
// A person who reads "open" may travel across town. So the package never
// guesses. A rule about holidays, asked for a year without holiday data, gives
// Unknown with a reason, and only where the answer depends on it. A comment
// without hours ("by appointment") is Unknown too, as the specification says.
//
// # Time
//
// The package never asks for the current time and never loads time zones; both
// are passed in. Hours are wall clock times in Options.Zone. Where the clock
// changes they follow iCalendar (RFC 5545): a time that occurs twice is the
// first one, and a time that is skipped is counted from before the change. On
// the last Sunday of October in Brussels, 02:00-03:00 therefore lasts two
// hours, and on the last Sunday of March it does not exist.
//
// # Limits
//
// A text may have 8 KiB and 256 rules. The work of every call is bounded; see
// Next for how far it looks ahead. All methods are safe for concurrent use, and
// At does not allocate when the holiday data is complete.
package hours
