package louis

// choose returns the rule for what stands at the cursor: the longest whose condition holds, then what the table says of
// the character alone.
func (tr *translator) choose() (*rule, opcode) {
	rest := tr.in[tr.at:]
	if len(rest) > 1 {
		for _, r := range tr.t.rules[[2]rune{tr.t.small(rest[0]), tr.t.small(rest[1])}] {
			if tr.t.same(rest, r.chars) {
				if op, ok := tr.holds(r); ok {
					return r, op
				}
			}
		}
	}
	for _, first := range []rune{rest[0], tr.t.small(rest[0])} {
		if c := tr.t.chars[first]; c != nil {
			for _, r := range c.rules {
				if op, ok := tr.holds(r); ok {
					return r, op
				}
			}
		}
	}
	return &rule{opcode: opDefinition, chars: rest[:1]}, opDefinition
}

// holds tells whether a rule may be used here, and as what.
func (tr *translator) holds(r *rule) (opcode, bool) {
	end := tr.at + len(r.chars)
	before, after := tr.attrs(tr.at-1), tr.attrs(end)
	if r.after != 0 && before&r.after == 0 || r.before != 0 && after&r.before == 0 {
		return r.opcode, false
	}
	if tr.capitalsChange(end) || r.evenBefore && tr.capitals[tr.at] != nil || r.evenAfter && tr.capitals[end] != nil {
		return r.opcode, false
	}
	switch r.opcode {
	case opMidNumber:
		return opMidNumber, before&isDigit != 0 && after&isDigit != 0
	case opEndNumber:
		return opEndNumber, before&isDigit != 0
	case opDecimalPoint:
		if before&isDigit != 0 {
			return opMidNumber, after&isDigit != 0
		}
		return opDecimalPoint, after&isDigit != 0
	case opJoinNumber:
		return opJoinNumber, tr.numberFollows(end)
	case opPrePunctuation:
		return opPrePunctuation, tr.leads()
	case opPostPunctuation:
		return opPostPunctuation, tr.trails(end)
	case opReplace, opRepeated, opHyphen:
		return r.opcode, true
	}
	return r.opcode, !tr.plain && tr.inWord(r, end, before, after)
}

// inWord holds the conditions on where in a word a rule may stand.
func (tr *translator) inWord(r *rule, end int, before, after attr) bool {
	const edge = isSpace | isPunctuation
	const open = edge | isLetter
	need := func(b, a attr) bool { return before&b != 0 && after&a != 0 }
	switch r.opcode {
	case opAlways:
		return true
	case opMatch:
		return r.pre.match(tr.t, tr.in, tr.at-1, -1) && r.post.match(tr.t, tr.in, end, 1)
	case opWord, opContraction:
		if tr.t.sequences {
			return tr.standsAlone(end)
		}
		return need(edge, edge)
	case opPartWord:
		return before&isLetter != 0 || after&isLetter != 0
	case opLowWord:
		return need(isSpace, isSpace)
	case opSuffixable:
		return need(edge, open)
	case opPrefixable:
		return need(open, edge)
	case opBeginWord:
		return need(edge, isLetter)
	case opBeginMidWord:
		return need(open, isLetter)
	case opMidWord:
		return need(isLetter, isLetter)
	case opMidEndWord:
		return need(isLetter, open)
	case opEndWord:
		return need(isLetter, edge)
	}
	return false
}

// capitalsChange tells whether capitals begin or end within what a rule would write as one.
func (tr *translator) capitalsChange(end int) bool {
	for at := tr.at + 1; at < end; at++ {
		if tr.capitals[at] != nil {
			return true
		}
	}
	return false
}

func (tr *translator) numberFollows(at int) bool {
	for tr.is(at, isSpace) {
		at++
	}
	return tr.is(at, isDigit)
}

// leads tells whether a sign stands before a word: only such signs lie between it and a space, and a letter follows.
func (tr *translator) leads() bool {
	at := tr.at
	for tr.is(at, isPunctuation) {
		at--
	}
	if tr.attrs(at)&isSpace == 0 {
		return false
	}
	for at = tr.at; tr.is(at, isPunctuation); at++ {
	}
	return tr.attrs(at)&isSpace == 0
}

// trails tells whether a sign stands after a word.
func (tr *translator) trails(end int) bool {
	at := tr.at
	for tr.is(at, isPunctuation) {
		at--
	}
	if tr.attrs(at)&isSpace != 0 {
		return false
	}
	for at = end; tr.is(at, isPunctuation); at++ {
	}
	return tr.attrs(at)&isSpace != 0
}

// standsAlone tells whether a sequence of letters stands alone, in the sense of Unified English Braille.
func (tr *translator) standsAlone(end int) bool {
	at := tr.at - 1
	for tr.is(at, mayPrecede) && !tr.is(at, standsApart) {
		at--
	}
	if tr.attrs(at)&(isSpace|standsApart) == 0 {
		return false
	}
	for _, pattern := range tr.t.afterPatterns {
		if tr.t.same(tr.in[min(end, len(tr.in)):], pattern) && tr.ends(end+len(pattern)) {
			return true
		}
	}
	return tr.ends(end)
}

func (tr *translator) ends(at int) bool {
	for tr.is(at, mayFollow) && !tr.is(at, standsApart) {
		at++
	}
	return tr.attrs(at)&(isSpace|standsApart) != 0
}
