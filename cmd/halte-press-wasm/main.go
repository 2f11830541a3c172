//go:build js && wasm

// Command halte-press-wasm sets cards on paper in a browser. It is fetched only when a card is to be printed, and apart
// from the engine, so that no page waits for it. It keeps nothing and asks no one: a worker of the page calls it and ends it.
package main

import (
	"bytes"
	"syscall/js"

	"github.com/halte-brussels/halte/internal/fault"
	"github.com/halte-brussels/halte/internal/press"
)

// A page calls haltePress.set(card, form, words) for drawings and haltePress.pdf(card, form, words) for a document. Card
// and words are objects, as JSON.parse makes them of what the engine writes.
func main() {
	js.Global().Set("haltePress", js.ValueOf(map[string]any{
		"set": js.FuncOf(func(_ js.Value, args []js.Value) any { return answer(args, drawings) }),
		"pdf": js.FuncOf(func(_ js.Value, args []js.Value) any { return answer(args, document) }),
	}))
	js.Global().Call("haltePressReady")
	select {} // the functions are called from outside until the worker ends
}

// answer sets a card and gives it to the page, or says what is wrong, in keys that the page has words for.
func answer(args []js.Value, give func(*press.Sheets) (map[string]any, error)) any {
	if len(args) != 3 {
		return wrong(fault.New(fault.Malformed, "fault.malformed", nil))
	}
	s, err := press.Set(readCard(args[0]), press.Form(text(args[1])), readWords(args[2]))
	if err != nil {
		return wrong(err)
	}
	given, err := give(s)
	if err != nil {
		return wrong(err)
	}
	return given
}

// drawings are the pages as they will be printed, as SVG, and how many cards each has.
func drawings(s *press.Sheets) (map[string]any, error) {
	var pages []any
	for n := range s.Pages() {
		pages = append(pages, s.SVG(n))
	}
	return map[string]any{"pages": pages, "copies": s.Copies}, nil
}

// document is the bytes of a PDF.
func document(s *press.Sheets) (map[string]any, error) {
	var b bytes.Buffer
	if err := s.PDF(&b); err != nil {
		return nil, err
	}
	out := js.Global().Get("Uint8Array").New(b.Len())
	js.CopyBytesToJS(out, b.Bytes())
	return map[string]any{"pdf": out}, nil
}

func wrong(err error) map[string]any {
	f := fault.From(err)
	var details []any
	for _, d := range f.Details {
		args := map[string]any{}
		for name, value := range d.Args {
			args[name] = value
		}
		details = append(details, map[string]any{"field": d.Field, "key": d.Key, "args": args})
	}
	return map[string]any{"key": f.Key, "details": details}
}
