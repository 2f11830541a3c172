package hours

import (
	"strings"
	"sync"
)

// proseWords holds, for each language, the words of hours written for people
// and what they mean. It is smaller than the vocabulary of Parse on purpose:
// here a word that is not known is left aside, and a word that is read wrongly
// sends someone to a closed door.
//
// An underscore stands for any run of spaces, hyphens, slashes or underscores.
// "limit" marks words that narrow what is said elsewhere.
var proseWords = map[string]string{
	"en": `mar=limit mon=Mo mondays=Mo monday=Mo tue=Tu tues=Tu tuesday=Tu tuesdays=Tu wed=We weds=We wednesday=We wednesdays=We
thu=Th thur=Th thurs=Th thursday=Th thursdays=Th fri=Fr friday=Fr fridays=Fr sat=Sa saturday=Sa saturdays=Sa sun=Su
sunday=Su sundays=Su weekdays=Mo-Fr every_weekday=Mo-Fr weekends=Sa,Su weekend=Sa,Su daily=all every_day=all everyday=all
7_days_a_week=all seven_days_a_week=all 7_days_per_week=all 24_7=always 24x7=always 24_hours_7_days_a_week=always
24_hours=allday 24_hours_a_day=allday 24_hours_per_day=allday 24_hours_daily=always 24hrs=allday 24_hrs=allday
to=dash through=dash until=dash till=dash til=dash and=and
on=fill at=fill from=fill the=fill every=fill each=fill only=fill open=open hours=general hrs=fill for_lunch=fill
for_lunch_break=fill no_appointment_necessary=fill no_appointment_needed=fill no_appointment_required=fill
without_appointment=fill opening_hours=general office_hours=general business_hours=general hours_of_operation=general
regular_hours=general general_hours=general operating_hours=general office=admin administration=admin administrative=admin
administrative_hours=admin admin=admin administration_hours=admin admin_hours=admin
first=1 second=2 third=3 fourth=4 fifth=5 last=last of_the_month=month of_each_month=month of_every_month=month
every_month=month each_month=month in_the_month=month noon=noon midnight=midnight o'clock=fill closed=closed except=except
excluding=except except_on=except by_appointment=appointment by_appointment_only=appointment
appointment_only=appointment by_appt=appointment by_appt_only=appointment by_appt.=appointment on_appointment=appointment
holidays=PH holiday=PH public_holidays=PH public_holiday=PH bank_holidays=PH bank_holiday=PH legal_holidays=PH
morning=morning mornings=morning in_the_morning=morning afternoon=afternoon afternoons=afternoon
in_the_afternoon=afternoon evening=evening evenings=evening in_the_evening=evening federal_holidays=PH national_holidays=PH all_holidays=PH major_holidays=limit the_holidays=limit school_holidays=SH
the_school_holidays=SH during_school_holidays=SH during_the_school_holidays=SH in_the_school_holidays=SH`,
	"fr": `lundi=Mo lundis=Mo lun=Mo lu=Mo mardi=Tu mardis=Tu mar=Tu ma=Tu mercredi=We mercredis=We mer=We me=We jeudi=Th
jeudis=Th jeu=Th je=Th vendredi=Fr vendredis=Fr ven=Fr ve=Fr samedi=Sa samedis=Sa sam=Sa sa=Sa dimanche=Su dimanches=Su
dim=Su di=Su en_semaine=Mo-Fr week_end=Sa,Su week_ends=Sa,Su le_week_end=Sa,Su tous_les_jours=all chaque_jour=all
7_jours_sur_7=all 7j_7=all 7_j_7=all 7j_sur_7=all 24h_24=allday 24_h_24=allday 24h_sur_24=allday 24_heures_sur_24=allday
24_heures_24=allday 24_7=always jusqu'à=dash jusqu'au=dash à=dash au=dash et=and
de=fill du=fill dès=limit des=fill le=fill les=fill la=fill l'=fill d'=fill chaque=fill tous_les=fill toutes_les=fill
ouvert=open ouverte=open ouverts=open uniquement=fill seulement=fill pendant_le_temps_de_midi=fill
pendant=fill durant=fill sans_rendez_vous=fill sans_rdv=fill pour_le_déjeuner=fill
heures_d'ouverture=general horaire=general horaires=general horaires_d'ouverture=general horaire_d'ouverture=general
ouverture=general heures_de_bureau=general nous_sommes_ouverts=general bureau=admin bureaux=admin secrétariat=admin
administration=admin accueil=admin premier=1 premiers=1 première=1 deuxième=2 second=2 troisième=3 quatrième=4
cinquième=5 dernier=last derniers=last du_mois=month de_chaque_mois=month par_mois=month midi=noon minuit=midnight
fermé=closed fermée=closed fermés=closed fermeture=closed sauf=except excepté=except hormis=except
sur_rendez_vous=appointment sur_rdv=appointment uniquement_sur_rendez_vous=appointment uniquement_sur_rdv=appointment
sur_rendez_vous_uniquement=appointment sur_rendez_vous_seulement=appointment
matin=morning matins=morning matinée=morning après_midi=afternoon après_midis=afternoon soir=evening
soirs=evening soirée=evening jours_fériés=PH jour_férié=PH les_jours_fériés=PH fériés=PH vacances_scolaires=SH congés_scolaires=SH`,
	"nl": `maandag=Mo maandags=Mo ma=Mo maa=Mo dinsdag=Tu dinsdags=Tu din=Tu di=Tu woensdag=We woensdags=We woe=We wo=We
donderdag=Th donderdags=Th don=Th do=Th vrijdag=Fr vrijdags=Fr vrij=Fr vrijd=Fr vr=Fr zaterdag=Sa zaterdags=Sa zat=Sa
za=Sa zondag=Su zondags=Su zon=Su zo=Su weekdagen=Mo-Fr op_weekdagen=Mo-Fr weekend=Sa,Su het_weekend=Sa,Su
dagelijks=all elke_dag=all alle_dagen=all iedere_dag=all 7_dagen_op_7=all 7_op_7=all 7d_7=all 7_d_7=all
24u_24=allday 24_u_24=allday 24_uur_op_24=allday 24_op_24=allday 24u_op_24=allday 24_uur_per_dag=allday 24_7=always
tot=dash tot_en_met=dash t_m=dash tem=dash t.e.m.=dash t.e.m=dash en=and van=fill de=fill het=fill op=fill om=fill elke=fill
iedere=fill telkens=fill open=open geopend=open enkel=fill alleen=fill tijdens=fill zonder_afspraak=fill
openingsuren=general openingstijden=general openingsuur=general kantooruren=general wij_zijn_open=general
secretariaat=admin onthaal=admin administratie=admin bureau=admin kantoor=admin
eerste=1 tweede=2 derde=3 vierde=4 vijfde=5 laatste=last van_de_maand=month van_elke_maand=month van_iedere_maand=month
per_maand=month middernacht=midnight gesloten=closed behalve=except uitgezonderd=except
op_afspraak=appointment na_afspraak=appointment volgens_afspraak=appointment alleen_op_afspraak=appointment
enkel_op_afspraak=appointment uitsluitend_op_afspraak=appointment enkel_na_afspraak=appointment alleen_na_afspraak=appointment
ochtend=morning voormiddag=morning voormiddagen=morning 's_morgens=morning 's_voormiddags=morning namiddag=afternoon
namiddagen=afternoon 's_namiddags=afternoon avond=evening avonden=evening 's_avonds=evening feestdagen=PH feestdag=PH wettelijke_feestdagen=PH officiële_feestdagen=PH schoolvakanties=SH schoolvakantie=SH`,
}

