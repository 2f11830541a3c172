//go:build js && wasm

// Command halte-press-wasm gives cards their form in a browser: on paper, in Braille, as text. It is fetched only when a
// card is made, and apart from the engine, so that no page waits for it. It keeps nothing but the Braille tables and asks
// no one: a worker of the page calls it and ends it.
package main

import (
	"syscall/js"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/forms"
)

// A page calls haltePress.show(card, form, words) for what is seen, haltePress.save(card, form, words) for a file, and
// haltePress.tables(files) before anything in Braille. Card and words are objects, as JSON.parse makes them of what the
// engine writes.
func main() {
	p := &table{}
	js.Global().Set("haltePress", js.ValueOf(map[string]any{
		"show":   js.FuncOf(func(_ js.Value, args []js.Value) any { return p.answer(args, show) }),
		"save":   js.FuncOf(func(_ js.Value, args []js.Value) any { return p.answer(args, save) }),
		"tables": js.FuncOf(p.tables),
	}))
	js.Global().Call("haltePressReady")
	select {} // the functions are called from outside until the worker ends
}

// table is where cards are given their form. It has the Braille tables, once they have come.
type table struct {
	library *braille.Library
}

func (p *table) tables(_ js.Value, args []js.Value) any {
	files := map[string]string{}
	if len(args) == 1 && args[0].Type() == js.TypeObject {
		names := js.Global().Get("Object").Call("keys", args[0])
		for i := range names.Length() {
			name := names.Index(i).String()
			files[name] = text(args[0].Get(name))
		}
	}
	p.library = braille.New(files)
	return nil
}

// answer gives a card its form, or says what is wrong, in keys that the page has words for.
func (p *table) answer(args []js.Value, give func(card.Card, card.Form, forms.Tools) (map[string]any, error)) any {
	if len(args) != 3 {
		return wrong(fault.New(fault.Malformed, "fault.malformed", nil))
	}
	form := card.Form(text(args[1]))
	if form.Tactile() && p.library == nil {
		return wrong(fault.New(fault.Internal, "web.card.failed", nil))
	}
	given, err := give(readCard(args[0]), form, forms.Tools{Words: readWords(args[2]), Braille: p.library})
	if err != nil {
		return wrong(err)
	}
	return given
}

func show(c card.Card, form card.Form, tools forms.Tools) (map[string]any, error) {
	shown, err := forms.Show(c, form, tools)
	return map[string]any{"markup": shown.Markup, "parts": shown.Parts}, err
}

func save(c card.Card, form card.Form, tools forms.Tools) (map[string]any, error) {
	f, err := forms.Save(c, form, tools)
	if err != nil {
		return nil, err
	}
	data := js.Global().Get("Uint8Array").New(len(f.Data))
	js.CopyBytesToJS(data, f.Data)
	return map[string]any{"name": f.Name, "type": f.Type, "bytes": data}, nil
}

func wrong(err error) map[string]any {
	f := fault.From(err)
	var details []any
	for _, d := range f.Details {
		details = append(details, map[string]any{"field": d.Field, "key": d.Key, "args": named(d.Args)})
	}
	return map[string]any{"key": f.Key, "args": named(f.Args), "details": details}
}

func named(values map[string]string) map[string]any {
	args := map[string]any{}
	for name, value := range values {
		args[name] = value
	}
	return args
}
