package braille

import "strings"

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// address tells whether a line holds an address of the web or for e-mail.
func address(print string) bool {
	for _, part := range []string{"://", "www.", "@"} {
		if strings.Contains(print, part) {
			return true
		}
	}
	return false
}

// dashed writes the dash between two numbers as a hyphen.
func dashed(print string) string {
	for _, dash := range []string{"–", "—"} {
		parts := strings.Split(print, dash)
		for i := range parts[1:] {
			before, after := strings.TrimRight(parts[i], " "), strings.TrimLeft(parts[i+1], " ")
			if before != "" && isDigit(before[len(before)-1]) && after != "" && isDigit(after[0]) {
				parts[i] += "-"
			} else {
				parts[i] += dash
			}
		}
		print = strings.Join(parts, "")
	}
	return print
}

// grouped lists the numbers that are written in groups: "02 539 27 44", with a plus before them if there is one.
func grouped(print string) []string {
	var out []string
	for at := 0; at < len(print); at++ {
		if !isDigit(print[at]) {
			continue
		}
		from := at
		for at < len(print) && (isDigit(print[at]) || print[at] == ' ' && at+1 < len(print) && isDigit(print[at+1])) {
			at++
		}
		end := at
		if from > 0 && print[from-1] == '+' {
			from--
		}
		if strings.Contains(print[from:end], " ") {
			out = append(out, print[from:end])
		}
	}
	return out
}
