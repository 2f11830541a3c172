package hours

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestFromProse holds what is read, and above all what is not.
func TestFromProse(t *testing.T) {
	for text, want := range map[string]string{
		// English
		"9:00am-5:00pm, Mon-Fri":                               "Mo-Fr 09:00-17:00",
		"9 a.m. - 5 p.m., Mon. - Fri.":                         "Mo-Fr 09:00-17:00",
		"9a-5p, Mon-Fri":                                       "Mo-Fr 09:00-17:00",
		"830am-5pm, Tue":                                       "Tu 08:30-17:00",
		"8am - 12pm & 1pm - 5pm, Tue, Thur":                    "Tu,Th 08:00-12:00,13:00-17:00",
		"8am-12pm; 1pm-5pm, Mon-Fri":                           "Mo-Fr 08:00-12:00,13:00-17:00",
		"24 hours a day, 7 days a week":                        "24/7",
		"24/7":                                                 "24/7",
		"Open 24 hours, Mon-Fri":                               "Mo-Fr 00:00-24:00",
		"9:30am-5:00pm, Mon-Thur;\n9:30am-2:00pm, Fri":         "Mo-Th 09:30-17:00; Fr 09:30-14:00",
		"8:30am-5pm, Mon-Fri; 8:30am-7pm, Wed":                 "Mo,Tu,Th,Fr 08:30-17:00; We 08:30-19:00",
		"9am-12pm, Mon-Fri; 5pm-7pm, Wed":                      "Mo,Tu,Th,Fr 09:00-12:00; We 09:00-12:00,17:00-19:00",
		"10am-2pm, every 3rd Saturday of each month":           "Sa[3] 10:00-14:00",
		"9am-5pm, Mon; 9am-12pm, 1st and 3rd Sat of the month": "Mo 09:00-17:00, Sa[1,3] 09:00-12:00",
		"9:00amGÇô6:00pm, Mon-Fri":                             "Mo-Fr 09:00-18:00",
		"9 am–6 pm, Mon–Fri":                                   "Mo-Fr 09:00-18:00",
		"9am to 12 noon, Mon and Wed":                          "Mo,We 09:00-12:00",
		"6pm-midnight, Sat":                                    "Sa 18:00-24:00",
		"9:30am-12:00am, Sat":                                  "Sa 09:30-24:00",
		"Mon, Wed 10pm-6am; Thu 9am-12pm":                      "Mo,We 22:00-30:00, Th 09:00-12:00",
		"Monday - Friday\n9am-5pm\nSaturday\n10am-2pm":         "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
		"Mon-Fri: 9am-5pm. Sat: closed":                        "Mo-Fr 09:00-17:00",
		"Mon-Fri 9am-5pm, closed on holidays":                  "Mo-Fr 09:00-17:00; PH off",
		"1pm-5pm, Sat, Sun and holidays":                       "Sa,Su 13:00-17:00; PH 13:00-17:00",
		"9am-5pm daily except Sunday":                          "Mo-Sa 09:00-17:00",
		"9am-5pm, Mon, Wed\n(Closed daily for lunch 12pm-1pm)": "Mo,We 09:00-12:00,13:00-17:00",
		"Tuesday mornings 9am-12pm":                            "Tu 09:00-12:00",
		"Mon-Fri 09:00-17:00":                                  "Mo-Fr 09:00-17:00",
		"9am-5pm, Mon-Fri, closed during school holidays":      "Mo-Fr 09:00-17:00; SH off",
		"open every day except holidays 9am-5pm":               "Mo-Su 09:00-17:00; PH off",
		"Sat by appointment 10am-2pm; Mon 9am-12pm":            `Mo 09:00-12:00, Sa 10:00-14:00 "by appointment"`,
		"By appointment only":                                  `"by appointment"`,
		"9am-1pm, Tue\n\nBy appointment only":                  `Tu 09:00-13:00 "by appointment"`,
		"9am-1pm, Tue; Friday by appointment":                  `Tu 09:00-13:00, Fr "by appointment"`,
		"Office hours: 9am-5pm, Mon-Fri":                       "Mo-Fr 09:00-17:00",
		"Mo-Fr 09:00-17:00; PH off":                            "Mo-Fr 09:00-17:00; PH off",
		// French
		"du lundi au vendredi de 9h à 17h":                                      "Mo-Fr 09:00-17:00",
		"lu-ve 9h-12h30 et 13h30-17h":                                           "Mo-Fr 09:00-12:30,13:30-17:00",
		"lu-ve 9h-12h; 13h-17h":                                                 "Mo-Fr 09:00-12:00,13:00-17:00",
		"ma, me 9:00-12:00":                                                     "Tu,We 09:00-12:00",
		"Lundi : 9 h 00 - 12 h 00 / 13 h - 17 h\nMardi : fermé":                 "Mo 09:00-12:00,13:00-17:00",
		"Le mardi de 9 à 12h et de 13 à 17h, fermé les jours fériés":            "Tu 09:00-12:00,13:00-17:00; PH off",
		"Tous les jours de 8h à 20h, sauf dimanche et jours fériés":             "Mo-Sa 08:00-20:00; PH off",
		"lu-ve 9h-17h, fermé pendant les vacances scolaires":                    "Mo-Fr 09:00-17:00; SH off",
		"lu-ve 9h-17h\nJours fériés : 10h-12h":                                  "Mo-Fr 09:00-17:00; PH 10:00-12:00",
		"24h/24 et 7j/7":                                                        "24/7",
		"le 1er mardi du mois de 14h à 16h":                                     "Tu[1] 14:00-16:00",
		"lundi matin de 9h à midi (sans rendez-vous)":                           "Mo 09:00-12:00",
		"lundi matin de 9h à 12h (sans rendez-vous)":                            "Mo 09:00-12:00",
		"Uniquement sur rendez-vous":                                            `"sur rendez-vous"`,
		"Horaires d’ouverture : du lundi au jeudi, de 9h à 12h":                 "Mo-Th 09:00-12:00",
		"lundi 9h-12h (sans rendez-vous) ; mardi 13h-17h (sur rendez-vous)":     `Mo 09:00-12:00, Tu 13:00-17:00 "sur rendez-vous"`,
		"lundi, mardi de 9h à 12h et de 13h30 à 16h30. Fermé le mercredi.":      "Mo,Tu 09:00-12:00,13:30-16:30",
		"Ouvert en semaine de 9h à 17h et le week-end de 10h à 16h":             "Mo-Fr 09:00-17:00; Sa,Su 10:00-16:00",
		"le premier et le troisième jeudi de chaque mois : 18h-20h; lu 9h-12h.": "Mo 09:00-12:00, Th[1,3] 18:00-20:00",
		// Dutch
		"maandag t/m vrijdag van 9 tot 17 uur":               "Mo-Fr 09:00-17:00",
		"ma-do 9u-12u30 en 13u30-16u30, vr 9u-12u30":         "Mo-Th 09:00-12:30,13:30-16:30; Fr 09:00-12:30",
		"maandag tot en met donderdag: 9.00 - 17.00 uur":     "Mo-Th 09:00-17:00",
		"elke eerste dinsdag van de maand van 14u tot 16u30": "Tu[1] 14:00-16:30",
		"ma-vr 9:00-12:00": "Mo-Fr 09:00-12:00",
		"di en do van 13 tot 16 uur, gesloten tijdens de schoolvakanties": "Tu,Th 13:00-16:00; SH off",
		"24u/24, 7d/7": "24/7",
		"na afspraak":  `"op afspraak"`,
		"Openingsuren: elke dag van 8u tot 20u, behalve zondag en feestdagen": "Mo-Sa 08:00-20:00; PH off",
	} {
		p := FromProse(text)
		if p.Text != want || p.Sure != (want != "") {
			t.Errorf("%q: got %q %v %q, want %q", text, p.Text, p.Sure, p.Notes, want)
		}
	}
}

