//go:build js && wasm

// Command halte-wasm is the engine in a browser: it opens a parcel and answers what pages ask, with the code that a
// server answers with. It knows no page, keeps nothing, and asks no one: a worker of the page calls it and ends it.
package main

import "syscall/js"

func main() {
	d := &device{}
	js.Global().Set("halte", js.ValueOf(map[string]any{
		"open":     text(d.open),
		"route":    text(d.route),
		"signs":    text(d.signs),
		"search":   text(d.search),
		"states":   text(d.states),
		"card":     text(d.card),
		"file":     text(d.file),
		"say":      text(d.say),
		"document": text(d.document),
	}))
	js.Global().Call("halteReady")
	select {} // the functions are called from outside until the worker ends
}

// text makes a function from texts callable. What goes wrong comes back as an error in the answer, never as a panic,
// which would end the engine. An answer that is no page is JSON.
func text(f func(args []string) reply) js.Func {
	return js.FuncOf(func(_ js.Value, values []js.Value) any {
		args := make([]string, len(values))
		for i, v := range values {
			args[i] = v.String()
		}
		r := f(args)
		if r.json != "" {
			return r.json
		}
		return map[string]any{"page": r.page} // to quote it and read that again would take as long as writing it
	})
}
