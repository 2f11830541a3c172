package hours

import (
	"sort"
	"strings"
)

// parser turns tokens into rules by recursive descent. It accepts selectors in
// any order, as people write them, and leaves the order to the printer.
type parser struct {
	text     string
	opt      Options
	toks     []token
	i        int
	warns    []Warning
	items    int
	checks   int
	timesEnd int // where the hours of the rule at hand ended
}

func (p *parser) failAt(from, to int, want, suggestion string) error {
	from = min(max(from, 0), len(p.text))
	to = min(max(to, from), len(p.text))
	return &SyntaxError{Offset: from, Text: p.text[from:to], Want: want, Suggestion: suggestion}
}

// fail reports the current token.
func (p *parser) fail(want, suggestion string) error {
	t := p.peek()
	return p.failAt(t.pos, t.end, want, suggestion)
}

func (p *parser) warn(from, to int, suggestion string) {
	if len(p.warns) < maxRules {
		p.warns = append(p.warns, Warning{Offset: from, Text: p.text[from:to], Suggestion: suggestion})
	}
}

func (p *parser) peek() token { return p.at(0) }

func (p *parser) at(k int) token {
	if i := p.i + k; i >= 0 && i < len(p.toks) {
		return p.toks[i]
	}
	return token{kind: tEnd, pos: len(p.text), end: len(p.text)}
}

func (p *parser) next() token {
	t := p.peek()
	p.i++
	return t
}

// accept consumes the token if it is of the given kind.
func (p *parser) accept(k tokenKind) bool {
	if p.peek().kind == k {
		p.i++
		return true
	}
	return false
}

func (p *parser) parse() ([]rule, error) {
	if len(p.text) > maxText {
		return nil, p.failAt(maxText, maxText, "the text is too long", "")
	}
	l := lexer{p: p, pos: p.tagName(), text: p.text, out: make([]token, 0, 8+len(p.text)/2)}
	if err := l.run(); err != nil {
		return nil, err
	}
	if err := l.resolveUnclear(); err != nil {
		return nil, err
	}
	p.toks = l.out
	rules, err := p.rules()
	if err != nil {
		return nil, err
	}
	sort.SliceStable(p.warns, func(i, j int) bool { return p.warns[i].Offset < p.warns[j].Offset })
	if p.opt.Strict && len(p.warns) > 0 {
		w := p.warns[0]
		return nil, p.failAt(w.Offset, w.Offset+len(w.Text), "this spelling is not in the specification", w.Suggestion)
	}
	return rules, nil
}

func (p *parser) rules() ([]rule, error) {
	rules := make([]rule, 0, 4)
	how := joinNormal
	for {
		if p.peek().kind == tEnd {
			break
		}
		if t := p.peek(); t.kind == tSemicolon {
			p.next()
			p.warn(t.pos, t.end, "")
			continue
		}
		r := rule{join: how, offset: p.peek().pos}
		first := p.i
		if err := p.rule(&r); err != nil {
			return nil, err
		}
		if (len(r.dates) > 1 || len(r.years) > 0 && len(r.dates) > 0) && p.worthChecking(&r) && !r.everDated() {
			return nil, p.failAt(p.toks[first].pos, p.at(-1).end, "these dates never meet, so the rule would never apply", "a comma between dates")
		}
		p.items += r.items()
		if len(rules) >= maxRules || p.items > maxItems {
			return nil, p.failAt(r.offset, r.offset, "there are too many rules or items", "")
		}
		rules = append(rules, r)
		more, err := p.separator(&how, &r)
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
	}
	if len(rules) == 0 {
		return nil, p.failAt(0, len(p.text), "the text says nothing about hours", `Mo-Fr 09:00-17:00`)
	}
	return rules, nil
}

// worthChecking bounds the work of looking for rules that never apply.
func (p *parser) worthChecking(r *rule) bool {
	p.checks++
	return p.checks <= 8 && r.items() <= 20
}

// separator reads what stands between two rules.
func (p *parser) separator(how *join, r *rule) (more bool, err error) {
	t := p.peek()
	switch t.kind {
	case tEnd:
		return false, nil
	case tSemicolon:
		*how = joinNormal
	case tOr:
		*how = joinFallback
	case tComma:
		if !r.complete() {
			return false, p.fail("a comma here must be followed by another item of the same list", "a semicolon between rules")
		}
		*how = joinAdditional
	default:
		return false, p.fail("a rule ends here; the next thing must be a separator", "; or , or ||")
	}
	p.next()
	switch p.peek().kind {
	case tEnd:
		if t.kind == tSemicolon {
			p.warn(t.pos, t.end, "")
			return false, nil
		}
		return false, p.fail("a rule is expected after the separator", "")
	case tComma, tOr:
		return false, p.fail("a rule is expected between separators", "")
	case tSemicolon:
		if t.kind != tSemicolon {
			return false, p.fail("a rule is expected between separators", "")
		}
	}
	return true, nil
}