// TestProseNotRead holds what must not become hours: each may mean something
// else, or is a slip of the pen.
func TestProseNotRead(t *testing.T) {
	for _, text := range []string{
		"", "closed", "Open", "open", "9:00am", "9:00am-5:00pm", "Mon-Fri", "8-7pm, wed", "9:00am-5:00, Mon-Fri", "9-5, Mon-Fri",
		"8:00-4:00pm, Mon-Fri", "6:00-8:00pm, Mon", "9:30pm-5:00pm, Fri", "12:00am-8:00pm, Mon", "3:00am-5:00pm, Mon",
		"9:0am-3:00pm, Mon", "6:30am-6:300pm, Mon", "8:00m-5:00pm, Mon", "2:00pm 6:00pm, Mon", "7:30:00am-6:30pm, Tue", "13:00pm-5:00pm, Mon",
		"9:00am-5:00pm, Mon-Thru", "9am & 1pm, Tue", "24/7, Sat, Sun", "24 hours", "Before 2pm, Mon", "every other Monday 9am-11am",
		"10am-2pm, every 3rd Saturday", "9am-5pm, Mon-Fri; 9am-12pm, Wed", "10am-3pm, Mon, Wed\n10am-1pm, Tue-Fri",
		"9am-5pm, Mon-Fri; Summer hours: 8am-2pm, Mon", "9am-5pm, Mon-Fri\nClosed in July", "9am-5pm, Mon-Fri (Feb 3 and 10)",
		"9am-5pm, Mon-Fri, or by appointment", "lu-ve 9h-17h et sur rendez-vous", "Closed Sat, Sun 10am-2pm", "9am-5pm, Mon-Fri, Wed closed",
		"Museum: 9am-5pm, Mon\nLibrary: 10am-4pm, Tue", "9am-7:30pm, Wed (members only)", "9am-5pm, Mon-Fri; hours vary",
		"permanence téléphonique", "ma, di 9h-12h", "lundi au vendredi 9h-17h (16h le vendredi)", "lu-ve de 9 à 5",
		"du 1er juillet au 31 août : lu-ve 9h-12h", "van 7 tot 9 uur, elke dag", "maandagvoormiddag 9-12u", "elke werkdag van 9 tot 17 uur",
		"9 to noon, Mon", "9am-5pm, Mon-Fri, closed during the holidays", "9am-5pm, Mon-Fri, Tue until 7pm",
		"lundi-vendredi 9h-17h, 18h le mardi", "9am-5pm, Mon-Sun, closed Sun", "lu-ve 9h-17h (tél. 02/123.45.67)", "zondag gesloten", "9am-5pm, Mon-Fri\nLunch: 12pm-1pm", "Mar 10:00-12:00", "Tuesday mornings 2pm-5pm", "9am-5pm Mon-Fri; 9am-5pm", strings.Repeat("Mon ", 5000),
	} {
		if p := FromProse(text); p.Text != "" || p.Sure {
			t.Errorf("%q was read as %q (sure: %v)", text, p.Text, p.Sure)
		} else if text != "" && len(p.Notes) != 1 {
			t.Errorf("%q: notes %q", text, p.Notes)
		}
	}
}

