package device_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/halte-brussels/halte/internal/braille"
	"github.com/halte-brussels/halte/internal/braille/tables"
	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/device"
	"github.com/halte-brussels/halte/internal/forms"
	"github.com/halte-brussels/halte/internal/press"
	"github.com/halte-brussels/halte/internal/press/presstest"
)

// script gives the cards of a file every form with the press that is committed, and writes what it gave.
const script = `
const fs = require("fs");
require("./wasm_exec.js");
globalThis.haltePressReady = () => {
  const asked = JSON.parse(fs.readFileSync("asked.json"));
  const out = {};
  out.early = {key: haltePress.show(asked.cards.fr, "braille", asked.words).key};
  haltePress.tables(asked.tables);
  for (const [name, card] of Object.entries(asked.cards)) {
    for (const form of asked.forms) {
      const shown = haltePress.show(card, form, asked.words);
      const saved = haltePress.save(card, form, asked.words);
      out[name + " as " + form] = {markup: shown.markup, parts: shown.parts, key: shown.key, name: saved.name, type: saved.type,
        detail: shown.details && shown.details[0] && shown.details[0].key, bytes: saved.bytes && Buffer.from(saved.bytes).toString("base64")};
    }
  }
  out.nonsense = {key: haltePress.show(null, 7).key};
  out.nothing = {key: haltePress.show(null, "a6", undefined).key};
  fs.writeFileSync("given.json", JSON.stringify(out));
  process.exit(0);
};
const go = new Go();
WebAssembly.instantiate(fs.readFileSync("press.wasm"), go.importObject).then((r) => go.run(r.instance));
`

type given struct {
	Markup string `json:"markup"`
	Parts  int    `json:"parts"`
	Key    string `json:"key"`
	Detail string `json:"detail"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Bytes  []byte `json:"bytes"`
}

// The press in a browser reads every field of a card and gives the same bytes as the server.
func TestWasmGivesTheSame(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	words := press.Words{Lang: "fr", Title: "Informations", Fold: "Pliez.", Draft: "Projet.", Code: "Code QR"}
	data, err := tables.Plain()
	if err != nil {
		t.Fatal(err)
	}
	library, err := braille.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	all := inBrowser(t, node, words, data)
	given := 0
	for name, c := range cards() {
		for _, form := range card.Forms() {
			got, ok := all[name+" as "+string(form)]
			if !ok {
				t.Fatalf("nothing for %s as %s", name, form)
			}
			if compare(t, got, c, form, forms.Tools{Words: words, Braille: library}) {
				given++
			}
		}
	}
	if given < len(cards())*8 {
		t.Errorf("only %d cards were given", given)
	}
	if all["nonsense"].Key != "fault.malformed" || all["nothing"].Key != "fault.invalid" || all["early"].Key != "web.card.failed" {
		t.Errorf("what cannot be given is answered with %+v, %+v and %+v", all["nonsense"], all["nothing"], all["early"])
	}
}

// cards are samples, one of them with every field.
func cards() map[string]card.Card {
	all := presstest.Samples()
	c := all["fr"]
	c.Contact, c.Until = card.Text{Lang: "fr", Text: "Accueil"}, card.Text{Lang: "fr", Text: "à"}
	c.Appointment = card.Appointment{Title: card.Text{Lang: "fr", Text: "Rendez-vous"}, When: card.Text{Lang: "fr", Text: "lundi 30 novembre, 14:00"},
		Start: time.Date(2026, 11, 30, 13, 0, 0, 0, time.UTC), End: time.Date(2026, 11, 30, 14, 0, 0, 0, time.UTC),
		Where: card.Text{Lang: "fr", Text: "entrée B"}}
	all["full"] = c
	return all
}

// compare holds what a browser gave to what a server gives, and tells whether anything was.
func compare(t *testing.T, got given, c card.Card, form card.Form, tools forms.Tools) bool {
	t.Helper()
	shown, err := forms.Show(c, form, tools)
	if err != nil {
		if got.Key == "" || got.Markup != "" || got.Bytes != nil {
			t.Errorf("%s as %s: refused here with %v, given in the browser", c.Language, form, err)
		}
		return false
	}
	file, err := forms.Save(c, form, tools)
	if err != nil {
		t.Fatal(err)
	}
	if got.Markup != shown.Markup || got.Parts != shown.Parts {
		t.Errorf("%s as %s: what is seen differs", c.Language, form)
	}
	if got.Name != file.Name || got.Type != file.Type || !bytes.Equal(got.Bytes, file.Data) {
		t.Errorf("%s as %s: the files differ", c.Language, form)
	}
	return true
}

func inBrowser(t *testing.T, node string, words press.Words, parcel []byte) map[string]given {
	t.Helper()
	dir := t.TempDir()
	wasm, err := device.PlainPress()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := json.Marshal(map[string]any{"cards": cards(), "forms": card.Forms(), "words": words, "tables": json.RawMessage(parcel)})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"press.wasm": wasm, "wasm_exec.js": device.Loader(), "asked.json": asked, "run.js": []byte(script)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(node, "run.js")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "given.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]given
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}
