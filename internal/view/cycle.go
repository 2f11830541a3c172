package view

import (
	"strconv"
	"strings"
)

// Parts of the drawing of the cycle.
const (
	cycleRing drawing = `<g class="cycle-ring"><path d="M324 62Q354 74 354 150"/><path d="M354 274Q354 366 338 376"/><path d="M116 378Q86 366 86 290"/><path d="M86 166Q86 74 102 64"/></g>
<g class="cycle-tips"><path d="M346 150h16l-8 15z"/><path d="M339 368v16l-15-8z"/><path d="M78 290h16l-8-15z"/><path d="M101 56v16l15-8z"/></g>`
	heartPath drawing = `<path d="M14 26C4 18 1 13 1 8a6.500 6.500 0 0 1 13-1 6.500 6.500 0 0 1 13 1c0 5-3 10-13 18z"/><path class="crack" d="M14 6l-3 5 5 3-4 5 2 6"/>`
	boltPath  drawing = `<path d="M15 0L3 16h8L8 28 22 11h-9z"/>`
	keyOpen   drawing = `<svg class="key" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false">`
)

// places is where the phases stand on the drawing, by the clock.
func places() []string { return []string{"121 14", "242 170", "121 326", "0 170"} }

// cycle writes the phases as a drawing and, in full, as a list.
func (v View) cycle(phases []Item) Node {
	said := v.words.T("web.cycle.text") + " "
	drawn := group{cycleRing}
	for i, p := range phases {
		said += strconv.Itoa(i+1) + ". " + p.Title + ". "
		drawn = append(drawn, phase(i, p.Title))
	}
	svg := el("svg.cycle-drawing",
		says("title", v.words.T("web.cycle.title")).with("id", "cycle-title"),
		says("desc", strings.TrimSpace(said)).with("id", "cycle-text"), drawn).
		with("viewBox", "-4 0 448 440").with("role", "img").with("aria-labelledby", "cycle-title cycle-text")
	key := el("p.cycle-key",
		el("span", keyOpen, el("g.heart", heartPath), drawing("</svg>"), text(v.words.T("web.cycle.victim"))), text("\n"),
		el("span", keyOpen, el("g.bolt", boltPath), drawing("</svg>"), text(v.words.T("web.cycle.perpetrator"))))
	return el("div.cycle", svg, key, el("ol.phases", list(phases, func(i Item) Node {
		return anchored(el("li", head(i), says("p", i.Text),
			v.pair("web.cycle.victim", i.Victim, "web.cycle.perpetrator", i.Perpetrator), points(i.List),
			v.see("web.see", i.See, v.See), v.foot(i)), i)
	})))
}

func phase(i int, title string) Node {
	word := func(name, y, words string) Node {
		return says("text."+name, words).with("x", "99").with("y", y).with("text-anchor", "middle")
	}
	return el("g",
		el("rect.cycle-phase").with("width", "198").with("height", "100").with("rx", "22"),
		word("cycle-name", "40", title), word("cycle-number", "77", strconv.Itoa(i+1)),
		el("g.heart", heartPath).with("transform", "translate(36 54)"),
		el("g.bolt", boltPath).with("transform", "translate(136 54)"),
	).with("transform", "translate("+places()[i%len(places())]+")")
}
