// Package archtest holds the picture of the house to the code: which room may import which.
package archtest

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/halte-brussels/halte/"

// rooms lists, for each room, the rooms that it may import, and nothing else of ours. A new room has to be added here
// and in docs/architecture.md.
var rooms = map[string][]string{
	"hours":                         nil,
	"content":                       nil,
	"internal/fault":                nil,
	"internal/lang":                 nil,
	"internal/facts":                {"internal/fault", "internal/lang"},
	"internal/directory":            {"hours", "internal/facts", "internal/lang"},
	"internal/guide":                {"internal/directory", "internal/lang"},
	"internal/phrases":              {"internal/directory", "internal/lang"},
	"internal/index":                {"hours", "internal/directory", "internal/facts", "internal/lang"},
	"internal/hsds":                 {"hours", "internal/directory", "internal/facts", "internal/lang"},
	"internal/hsdsapi":              {"internal/directory", "internal/index", "internal/fault", "internal/hsds", "internal/jsonhttp", "internal/lang"},
	"internal/export":               {"hours", "internal/directory", "internal/lang"},
	"internal/atlas":                {"internal/lang"},
	"internal/atlas/prepare":        {"internal/atlas"},
	"internal/jsonhttp":             {"internal/fault", "internal/lang"},
	"internal/tiles":                nil,
	"internal/routing":              {"internal/directory", "internal/facts", "internal/lang"},
	"internal/engine":               {"hours", "internal/card", "internal/directory", "internal/facts", "internal/fault", "internal/guide", "internal/lang", "internal/routing"},
	"internal/card":                 {"hours", "internal/directory", "internal/fault", "internal/lang"},
	"internal/braille":              {"internal/card", "internal/fault", "internal/lang", "internal/louis"},
	"internal/louis":                nil,
	"internal/braille/tables":       nil,
	"internal/braille/tables/build": {"internal/braille"},
	"internal/forms":                {"internal/braille", "internal/card", "internal/fault", "internal/lang", "internal/press"},
	"internal/pack": {"hours", "internal/atlas", "internal/card", "internal/directory", "internal/engine", "internal/facts", "internal/fault", "internal/guide",
		"internal/lang", "internal/phrases", "internal/routing"},
	"internal/app": {"hours", "internal/braille", "internal/braille/tables", "internal/card", "internal/forms", "internal/press", "internal/directory", "internal/index", "internal/hsds", "internal/export", "internal/atlas",
		"internal/engine", "internal/tiles", "internal/facts", "internal/fault", "internal/guide", "internal/lang",
		"internal/pack", "internal/phrases", "internal/routing"},
	// The faces may use the words of the domain, but reach what it does through the use cases only.
	"internal/api":          {"internal/app", "internal/engine", "internal/fault", "internal/jsonhttp", "internal/lang", "internal/facts"},
	"internal/view":         {"internal/card", "internal/directory", "internal/engine", "internal/facts", "internal/fault", "internal/guide", "internal/lang", "internal/routing"},
	"internal/device":       nil,
	"internal/device/build": {"internal/device"},
	"internal/web": {"internal/device", "internal/card", "internal/forms", "internal/press", "internal/braille/tables", "internal/view", "internal/app", "internal/atlas", "internal/directory", "internal/engine", "internal/facts", "internal/fault", "internal/guide",
		"internal/lang", "internal/routing", "internal/tiles"},
	"internal/web/icons": nil,
	"internal/server":    {"internal/fault", "internal/lang"},
	"internal/cli": {"content", "internal/app", "internal/card", "internal/engine", "internal/hsds", "internal/directory", "internal/facts", "internal/fault", "internal/lang",
		"internal/pack", "internal/routing"},
	"cmd/halte-wasm": {"internal/card", "internal/engine", "internal/fault", "internal/lang", "internal/routing", "internal/view"},
	"cmd/halte":      {"internal/api", "internal/app", "internal/cli", "internal/hsdsapi", "internal/index", "internal/tiles", "internal/server", "internal/web"},

	// Paper.
	"internal/press":           {"internal/press/font", "internal/press/pdf", "internal/card", "internal/directory", "internal/fault", "internal/lang"},
	"internal/press/font":      nil,
	"internal/press/pdf":       {"internal/press/font"},
	"internal/press/presstest": {"internal/card", "internal/directory", "internal/lang"},
	"internal/press/proofs":    {"content", "internal/card", "internal/fault", "internal/lang", "internal/pack", "internal/press", "internal/press/presstest"},
	"cmd/halte-press-wasm":     {"internal/braille", "internal/card", "internal/directory", "internal/forms", "internal/fault", "internal/lang", "internal/press"},

	"internal/packtest": {"content", "internal/lang", "internal/pack"},
	"internal/archtest": nil,
	"internal/bench":    nil,
	"internal/journeys": {"internal/lang"},
	"internal/screens":  {"content", "internal/app", "internal/journeys", "internal/lang", "internal/pack", "internal/pseudo", "internal/web"},
	"internal/pseudo":   nil,
	"internal/e2e":      {"content", "internal/engine", "internal/journeys", "internal/lang", "internal/pack", "internal/view"},
}

// portable is what also runs in a browser. It must stay small and pure there.
var portable = []string{"hours", "internal/fault", "internal/lang", "internal/facts", "internal/directory", "internal/guide",
	"internal/phrases", "internal/routing", "internal/engine", "internal/card", "internal/view", "internal/press", "internal/press/font",
	"internal/press/pdf", "internal/louis", "internal/braille", "internal/forms"}

// heavy is what the engine may not reach, directly or through others.
var heavy = []string{"net/http", "html/template", "database/sql", "os/exec", "golang.org/x/text/", "math/rand", "math/rand/v2",
	"github.com/nyaruka/phonenumbers", "go.yaml.in/yaml/v3"}

func list(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func TestImportsGoOneWay(t *testing.T) {
	for _, line := range list(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		fields := strings.Fields(line)
		room := strings.TrimPrefix(fields[0], module)
		allowed, known := rooms[room]
		if !known {
			t.Errorf("the room %s is in no picture: add it to archtest and to docs/architecture.md", room)
			continue
		}
		for _, imported := range fields[1:] {
			ours, is := strings.CutPrefix(imported, module)
			if is && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which it may not", room, ours)
			}
		}
	}
}

func TestPortableStaysLight(t *testing.T) {
	for _, room := range portable {
		for _, dep := range list(t, "-deps", "./"+room) {
			for _, h := range heavy {
				if dep == h || strings.HasSuffix(h, "/") && strings.HasPrefix(dep, h) {
					t.Errorf("%s reaches %s", room, dep)
				}
			}
		}
	}
}

// The engine compiles for the browser.
func TestPortableCompilesToWasm(t *testing.T) {
	args := []string{"vet"}
	for _, room := range portable {
		args = append(args, "./"+room)
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = "../.."
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// The engine asks nobody for the time, for chance or for the environment: all that is passed in.
func TestPortableIsPure(t *testing.T) {
	for _, room := range portable {
		for _, file := range list(t, "-f", `{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}} {{end}}`, "./"+room) {
			for _, name := range strings.Fields(file) {
				for _, word := range []string{"time.Now(", "time.Since(", "time.Until(", `"os"`, "time.Local"} {
					if contains(t, name, word) {
						t.Errorf("%s calls %s", name, word)
					}
				}
			}
		}
	}
}