// rule reads selectors, times and modifiers in any order.
func (p *parser) rule(r *rule) error {
	start := p.i
	for {
		t := p.peek()
		var err error
		switch t.kind {
		case tEnd, tSemicolon, tOr:
			if p.i == start {
				return p.fail("a rule is expected here", "Mo-Fr 09:00-17:00")
			}
			return nil
		case tComma:
			if p.i == start {
				return p.fail("a rule is expected here", "Mo-Fr 09:00-17:00")
			}
			return nil
		case tColon:
			err = p.looseColon(start)
		case tWeekday, tPublic, tSchool:
			err = p.days(r)
		case tMonth, tEaster:
			err = p.dates(r)
		case tWeek:
			err = p.weeks(r)
		case tNumber:
			err = p.numberSelector(r)
		case tEvent, tOpenParen:
			err = p.times(r)
		default:
			err = p.modifier(r)
		}
		if err != nil {
			return err
		}
	}
}

// looseColon skips the colon people write after the days.
func (p *parser) looseColon(start int) error {
	prev := p.at(-1)
	if p.i == start || prev.kind == tColon || prev.kind == tNumber && p.timeEndsAt(p.i-1) {
		return p.fail("a colon is only expected between hours and minutes", "")
	}
	t := p.next()
	if n := p.peek(); n.kind == tNumber && !n.space && t.space && p.at(1).kind != tColon {
		return p.failAt(t.pos, n.end, "the hour before the colon is missing", "09:00")
	}
	switch p.peek().kind {
	case tEnd, tSemicolon, tComma, tOr:
		return p.failAt(t.pos, t.end, "hours are expected after the colon", "")
	}
	switch prev.kind {
	case tMonth, tNumber, tEaster, tDay, tCloseBracket:
		// The specification allows it after months, years, weeks and dates.
	default:
		p.warn(t.pos, t.end, "")
	}
	return nil
}

// timeEndsAt reports whether the number token i is the minutes of a time.
func (p *parser) timeEndsAt(i int) bool {
	return i >= 1 && p.toks[i-1].kind == tColon && i >= 2 && p.toks[i-2].kind == tNumber
}

// modifier reads open, closed, off, unknown, 24/7 and comments.
func (p *parser) modifier(r *rule) error {
	t := p.peek()
	switch t.kind {
	case tAlways:
		if r.always {
			return p.fail("24/7 is there already", "")
		}
		r.always = true
	case tState:
		if r.hasState {
			return p.fail("only one of open, closed, off and unknown may stand in a rule", "")
		}
		r.state, r.hasState = State(t.val), true
	case tComment:
		if r.quoted {
			return p.fail("only one comment may stand in a rule", "")
		}
		r.comment, r.quoted = t.text, true
	default:
		return p.fail("this is not expected here", "")
	}
	p.next()
	return nil
}

// numberSelector decides between a year and a time of day.
func (p *parser) numberSelector(r *rule) error {
	t := p.peek()
	if t.digits == 4 && t.val >= 1900 && !p.minutesAt(1) && !p.compactTime(r) {
		return p.yearSelector(r)
	}
	return p.times(r)
}

// minutesAt reports whether a colon with minutes follows, not a loose colon.
func (p *parser) minutesAt(k int) bool {
	return p.at(k).kind == tColon && p.at(k+1).kind == tNumber && !p.at(k+1).space
}

// compactTime recognizes times written without a colon, such as 1930-2200
// after days of the week. Everywhere else such a number is a year.
func (p *parser) compactTime(r *rule) bool {
	a, b := p.at(1), p.at(2)
	if len(r.days) == 0 || a.kind != tMinus || b.kind != tNumber || b.digits != 4 {
		return false
	}
	return p.peek().val <= 2400 && p.peek().val%100 < 60 && b.val <= 4800 && b.val%100 < 60
}

// tagName returns the length of a copied "opening_hours =" at the beginning.
func (p *parser) tagName() int {
	const name = "opening_hours"
	if !strings.HasPrefix(p.text, name) {
		return 0
	}
	rest := strings.TrimLeft(p.text[len(name):], " \t")
	if !strings.HasPrefix(rest, "=") {
		return 0
	}
	n := len(p.text) - len(rest) + 1
	p.warn(0, n, "")
	return n
}
