package pack

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

// Every fault of a sentence to point at is an error with file, field and remedy: nobody in the room may notice it.
func TestFaultsOfPhrases(t *testing.T) {
	for name, test := range map[string]struct {
		file, old, new, path, message string
	}{
		"missing pack language": {"phrases", `, nl: "Kunt u dit lezen?"`, "", "groups[language].phrases[can-read].text.nl", "missing in this language"},
		"id twice":              {"phrases", "id: pain", "id: doctor", "groups[now].phrases[doctor]", "comes twice"},
		"id of an answer":       {"phrases", "id: later", "id: pain", "answers[pain]", "comes twice"},
		"no source":             {"phrases", "sources: [A5.4-1]", "", "groups[language].phrases[can-read].sources", "has no source"},
		"unknown source":        {"phrases", "A5.4-1", "hearsay", "groups[language].phrases[can-read].sources", "does not exist"},
		"withheld word":         {"phrases", "Are you in pain?", "Is there violence?", "groups[now].phrases[pain].text", "withheld word"},
		"too long":              {"phrases", "Are you in pain?", strings.Repeat("Are you in pain? ", 6), "groups[now].phrases[pain].text.en", "more than 90"},
		"number of nobody":      {"phrases", "Are you in pain?", "Call 02 123 45 67", "groups[now].phrases[pain]", "in no channel"},

		"unknown tag":           {"ti", "tag: ti", "tag: tig", "tag", "not a value of the fact"},
		"tag of another file":   {"ti", "tag: ti", "tag: zh", "tag", "not called after"},
		"tag of the pack":       {"ti", "tag: ti", "tag: nl", "tag", "language of the pack already"},
		"missing state":         {"ti", "review: {state: unreviewed}", "review: {}", "review.state", "is missing"},
		"missing review":        {"ti", "review: {state: unreviewed}", "", "review", "is missing"},
		"unknown state":         {"ti", "state: unreviewed", "state: perhaps", "review.state", "not one of"},
		"reviewed by nobody":    {"ti", "state: unreviewed", "state: reviewed, on: 2026-11-01", "review", "not by whom"},
		"reviewed on no day":    {"ti", "state: unreviewed", "state: reviewed, by: A, on: 2026-11", "review", "which day"},
		"unreviewed by someone": {"ti", "state: unreviewed", "state: unreviewed, by: A", "review", "who reviewed it"},
		"no withheld words":     {"ti", "withheld: [", "witheld: [", "withheld", "is missing"},
		"no such direction":     {"ti", "direction: ltr", "direction: down", "direction", "not one of"},
		"wrong direction":       {"ti", "direction: ltr", "direction: rtl", "phrases.yes", "its language says rtl"},
		"line of another":       {"ar", `"yes": "نعم"`, `"yes": "Yes"`, "phrases.yes", "its language says rtl"},
		"withheld there":        {"ru", "Вам нужен врач?", "Насилие?", "phrases.doctor", "withheld word"},
		"too long there":        {"so", "Fadlan sug", strings.Repeat("Fadlan sug ", 9), "phrases.wait", "more than 90"},
		"no such sentence":      {"es", "  pain:", "  pian:", "phrases.pian", "no such sentence"},
		"doubts nothing":        {"ti", "doubts: [", "doubts: [pian, ", "doubts", "not among the phrases"},
		"empty line":            {"tr", `"Evet"`, `""`, "phrases.yes", "is empty"},
		"line twice":            {"tr", `  "no":`, "  \"yes\": Evet\n  \"no\":", "phrases.yes", "twice"},
	} {
		t.Run(name, func(t *testing.T) {
			faulty(t, "phrases/"+test.file+".yaml", test.old, test.new, test.path, test.message)
		})
	}
}

// faulty changes one file of the shipped pack and looks for the problem that this makes.
func faulty(t *testing.T, file, old, replacement, path, message string) {
	t.Helper()
	files := copied(t)
	before := string(files[file].Data)
	after := strings.Replace(before, old, replacement, 1)
	if after == before {
		t.Fatalf("%s does not hold %q", file, old)
	}
	files[file] = &fstest.MapFile{Data: []byte(after)}
	_, err := Load(files)
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("the pack loads, or fails otherwise: %v", err)
	}
	for _, p := range problems {
		if p.Path == path && strings.Contains(p.Message, message) && p.Remedy != "" {
			return
		}
	}
	t.Errorf("no problem at %s %s with %q among:\n%v", file, path, message, problems)
}

// A language may lack a sentence: no line is better than a wrong one.
func TestMissingLineIsNoFault(t *testing.T) {
	files := copied(t)
	const file = "phrases/so.yaml"
	lines := strings.Split(string(files[file].Data), "\n")
	var kept []string
	for _, line := range lines {
		if !strings.HasPrefix(line, "  pain:") {
			kept = append(kept, line)
		}
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Join(kept, "\n"))}
	p, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	somali, _ := p.Phrases.Tongue("so")
	if _, ok := somali.Line("pain"); ok || len(kept) == len(lines) {
		t.Error("the line is there all the same")
	}
	tigrinya, _ := p.Phrases.Tongue("ti")
	for _, id := range tigrinya.Doubts {
		if line, ok := tigrinya.Line(id); ok {
			t.Errorf("a line that is in doubt is shown: %s", line)
		}
	}
	if len(tigrinya.Doubts) == 0 {
		t.Error("nothing is in doubt: this test tests less than it says")
	}
}
