package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/halte-brussels/halte/internal/press/font"
)

// ref is the number of an object, from 1.
type ref int

func (r ref) String() string { return fmt.Sprintf("%d 0 R", int(r)) }

// file collects objects.
type file struct {
	objects []string
}

// reserve gives a number to an object that is written later.
func (f *file) reserve() ref {
	f.objects = append(f.objects, "")
	return ref(len(f.objects))
}

func (f *file) set(id ref, object string) { f.objects[id-1] = object }

func (f *file) add(object string) ref {
	id := f.reserve()
	f.set(id, object)
	return id
}

// stream adds data; extra are further entries that describe it. It is not compressed: a document is small, what carries it
// compresses it, and a packer would be a thirtieth of what a browser has to fetch to print.
func (f *file) stream(data []byte, extra string) ref {
	return f.add(fmt.Sprintf("<</Length %d%s>>\nstream\n%s\nendstream", len(data), extra, data))
}

// finish writes all objects. The catalogue is the first.
func (f *file) finish() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	places := make([]int, len(f.objects))
	for i, object := range f.objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, place := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R /Info 2 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, start)
	return b.Bytes()
}

func (d *Document) write(f *file) {
	catalogue, info, pages, tree := f.reserve(), f.reserve(), f.reserve(), f.reserve()
	resources := d.writeFaces(f)
	for _, p := range d.pages {
		p.id = f.reserve()
	}
	var kids []string
	for i, p := range d.pages {
		content := f.stream([]byte(p.content.String()), "")
		f.set(p.id, fmt.Sprintf("<</Type /Page /Parent %v /MediaBox [0 0 %s %s] /Contents %v /Resources %v /StructParents %d /Tabs /S>>",
			pages, points(p.width), points(p.height), content, resources, i))
		kids = append(kids, p.id.String())
	}
	f.set(pages, fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " ")))
	d.writeTree(f, tree)
	f.set(info, "<</Title "+text(d.about.Title)+">>")
	direction := "L2R"
	if d.about.RightToLeft {
		direction = "R2L"
	}
	f.set(catalogue, fmt.Sprintf("<</Type /Catalog /Pages %v /StructTreeRoot %v /MarkInfo <</Marked true>> /Lang %s "+
		"/ViewerPreferences <</DisplayDocTitle true /Direction /%s /PrintScaling /None>>>>", pages, tree, tongue(d.about.Lang), direction))
}

// writeTree writes the elements, and from each mark of each page the way back to its element.
func (d *Document) writeTree(f *file, tree ref) {
	d.root.write(f, tree)
	var nums []string
	for i, p := range d.pages {
		owners := make([]string, len(p.marks))
		for mark, e := range p.marks {
			owners[mark] = e.id.String()
		}
		nums = append(nums, fmt.Sprintf("%d [%s]", i, strings.Join(owners, " ")))
	}
	parents := f.add("<</Nums [" + strings.Join(nums, " ") + "]>>")
	f.set(tree, fmt.Sprintf("<</Type /StructTreeRoot /K [%v] /ParentTree %v /ParentTreeNextKey %d>>", d.root.id, parents, len(d.pages)))
}

func (e *Element) write(f *file, parent ref) {
	e.id = f.reserve()
	var kids []string
	for _, k := range e.kids {
		switch {
		case k.element == nil:
			kids = append(kids, fmt.Sprintf("<</Type /MCR /Pg %v /MCID %d>>", k.page.id, k.mark))
		case !k.element.empty():
			k.element.write(f, e.id)
			kids = append(kids, k.element.id.String())
		}
	}
	s := fmt.Sprintf("<</Type /StructElem /S /%s /P %v /K [%s]", e.role, parent, strings.Join(kids, " "))
	if e.lang != "" {
		s += " /Lang " + tongue(e.lang)
	}
	if e.alt != "" {
		s += " /Alt " + text(e.alt)
	}
	f.set(e.id, s+">>")
}

// writeFaces writes the fonts, cut to the signs that are shown, and returns what pages find them by.
func (d *Document) writeFaces(f *file) ref {
	var names []string
	for i, face := range d.faces {
		names = append(names, fmt.Sprintf("/F%d %v", i+1, face.write(f, i)))
	}
	return f.add("<</Font <<" + strings.Join(names, " ") + ">>>>")
}

func (face *face) write(f *file, number int) ref {
	name := "AAAAA" + string(rune('A'+number)) + "+" + face.font.Name
	data := face.font.Subset(face.used)
	program := f.stream(data, fmt.Sprintf(" /Length1 %d", len(data)))
	box := face.font.Bounds()
	descriptor := f.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 "+
		"/Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %v>>", name, box.Left, box.Bottom, box.Right, box.Top,
		box.Top, box.Bottom, font.CapHeight, program))
	var widths []string
	signs := slices.Sorted(maps.Keys(face.used))
	for _, id := range signs {
		widths = append(widths, fmt.Sprintf("%d [%d]", id, face.font.Advance(id)))
	}
	cid := f.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "+
		"/Supplement 0>> /CIDToGIDMap /Identity /FontDescriptor %v /DW 0 /W [%s]>>", name, descriptor, strings.Join(widths, " ")))
	letters := f.stream(face.letters(signs), "")
	return f.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%v] /ToUnicode %v>>",
		name, cid, letters))
}

// letters says which letters each sign stands for, so that text can be copied and searched.
func (face *face) letters(signs []uint16) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // in one list, by the format
	for chunk := range slices.Chunk(signs, most) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for _, id := range chunk {
			var code [2]byte
			binary.BigEndian.PutUint16(code[:], id)
			fmt.Fprintf(&b, "<%X> <%s>\n", code, hex(face.text[id]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
