//go:build js && wasm

package main

import (
	"strings"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/view"
)

// card makes the card that was chosen. What the page gets has it as data: another program puts it in its form.
func (d *device) card(args []string) reply {
	return d.page(args, func(q asked) (view.Node, error) {
		given, err := d.given(q)
		if err != nil {
			return nil, err
		}
		return q.view.Card(given, q.sent), nil
	})
}

// given makes the card. Among the answers is the address of the site, which a code on the card leads to.
func (d *device) given(q asked) (view.Given, error) {
	choice, err := card.Read(q.sent, d.engine.Zone())
	if err != nil {
		return view.Given{}, err
	}
	page := ""
	if origin := q.sent[view.Origin]; len(origin) == 1 && strings.HasPrefix(origin[0], "http") {
		page = view.NeutralPage(origin[0], q.tag)
	}
	delete(q.sent, view.Origin) // it is no answer: it does not come back in the forms
	made, err := d.engine.Card(choice, page)
	if err != nil {
		return view.Given{}, err
	}
	form := ""
	if len(q.sent["form"]) > 0 {
		form = q.sent["form"][0]
	}
	return view.Given{Card: made, Form: card.Form(form)}, nil
}

// file is a card as data, for the program that makes a file of it.
func (d *device) file(args []string) reply {
	q, err := d.read(args)
	if err != nil {
		return write(answer{Failed: true, Message: err.Error()})
	}
	given, err := d.given(q)
	if err != nil {
		return d.refuse(q, err)
	}
	return write(map[string]any{"card": given.Card, "form": given.Form, "words": q.view.SheetWords()})
}

// say gives the words for a message: its key, and what it names.
func (d *device) say(args []string) reply {
	q, err := d.read(args)
	if err != nil || len(q.sent["key"]) != 1 {
		return write(answer{Failed: true})
	}
	named := map[string]string{}
	for name, values := range q.sent {
		if len(values) > 0 {
			named[name] = values[0]
		}
	}
	return write(answer{Message: d.engine.In(q.tag).Args(q.sent["key"][0], named)})
}
