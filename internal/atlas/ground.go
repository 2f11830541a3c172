package atlas

import "math"

// Tiles is a background of square pictures in Web Mercator, such as an operator may give.
type Tiles struct {
	At               func(z, x, y int) (address string, ok bool) // on this site: nothing is asked of another
	MinZoom, MaxZoom int
	Attribution      string // who made them, as plain text
}

const (
	tilePixels = 256
	maxTiles   = 64
	maxZoom    = 22
)

// tile is a picture on the drawing.
type tile struct {
	Address    string
	X, Y, Size float64
}

// tiles places those that the drawing needs, of the zoom at which a page shows them about as large as they are. Where
// that would be too many there are none: a ground with holes misleads.
func (v view) tiles(t *Tiles) []tile {
	if t == nil {
		return nil
	}
	zoom := int(math.Floor(math.Log2(v.scale / tilePixels)))
	zoom = max(0, t.MinZoom, min(zoom, t.MaxZoom, maxZoom))
	left, right := v.left-margin/v.scale, v.left+(float64(v.width)-margin)/v.scale
	top, bottom := v.top-margin/v.scale, v.top+(float64(v.height)-margin)/v.scale
	n := math.Exp2(float64(zoom))
	first := func(at float64) int { return max(0, int(at*n)) }
	last := func(at float64) int { return min(int(n)-1, int(at*n)) }
	if (last(right)-first(left)+1)*(last(bottom)-first(top)+1) > maxTiles {
		return nil
	}
	var tiles []tile
	for y := first(top); y <= last(bottom); y++ {
		for x := first(left); x <= last(right); x++ {
			if address, ok := t.At(zoom, x, y); ok {
				tiles = append(tiles, tile{
					Address: address, Size: tenth(v.scale / n),
					X: tenth((float64(x)/n-v.left)*v.scale + margin), Y: tenth((float64(y)/n-v.top)*v.scale + margin),
				})
			}
		}
	}
	return tiles
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }
