package cli

import (
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// tag is the language to answer in: the one asked for, or that of the terminal, as POSIX ranks the variables.
func (c *commands) tag() lang.Tag {
	if lang.Speaks(lang.Tag(c.language)) {
		return lang.Tag(c.language)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := c.env.Getenv(name); locale != "" {
			return tagOf(locale)
		}
	}
	return lang.Interface()[0]
}

// tagOf reads a locale such as fr_BE.UTF-8; for one that Halte does not speak, and for C, it is the first language.
func tagOf(locale string) lang.Tag {
	base := strings.ToLower(locale)
	if i := strings.IndexAny(base, "_.@-"); i >= 0 {
		base = base[:i]
	}
	if tags := lang.Interface(); !slices.Contains(tags, lang.Tag(base)) {
		return tags[0]
	}
	return lang.Tag(base)
}

func (c *commands) checkLanguage() error {
	if c.language == "" || lang.Speaks(lang.Tag(c.language)) {
		return nil
	}
	return &misuse{key: "cli.language", args: map[string]string{"value": c.language}, path: "halte"}
}
