package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
)

// How pages are put together. A device reads one group to show one page; groups of this size take no more room than
// all pages in one.
const (
	pagesInGroup = 8
	sharedBy     = 6  // pages that have a line, from which on it is written once
	sharedFrom   = 24 // letters of a line, from which on that is shorter
)

// folded is a bundle as it travels. A line that many pages have stands in it once, and in its place "{line 7}".
type folded struct {
	Language lang.Tag            `json:"language"`
	Lines    []string            `json:"lines"`
	Groups   []map[string]string `json:"groups"` // address → page
}

// fold puts pages together, always to the same bytes.
func (b bundle) fold() folded {
	paths := slices.Sorted(maps.Keys(b.Pages))
	f := folded{Language: b.Language, Lines: b.shared(paths)}
	number := map[string]int{}
	for i, line := range f.Lines {
		number[line] = i
	}
	for some := range slices.Chunk(paths, pagesInGroup) {
		group := map[string]string{}
		for _, path := range some {
			lines := strings.Split(b.Pages[path], "\n")
			for i, line := range lines {
				if n, ok := number[line]; ok {
					lines[i] = "{line " + strconv.Itoa(n) + "}"
				}
			}
			group[path] = strings.Join(lines, "\n")
		}
		f.Groups = append(f.Groups, group)
	}
	return f
}

// shared lists the lines that many pages have, in the order in which they come.
func (b bundle) shared(paths []string) []string {
	on := map[string]int{}
	var all []string
	for _, path := range paths {
		seen := map[string]bool{}
		for line := range strings.SplitSeq(b.Pages[path], "\n") {
			if len(line) < sharedFrom || seen[line] {
				continue
			}
			if seen[line] = true; on[line] == 0 {
				all = append(all, line)
			}
			on[line]++
		}
	}
	return slices.DeleteFunc(all, func(line string) bool { return on[line] < sharedBy })
}
