package lang

import "strings"

// Direction is the way in which a language is written: "rtl" for those that begin at the right, "ltr" for all others. It
// is the value of the attribute dir in a page.
func Direction(tag Tag) string {
	base, _, _ := strings.Cut(string(tag), "-")
	switch base {
	case "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
