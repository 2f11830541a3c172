package main

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// report shows what was measured, and fails when a limit was not kept.
func report(w io.Writer, rows []row) error {
	if len(rows) == 0 {
		return nil
	}
	printFound(w, rows)
	printTable(w, rows)
	return judge(w, rows)
}

// printFound shows that every list answers the same searches, with how many services.
func printFound(w io.Writer, rows []row) {
	fmt.Fprintf(w, "%-36s", "services surely found / not excluded")
	for _, r := range rows {
		fmt.Fprintf(w, " %15s", r.label)
	}
	for i, q := range searches {
		fmt.Fprintf(w, "\n%-36s", q.name)
		for _, r := range rows {
			fmt.Fprintf(w, " %15s", r.answers[i].hits())
		}
	}
	fmt.Fprint(w, "\n\n")
}

// printTable shows how what it costs grows with the list.
func printTable(w io.Writer, rows []row) {
	fmt.Fprintf(w, "%-14s %8s %8s %8s %8s %8s %8s %9s %9s %8s %8s %8s %8s %8s %8s %10s %6s\n", "services", "import s", "peak MiB",
		"index", "open s", "RSS MiB", "peak MiB", "1 conn/s", "4 conn/s", "CPU µs", "p50 ms", "p95 ms", "p99 ms", "route 50", "route 99",
		"bare /s", "ratio")
	for _, r := range rows {
		four, routes := r.four.all(), r.routes.all()
		fmt.Fprintf(w, "%-14s %8.2f %8.0f %8.1f %8.2f %8.0f %8.0f %9.0f %9.0f %8.0f %8.2f %8.2f %8.2f %8.2f %8.2f %10.0f %6.1f\n", r.label,
			r.brought.Seconds(), r.broughtPeak, r.index, r.open.Seconds(), r.opened, r.peak, r.one.perSecond(), r.four.perSecond(),
			1000*ms(r.cost), ms(percentile(four, 50)), ms(percentile(four, 95)), ms(percentile(four, 99)), ms(percentile(routes, 50)),
			ms(percentile(routes, 99)), r.bare.perSecond(), r.bare.perSecond()/r.four.perSecond())
	}
	fmt.Fprintln(w)
	last := rows[len(rows)-1]
	fmt.Fprintf(w, "each search in %s, 4 connections: p50, p99, longest\n", last.label)
	for i, times := range last.four.byRequest() {
		fmt.Fprintf(w, "%-36s %9s %9s %9s\n", searches[i].name, short(percentile(times, 50)), short(percentile(times, 99)),
			short(percentile(times, 100)))
	}
	fmt.Fprintln(w)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// limit is one promise of what it costs.
type limit struct {
	what  string
	holds func(row) bool
	of    func(row) string
	at    int // size of the list
}

var limits = []limit{
	{"over 10,000 searches a second", func(r row) bool { return r.four.perSecond() > 10_000 },
		func(r row) string { return fmt.Sprintf("%.0f", r.four.perSecond()) }, listed},
	{"99 of 100 searches within 20 ms", func(r row) bool { return percentile(r.four.all(), 99) < 20*time.Millisecond },
		func(r row) string { return short(percentile(r.four.all(), 99)) }, million},
	{"99 of 100 decisions within 5 ms", func(r row) bool { return percentile(r.routes.all(), 99) < 5*time.Millisecond },
		func(r row) string { return short(percentile(r.routes.all(), 99)) }, million},
	{"less than 1.5 GiB resident", func(r row) bool { return r.peak < 1536 },
		func(r row) string { return fmt.Sprintf("%.0f MiB", r.peak) }, million},
	{"imported within 60 s", func(r row) bool { return r.brought < time.Minute },
		func(r row) string { return fmt.Sprintf("%.1f s", r.brought.Seconds()) }, million},
	{"opened within 3 s", func(r row) bool { return r.open < 3*time.Second },
		func(r row) string { return fmt.Sprintf("%.2f s", r.open.Seconds()) }, million},
}

// errMissed says that a limit was not kept. The figures say which.
var errMissed = errors.New("a limit was not kept")

// judge says of each limit whether it is kept, and of every answer whether it was one.
func judge(w io.Writer, rows []row) error {
	kept := true
	say := func(ok bool, what, figure string) {
		word := "pass"
		if !ok {
			word, kept = "FAIL", false
		}
		fmt.Fprintf(w, "%s  %s: %s\n", word, what, figure)
	}
	for _, l := range limits {
		for _, r := range rows {
			if r.size == l.at {
				say(l.holds(r), fmt.Sprintf("%s, %s", r.label, l.what), l.of(r))
			}
		}
	}
	for _, r := range rows {
		for _, a := range r.answers {
			if a.err != nil {
				say(false, r.label, a.err.Error())
			}
		}
		for _, t := range []tally{r.one, r.four, r.routes, r.bare} {
			for why, n := range t.failures {
				say(false, r.label+", every answer is one", fmt.Sprintf("%d times %s", n, why))
			}
		}
	}
	if !kept {
		return errMissed
	}
	return nil
}
