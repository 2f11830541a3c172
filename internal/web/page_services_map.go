package web

import (
	"html/template"
	"net/url"

	"github.com/halte-brussels/halte/internal/app"
	"github.com/halte-brussels/halte/internal/atlas"
)

// drawMap draws where the services are that were found, if the region has a map, and tells how many are not on it.
func (v *visit) drawMap(sent url.Values, wanted app.Wanted) (template.HTML, int, error) {
	a := v.app.Atlas()
	if a == nil {
		return "", 0, nil
	}
	where, err := v.app.Where(wanted)
	if err != nil {
		return "", 0, err
	}
	var chosen []string
	for _, area := range v.communes(sent["commune"]) {
		chosen = append(chosen, area.ID)
	}
	drawn, err := a.Draw(atlas.Options{
		Language: v.tag, Field: "commune", Chosen: chosen, Counts: where.Counts, Points: where.Points,
		Tiles: v.ground,
		Words: atlas.Words{
			Legend: v.words.T("web.map.legend"), Hint: v.words.T("web.map.hint"), Picture: v.words.T("web.map.picture"),
			Count: func(n int) string { return v.words.N("web.services.count", n) }, Source: v.words.T("web.map.source"),
		},
	})
	return drawn, where.Elsewhere, err
}

// communes are the areas of the map that were asked for, each by its id or a postcode of it.
func (v *visit) communes(asked []string) []atlas.Area {
	a := v.app.Atlas()
	if a == nil {
		return nil
	}
	var list []atlas.Area
	for _, id := range asked {
		area, ok := a.ByID(id)
		if !ok {
			area, ok = a.ByPostcode(id)
		}
		if ok {
			list = append(list, area)
		}
	}
	return list
}
