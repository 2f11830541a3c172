package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"sort"
	"sync"
	"time"
)

// look is how many answers pass for one that is read wholly.
const look = 64

// effort is how a server is asked.
type effort struct {
	connections int
	span        time.Duration
	count       int // stop after so many; 0: when the time is over
}

// tally is what came of it.
type tally struct {
	took     time.Duration
	times    [][]time.Duration // by request
	bytes    int64
	failures map[string]int
}

// load sends requests over and over, in an order that is shuffled the same way each time, and measures the answers. It
// first asks each once without measuring.
func load(address string, requests [][]byte, e effort) (tally, error) {
	parts := make([]tally, e.connections)
	errs := make([]error, e.connections)
	clients := make([]*client, e.connections)
	for i := range clients {
		c, err := dial(address)
		if err != nil {
			return tally{}, err
		}
		defer c.close()
		clients[i] = c
		for _, r := range requests {
			if _, _, err := c.ask(r); err != nil {
				return tally{}, fmt.Errorf("%.200q: %w", r, err)
			}
		}
	}
	began := time.Now()
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() { parts[i], errs[i] = clients[i].repeat(requests, e, uint64(i)) })
	}
	group.Wait()
	whole := merge(parts, len(requests))
	whole.took = time.Since(began)
	for _, err := range errs {
		if err != nil {
			return whole, err
		}
	}
	return whole, nil
}

// repeat asks over one connection until the time is over.
func (c *client) repeat(requests [][]byte, e effort, turn uint64) (tally, error) {
	t := tally{times: make([][]time.Duration, len(requests)), failures: map[string]int{}}
	r := rand.New(rand.NewPCG(turn, 6))
	end := time.Now().Add(e.span)
	for done := 0; ; {
		for _, i := range r.Perm(len(requests)) {
			began := time.Now()
			if e.count > 0 && done >= e.count/e.connections || e.count == 0 && began.After(end) {
				return t, nil
			}
			status, body, err := c.ask(requests[i])
			if err != nil {
				return t, fmt.Errorf("%.200q: %w", requests[i], err)
			}
			t.times[i] = append(t.times[i], time.Since(began))
			t.bytes += int64(len(body))
			done++
			if err := sound(status, body, done%look == 0); err != nil {
				t.failures[err.Error()]++
			}
		}
	}
}

func merge(parts []tally, requests int) tally {
	whole := tally{times: make([][]time.Duration, requests), failures: map[string]int{}}
	for _, p := range parts {
		for i, times := range p.times {
			whole.times[i] = append(whole.times[i], times...)
		}
		whole.bytes += p.bytes
		for why, n := range p.failures {
			whole.failures[why] += n
		}
	}
	return whole
}

// all is the times of all requests together, in order.
func (t tally) all() []time.Duration {
	list := slices.Concat(t.times...)
	slices.Sort(list)
	return list
}

// byRequest is the times of each request, in order.
func (t tally) byRequest() [][]time.Duration {
	list := make([][]time.Duration, len(t.times))
	for i, times := range t.times {
		list[i] = slices.Sorted(slices.Values(times))
	}
	return list
}

// perSecond is how many requests were answered well in a second.
func (t tally) perSecond() float64 {
	n := 0
	for _, times := range t.times {
		n += len(times)
	}
	for _, bad := range t.failures {
		n -= bad
	}
	return float64(n) / t.took.Seconds()
}

// percentile is the time within which so many of a hundred answers came, by nearest rank. The times are in order.
func percentile(times []time.Duration, of float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	return times[max(0, int(math.Ceil(of/100*float64(len(times))))-1)]
}

func (t tally) print(w io.Writer) {
	all := t.all()
	fmt.Fprintf(w, "%d answers in %.1f s, %.0f a second, %.1f MB; p50 %s, p95 %s, p99 %s, longest %s\n", len(all),
		t.took.Seconds(), t.perSecond(), float64(t.bytes)/1e6, short(percentile(all, 50)), short(percentile(all, 95)),
		short(percentile(all, 99)), short(percentile(all, 100)))
	var reasons []string
	for why := range t.failures {
		reasons = append(reasons, why)
	}
	sort.Strings(reasons)
	for _, why := range reasons {
		fmt.Fprintf(w, "FAILED %d times: %s\n", t.failures[why], why)
	}
}

// short writes a time in milliseconds.
func short(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", ms(d))
}

// loadCommand asks a server that already runs.
func loadCommand(args []string) error {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	connections := flags.Int("c", 4, "connections")
	span := flags.Duration("for", 10*time.Second, "for how long")
	count := flags.Int("n", 0, "stop after so many answers instead")
	near := flags.String("near", fmt.Sprint(capitalLat, ",", capitalLon), "the point that searches near a place are about")
	if err := flags.Parse(args); err != nil {
		return err
	}
	base, err := url.Parse(flags.Arg(0))
	if err != nil || base.Host == "" || *connections < 1 {
		return fmt.Errorf("load: give the address of a server, such as http://127.0.0.1:8080/")
	}
	where := spot{point: *near, postcode: "1000"}
	all, err := answers(base.Host, searches, where)
	if err != nil {
		return err
	}
	printAnswers(os.Stdout, searches, all)
	t, err := load(base.Host, requestsFor(searches, base.Host, where), effort{*connections, *span, *count})
	t.print(os.Stdout)
	return err
}
