// Command bench measures the built program from outside, as its users meet it: how soon it answers after it starts, how
// much memory it holds, how many bytes each page sends. Each figure stands beside a baseline that is measured in the
// same run: a bare net/http server that sends the same page. `make bench` runs it.
package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

const starts = 15

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 2 && args[0] == "bare" {
		return bare(args[1])
	}
	if len(args) != 1 {
		return errors.New("usage: bench path/to/halte")
	}
	page, err := os.CreateTemp("", "page")
	if err != nil {
		return err
	}
	defer os.Remove(page.Name())
	if err := startUp(args[0], page); err != nil {
		return err
	}
	return pages(args[0])
}

// bare is the baseline: the least that can serve a page.
func bare(file string) error {
	page, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "http://%s/\n", l.Addr())
	return http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(page) }))
}

// startUp times the way from the start of the process to the first page, and reads how much memory is resident then.
func startUp(halte string, page *os.File) error {
	server, err := start(exec.Command(halte, "serve", "--addr", "127.0.0.1:0"), "en/")
	if err != nil {
		return err
	}
	_, err = page.Write(server.page)
	server.stop()
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours, memory, err := repeat(func() *exec.Cmd { return exec.Command(halte, "serve", "--addr", "127.0.0.1:0") }, "en/")
	if err != nil {
		return err
	}
	base, baseMemory, err := repeat(func() *exec.Cmd { return exec.Command(self, "bare", page.Name()) }, "")
	if err != nil {
		return err
	}
	fmt.Printf("start to first page   %4d ms   bare server %4d ms   ratio %.1f   (limit 300 ms)\n",
		ours.Milliseconds(), base.Milliseconds(), float64(ours)/float64(base))
	fmt.Printf("resident memory       %4.0f MiB  bare server %4.0f MiB  ratio %.1f   (limit 64 MiB)\n",
		memory, baseMemory, memory/baseMemory)
	return nil
}

// repeat starts a server several times and returns the median time and memory.
func repeat(command func() *exec.Cmd, path string) (time.Duration, float64, error) {
	var times []time.Duration
	var memory []float64
	for range starts {
		s, err := start(command(), path)
		if err != nil {
			return 0, 0, err
		}
		times, memory = append(times, s.took), append(memory, s.memory)
		s.stop()
	}
	slices.Sort(times)
	slices.Sort(memory)
	return times[starts/2], memory[starts/2], nil
}

// server is one running server.
type server struct {
	cmd    *exec.Cmd
	base   string
	page   []byte
	took   time.Duration
	memory float64 // MiB resident
}

func (s *server) stop() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// start starts a server, waits until it says where it listens, and fetches a page from it.
func start(cmd *exec.Cmd, path string) (*server, error) {
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() && s.base == "" {
		if i := strings.Index(lines.Text(), "http://"); i >= 0 {
			s.base = strings.Fields(lines.Text()[i:])[0]
			break
		}
	}
	go func() { _, _ = io.Copy(io.Discard, stderr) }()
	if s.page, err = fetch(s.base + path); err != nil {
		s.stop()
		return nil, err
	}
	s.took = time.Since(began)
	s.memory, err = resident(cmd.Process.Pid)
	return s, err
}

func fetch(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// resident reads how much memory a process holds. It is known on Linux only.
func resident(pid int) (float64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(data), "\n") {
		var kib float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kib); n == 1 {
			return kib / 1024, nil
		}
	}
	return 0, errors.New("no VmRSS")
}

// pages prints how many bytes each kind of page sends over the wire, beside its words alone.
func pages(halte string) error {
	s, err := start(exec.Command(halte, "serve", "--addr", "127.0.0.1:0"), "en/")
	if err != nil {
		return err
	}
	defer s.stop()
	fmt.Printf("%-34s %10s %10s   (limit 60 KB with its stylesheet, without the font)\n", "page", "wire", "words only")
	shared := 0
	for _, asset := range assets(string(s.page)) {
		n, _, err := wire(s.base + strings.TrimPrefix(asset, "/"))
		if err != nil {
			return err
		}
		shared += n
	}
	fmt.Printf("%-34s %7.1f KB\n", "stylesheet, script and icon", kb(shared))
	for _, page := range []string{"", "guide", "guide/types", "guide/cycle", "guide/family-reunification", "guide/doors",
		"signs", "talk", "route", "services", "services/cpvcf", "search", "about", "about/sources"} {
		n, body, err := wire(s.base + "nl/" + page)
		if err != nil {
			return err
		}
		fmt.Printf("/nl/%-30s %7.1f KB %7.1f KB\n", page, kb(n+shared), kb(compressed(words(body))))
	}
	return nil
}

func kb(n int) float64 { return float64(n) / 1000 }

// wire fetches an address the way a browser does and returns the bytes that cross the wire and the body.
func wire(url string) (int, []byte, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept-Encoding", "gzip") // asked for by hand, so that it is not undone by the client
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return 0, nil, fmt.Errorf("%s: %s %w", url, resp.Status, err)
	}
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return len(raw), raw, nil
	}
	z, err := gzip.NewReader(strings.NewReader(string(raw)))
	if err != nil {
		return 0, nil, err
	}
	body, err := io.ReadAll(z)
	return len(raw), body, err
}

// assets lists the stylesheet, script and icon that a page asks for.
func assets(page string) []string {
	var list []string
	for _, part := range strings.Split(page, `"`) {
		if strings.HasPrefix(part, "/assets/") && !strings.HasSuffix(part, ".woff2") && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

// words leaves only the text of a page.
func words(page []byte) []byte {
	var b strings.Builder
	in := false
	for _, r := range string(page) {
		switch {
		case r == '<':
			in = true
		case r == '>':
			in = false
		case !in:
			b.WriteRune(r)
		}
	}
	return []byte(strings.Join(strings.Fields(b.String()), " "))
}

func compressed(data []byte) int {
	var b strings.Builder
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Len()
}
