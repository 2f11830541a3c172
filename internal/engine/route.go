package engine

import (
	"time"

	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/routing"
)

// Route turns raw facts, as JSON, YAML, a form or flags give them, into a decision. The facts are used and forgotten.
func (e *Engine) Route(raw map[string]any, now time.Time) (routing.Decision, error) {
	f, err := e.Vocabulary.Parse(raw)
	if err != nil {
		return routing.Decision{}, err
	}
	return e.Decide(f, now, nil)
}

// Decide is Route for facts that are read already, with a supply of imported services if there is one.
func (e *Engine) Decide(f facts.Facts, now time.Time, supply routing.Supply) (routing.Decision, error) {
	d, err := e.Router.DecideWith(f, now, supply)
	if err != nil {
		return routing.Decision{}, fault.New(fault.Internal, "fault.internal", err)
	}
	return d, nil
}
