package device_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/halte-brussels/halte/internal/card"
	"github.com/halte-brussels/halte/internal/device"
	"github.com/halte-brussels/halte/internal/press"
	"github.com/halte-brussels/halte/internal/press/presstest"
)

// script sets the cards of a file in every form with the press that is committed, and writes what it gave.
const script = `
const fs = require("fs");
require("./wasm_exec.js");
globalThis.haltePressReady = () => {
  const asked = JSON.parse(fs.readFileSync("asked.json"));
  const out = {};
  for (const [name, card] of Object.entries(asked.cards)) {
    for (const form of asked.forms) {
      const set = haltePress.set(card, form, asked.words);
      const pdf = haltePress.pdf(card, form, asked.words);
      out[name + " on " + form] = {pages: set.pages, copies: set.copies, key: set.key,
        detail: set.details && set.details[0] && set.details[0].key, pdf: pdf.pdf && Buffer.from(pdf.pdf).toString("base64")};
    }
  }
  out.nonsense = {key: haltePress.set(null, 7).key};
  out.nothing = {key: haltePress.set(null, "a6", undefined).key};
  fs.writeFileSync("given.json", JSON.stringify(out));
  process.exit(0);
};
const go = new Go();
WebAssembly.instantiate(fs.readFileSync("press.wasm"), go.importObject).then((r) => go.run(r.instance));
`

type given struct {
	Pages  []string `json:"pages"`
	Copies int      `json:"copies"`
	Key    string   `json:"key"`
	Detail string   `json:"detail"`
	PDF    []byte   `json:"pdf"`
}

// The press in a browser reads every field of a card and gives the same bytes as the server.
func TestWasmSetsTheSame(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	words := press.Words{Lang: "fr", Title: "Informations", Fold: "Pliez.", Draft: "Projet.", Code: "Code QR"}
	all := inBrowser(t, node, words)
	for name, c := range presstest.Samples() {
		for _, form := range press.Forms() {
			got, ok := all[name+" on "+string(form)]
			if !ok {
				t.Fatalf("nothing for %s on %s", name, form)
			}
			compare(t, got, c, form, words)
		}
	}
	if all["nonsense"].Key != "fault.malformed" || all["nothing"].Key != "fault.invalid" {
		t.Errorf("what is no card is answered with %+v and %+v", all["nonsense"], all["nothing"])
	}
}

func compare(t *testing.T, got given, c card.Card, form press.Form, words press.Words) {
	t.Helper()
	s, err := press.Set(c, form, words)
	if err != nil {
		if got.Key == "" || len(got.Pages) > 0 || got.PDF != nil {
			t.Errorf("%s on %s: refused here with %v, set in the browser", c.Language, form, err)
		}
		return
	}
	var want bytes.Buffer
	if err := s.PDF(&want); err != nil {
		t.Fatal(err)
	}
	if len(got.Pages) != s.Pages() || got.Copies != s.Copies || got.Pages[0] != s.SVG(0) {
		t.Errorf("%s on %s: the drawings differ", c.Language, form)
	}
	if !bytes.Equal(got.PDF, want.Bytes()) {
		t.Errorf("%s on %s: the documents differ", c.Language, form)
	}
}

func inBrowser(t *testing.T, node string, words press.Words) map[string]given {
	t.Helper()
	dir := t.TempDir()
	wasm, err := device.PlainPress()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := json.Marshal(map[string]any{"cards": presstest.Samples(), "forms": press.Forms(), "words": words})
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
