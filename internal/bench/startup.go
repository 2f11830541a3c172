package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const starts = 15

// bare is the baseline: the least that can serve a page, or the answers in a folder by their names.
func bare(path string) error {
	answer, err := bareAnswers(path)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "http://%s/\n", l.Addr())
	return http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(answer[strings.TrimPrefix(r.URL.Path, "/")])
	}))
}

// bareAnswers reads a file as the answer to /, or a folder of answers.
func bareAnswers(path string) (map[string][]byte, error) {
	entries, err := os.ReadDir(path)
	if err != nil { // not a folder
		page, err := os.ReadFile(path)
		return map[string][]byte{"": page}, err
	}
	answers := map[string][]byte{}
	for _, e := range entries {
		if answers[e.Name()], err = os.ReadFile(filepath.Join(path, e.Name())); err != nil {
			return nil, err
		}
	}
	return answers, nil
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
	log    string        // file
	ended  chan struct{} // closed when the process is over
	base   string
	page   []byte
	took   time.Duration
	memory float64 // MiB resident
}

// host is what a connection is made to.
func (s *server) host() string { return strings.Trim(strings.TrimPrefix(s.base, "http://"), "/") }

// stop ends the server. It may be called twice.
func (s *server) stop() {
	_ = s.cmd.Process.Kill()
	<-s.ended
	_ = os.Remove(s.log)
}

// start starts a server, waits until it says where it listens, and fetches a page from it. What it logs goes to a file:
// to read each line while it is measured would take time from it.
func start(cmd *exec.Cmd, path string) (*server, error) {
	log, err := os.CreateTemp("", "log")
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd.Stderr = log
	s := &server{cmd: cmd, log: log.Name(), ended: make(chan struct{})}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = cmd.Wait() // it is killed: how it ended says nothing
		close(s.ended)
	}()
	if err = s.await(); err == nil {
		s.page, err = fetch(s.base + path)
	}
	s.took = time.Since(began)
	if err == nil {
		s.memory, err = memory(cmd.Process.Pid, "VmRSS")
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

var address = regexp.MustCompile(`http://[^\s"]+/`)

// await reads in the log where the server listens.
func (s *server) await() error {
	const pause = 200 * time.Microsecond
	over := false
	for end := time.Now().Add(patience); ; time.Sleep(pause) {
		said, err := os.ReadFile(s.log)
		if err != nil {
			return err
		}
		if s.base = address.FindString(string(said)); s.base != "" {
			return nil
		}
		if over || time.Now().After(end) {
			return fmt.Errorf("%s: did not start: %s", strings.Join(s.cmd.Args, " "), tail(string(said)))
		}
		select {
		case <-s.ended:
			over = true // it may have said more since it was read
		default:
		}
	}
}

// tail is the end of what a program said.
func tail(said string) string {
	const most = 500
	if len(said) > most {
		said = "…" + said[len(said)-most:]
	}
	return strings.TrimSpace(said)
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

// memory reads how much memory a process holds (VmRSS) or at most held (VmHWM), in MiB. It is known on Linux only.
func memory(pid int, what string) (float64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		var kib float64
		if n, _ := fmt.Sscanf(line, what+": %f kB", &kib); n == 1 {
			return kib / 1024, nil
		}
	}
	return 0, errors.New("no " + what)
}

// worked is how much of a processor a process has used, in user and kernel. It is known on Linux only.
func worked(pid int) (time.Duration, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The name in parentheses may hold spaces; the times are the 12th and 13th field after it, in hundredths of a second.
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc/%d/stat: too short", pid)
	}
	var sum time.Duration
	for _, field := range fields[11:13] {
		ticks, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(ticks) * 10 * time.Millisecond
	}
	return sum, nil
}
