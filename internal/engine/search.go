package engine

import "github.com/halte-brussels/halte/internal/lang"

// searchLimit is how many items a search finds at most: a person reads the first few.
const searchLimit = 20

// HitDoc is one item that a search found.
type HitDoc struct {
	Path  string  `json:"path"` // topic/item
	Topic string  `json:"topic"`
	Title string  `json:"title"`
	Item  ItemDoc `json:"item"`
}

// Search finds the items of the guide that a query most likely means, in whatever language it is typed. The query is
// used and forgotten.
func (e *Engine) Search(query string, tag lang.Tag) []HitDoc {
	list := []HitDoc{}
	for _, hit := range e.Guide.Search(query, searchLimit) {
		list = append(list, HitDoc{Path: hit.Item.Path(), Topic: hit.Item.Topic.Title.In(tag),
			Title: itemName(hit.Item, tag), Item: e.item(hit.Item, tag)})
	}
	return list
}
