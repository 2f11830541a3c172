//go:build js && wasm

package main

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/routing"
	"github.com/halte-brussels/halte/internal/view"
)

// device answers from one parcel.
type device struct {
	engine *engine.Engine
	views  map[lang.Tag]view.View // kept, for what they have written once
}

// reply is what a page gets: markup for its main part, or something else as JSON.
type reply struct{ page, json string }

// answer is what is wrong with what was sent; nothing, where nothing is.
type answer struct {
	Problems []view.Problem `json:"problems,omitempty"`
	Message  string         `json:"message,omitempty"` // above the problems, or alone
	Failed   bool           `json:"failed,omitempty"`  // it is no answer's fault
}

func write(a any) reply {
	data, err := json.Marshal(a)
	if err != nil { // answers are made of texts and times
		return reply{json: `{"failed":true}`}
	}
	return reply{json: string(data)}
}

// open takes a parcel. Arguments: the parcel.
func (d *device) open(args []string) reply {
	if len(args) != 1 {
		return write(answer{Failed: true})
	}
	e, err := engine.Open([]byte(args[0]))
	if err != nil {
		return write(answer{Failed: true, Message: err.Error()})
	}
	d.engine, d.views = e, map[lang.Tag]view.View{}
	for _, tag := range lang.Interface() {
		d.views[tag] = view.New(e, e.In(tag))
	}
	return write(answer{})
}

// asked is what every question brings: a language, the answers of a form or a query, and the instant.
type asked struct {
	view view.View
	tag  lang.Tag
	sent view.Answers
	now  time.Time
}

// read reads a question. Arguments: language, answers as JSON, instant in RFC 3339.
func (d *device) read(args []string) (asked, error) {
	if d.engine == nil || len(args) != 3 {
		return asked{}, errors.New("no parcel is open, or the question has not three parts")
	}
	now, err := time.Parse(time.RFC3339, args[2])
	if err != nil {
		return asked{}, err
	}
	q := asked{tag: d.engine.In(lang.Tag(args[0])).Tag, now: now.In(d.engine.Zone())}
	q.view = d.views[q.tag]
	if err := json.Unmarshal([]byte(args[1]), &q.sent); err != nil {
		return asked{}, err
	}
	return q, nil
}

// page answers with a page, or with what was wrong.
func (d *device) page(args []string, show func(asked) (view.Node, error)) reply {
	q, err := d.read(args)
	if err != nil {
		return write(answer{Failed: true, Message: err.Error()})
	}
	node, err := show(q)
	if err != nil {
		return d.refuse(q, err)
	}
	return reply{page: view.Typeset(q.tag, view.HTML(node))}
}

// refuse says what is wrong with what was sent.
func (d *device) refuse(q asked, err error) reply {
	e := fault.From(err)
	if e.Kind != fault.Invalid {
		return write(answer{Failed: true, Message: d.engine.In(q.tag).Args(e.Key, e.Args)})
	}
	return write(answer{Message: d.engine.In(q.tag).T("fault.invalid"), Problems: q.view.Problems(e)})
}

// route decides.
func (d *device) route(args []string) reply {
	return d.page(args, func(q asked) (view.Node, error) {
		decision, err := d.engine.Route(q.view.Raw(q.sent), q.now)
		if err != nil {
			return nil, err
		}
		return q.view.Decision(decision.Document(d.engine.In(q.tag)), q.sent), nil
	})
}

// signs gathers what the guide says of what was ticked.
func (d *device) signs(args []string) reply {
	return d.page(args, func(q asked) (view.Node, error) {
		picture, err := d.engine.Picture(q.view.Raw(q.sent), q.tag)
		if err != nil {
			return nil, err
		}
		return q.view.Picture(picture, q.sent), nil
	})
}

// search finds items of the guide. The query is the answer called q.
func (d *device) search(args []string) reply {
	return d.page(args, func(q asked) (view.Node, error) {
		if len(q.sent["q"]) == 0 {
			return view.Nothing(), nil
		}
		return q.view.Hits(d.engine.Search(q.sent["q"][0], q.tag)), nil
	})
}

// states says of every service whether it can be reached now, or at the moment that was asked for.
func (d *device) states(args []string) reply {
	q, err := d.read(args)
	if err != nil {
		return write(answer{Failed: true, Message: err.Error()})
	}
	if at, given := q.view.Raw(q.sent)["at"]; given {
		f, err := d.engine.Vocabulary.Parse(map[string]any{"at": at})
		if err != nil {
			return d.refuse(q, err)
		}
		q.now = f.At.In(d.engine.Zone())
	}
	states := map[string]view.State{}
	for _, s := range d.engine.Directory.Services {
		states[s.ID] = q.view.State(routing.StateOf(s, q.now, d.engine.Zone()), q.now)
	}
	return write(states)
}

// document is a decision as data, for facts as data: it is what tests compare.
func (d *device) document(args []string) reply {
	if d.engine == nil || len(args) != 3 {
		return write(answer{Failed: true})
	}
	var raw map[string]any
	now, err := time.Parse(time.RFC3339, args[2])
	if err == nil {
		err = json.Unmarshal([]byte(args[1]), &raw)
	}
	if err != nil {
		return write(answer{Failed: true, Message: err.Error()})
	}
	decision, err := d.engine.Route(raw, now)
	if err != nil {
		return write(answer{Failed: true, Message: err.Error()})
	}
	return write(decision.Document(d.engine.In(lang.Tag(args[0]))))
}
