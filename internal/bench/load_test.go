package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(i + 1)
	}
	for _, test := range []struct {
		times []time.Duration
		of    float64
		want  time.Duration
	}{
		{nil, 50, 0}, {hundred[:1], 1, 1}, {hundred[:1], 99, 1}, {hundred, 0, 1}, {hundred, 1, 1}, {hundred, 50, 50},
		{hundred, 95, 95}, {hundred, 99, 99}, {hundred, 99.5, 100}, {hundred, 100, 100}, {hundred[:4], 50, 2},
		{hundred[:5], 50, 3}, {hundred[:10], 99, 10},
	} {
		if got := percentile(test.times, test.of); got != test.want {
			t.Errorf("%v of %d times: %d, want %d", test.of, len(test.times), got, test.want)
		}
	}
}

// fake stands for Halte: it answers searches and decisions, short and long, whole and in pieces.
func fake(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/services", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("near") == "broken" {
			http.Error(w, "{}", http.StatusInternalServerError)
			return
		}
		padding := ""
		if r.URL.Query().Has("facets") {
			padding = strings.Repeat("long ", 50_000)
		}
		fmt.Fprintf(w, `{"total":%d,"services":[{}],"padding":%q}`, len(r.URL.RawQuery), padding)
	})
	mux.HandleFunc("POST /api/v1/services", func(w http.ResponseWriter, r *http.Request) {
		var members map[string]string
		if err := json.NewDecoder(r.Body).Decode(&members); err != nil || len(members) < 2 {
			http.Error(w, "{}", http.StatusBadRequest)
			return
		}
		fmt.Fprintf(w, `{"total":%d,"services":[]}`, len(members))
	})
	mux.HandleFunc("POST /api/v1/route", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"length":%d}`, r.ContentLength)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func TestLoad(t *testing.T) {
	host := fake(t)
	where := spot{"50.1,4.2", "1000"}
	for _, list := range [][]query{searches, situations} {
		requests := requestsFor(list, host, where)
		got, err := load(host, requests, effort{connections: 2, count: 200})
		if err != nil {
			t.Fatal(err)
		}
		all := got.all()
		if len(all) != 200 || len(got.failures) > 0 || got.bytes == 0 || got.perSecond() <= 0 {
			t.Errorf("%d answers, %d bytes, failures %v", len(all), got.bytes, got.failures)
		}
		if all[0] > all[len(all)-1] || all[0] <= 0 {
			t.Errorf("times from %v to %v", all[0], all[len(all)-1])
		}
		for i, times := range got.times {
			if len(times) < 200/len(list)-2 {
				t.Errorf("%s was asked %d times only", list[i].name, len(times))
			}
		}
	}
}

// What is no answer is counted as none, and is not among those answered in a second.
func TestLoadCountsFailures(t *testing.T) {
	host := fake(t)
	bad := query{name: "bad", parameters: "near=broken"}
	got, err := load(host, requestsFor([]query{bad}, host, spot{}), effort{connections: 1, count: 7})
	if err != nil {
		t.Fatal(err)
	}
	if got.failures["status 500"] != 7 || got.perSecond() != 0 {
		t.Errorf("failures %v, %f a second", got.failures, got.perSecond())
	}
	all, err := answers(host, []query{bad}, spot{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	printAnswers(&out, []query{bad}, all)
	if !strings.Contains(out.String(), "FAILED: bad (near=broken): status 500") || !strings.Contains(out.String(), "no answer") {
		t.Errorf("the search that failed is not told: %s", out.String())
	}
	out.Reset()
	got.print(&out)
	if !strings.Contains(out.String(), "FAILED 7 times: status 500") {
		t.Errorf("the failures are not told: %s", out.String())
	}
}

func TestSound(t *testing.T) {
	for _, test := range []struct {
		status int
		body   string
		wholly bool
		want   bool
	}{
		{200, `{"a":1}`, true, true}, {200, "{\"a\":1}\n", true, true}, {200, `{}`, false, false}, {200, ``, false, false},
		{200, `[1,2,3]`, true, false}, {200, `{"a":1`, false, false}, {200, `{"a"}`, true, false}, {200, `{"a"}`, false, true},
		{404, `{"a":1}`, false, false}, {304, ``, false, false},
	} {
		if got := sound(test.status, []byte(test.body), test.wholly) == nil; got != test.want {
			t.Errorf("%d %q: %v", test.status, test.body, got)
		}
	}
}

// Each search is in the address as it is written here, with the place of the list.
func TestRequests(t *testing.T) {
	names := map[string]bool{}
	for _, q := range append(append([]query{}, searches...), situations...) {
		raw := string(q.request("h", spot{"50.1,4.2", "1000"}))
		if strings.Contains(raw, "{po") {
			t.Errorf("%s: a place is left open: %s", q.name, raw)
		}
		if !q.posted && !strings.HasSuffix(raw, "\r\n\r\n"+q.body) || names[q.name] {
			t.Errorf("%s comes twice or does not end: %q", q.name, raw)
		}
		names[q.name] = true
	}
	if len(searches) < 24 {
		t.Errorf("%d searches only", len(searches))
	}
	if got := string(query{parameters: "near={point}"}.request("h", spot{"50.1,4.2", ""})); !strings.HasPrefix(got, "GET /api/v1/services?near=50.1%2C4.2 HTTP/1.1\r\nHost: h\r\n") {
		t.Errorf("got %q", got)
	}
	got := string(query{parameters: "near={point}&q=two+words", posted: true}.request("h", spot{"50.1,4.2", ""}))
	if !strings.HasPrefix(got, "POST /api/v1/services HTTP/1.1\r\n") || !strings.HasSuffix(got, "Content-Length: 35\r\n\r\n"+`{"near":"50.1,4.2","q":"two words"}`) {
		t.Errorf("got %q", got)
	}
}

func TestHits(t *testing.T) {
	for body, want := range map[string]string{`{"total":7,"sure":3,"services":[{}]}`: "3/7", `{"total":0,"sure":0}`: "0/0",
		`{"services":[{},{}]}`: "no answer", `{"total":"7"}`: "no answer"} {
		if got := (answer{body: []byte(body)}).hits(); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
	if got := (answer{body: []byte(`{"total":7,"sure":3}`), err: errMissed}).hits(); got != "no answer" {
		t.Errorf("%s of a search that failed", got)
	}
}

// answered is a tally of answers that all took so long, in a second.
func answered(n int, each time.Duration) tally {
	t := tally{took: time.Second, times: make([][]time.Duration, len(searches)), failures: map[string]int{}}
	for i := range n {
		t.times[i%len(searches)] = append(t.times[i%len(searches)], each)
	}
	return t
}

// A limit that is not kept is told, and only that one.
func TestJudge(t *testing.T) {
	good := func() []row {
		return []row{
			{label: "small", size: listed, answers: make([]answer, len(searches)), one: answered(9000, 1), four: answered(10_001, 1),
				routes: answered(100, 1), bare: answered(40_000, 1)},
			{label: "large", size: million, answers: make([]answer, len(searches)), one: answered(900, 1),
				four: answered(100, 19*time.Millisecond), routes: answered(100, 4*time.Millisecond), bare: answered(40_000, 1),
				brought: 59 * time.Second, open: 2 * time.Second, peak: 1500},
		}
	}
	for _, test := range []struct {
		name   string
		change func([]row)
		fails  string
	}{
		{"all kept", func([]row) {}, ""},
		{"slow", func(r []row) { r[0].four = answered(10_000, 1) }, "searches a second: 10000"},
		{"late", func(r []row) { r[1].four = answered(100, 20*time.Millisecond) }, "within 20 ms: 20.00 ms"},
		{"late decisions", func(r []row) { r[1].routes = answered(100, 5*time.Millisecond) }, "within 5 ms: 5.00 ms"},
		{"large", func(r []row) { r[1].peak = 1537 }, "1.5 GiB resident: 1537 MiB"},
		{"slow import", func(r []row) { r[1].brought = time.Minute }, "60 s: 60.0 s"},
		{"slow to open", func(r []row) { r[1].open = 3 * time.Second }, "3 s: 3.00 s"},
		{"not answered", func(r []row) { r[0].answers[3].err = errMissed }, "FAIL  small: " + errMissed.Error()},
		{"no answer", func(r []row) { r[0].one.failures["status 500"] = 3 }, "3 times status 500"},
	} {
		t.Run(test.name, func(t *testing.T) {
			rows := good()
			test.change(rows)
			var out bytes.Buffer
			err := judge(&out, rows)
			fails := strings.Count(out.String(), "FAIL")
			if test.fails == "" && (err != nil || fails > 0) {
				t.Errorf("%v\n%s", err, out.String())
			}
			if test.fails != "" && (err == nil || fails != 1 || !strings.Contains(out.String(), test.fails)) {
				t.Errorf("%v, want one failure with %q\n%s", err, test.fails, out.String())
			}
			printFound(&out, rows)
			printTable(&out, rows)
			if !strings.Contains(out.String(), "large") || strings.Contains(out.String(), "NaN") {
				t.Errorf("the table:\n%s", out.String())
			}
		})
	}
}