// proseLimits are words that may take away from hours that stand elsewhere in
// the text. Where one is left aside, nothing of its part is kept.
const proseLimits = `january february march april may june july august september october november december jan feb apr jun
jul aug sep sept oct nov dec spring summer autumn fall winter season seasonal seasons vary varies various change changes verify
not no never temporarily temporary currently suspended cancelled canceled day days week weeks month months year
night nights close closes closing starting beginning before after ends
depends alternate other weekly biweekly bi-weekly monthly school vacation break resume reopen confirm subject meeting term
janvier février mars avril mai juin juillet août septembre octobre novembre décembre printemps été automne hiver saison
vacances congé congés variable variables varie varient selon temporairement pas jamais jour jours semaine semaines mois année
nuit ferme avant après jusque sous réserve impaires paires quinzaine ouvrables ouvrés
januari februari maart april mei juni juli augustus oktober lente zomer herfst winter seizoen vakantie verlof variabel wisselend
tijdelijk niet geen nooit dag dagen week weken maand maanden jaar nacht sluit voor vanaf
oneven even werkdagen afhankelijk wisselende uren heures`

// proseSeasons are words that make a label speak of a part of the year or of a
// break, in which the other hours do not hold.
const proseSeasons = `january february march april may june july august september october november december spring summer
autumn fall winter season seasonal vacation school closed temporary temporarily janvier février mars avril mai juin juillet août
septembre octobre novembre décembre printemps été automne hiver saison vacances congé congés fermé fermeture temporairement
januari februari maart april mei juni juli augustus oktober lente zomer herfst winter seizoen vakantie verlof tijdelijk gesloten
lunch break except exception exceptions holiday holidays pause déjeuner midi sauf exceptionnel férié fériés lunchpauze
middagpauze pauze behalve uitzondering uitzonderingen feestdag feestdagen`

type proseDict struct {
	phrases map[byte][]prosePhrase // by first byte, longest first
	limits  map[string]bool
	seasons map[string]bool
}

type prosePhrase struct {
	words  string
	senses []sense // language and meaning
}

var proseDictionary = sync.OnceValue(func() *proseDict {
	d := &proseDict{phrases: map[byte][]prosePhrase{}, limits: map[string]bool{}, seasons: map[string]bool{}}
	for _, lang := range []string{"en", "fr", "nl"} {
		for _, entry := range strings.Fields(proseWords[lang]) {
			words, meaning, _ := strings.Cut(entry, "=")
			d.add(strings.ReplaceAll(words, "_", " "), sense{lang, meaning})
		}
	}
	for _, w := range strings.Fields(proseSeasons) {
		d.seasons[w] = true
	}
	for _, w := range strings.Fields(proseLimits) {
		d.limits[w] = true
	}
	return d
})

// add keeps the phrases of one first byte in order, the longest first.
func (d *proseDict) add(words string, s sense) {
	list := d.phrases[words[0]]
	at := len(list)
	for i := range list {
		if list[i].words == words {
			list[i].senses = append(list[i].senses, s)
			return
		}
		if len(list[i].words) < len(words) {
			at = i
			break
		}
	}
	list = append(list, prosePhrase{})
	copy(list[at+1:], list[at:])
	list[at] = prosePhrase{words, []sense{s}}
	d.phrases[words[0]] = list
}

// at returns the phrase at the start of the text, in small letters, and its length.
func (d *proseDict) at(low string) ([]sense, int) {
	if low == "" {
		return nil, 0
	}
	for _, p := range d.phrases[low[0]] {
		if n := phraseLen(low, p.words); n > 0 {
			return p.senses, n
		}
	}
	return nil, 0
}
