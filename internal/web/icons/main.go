// Command icons draws the icons that an installed Halte may have, as SVG and as PNG, from one description. Systems ask
// for PNG; drawing both here keeps them the same and needs no other program. From the folder internal/web:
//
//	go run ./icons
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log"
	"os"
	"path/filepath"
	"strings"
)

// side is the length of an icon's side in its own units.
const side = 512

// sizes are the pixels that systems ask for.
var sizes = []int{192, 512}

// icon is a drawing that says nothing from a distance. Systems cut round or square shapes out of it: the ground
// reaches every edge, and what is drawn stays within the middle.
type icon struct {
	name   string
	ground string
	shapes []shape
}

const (
	cream = "#fbf7ef"
	deep  = "#17535a"
	slate = "#3b5157"
	clay  = "#96491a"
)

// icons are the choices. The first is Halte's own, an h that is also a doorway.
func icons() []icon {
	return []icon{
		{"halte", deep, []shape{
			line{168, 128, 168, 384, 48, cream}, arch{256, 280, 88, 48, cream}, line{344, 280, 344, 384, 48, cream},
		}},
		{"notes", slate, []shape{
			box{144, 120, 224, 272, 24, cream},
			line{188, 196, 324, 196, 20, slate}, line{188, 256, 324, 256, 20, slate}, line{188, 316, 268, 316, 20, slate},
		}},
		{"agenda", clay, []shape{
			box{128, 144, 256, 240, 24, cream}, line{128, 212, 384, 212, 16, clay},
			line{192, 120, 192, 164, 24, cream}, line{320, 120, 320, 164, 24, cream},
			line{188, 268, 188, 268, 32, clay}, line{256, 268, 256, 268, 32, clay}, line{324, 268, 324, 268, 32, clay},
			line{188, 328, 188, 328, 32, clay}, line{256, 328, 256, 328, 32, clay},
		}},
	}
}

func main() {
	for name, data := range draw() {
		if err := os.WriteFile(filepath.Join("assets", "icons", name), data, 0o644); err != nil {
			log.Fatalf("icons: %v (run it in internal/web)", err)
		}
	}
}

// draw makes every file, by its name.
func draw() map[string][]byte {
	files := map[string][]byte{}
	for _, i := range icons() {
		files[i.name+".svg"] = i.svg()
		for _, pixels := range sizes {
			files[fmt.Sprintf("%s-%d.png", i.name, pixels)] = i.png(pixels)
		}
	}
	return files
}

func (i icon) svg() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path d="M0 0h%dv%dH0z" fill="%s"/>`,
		side, side, side, side, i.ground)
	for _, s := range i.shapes {
		b.WriteString(s.svg())
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

func (i icon) png(pixels int) []byte {
	picture := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	scale := float64(side) / float64(pixels)
	inks := map[string]color.NRGBA{cream: rgb(cream), deep: rgb(deep), slate: rgb(slate), clay: rgb(clay)}
	for y := range pixels {
		for x := range pixels {
			at := inks[i.ground]
			for _, s := range i.shapes {
				outside, ink := s.distance((float64(x)+0.5)*scale, (float64(y)+0.5)*scale)
				at = mix(at, inks[ink], min(1, max(0, 0.5-outside/scale)))
			}
			picture.SetNRGBA(x, y, at)
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, picture); err != nil { // memory takes everything
		panic(err)
	}
	return out.Bytes()
}

func rgb(hex string) color.NRGBA {
	var c color.NRGBA
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil { // the colours are written above
		panic(err)
	}
	c.A = 255
	return c
}

// mix lays one colour over another.
func mix(under, over color.NRGBA, share float64) color.NRGBA {
	one := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*share + 0.5) }
	return color.NRGBA{one(under.R, over.R), one(under.G, over.G), one(under.B, over.B), 255}
}
