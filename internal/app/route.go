package app

import (
	"time"

	"github.com/halte-brussels/halte/internal/routing"
)

// Route turns raw facts, as JSON, YAML, a form or flags give them, into a decision. The facts are used and forgotten.
func (a *App) Route(raw map[string]any, now time.Time) (routing.Decision, error) {
	f, err := a.pack.Vocabulary.Parse(raw)
	if err != nil {
		return routing.Decision{}, err
	}
	return a.pack.Router.Decide(f, now), nil
}
