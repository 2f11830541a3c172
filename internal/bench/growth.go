package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// growth measures the program with lists of growing size. What was measured before a fault is shown too.
func growth(out io.Writer, args []string) error {
	g, sizes, err := readGrower(args)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(g.cache, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(g.crosswalk(), crosswalk, 0o600); err != nil {
		return err
	}
	var rows []row
	for _, n := range sizes {
		r, err := g.measure(n)
		if err != nil {
			return errors.Join(fmt.Errorf("%s services: %w", r.label, err), report(out, rows))
		}
		rows = append(rows, r)
	}
	return report(out, rows)
}

// readGrower reads what is measured: first the pack alone, which is size 0.
func readGrower(args []string) (g grower, sizes []int, err error) {
	home, err := os.UserCacheDir()
	if err != nil {
		home = os.TempDir()
	}
	flags := flag.NewFlagSet("growth", flag.ContinueOnError)
	flags.StringVar(&g.from, "from", miami, "the real list: measured as it is, and multiplied")
	flags.StringVar(&g.cache, "cache", filepath.Join(home, "halte-bench"), "folder for lists and indexes, which take 5 GB and more")
	flags.DurationVar(&g.span, "for", 10*time.Second, "how long each server is asked")
	list := flags.String("sizes", fmt.Sprintf("1000,%d,10000,100000,%d", listed, million), "how many services")
	if err := flags.Parse(args); err != nil {
		return g, nil, err
	}
	if flags.NArg() != 1 {
		return g, nil, errors.New("usage: bench growth [flags] path/to/halte")
	}
	g.halte = flags.Arg(0)
	sizes = []int{0}
	for text := range strings.SplitSeq(*list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return g, nil, fmt.Errorf("-sizes: %q is no size", text)
		}
		sizes = append(sizes, n)
	}
	g.self, err = os.Executable()
	return g, sizes, err
}

// listed is how many services the real list has. At this size it is measured as it is.
const listed = 4089

type grower struct {
	halte, self, from, cache string
	span                     time.Duration
}

//go:embed crosswalk.yaml
var crosswalk []byte

func (g grower) crosswalk() string { return filepath.Join(g.cache, "crosswalk.yaml") }

// row is what is measured of one list.
type row struct {
	label string
	size  int

	brought            time.Duration // by the import
	broughtPeak, index float64       // MiB

	open         time.Duration
	opened, peak float64 // MiB resident after opening, and at most while it was asked
	answers      []answer
	one, four    tally         // searches over one and four connections
	cost         time.Duration // of the processor, for one search
	routes       tally
	bare         tally // the same bytes from a bare server
}

// measure imports, opens and asks one list. Size 0 is the pack that the program carries.
func (g grower) measure(size int) (row, error) {
	r := row{label: strconv.Itoa(size), size: size}
	where := spot{fmt.Sprint(capitalLat, ",", capitalLon), "1000"}
	serve := []string{"serve", "--addr", "127.0.0.1:0"}
	if size == 0 {
		r.label = "the pack"
	} else {
		file, err := g.list(size)
		if err != nil {
			return r, err
		}
		if file == g.from {
			r.label, where = "the real list", spot{"25.7743,-80.1937", "33130"}
		}
		index := filepath.Join(g.cache, strconv.Itoa(size)+".index")
		if err := g.bring(file, index, &r); err != nil {
			return r, err
		}
		serve = append(serve, "--directory", index)
	}
	fmt.Fprintln(os.Stderr, "bench: asking", r.label)
	return r, g.ask(exec.Command(g.halte, serve...), where, &r)
}

// list returns a file of so many services: the real one where it is at hand and has that size.
func (g grower) list(size int) (string, error) {
	if _, err := os.Stat(g.from); size == listed && err == nil {
		return g.from, nil
	}
	kind := "real"
	if _, err := os.Stat(g.from); err != nil {
		kind = "invented"
	}
	file := filepath.Join(g.cache, fmt.Sprintf("%d-%s-%d.jsonl", size, kind, edition))
	if _, err := os.Stat(file); err == nil {
		return file, nil
	}
	// Another process makes it, so that its memory is not counted as that of what is started after it.
	cmd := exec.Command(g.self, "generate", "-from", g.from, "-n", strconv.Itoa(size), "-out", file)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return file, cmd.Run()
}

// bring imports a list into an index of its own.
func (g grower) bring(file, index string, r *row) error {
	cmd := exec.Command(g.halte, "directory", "import", file, "--alone", "--out", index, "--crosswalk", g.crosswalk())
	fmt.Fprintln(os.Stderr, "bench:", strings.Join(cmd.Args, " "))
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("import: %w: %s", err, tail(string(out)))
	}
	r.brought = time.Since(began)
	r.broughtPeak = peakOf(cmd.ProcessState)
	size, err := weigh(index)
	r.index = float64(size) / (1 << 20)
	return err
}

// weigh is the size of a file, or of all files in a folder.
func weigh(path string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}

// ask starts a server and measures its searches and decisions, and then a bare server with the same answers.
func (g grower) ask(cmd *exec.Cmd, where spot, r *row) error {
	s, err := start(cmd, "healthz")
	if err != nil {
		return err
	}
	defer s.stop()
	r.open, r.opened = s.took, s.memory
	if r.answers, err = answers(s.host(), searches, where); err != nil {
		return err
	}
	requests := requestsFor(searches, s.host(), where)
	if r.one, err = load(s.host(), requests, effort{connections: 1, span: g.span}); err != nil {
		return err
	}
	if r.four, r.cost, err = s.loaded(requests, effort{connections: 4, span: g.span}); err != nil {
		return err
	}
	if r.routes, err = load(s.host(), requestsFor(situations, s.host(), where), effort{connections: 4, span: g.span / 2}); err != nil {
		return err
	}
	if r.peak, err = memory(s.cmd.Process.Pid, "VmHWM"); err != nil {
		return err
	}
	s.stop()
	r.bare, err = g.askBare(r.answers)
	return err
}

// loaded is load, and how long the server's processor worked for one answer: that says something on a busy machine too.
func (s *server) loaded(requests [][]byte, e effort) (tally, time.Duration, error) {
	before, err := worked(s.cmd.Process.Pid)
	if err != nil {
		return tally{}, 0, err
	}
	t, err := load(s.host(), requests, e)
	if err != nil {
		return t, 0, err
	}
	after, err := worked(s.cmd.Process.Pid)
	return t, (after - before) / time.Duration(max(1, len(t.all()))), err
}

// askBare asks a bare server that has the answers at hand.
func (g grower) askBare(all []answer) (tally, error) {
	folder, err := os.MkdirTemp("", "answers")
	if err != nil {
		return tally{}, err
	}
	defer os.RemoveAll(folder)
	for i, a := range all {
		if err := os.WriteFile(filepath.Join(folder, strconv.Itoa(i)), a.body, 0o600); err != nil {
			return tally{}, err
		}
	}
	s, err := start(exec.Command(g.self, "bare", folder), "0")
	if err != nil {
		return tally{}, err
	}
	defer s.stop()
	var requests [][]byte
	for i := range all {
		requests = append(requests, fmt.Appendf(nil, "GET /%d HTTP/1.1\r\nHost: %s\r\n\r\n", i, s.host()))
	}
	return load(s.host(), requests, effort{connections: 4, span: g.span / 2})
}
