package hours

import "testing"

func TestExplain(t *testing.T) {
	tests := []struct{ text, en, fr, nl string }{
		{
			"Mo-Fr 09:00-12:30,13:00-17:00; PH off",
			"Monday to Friday, 09:00–12:30 and 13:00–17:00; closed on public holidays",
			"Du lundi au vendredi, 09:00–12:30 et 13:00–17:00 ; fermé les jours fériés",
			"Maandag tot vrijdag, 09:00–12:30 en 13:00–17:00; gesloten op feestdagen",
		},
		{`"op afspraak"`, "By appointment", "Sur rendez-vous", "Op afspraak"},
		{
			`Mo-Fr 09:00-12:00 || "sur rendez-vous"`,
			"Monday to Friday, 09:00–12:00; otherwise: by appointment",
			"Du lundi au vendredi, 09:00–12:00 ; sinon : sur rendez-vous",
			"Maandag tot vrijdag, 09:00–12:00; anders: op afspraak",
		},
		{
			`Mo-Fr 09:00-17:00 unknown "call first"`,
			"Monday to Friday, 09:00–17:00, perhaps open: “call first”",
			"Du lundi au vendredi, 09:00–17:00, peut-être ouvert : « call first »",
			"Maandag tot vrijdag, 09:00–17:00, misschien open: “call first”",
		},
		{
			`24/7; Dec 24-Jan 02 off "winter break"`,
			"Always open, day and night; closed from 24 December to 2 January (“winter break”)",
			"Toujours ouvert, jour et nuit ; fermé du 24 décembre au 2 janvier (« winter break »)",
			"Altijd open, dag en nacht; gesloten van 24 december tot en met 2 januari (“winter break”)",
		},
		{
			"Mo,Tu 10:00-26:00; We[1] off",
			"Monday and Tuesday, 10:00–02:00; closed the first Wednesday of the month",
			"Lundi et mardi, 10:00–02:00 ; fermé le premier mercredi du mois",
			"Maandag en dinsdag, 10:00–02:00; gesloten de eerste woensdag van de maand",
		},
		{
			"Jul-Aug Mo-Fr 09:00-14:00",
			"Monday to Friday, from July to August, 09:00–14:00",
			"Du lundi au vendredi, de juillet à août, 09:00–14:00",
			"Maandag tot vrijdag, van juli tot augustus, 09:00–14:00",
		},
		{
			"week 02-52/2 We 14:00-17:00; easter +1 day off",
			"Wednesday, in even weeks, 14:00–17:00; closed on Easter Monday",
			"Mercredi, les semaines paires, 14:00–17:00 ; fermé le lundi de Pâques",
			"Woensdag, in even weken, 14:00–17:00; gesloten op paasmaandag",
		},
		{
			"10:00+; PH -1 day off",
			"Every day, from 10:00, closing time not fixed; closed the day before a public holiday",
			"Tous les jours, à partir de 10:00, heure de fin non fixée ; fermé la veille d'un jour férié",
			"Elke dag, vanaf 10:00, sluitingsuur niet vast; gesloten de dag voor een feestdag",
		},
		{
			"sunrise-sunset", "Every day, between sunrise and sunset",
			"Tous les jours, entre le lever du soleil et le coucher du soleil",
			"Elke dag, tussen zonsopgang en zonsondergang",
		},
		{"off", "Closed", "Fermé", "Gesloten"},
		{
			"Sa[1,3] 10:00-12:00; Mo,We off; PH,SH off",
			"The first and third Saturday of the month, 10:00–12:00; closed on Monday and on Wednesday; closed on public holidays and during school holidays",
			"Le premier et le troisième samedi du mois, 10:00–12:00 ; fermé le lundi et le mercredi ; fermé les jours fériés et pendant les vacances scolaires",
			"De eerste en derde zaterdag van de maand, 10:00–12:00; gesloten op maandag en op woensdag; gesloten op feestdagen en tijdens de schoolvakanties",
		},
		{
			"Apr-Oct Mo-Fr 09:00-17:00, We 18:00-20:00; Oct 01 off; Jan,Mar Mo off",
			"Monday to Friday, from April to October, 09:00–17:00; also Wednesday, 18:00–20:00; closed on 1 October; closed on Monday, in January and March",
			"Du lundi au vendredi, d'avril à octobre, 09:00–17:00 ; aussi mercredi, 18:00–20:00 ; fermé le 1er octobre ; fermé le lundi, en janvier et mars",
			"Maandag tot vrijdag, van april tot oktober, 09:00–17:00; ook woensdag, 18:00–20:00; gesloten op 1 oktober; gesloten op maandag, in januari en maart",
		},
		{
			"(sunset-01:30)-22:00; Mo[2] +1 day off; easter -1 day off",
			"Every day, between 1 h 30 min before sunset and 22:00; closed the day after the second Monday of the month; closed the day before Easter Sunday",
			"Tous les jours, entre 1 h 30 min avant le coucher du soleil et 22:00 ; fermé le lendemain du deuxième lundi du mois ; fermé la veille du dimanche de Pâques",
			"Elke dag, tussen 1 uur 30 min voor zonsondergang en 22:00; gesloten de dag na de tweede maandag van de maand; gesloten de dag voor paaszondag",
		},
		{"Sa", "Saturday, all day", "Samedi, toute la journée", "Zaterdag, de hele dag"},
	}
	for _, tt := range tests {
		s := mustParse(t, tt.text, Options{})
		for lang, want := range map[string]string{"en": tt.en, "fr": tt.fr, "nl": tt.nl, "de": tt.en} {
			if got := s.Explain(lang); got != want {
				t.Errorf("%s %q:\n got %q\nwant %q", lang, tt.text, got, want)
			}
		}
	}
}
