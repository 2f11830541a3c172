package louis

// marks are the signs for capitals that stand before each character; the last ones stand at the end.
type marks [][]Cell

func (m marks) add(at int, cells []Cell) { m[at] = append(m[at], cells...) }

// capitalWord is a word within a run of capitals.
type capitalWord struct {
	from, to int
	whole    bool // no small letter in it
}

// markCapitals finds where the signs for capitals stand.
func (t *Table) markCapitals(in []rune) marks {
	m := make(marks, len(in)+1)
	if t.capital == nil {
		return m
	}
	for at := 0; at < len(in); {
		if t.attrsOf(in[at])&isUpper == 0 {
			at++
			continue
		}
		end := t.runOfCapitals(in, at)
		t.markRun(m, in, at, end)
		at = end
	}
	return m
}

// runOfCapitals returns the end of a run: after its last capital before a small letter.
func (t *Table) runOfCapitals(in []rune, from int) int {
	end := from
	for at := from; at < len(in); at++ {
		switch a := t.attrsOf(in[at]); {
		case a&isUpper != 0:
			end = at + 1
		case a&isLetter != 0:
			return end
		}
	}
	return end
}

func (t *Table) markRun(m marks, in []rune, from, to int) {
	words := t.wordsOf(in, from, to)
	for i := 0; i < len(words); {
		n := 0
		for i+n < len(words) && words[i+n].whole {
			n++
		}
		if t.capitalPhrase.begin != nil && n >= t.capitalPhrase.words && t.capitalPhrase.words > 0 {
			t.markPhrase(m, in, words[i:i+n])
			i += n
			continue
		}
		for range max(n, 1) {
			t.markWord(m, in, words[i])
			i++
		}
	}
}

func (t *Table) markPhrase(m marks, in []rune, words []capitalWord) {
	last := words[len(words)-1]
	m.add(words[0].from, t.capitalPhrase.begin)
	if t.capitalPhrase.endsBefore {
		m.add(last.from, t.capitalPhrase.end)
	} else {
		m.add(last.to, t.capitalPhrase.end)
	}
}

// wordsOf cuts a run into words and keeps those that hold a capital. Where a table names what may stand within capitals,
// a word is letters and these; else it is what stands between spaces, with its punctuation.
func (t *Table) wordsOf(in []rune, from, to int) []capitalWord {
	within := func(at int) bool {
		a := t.attrsOf(in[at])
		return t.namesCapitals && a&(isLetter|inCapitals) != 0 || !t.namesCapitals && a&isSpace == 0
	}
	var words []capitalWord
	for at := from; at < to; {
		if !within(at) {
			at++
			continue
		}
		w, capital := capitalWord{from: at}, false
		for at < len(in) && within(at) && (at < to || t.attrsOf(in[at])&isLetter == 0) {
			capital = capital || t.attrsOf(in[at])&isUpper != 0
			at++
		}
		w.to = at
		w.whole = t.wholeWord(in, w.from, w.to)
		if capital {
			words = append(words, w)
		}
	}
	return words
}

func (t *Table) wholeWord(in []rune, from, to int) bool {
	letter := func(at int) bool { return at >= 0 && at < len(in) && t.attrsOf(in[at])&isLetter != 0 }
	return !letter(from-1) && !letter(to)
}

// markWord marks the capitals of one word, piece by piece where something in it ends them.
func (t *Table) markWord(m marks, in []rune, w capitalWord) {
	for at := w.from; at < w.to; {
		if t.attrsOf(in[at])&isUpper == 0 {
			at++
			continue
		}
		from, letters := at, 0
		for ; at < len(in) && t.attrsOf(in[at])&(isUpper|inCapitals) != 0; at++ {
			if t.attrsOf(in[at])&isUpper != 0 {
				letters++
			}
		}
		switch {
		case letters == 1 || t.capitals == nil:
			m.add(from, t.capital)
		default:
			m.add(from, t.capitals)
			if at < len(in) && t.attrsOf(in[at])&isLetter != 0 {
				m.add(at, t.capitalsEnd)
			}
		}
	}
}
