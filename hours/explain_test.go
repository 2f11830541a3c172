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
			"Tous les jours, à partir de 10:00, heure de fin non fixée ; fermé le jour avant un jour férié",
			"Elke dag, vanaf 10:00, sluitingsuur niet vast; gesloten de dag voor een feestdag",
		},
		{
			"sunrise-sunset", "Every day, between sunrise and sunset",
			"Tous les jours, entre le lever du soleil et le coucher du soleil",
			"Elke dag, tussen zonsopgang en zonsondergang",
		},
		{"off", "Closed", "Fermé", "Gesloten"},
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
