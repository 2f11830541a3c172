package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// query is something that professionals look for: a name, and the parameters of a search or the body of a decision.
type query struct {
	name       string
	parameters string // of a search; {point} and {postcode} are of the list that is searched
	posted     bool   // the search is sent in a body, as those that are about someone should be
	body       string // of a decision; empty: a search
}

// spot is a place in the country that a list is about.
type spot struct{ point, postcode string }

// searches is the one set of searches that the pack, the real list and the million all answer.
var searches = []query{
	{name: "everything", parameters: ""},
	{name: "a need", parameters: "need=shelter"},
	{name: "two needs", parameters: "need=legal,psychological"},
	{name: "a language", parameters: "language=ar"},
	{name: "a need and a language", posted: true, parameters: "need=psychological&language=es"},
	{name: "a file language", parameters: "file_language=fr"},
	{name: "open now", parameters: "open=true"},
	{name: "open on Wednesday afternoon", parameters: "open=true&at=2026-11-25T14:30:00%2B01:00"},
	{name: "open on Sunday at 03:00", parameters: "open=true&at=2026-11-22T03:00:00%2B01:00"},
	{name: "without steps", parameters: "access=step_free"},
	{name: "within 5 km", parameters: "near={point}&within=5"},
	{name: "within 25 km of a postcode", parameters: "near={postcode}&within=25"},
	{name: "a rare word", parameters: "q=interpreter"},
	{name: "a common word", parameters: "q=help"},
	{name: "two words", parameters: "q=legal+advice"},
	{name: "the beginning of a word", parameters: "q=couns"},
	{name: "a word near a place", posted: true, parameters: "q=violence&near={point}&within=50"},
	{name: "a need, on Sunday at 03:00", parameters: "need=shelter&open=true&at=2026-11-22T03:00:00%2B01:00"},
	{name: "a need, a language, without steps", parameters: "need=medical&language=en&access=step_free"},
	{name: "a need near a place, open", parameters: "need=psychological&near={point}&within=25&open=true&at=2026-11-25T14:30:00%2B01:00"},
	{name: "all at once", posted: true, parameters: "need=legal&language=en&file_language=fr&access=step_free&near={point}&within=50&q=rights"},
	{name: "page 2", parameters: "need=legal&page=2"},
	{name: "page 50", parameters: "page=50"},
	{name: "facets of everything", parameters: "facets=true"},
	{name: "facets of a need near a place", parameters: "need=shelter&near={point}&within=25&facets=true"},
}

// situations is what decisions are asked about.
var situations = []query{
	{name: "nothing is known", body: `{}`},
	{name: "danger now", body: `{"danger":"imminent"}`},
	{name: "card F, leaving home, Sunday night", body: `{"file_language":"fr","languages":["ar"],"residence":"card-f","leaving_home":"yes"}`},
	{name: "without papers, with children", body: `{"file_language":"nl","residence":"undocumented","children":"yes","needs":["shelter","legal"]}`},
	{name: "refuses", body: `{"agrees":"no","names_violence":"no","present":["partner"]}`},
	{name: "many needs", body: `{"needs":["shelter","legal","psychological","medical"],"languages":["en"],"circumstances":["mobility"]}`},
	{name: "needs care after an assault", body: `{"needs":["sexual-assault-care"],"gender":"woman","types":["sexual"]}`},
	{name: "acts violently", body: `{"speaker":"perpetrator","needs":["perpetrator"]}`},
}

// request writes a query as it goes over the wire.
func (q query) request(host string, where spot) []byte {
	parameters := strings.NewReplacer("{point}", url.QueryEscape(where.point), "{postcode}", where.postcode).Replace(q.parameters)
	switch {
	case q.body != "":
		return post("/api/v1/route", host, q.body)
	case q.posted:
		return post("/api/v1/services", host, object(parameters))
	case parameters != "":
		parameters = "?" + parameters
	}
	return fmt.Appendf(nil, "GET /api/v1/services%s HTTP/1.1\r\n%s\r\n", parameters, headers(host))
}

func post(path, host, body string) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", path,
		headers(host), len(body), body)
}

func headers(host string) string {
	return "Host: " + host + "\r\nAccept: application/json\r\nAccept-Language: en\r\n"
}

// object writes the parameters of an address as a JSON object.
func object(parameters string) string {
	values, err := url.ParseQuery(parameters)
	if err != nil {
		panic(err) // the searches are written here
	}
	members := map[string]string{}
	for name := range values {
		members[name] = values.Get(name)
	}
	text, err := json.Marshal(members)
	if err != nil {
		panic(err) // texts can always be encoded
	}
	return string(text)
}

func requestsFor(list []query, host string, where spot) [][]byte {
	var requests [][]byte
	for _, q := range list {
		requests = append(requests, q.request(host, where))
	}
	return requests
}

// answer is what came of asking a query once.
type answer struct {
	body []byte
	err  error // why it is none
}

// answers asks each query once.
func answers(host string, list []query, where spot) ([]answer, error) {
	c, err := dial(host)
	if err != nil {
		return nil, err
	}
	defer c.close()
	var all []answer
	for _, q := range list {
		status, body, err := c.ask(q.request(host, where))
		if err != nil {
			return nil, fmt.Errorf("%s (%s%s): %w", q.name, q.parameters, q.body, err)
		}
		a := answer{body: slices.Clone(body), err: sound(status, body, true)}
		if a.err != nil {
			a.err = fmt.Errorf("%s (%s%s): %w: %.300s", q.name, q.parameters, q.body, a.err, bytes.TrimSpace(body))
		}
		all = append(all, a)
	}
	return all, nil
}

// hits is how many services a search found: those known to have all that was asked, and all that nothing excludes.
func (a answer) hits() string {
	var found struct{ Sure, Total *int }
	if a.err != nil || json.Unmarshal(a.body, &found) != nil || found.Sure == nil || found.Total == nil {
		return "no answer"
	}
	return fmt.Sprintf("%d/%d", *found.Sure, *found.Total)
}

// printAnswers shows how each search is answered, and with how much.
func printAnswers(w io.Writer, list []query, all []answer) {
	for i, q := range list {
		fmt.Fprintf(w, "%-36s %16s found %8.1f kB\n", q.name, all[i].hits(), kb(len(all[i].body)))
		if all[i].err != nil {
			fmt.Fprintf(w, "FAILED: %v\n", all[i].err)
		}
	}
}
