package index

import "strings"

// arena keeps copies of many short texts in a few large blocks. Millions of texts of their own would be as many things
// to look at each time memory is collected, and what a text was cut from could not be let go of.
type arena struct{ block *strings.Builder }

const arenaBlock = 1 << 16

// copy returns a text of its own. What is in a block never changes: texts are only added behind.
func (a *arena) copy(s string) string {
	if a.block == nil || a.block.Cap()-a.block.Len() < len(s) {
		a.block = &strings.Builder{}
		a.block.Grow(max(arenaBlock, len(s)))
	}
	from := a.block.Len()
	a.block.WriteString(s)
	return a.block.String()[from:]
}