// TestProsePartly: the hours of the whole stay, what else is said is noted.
func TestProsePartly(t *testing.T) {
	for _, c := range []struct {
		text, want string
		notes      []string
	}{
		{"Office Hours:\n9am-5pm, Mon-Fri\n\nWalk-In:\n9am-12pm, Mon", "Mo-Fr 09:00-17:00", []string{"Walk-In:\n9am-12pm, Mon"}},
		{"Food: 9am-10am, Sat\nOffice Hours: 9am-5pm, Mon", "Mo 09:00-17:00", []string{"Food:\n9am-10am, Sat"}},
		{"Administration: 9am-5pm, Mon-Fri", "Mo-Fr 09:00-17:00", []string{"Administration:"}},
		{"Permanence téléphonique : lu-ve 9h-12h", "Mo-Fr 09:00-12:00", []string{"Permanence téléphonique :"}},
		{"9am-5pm, Mon-Fri\nRing the bell.", "Mo-Fr 09:00-17:00", []string{"Ring the bell."}},
	} {
		p := FromProse(c.text)
		if p.Text != c.want || p.Sure || strings.Join(p.Notes, "|") != strings.Join(c.notes, "|") {
			t.Errorf("%q: got %q %v %q, want %q %q", c.text, p.Text, p.Sure, p.Notes, c.want, c.notes)
		}
	}
}

// checkProse holds what is true of every answer.
func checkProse(t interface{ Fatalf(string, ...any) }, text string) {
	p := FromProse(text)
	if p.Sure && (p.Text == "" || len(p.Notes) > 0) {
		t.Fatalf("%q: sure without text or with notes: %+v", text, p)
	}
	if p.Text == "" {
		return
	}
	s, err := Parse(p.Text, Options{Strict: true, Public: Dates(), School: Dates()})
	if err != nil {
		t.Fatalf("%q was read as %q: %v", text, p.Text, err)
	}
	if again := s.String(); again != p.Text {
		t.Fatalf("%q was read as %q, printed as %q", text, p.Text, again)
	}
	if again := FromProse(p.Text); again.Text != p.Text && !strings.Contains(p.Text, "Mar") && !strings.HasPrefix(p.Text, `"`) {
		t.Fatalf("%q was read as %q, and that as %q", text, p.Text, again.Text)
	}
}

// TestProseProperties puts texts together from the pieces directories use.
func TestProseProperties(t *testing.T) {
	words := strings.Split("9am 5pm 12:00am noon 9h 17h30 9:00 17:00 9 - – to and , ; \n : ( ) Mon Fri Wed-Sun lundi ma di vr 1st of_the_month "+
		"closed except fermé sauf holidays feestdagen by_appointment sur_rendez-vous daily 24_hours 24/7 Office_hours Clinic open morning x", " ")
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.SampledFrom(words), 0, 14).Draw(t, "words")
		checkProse(t, strings.ReplaceAll(strings.Join(list, " "), "_", " "))
	})
}

func FuzzProse(f *testing.F) {
	for _, s := range []string{
		"9:00am-5:00pm, Mon-Fri;\n9am-12pm, 1st Sat of the month", "du lundi au vendredi de 9h à 17h, fermé les jours fériés",
		"ma-do 9u-12u30 en 13u30-16u30 (op afspraak)", "Office Hours:\n9am-5pm, Mon\n\nWalk-In: 9-12", "10pm-6am, Fri\u00a0GÇô Sun", "24h/24, 7j/7",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			checkProse(t, text)
		} else {
			FromProse(text)
		}
	})
}
