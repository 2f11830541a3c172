// Package presstest has cards to try paper with: short and long ones, in scripts from the left and from the right.
package presstest

import (
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
	"github.com/halte-brussels/halte/internal/lang"
)

// Samples are cards by name.
func Samples() map[string]card.Card {
	return map[string]card.Card{"en": english(), "fr": french(), "nl": dutch(), "ar": arabic(), "fa": farsi(), "ti": tigrinya(), "uk": ukrainian(), "least": least()}
}

func texts(tag lang.Tag, lines ...string) []card.Text {
	var out []card.Text
	for _, l := range lines {
		out = append(out, card.Text{Lang: tag, Text: l})
	}
	return out
}

func text(tag lang.Tag, s string) card.Text { return card.Text{Lang: tag, Text: s} }

func phone(value string) []card.Number {
	return []card.Number{{Kind: directory.Phone, Value: value}}
}

func least() card.Card {
	return card.Card{Language: "en", Direction: card.LeftToRight, Doors: []card.Door{{Numbers: phone("107"),
		Terms: texts("en", "free", "anonymous", "day and night"), TermIDs: []string{"free", "anonymous", "day-and-night"}}}, Batch: "K7P"}
}

func english() card.Card {
	return card.Card{Language: "en", Direction: card.LeftToRight, Heading: text("en", "Useful numbers"), Doors: []card.Door{
		{Name: text("en", "Listening line"), Numbers: phone("0800 30 030"), Terms: texts("en", "free", "anonymous", "day and night"), TermIDs: []string{"free", "anonymous", "day-and-night"}},
		{Name: text("en", "Social reception"), Numbers: phone("02 486 45 15"), Hours: texts("en", "Monday to Friday 9:00–12:30 and 13:00–17:00", "closed on public holidays")},
	}, Batch: "K7P 3MX"}
}

func french() card.Card {
	return card.Card{Language: "fr", Direction: card.LeftToRight, Heading: text("fr", "Santé et services sociaux"), Doors: []card.Door{
		{Name: text("fr", "Écoute et conseils"), Numbers: phone("02 539 27 44"), Terms: texts("fr", "gratuit", "anonyme"), TermIDs: []string{"free", "anonymous"},
			Hours:   texts("fr", "du lundi au vendredi 9:00–20:00", "jours fériés : appelez d’abord"),
			Address: texts("fr", "Rue Blanche 29", "1060 Saint-Gilles"), Way: text("fr", "tram 8, 81, 92 et 97, arrêt Janson")},
		{Name: text("fr", "Urgences"), Numbers: phone("112"), Terms: texts("fr", "gratuit", "jour et nuit"), TermIDs: []string{"free", "day-and-night"}},
	}, Say: texts("fr", "Bonjour. Je voudrais des informations, s’il vous plaît.", "Puis-je vous parler sans donner mon nom ?"),
		Appointment: card.Appointment{Title: text("fr", "Rendez-vous"), When: text("fr", "mardi 1er décembre 2026 à 14:30"), Where: text("fr", "Boulevard de l’Abattoir 27, 1000 Bruxelles")},
		Safe:        text("fr", "Bon moment pour appeler : en semaine, le matin"),
		Page:        "https://halte.example/fr/numbers/K7P-3MX", Batch: "K7P 3MX"}
}

func dutch() card.Card {
	return card.Card{Language: "nl", Direction: card.LeftToRight, Heading: text("nl", "Gezondheid en sociale diensten"), Doors: []card.Door{
		{Name: text("nl", "Slachtofferhulpverlening en ondersteuningsgesprekken"), Numbers: []card.Number{
			{Kind: directory.Phone, Value: "0800 13 500", Label: text("nl", "gratis onthaallijn")}, {Kind: directory.SMS, Value: "+32 476 12 34 56", Hours: texts("nl", "maandag tot vrijdag 9:00–16:00")},
			{Kind: directory.Email, Value: "info@onthaal.example"}},
			Terms: texts("nl", "gratis", "anoniem"), TermIDs: []string{"free", "anonymous"}, Hours: texts("nl", "maandag tot vrijdag 9:00–12:30 en 13:00–17:00", "gesloten op feestdagen"),
			Address: texts("nl", "Grote Hertstraat 20", "1000 Brussel"), Way: text("nl", "metro 1, 2, 5 en 6, halte Kunst-Wet; tram 92 en 93, halte Koninklijk Park")},
		{Name: text("nl", "Luisteren en raad"), Numbers: phone("107"), Terms: texts("nl", "gratis", "dag en nacht")},
	}, Say: texts("nl", "Goeiedag. Ik wil graag informatie.", "Mag ik met u praten zonder mijn naam te zeggen?"), Page: "https://halte.example/nl/numbers/K7P-3MX", Batch: "K7P 3MX"}
}

