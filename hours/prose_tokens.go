package hours

// resolveProse decides what each phrase means, once the language of the text
// is clear from the others: "ma" is Monday in Dutch and Tuesday in French.
// Where it is not clear the phrase stays unknown. It returns the language with
// the most words, English where there are as many.
func resolveProse(lines [][]proseToken) (lang string) {
	votes := map[string]int{}
	for _, line := range lines {
		for _, t := range line {
			for _, s := range t.senses {
				votes[s.lang]++
			}
		}
	}
	for _, line := range lines {
		for i := range line {
			if t := &line[i]; t.senses != nil {
				t.resolve(proseMeaning(t.senses, votes))
			}
		}
	}
	joinNoon(lines)
	lang = "en"
	for _, l := range []string{"fr", "nl"} {
		if votes[l] > votes[lang] {
			lang = l
		}
	}
	return lang
}

// proseMeaning returns the meaning in the language with the most votes, or
// nothing where two languages have as many and disagree.
func proseMeaning(senses []sense, votes map[string]int) string {
	best, text, tie := 0, "", false
	for _, s := range senses {
		switch v := votes[s.lang]; {
		case v > best:
			best, text, tie = v, s.text, false
		case v == best && s.text != text:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return text
}

var proseKinds = map[string]proseKind{
	"dash": proseDash, "and": proseAnd, "fill": proseFill, "closed": proseClosed, "except": proseExcept, "open": proseOpen,
	"appointment": proseAppointment, "PH": prosePublic, "SH": proseSchool, "allday": proseAllDay, "always": proseAlways,
	"month": proseMonthly, "general": proseGeneral, "admin": proseAdmin,
}

var proseNths = map[string]int{"1": 1, "2": 1 << 1, "3": 1 << 2, "4": 1 << 3, "5": 1 << 4, "last": 1 << 5}

var proseParts = map[string]int{"morning": partMorning, "afternoon": partAfternoon, "evening": partEvening}

var proseMasks = map[string]int{"all": 0x7f, "Mo-Fr": 0x1f, "Sa,Su": 0x60}

func (t *proseToken) resolve(meaning string) {
	if kind, ok := proseKinds[meaning]; ok {
		t.kind, t.val = kind, 1
		return
	}
	if bit, ok := proseNths[meaning]; ok {
		t.kind, t.val = proseNth, bit
		return
	}
	if mask, ok := proseMasks[meaning]; ok {
		t.kind, t.val = proseDays, mask
		return
	}
	if part, ok := proseParts[meaning]; ok {
		t.kind, t.val = prosePart, part
		return
	}
	switch meaning {
	case "noon":
		t.kind, t.val, t.mark = proseTime, 12*60, markWord
		return
	case "midnight":
		t.kind, t.val, t.mark = proseTime, 0, markWord
		return
	}
	for d, name := range dayNames {
		if meaning == name {
			t.kind, t.val = proseDays, 1<<d
			return
		}
	}
	t.limits = true // "limit", or a word that may be two things
}

// joinNoon reads "12 noon" and "12:00 midnight" as one time.
func joinNoon(lines [][]proseToken) {
	for k, line := range lines {
		out := line[:0]
		for _, t := range line {
			n := len(out)
			if t.mark == markWord && n > 0 && out[n-1].kind == proseTime && out[n-1].mark == markBare && out[n-1].val == 12*60 {
				t.from = out[n-1].from
				out = out[:n-1]
			}
			out = append(out, t)
		}
		lines[k] = out
	}
}
