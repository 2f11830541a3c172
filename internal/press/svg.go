package press

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/press/font"
	"github.com/halte-brussels/halte/internal/press/pdf"
)

// SVG returns a page, from 0, as a drawing of its true size that can stand in a page of ours: letters are drawn, so it
// needs no font and looks everywhere as it does on paper; what is written stands in its description, for who does not
// see it. It has no style and no script. It is empty for a page that does not exist.
func (s *Sheets) SVG(n int) string {
	if n < 0 || n >= len(s.pages) {
		return ""
	}
	d := &drawing{prefix: string(s.Form) + strconv.Itoa(n+1), known: map[letter]string{}}
	p := s.pages[n]
	for i, at := range p.copies {
		if i == 0 {
			d.body.WriteString(`<g id="` + d.prefix + `" transform="translate(` + mm(at.X) + " " + mm(at.Y) + `)">`)
			d.items(p.card)
			d.body.WriteString("</g>")
			continue
		}
		first := p.copies[0]
		fmt.Fprintf(&d.body, `<use href="#%s" x="%s" y="%s"/>`, d.prefix, mm(at.X-first.X), mm(at.Y-first.Y))
	}
	d.body.WriteString(`<g id="` + d.prefix + `-outside">`)
	d.items(p.outside)
	d.body.WriteString("</g>")
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="sheet" width="210mm" height="297mm" viewBox="0 0 210 297" role="img" lang="%s">`+
		`<title>%s</title><desc>%s</desc><rect width="210" height="297" fill="#fff"/><defs>%s</defs><g fill="#000">%s</g></svg>`,
		escape(string(s.lang)), escape(s.title), escape(strings.Join(p.lines(), "\n")), d.letters.String(), d.body.String())
}

// Near returns one card of a page and the marks around it, as large as there is room for. It borrows what [Sheets.SVG]
// draws, so both stand in one document. It is empty for a page that is itself the card.
func (s *Sheets) Near(n int) string {
	if n < 0 || n >= len(s.pages) || len(s.pages[n].copies) < 2 {
		return ""
	}
	const around = 4 * millimetre
	p, prefix := s.pages[n], string(s.Form)+strconv.Itoa(n+1)
	at := p.copies[0]
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s %s %s %s" aria-hidden="true"><use href="#%s"/><use href="#%s-outside"/></svg>`,
		mm(at.X-around), mm(at.Y-around), mm(p.size.X+2*around), mm(p.size.Y+2*around), prefix, prefix)
}

// lines is what is written on a page, copies left out.
func (p page) lines() []string {
	var out []string
	for _, items := range [][]item{p.card, p.outside} {
		for _, it := range items {
			switch {
			case it.text != nil:
				out = append(out, it.text.text)
			case it.tag != nil:
				out = append(out, it.tag.alt)
			}
		}
	}
	return out
}

// letter is a sign of a font.
type letter struct {
	face *font.Face
	id   uint16
}

// drawing collects each letter once and what stands where.
type drawing struct {
	prefix  string
	known   map[letter]string
	letters strings.Builder
	body    strings.Builder
}

func (d *drawing) items(items []item) {
	for _, it := range items {
		if it.text != nil {
			d.line(it.text)
		} else {
			d.path(it.path)
		}
	}
}

// line draws a line in the units of its font, y upwards.
func (d *drawing) line(l *line) {
	size := strconv.FormatFloat(float64(l.size)/millimetre/font.Em, 'f', 6, 64)
	fmt.Fprintf(&d.body, `<g transform="translate(%s %s) scale(%s -%s)">`, mm(l.x), mm(l.y), size, size)
	for _, g := range l.run.Glyphs {
		id := d.letter(letter{g.Face, g.ID})
		if id == "" {
			continue
		}
		fmt.Fprintf(&d.body, `<use href="#%s" x="%d"`, id, g.X)
		if g.Y != 0 {
			fmt.Fprintf(&d.body, ` y="%d"`, g.Y)
		}
		d.body.WriteString("/>")
	}
	d.body.WriteString("</g>")
}

// letter returns the id of a letter, or nothing for one that is not drawn, such as a space.
func (d *drawing) letter(l letter) string {
	if id, ok := d.known[l]; ok {
		return id
	}
	path := l.face.Path(l.id)
	id := ""
	if path != "" {
		id = fmt.Sprintf("%s-%d", d.prefix, len(d.known))
		fmt.Fprintf(&d.letters, `<path id="%s" d="%s"/>`, id, path)
	}
	d.known[l] = id
	return id
}

func (d *drawing) path(p *pdf.Path) {
	d.body.WriteString(`<path d="`)
	for _, s := range p.Segments {
		d.body.WriteString([...]string{"M", "L", "C", "Z"}[s.Kind])
		for i, at := range s.At() {
			if i > 0 {
				d.body.WriteByte(' ')
			}
			d.body.WriteString(mm(at.X) + " " + mm(at.Y))
		}
	}
	d.body.WriteByte('"')
	if p.Stroke > 0 {
		fmt.Fprintf(&d.body, ` fill="none" stroke="#000" stroke-width="%s"`, mm(p.Stroke))
		if p.Dash > 0 {
			fmt.Fprintf(&d.body, ` stroke-dasharray="%s"`, mm(p.Dash))
		} else {
			d.body.WriteString(` stroke-linecap="round" stroke-linejoin="round"`)
		}
	}
	d.body.WriteString("/>")
}

// mm writes a length in millimetres.
func mm(length int) string {
	s := strconv.FormatFloat(float64(length)/millimetre, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// escaped is what may not stand in a text of a drawing as it is.
var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// escape makes words safe inside a drawing. Signs that XML forbids are left out.
func escape(s string) string {
	return escaped.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s))
}
