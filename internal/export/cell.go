package export

import (
	"strings"
	"unicode"
)

// A spreadsheet takes a cell that begins like a formula for one, and a cell that looks like a number for a number: it
// would run "=HYPERLINK(…)", compute "+32 2 514…", make 24/7 the 24th of July and drop the zero of 0800. So such a cell
// is given an apostrophe in front, which says "text" to people who know spreadsheets and is easily undone.
//
// A program that splits at the wrong character, as a spreadsheet set to Belgian habits does at semicolons, finds the
// start of a cell inside a text. So the same is done after each semicolon, tab and line break.

// guard makes a text safe as a cell. unguard undoes it, for every text.
func guard(text string) string {
	var b strings.Builder
	start := true
	for i, r := range text {
		if start && (unsafeStart(text[i:]) || i == 0 && converted(text)) {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		start = separates(r)
	}
	return b.String()
}

// unguard takes off what guard has put on.
func unguard(cell string) string {
	var b strings.Builder
	start := true
	for _, r := range cell {
		if start && r == '\'' {
			start = false
			continue
		}
		b.WriteRune(r)
		start = separates(r)
	}
	return b.String()
}

func separates(r rune) bool { return r == ';' || r == '\t' || r == '\n' }

// unsafeStart tells whether a text, read from here, may be taken for a formula; or begins with an apostrophe, which
// unguard would take for its own.
func unsafeStart(text string) bool {
	if text[0] == '\'' || text[0] == '\t' || text[0] == '\n' {
		return true
	}
	for _, r := range text {
		switch {
		case strings.ContainsRune("=+-@＝＋－＠﹢﹣﹦﹫−", r):
			return true
		case !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !strings.ContainsRune("\"'`’‘“”«»", r):
			return false
		}
	}
	return false
}

// converted tells whether a spreadsheet would take a text for a number, a date or a time and write it back as something
// else: digits without a letter, but for a plain number such as 1712 and a full date such as 2026-11-23.
func converted(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r) && r != 'e' && r != 'E':
			return false
		}
	}
	return digits > 0 && !plainNumber(text) && !fullDate(text)
}

func plainNumber(text string) bool {
	return len(text) <= 15 && text[0] != '0' && strings.Trim(text, "0123456789") == ""
}

func fullDate(text string) bool {
	return len(text) == len("2026-11-23") && text[4] == '-' && text[7] == '-' &&
		strings.Trim(text[:4]+text[5:7]+text[8:], "0123456789") == ""
}

// A cell with a list has one item a line, and an item may have parts between middle dots. A character that would be
// mistaken is given a backslash.

var (
	escapePart   = strings.NewReplacer(`\`, `\\`, "·", `\·`, "\n", `\n`)
	unescapePart = strings.NewReplacer(`\\`, `\`, `\·`, "·", `\n`, "\n")
)

const (
	betweenParts = " · "
	betweenItems = "\n"
)

func joinParts(parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, escapePart.Replace(p))
		}
	}
	return strings.Join(kept, betweenParts)
}

func joinItems(items [][]string) string {
	kept := make([]string, 0, len(items))
	for _, parts := range items {
		if item := joinParts(parts...); item != "" {
			kept = append(kept, item)
		}
	}
	return strings.Join(kept, betweenItems)
}

// splitItems undoes joinItems; empty parts and items are gone.
func splitItems(cell string) [][]string {
	var out [][]string
	for item := range strings.SplitSeq(cell, betweenItems) {
		if item == "" {
			continue
		}
		parts := strings.Split(item, betweenParts)
		for i := range parts {
			parts[i] = unescapePart.Replace(parts[i])
		}
		out = append(out, parts)
	}
	return out
}
