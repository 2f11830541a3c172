package pack

import (
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/directory"
)

// History is what stood on cards about one service, from the first that was given to what stands there now.
type History struct {
	ID     string  `yaml:"id"` // of the service
	States []State `yaml:"states"`
}

// State is the facts of a service from one day on.
type State struct {
	From  directory.Date `yaml:"from"`
	Mark  string         `yaml:"mark"`
	Facts card.Facts     `yaml:"facts"`
}

func (c *checker) history() {}