func arabic() card.Card {
	return card.Card{Language: "ar", Direction: card.RightToLeft, Heading: text("ar", "أرقام مفيدة"), Doors: []card.Door{
		{Name: text("ar", "خط للاستماع والمشورة"), Numbers: phone("0800 30 030"), Terms: texts("ar", "مجانًا", "بدون ذكر الاسم", "ليلًا ونهارًا"), TermIDs: []string{"free", "anonymous", "day-and-night"}},
		{Name: text("ar", "استقبال اجتماعي"), Numbers: phone("02 539 27 44"), Hours: texts("ar", "من الاثنين إلى الجمعة 9:00–20:00", "مغلق في أيام العطل الرسمية"),
			Address: texts("fr", "Rue Blanche 29", "1060 Saint-Gilles"), Way: text("fr", "tram 8, 81, 92 et 97, arrêt Janson")},
	}, Say: texts("ar", "مرحبًا. أود الحصول على معلومات، من فضلكم.", "هل يمكنني التحدث إليكم دون ذكر اسمي؟"),
		Appointment: card.Appointment{Title: text("ar", "موعد"), When: text("ar", "الثلاثاء 1/12/2026، الساعة 14:30"), Where: text("fr", "Boulevard de l’Abattoir 27")},
		Page:        "https://halte.example/ar/numbers/K7P-3MX", Batch: "K7P 3MX"}
}

func farsi() card.Card {
	return card.Card{Language: "fa", Direction: card.RightToLeft, Heading: text("fa", "شماره\u200cهای مفید"), Doors: []card.Door{
		{Name: text("fa", "گوش دادن و مشاوره"), Numbers: phone("0800 30 030"), Terms: texts("fa", "رایگان", "بدون نام", "شبانه\u200cروزی"),
			Hours: texts("fa", "دوشنبه تا جمعه 9:00–17:00 (چهارشنبه بسته)")},
	}, Batch: "K7P"}
}

func tigrinya() card.Card {
	return card.Card{Language: "ti", Direction: card.LeftToRight, Heading: text("ti", "ጠቐምቲ ቁጽርታት"), Doors: []card.Door{
		{Name: text("ti", "ምስማዕን ምኽርን"), Numbers: phone("0800 30 030"), Terms: texts("ti", "ብናጻ", "ብዘይ ስም", "ለይትን መዓልትን")},
		{Name: text("ti", "ማሕበራዊ መቐበሊ"), Numbers: phone("02 539 27 44"), Hours: texts("ti", "ካብ ሰኑይ ክሳብ ዓርቢ 9:00–17:00"), Address: texts("fr", "Rue Blanche 29", "1060 Saint-Gilles")},
	}, Say: texts("ti", "ሰላም። ሓበሬታ ክረክብ እደሊ ኣለኹ።"), Batch: "K7P 3MX"}
}

func ukrainian() card.Card {
	return card.Card{Language: "uk", Direction: card.LeftToRight, Heading: text("uk", "Корисні номери"), Doors: []card.Door{
		{Name: text("uk", "Розмова та поради"), Numbers: phone("0800 30 030"), Terms: texts("uk", "безкоштовно", "анонімно", "цілодобово")},
		{Name: text("uk", "Соціальна приймальня"), Numbers: phone("02 539 27 44"), Hours: texts("uk", "з понеділка до п’ятниці 9:00–17:00", "у святкові дні зачинено"), Address: texts("fr", "Rue Blanche 29", "1060 Saint-Gilles")},
	}, Say: texts("uk", "Добрий день. Я хочу дізнатися інформацію."), Batch: "K7P 3MX"}
}
