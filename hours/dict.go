package hours

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// vocabulary holds, for each language, words and phrases and what they mean in
// the words of the specification. An underscore stands for any run of spaces,
// hyphens, slashes or underscores in a phrase.
var vocabulary = map[string]string{
	"en": `monday=Mo mondays=Mo mon=Mo tuesday=Tu tuesdays=Tu tue=Tu tues=Tu wednesday=We wednesdays=We wed=We
thursday=Th thursdays=Th thu=Th thur=Th thurs=Th friday=Fr fridays=Fr fri=Fr saturday=Sa saturdays=Sa sat=Sa
sunday=Su sundays=Su sun=Su jan=Jan feb=Feb mar=Mar apr=Apr may=May jun=Jun jul=Jul aug=Aug sep=Sep oct=Oct
nov=Nov dec=Dec january=Jan february=Feb march=Mar april=Apr june=Jun july=Jul august=Aug
september=Sep sept=Sep october=Oct november=Nov december=Dec
to=- till=- til=- until=- through=- thru=- and=, from= at= on= always=24/7 nonstop=24/7 non_stop=24/7 all_day=24/7
24_hours_7_days_a_week=24/7 24_hours=00:00-24:00 24x7=24/7 7_7=Mo-Su 7_days=Mo-Su 7_days_a_week=Mo-Su
daily=Mo-Su everyday=Mo-Su every_day=Mo-Su all_days=Mo-Su weekdays=Mo-Fr weekday=Mo-Fr working_days=Mo-Fr
work_day=Mo-Fr work_days=Mo-Fr workday=Mo-Fr workdays=Mo-Fr weekend=Sa,Su weekends=Sa,Su
holiday=PH holidays=PH public_holiday=PH public_holidays=PH bank_holiday=PH bank_holidays=PH
school_holiday=SH school_holidays=SH schoolholiday=SH schoolholidays=SH
day_after_public_holiday=PH|+1|day day_before_public_holiday=PH|-1|day one_day_before_public_holiday=PH|-1|day
one_day_after_public_holiday=PH|+1|day weeks=week opened=open close=closed
by_appointment="by|appointment" on_appointment="on|appointment" by_appointment_only="by|appointment"
24_hours_a_day=00:00-24:00 hrs= open_end=+ openend=+ late=+ till_late=+ til_late=+ until_late=+ opening_hours= o'clock=`,
	"de": `montag=Mo montags=Mo mo=Mo dienstag=Tu dienstags=Tu di=Tu mittwoch=We mittwochs=We mi=We
donnerstag=Th donnerstags=Th do=Th freitag=Fr freitags=Fr fr=Fr samstag=Sa samstags=Sa sonnabend=Sa sonnabends=Sa
sa=Sa sonntag=Su sonntags=Su so=Su januar=Jan jän=Jan jänner=Jan februar=Feb märz=Mar mär=Mar april=Apr mai=May
juni=Jun juli=Jul august=Aug september=Sep oktober=Oct okt=Oct november=Nov dezember=Dec dez=Dec
bis=- und=, von= uhr= ab= geschlossen=closed geöffnet=open täglich=Mo-Su werktags=Mo-Sa wochenende=Sa,Su
feiertag=PH feiertage=PH feiertags=PH schulferien=SH ferien=SH ruhetag=off
sonn_und_feiertags=PH,Su sonn_feiertags=PH,Su sonn_und_feiertag=PH,Su
rund_um_die_uhr=24/7 nonstop_geöffnet=24/7 immer=24/7 jeden= am= an= gesetzliche_feiertage=PH feiertagen=PH sonntage=Su samstage=Sa montage=Mo freitage=Fr auf=open zu=closed auf_anfrage="auf|Anfrage" termin_nach_vereinbarung="Nach|Vereinbarung" öffnungszeit= öffnungszeiten= nach_vereinbarung="Nach|Vereinbarung"`,
	"fr": `lundi=Mo lundis=Mo lun=Mo lu=Mo mardi=Tu mardis=Tu mar=Tu ma=Tu mercredi=We mercredis=We mer=We me=We jeudi=Th
jeudis=Th jeu=Th je=Th vendredi=Fr vendredis=Fr ven=Fr ve=Fr samedi=Sa samedis=Sa sam=Sa sa=Sa dimanche=Su
dimanches=Su dim=Su di=Su janvier=Jan janv=Jan février=Feb fevrier=Feb févr=Feb fév=Feb mars=Mar avril=Apr avr=Apr
mai=May juin=Jun juillet=Jul juil=Jul août=Aug aout=Aug septembre=Sep octobre=Oct novembre=Nov décembre=Dec
decembre=Dec déc=Dec au=- à=- a=- et=, fermé=closed ferme=closed fermée=closed ouvert=open ouverte=open
tous_les_jours=Mo-Su chaque_jour=Mo-Su chaque= du= de= le= les= 7j_7=Mo-Su 24h_24=00:00-24:00 7j_7_24h_24=24/7 24h_24_7j_7=24/7 jours_fériés_fermé=PH|off fériés=PH jours_fériés=PH jour_férié=PH jours_feries=PH vacances_scolaires=SH
sur_rendez_vous="Sur|rendez-vous" sur_rdv="Sur|rendez-vous" uniquement_sur_rendez_vous="Sur|rendez-vous"`,
	"nl": `maandag=Mo maandags=Mo ma=Mo dinsdag=Tu dinsdags=Tu di=Tu woensdag=We woensdags=We wo=We donderdag=Th
donderdags=Th do=Th vrijdag=Fr vrijdags=Fr vr=Fr zaterdag=Sa zaterdags=Sa za=Sa zondag=Su zondags=Su zo=Su
januari=Jan februari=Feb maart=Mar mrt=Mar april=Apr mei=May juni=Jun juli=Jul augustus=Aug september=Sep
oktober=Oct okt=Oct november=Nov december=Dec tot=- tem=- en=, van= uur= gesloten=closed dagelijks=Mo-Su
elke_dag=Mo-Su elke= op= 7d_7=Mo-Su 24u_24=00:00-24:00 24u_24_7d_7=24/7 7d_7_24u_24=24/7 feestdag=PH feestdagen=PH schoolvakantie=SH schoolvakanties=SH weekend=Sa,Su
op_afspraak="op|afspraak" alleen_op_afspraak="op|afspraak"`,
	"es": `lunes=Mo martes=Tu miércoles=We miercoles=We jueves=Th viernes=Fr sábado=Sa sabado=Sa sábados=Sa domingo=Su
domingos=Su enero=Jan ene=Jan febrero=Feb marzo=Mar abril=Apr abr=Apr mayo=May junio=Jun
julio=Jul agosto=Aug ago=Aug septiembre=Sep octubre=Oct noviembre=Nov diciembre=Dec dic=Dec y=, a=- hasta=- de= cerrado=closed
abierto=open`,
	"it": `lunedì=Mo lunedi=Mo martedì=Tu martedi=Tu mercoledì=We mercoledi=We giovedì=Th giovedi=Th venerdì=Fr
venerdi=Fr sabato=Sa domenica=Su gennaio=Jan febbraio=Feb marzo=Mar aprile=Apr maggio=May giugno=Jun luglio=Jul
agosto=Aug settembre=Sep ottobre=Oct novembre=Nov dicembre=Dec chiuso=closed aperto=open e=, alle=- dalle= a=-`,
	"pt": `segunda=Mo terça=Tu quarta=We quinta=Th sexta=Fr sábado=Sa domingo=Su janeiro=Jan fevereiro=Feb março=Mar
abril=Apr maio=May junho=Jun julho=Jul agosto=Aug setembro=Sep outubro=Oct novembro=Nov dezembro=Dec às=- as=- até=- e=, das=
fechado=closed aberto=open`,
	"pl": `poniedziałek=Mo pn=Mo wtorek=Tu wt=Tu środa=We śr=We czwartek=Th czw=Th cz=Th piątek=Fr pt=Fr sobota=Sa
sob=Sa niedziela=Su nd=Su styczeń=Jan luty=Feb marzec=Mar kwiecień=Apr maj=May czerwiec=Jun lipiec=Jul sierpień=Aug
wrzesień=Sep październik=Oct grudzień=Dec`,
	"da": `mandag=Mo tirsdag=Tu onsdag=We torsdag=Th fredag=Fr lørdag=Sa søndag=Su januar=Jan februar=Feb marts=Mar
maj=May juni=Jun juli=Jul august=Aug oktober=Oct december=Dec`,
	"sv": `måndag=Mo tisdag=Tu onsdag=We torsdag=Th fredag=Fr lördag=Sa söndag=Su januari=Jan februari=Feb mars=Mar
augusti=Aug maj=May`,
	"fi": `maanantai=Mo tiistai=Tu keskiviikko=We torstai=Th perjantai=Fr lauantai=Sa sunnuntai=Su`,
	"cs": `pondělí=Mo úterý=Tu středa=We čtvrtek=Th pátek=Fr sobota=Sa neděle=Su leden=Jan únor=Feb březen=Mar duben=Apr
květen=May červen=Jun červenec=Jul srpen=Aug září=Sep říjen=Oct prosinec=Dec`,
	"sk": `pondelok=Mo utorok=Tu streda=We štvrtok=Th piatok=Fr nedeľa=Su`,
	"hu": `hétfő=Mo kedd=Tu szerda=We csütörtök=Th péntek=Fr szombat=Sa vasárnap=Su`,
	"hr": `ponedjeljak=Mo utorak=Tu srijeda=We četvrtak=Th petak=Fr subota=Sa nedjelja=Su`,
	"el": `δευτέρα=Mo τρίτη=Tu τετάρτη=We πέμπτη=Th παρασκευή=Fr σάββατο=Sa κυριακή=Su`,
	"bg": `понеделник=Mo вторник=Tu сряда=We четвъртък=Th петък=Fr събота=Sa неделя=Su`,
	"zh": `星期一=Mo 星期二=Tu 星期三=We 星期四=Th 星期五=Fr 星期六=Sa 星期日=Su 星期天=Su 周一=Mo 周二=Tu 周三=We 周四=Th 周五=Fr 周六=Sa 周日=Su`,
	"ko": `월요일=Mo 화요일=Tu 수요일=We 목요일=Th 금요일=Fr 토요일=Sa 일요일=Su`,
	"he": `שני=Mo שלישי=Tu רביעי=We חמישי=Th שישי=Fr שבת=Sa ראשון=Su`,
	"fa": "دوشنبه=Mo سه\u200cشنبه=Tu چهارشنبه=We پنجشنبه=Th جمعه=Fr شنبه=Sa یکشنبه=Su",
	"hi": `सोमवार=Mo मंगलवार=Tu बुधवार=We गुरुवार=Th शुक्रवार=Fr शनिवार=Sa रविवार=Su`,
	"ro": `luni=Mo marți=Tu marţi=Tu miercuri=We joi=Th vineri=Fr sâmbătă=Sa duminică=Su`,
	"tr": `pazartesi=Mo salı=Tu çarşamba=We perşembe=Th cuma=Fr cumartesi=Sa pazar=Su`,
	"ru": `январь=Jan февраль=Feb март=Mar апрель=Apr май=May июнь=Jun июль=Jul август=Aug сентябрь=Sep октябрь=Oct
ноябрь=Nov декабрь=Dec выходной=off понедельник=Mo пн=Mo вторник=Tu вт=Tu среда=We ср=We четверг=Th чт=Th пятница=Fr пт=Fr суббота=Sa сб=Sa
воскресенье=Su вс=Su и=,`,
	"uk": `понеділок=Mo пн=Mo вівторок=Tu вт=Tu середа=We ср=We четвер=Th чт=Th п'ятниця=Fr пт=Fr субота=Sa сб=Sa
неділя=Su нд=Su`,
	"ka": `ორშაბათი=Mo სამშაბათი=Tu ოთხშაბათი=We ხუთშაბათი=Th პარასკევი=Fr შაბათი=Sa კვირა=Su`,
	"th": `วันจันทร์=Mo วันอังคาร=Tu วันพุธ=We วันพฤหัสบดี=Th วันศุกร์=Fr วันเสาร์=Sa วันอาทิตย์=Su`,
	"ja": `月曜日=Mo 火曜日=Tu 水曜日=We 木曜日=Th 金曜日=Fr 土曜日=Sa 日曜日=Su 月曜=Mo 火曜=Tu 水曜=We 木曜=Th 金曜=Fr 土曜=Sa 日曜=Su`,
	"ar": `الاثنين=Mo الإثنين=Mo الثلاثاء=Tu الأربعاء=We الخميس=Th الجمعة=Fr السبت=Sa الأحد=Su`,
}

