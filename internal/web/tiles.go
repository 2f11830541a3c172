package web

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/halte-brussels/halte/internal/atlas"
	"github.com/halte-brussels/halte/internal/tiles"
)

// tilePath is where the pictures of the map's ground are. They are the same for every reader and say nothing of one.
const tilePath = "/tiles/"

// serveTile sends one picture of the ground.
func (s *Site) serveTile(w http.ResponseWriter, r *http.Request) {
	var at [3]int
	for i, name := range []string{"z", "x", "y"} {
		n, err := strconv.Atoi(r.PathValue(name))
		if err != nil || n < 0 {
			http.NotFound(w, r)
			return
		}
		at[i] = n
	}
	data, found, err := s.tiles.Tile(at[0], at[1], at[2])
	if err != nil {
		s.report(err)
	}
	if err != nil || !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", s.tiles.MediaType())
	w.Header().Set("Cache-Control", "public, max-age=86400")
	_, _ = w.Write(data) // who no longer listens cannot be told
}

// ground is the background of the map: the tiles of the operator's file, as far as there are any.
func ground(a *tiles.Archive) *atlas.Tiles {
	if a == nil {
		return nil
	}
	least, greatest := a.Zooms()
	var known sync.Map // whether there is a tile; the map asks for the same dozen again and again
	return &atlas.Tiles{MinZoom: least, MaxZoom: greatest, Attribution: a.Attribution(),
		At: func(z, x, y int) (string, bool) {
			address := tilePath + strconv.Itoa(z) + "/" + strconv.Itoa(x) + "/" + strconv.Itoa(y)
			exists, asked := known.Load(address)
			if !asked {
				_, found, err := a.Tile(z, x, y)
				exists = found && err == nil
				known.Store(address, exists)
			}
			return address, exists.(bool)
		}}
}
