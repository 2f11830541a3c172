package web

import (
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/halte-brussels/halte/internal/engine"
	"github.com/halte-brussels/halte/internal/facts"
	"github.com/halte-brussels/halte/internal/view"
)

// maxForm bounds a form, also where no server stands before the pages.
const maxForm = 64 << 10

// edit is the button that brings the form back instead of sending it. It is not a fact.
const edit = view.Edit

// form reads what the reader sent. Empty answers are unknown facts and are dropped.
func (v *visit) form() (url.Values, error) {
	posted, err := v.posted()
	if err != nil {
		return nil, unreadable(err)
	}
	sent := url.Values{}
	for name, values := range posted {
		for _, value := range values {
			if !utf8.ValidString(name) || !utf8.ValidString(value) {
				return nil, unreadable(errors.New("not UTF-8"))
			}
			if value = strings.TrimSpace(value); value != "" {
				sent.Add(name, value)
			}
		}
	}
	return sent, nil
}

// posted reads a form as browsers send it, or as send.js does: in a file, which browsers do not keep. It is read as it
// comes, because the standard library may put what it takes for files on the disk.
func (v *visit) posted() (url.Values, error) {
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxForm)
	switch kind, _, _ := mime.ParseMediaType(v.r.Header.Get("Content-Type")); kind {
	case "application/x-www-form-urlencoded":
		err := v.r.ParseForm()
		return v.r.PostForm, err
	case "multipart/form-data":
		parts, err := v.r.MultipartReader()
		if err != nil {
			return nil, err
		}
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FormName() != "form" {
			return nil, errors.New("not a form that was sent as a file")
		}
		answers, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		return url.ParseQuery(string(answers))
	}
	return nil, errors.New("not a form") // it would look like a form without answers
}

// keep lists a form as hidden fields, in a steady order.
func keep(sent url.Values) []kept {
	var list []kept
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		for _, value := range sent[name] {
			list = append(list, kept{name, value})
		}
	}
	return list
}

// question is one fact as the form asks it.
type question struct {
	Key     string
	Label   string
	Hint    string
	Many    bool
	Sure    bool   // "I do not know" is no answer to it
	None    string // what no answer is called, where that is not "I do not know"
	Short   bool   // answers short enough to stand side by side
	Groups  []answers
	Value   string // of a question that takes a text
	Problem string
}

// place is where the question of a field stands on its page. A fact goes by its number: a link leads there, a browser
// keeps the addresses of links, and a fact's name tells what was talked about.
func place(field string) string {
	if key, ok := facts.KeyNamed(field); ok {
		return "q-" + strconv.Itoa(int(key)+1)
	}
	return "q-" + field
}

// answers are possible answers that belong together; the title may be empty.
type answers struct {
	Title string
	List  []answer
}

type answer struct {
	ID      string
	Label   string
	Checked bool
}

// shortAnswer is how long, in letters, an answer may be to stand beside others.
const shortAnswer = 34

// question asks one fact, with what was answered before and what was wrong with that.
func (v *visit) question(f engine.FactDoc, sent url.Values, problems []detail) question {
	q := question{Key: f.Key, Label: f.Label, Hint: f.Hint, Many: f.Many, Short: true, Value: sent.Get(f.Key)}
	q.Problem = problemOf(f.Key, problems)
	if f.Key == facts.Place.String() { // a postcode: the areas are the pack's own business
		return q
	}
	at := map[string]int{}
	for _, value := range f.Values {
		i, seen := at[value.Group]
		if !seen {
			i = len(q.Groups)
			at[value.Group] = i
			q.Groups = append(q.Groups, answers{})
			if value.Group != "" {
				q.Groups[i].Title = v.words.T("web.group." + value.Group)
			}
		}
		checked := slices.Contains(sent[f.Key], value.ID)
		q.Groups[i].List = append(q.Groups[i].List, answer{value.ID, value.Label, checked})
		q.Short = q.Short && utf8.RuneCountInString(value.Label) <= shortAnswer
	}
	q.Short = q.Short || len(f.Values) > 8
	return q
}

func problemOf(key string, problems []detail) string {
	for _, p := range problems {
		if p.Field == key {
			return p.Text
		}
	}
	return ""
}

// Answered tells whether something was answered, so that a part of the form that holds answers is shown open.
func (q question) Answered() bool {
	if q.Problem != "" || q.Value != "" {
		return true
	}
	return slices.ContainsFunc(q.Groups, func(g answers) bool {
		return slices.ContainsFunc(g.List, func(a answer) bool { return a.Checked })
	})
}