// seasons are refused: they begin on different days in different countries.
var seasons = map[string]bool{
	"spring": true, "summer": true, "autumn": true, "fall": true, "winter": true,
	"frühling": true, "sommer": true, "herbst": true,
	"printemps": true, "été": true, "automne": true, "hiver": true,
	"lente": true, "zomer": true, "herfst": true,
	"primavera": true, "verano": true, "otoño": true, "invierno": true,
}

type phrase struct {
	words string // normalized
	text  string
}

type dict struct {
	words   map[string][]sense
	phrases map[byte][]phrase // by first byte, longest first
}

// dictionary is built on first use: texts in the words of the specification
// never need it.
var dictionary = sync.OnceValue(func() *dict {
	d := &dict{words: map[string][]sense{}, phrases: map[byte][]phrase{}}
	for lang, text := range vocabulary {
		for _, entry := range strings.Fields(text) {
			w, repl, _ := strings.Cut(entry, "=")
			repl = strings.ReplaceAll(repl, "|", " ")
			if strings.Contains(w, "_") || digitAt(w, 0) {
				w = strings.ReplaceAll(w, "_", " ")
				d.phrases[w[0]] = append(d.phrases[w[0]], phrase{w, repl})
				continue
			}
			d.words[w] = append(d.words[w], sense{lang, repl})
		}
	}
	for _, list := range d.phrases {
		sortPhrases(list)
	}
	return d
})

func sortPhrases(list []phrase) {
	for i := range list {
		for j := i; j > 0 && len(list[j].words) > len(list[j-1].words); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// phraseAt returns what a phrase at the start of s stands for and its length.
func phraseAt(s string) (repl string, n int) {
	first, _ := utf8.DecodeRuneInString(s)
	low := string(unicode.ToLower(first))
	for _, p := range dictionary().phrases[low[0]] {
		if n := phraseLen(s, p.words); n > 0 {
			return p.text, n
		}
	}
	return "", 0
}

// phraseLen returns how many bytes of s the normalized phrase covers, or 0.
func phraseLen(s, words string) int {
	i := 0
	for _, want := range words {
		if i >= len(s) {
			return 0
		}
		if want == ' ' {
			n := gapLen(s[i:])
			if n == 0 {
				return 0
			}
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.ToLower(r) != want {
			return 0
		}
		i += size
	}
	if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(r) || unicode.IsDigit(r) {
		return 0
	}
	return i
}

func gapLen(s string) int {
	i := 0
	for i < len(s) && strings.IndexByte(" \t_-/", s[i]) >= 0 {
		i++
	}
	return i
}
