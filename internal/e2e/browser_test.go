package e2e

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// browserPath finds Chromium. Where there is none the tests that need it are skipped; HALTE_REQUIRE_BROWSER makes
// that a failure.
func browserPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("HALTE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	missing(t, "Chromium is not installed")
	return ""
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("HALTE_REQUIRE_BROWSER") != "" {
		t.Fatalf("%s, and HALTE_REQUIRE_BROWSER is set", what)
	}
	t.Skipf("skipped: %s (make test installs it)", what)
}

var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "halte-e2e")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "halte")
	cmd := exec.Command("go", "build", "-o", binary, "./cmd/halte")
	cmd.Dir = "../.."
	cmd.Stderr = os.Stderr
	return binary, cmd.Run()
})

func TestMain(m *testing.M) {
	code := m.Run()
	if binary, err := build(); err == nil {
		os.RemoveAll(filepath.Dir(binary))
	}
	os.Exit(code)
}

// serve starts the built program on a free port, with more arguments if there are any, and returns its address.
func serve(t *testing.T, args ...string) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, binary, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = cmd.Wait() })
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if _, url, ok := strings.Cut(lines.Text(), "http://"); ok {
			go func() {
				for lines.Scan() { // the log goes on; a full pipe would stop the program
				}
			}()
			return strings.TrimSuffix("http://"+strings.Fields(url)[0], "/")
		}
	}
	t.Fatal("the program did not say where it listens")
	return ""
}

// browser starts a fresh Chromium with nothing in its profile.
func browser(t *testing.T) context.Context { return browserFor(t, 3*time.Minute) }

// browserFor starts one for a test that looks at many pages.
func browserFor(t *testing.T, limit time.Duration) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browserPath(t)),
		chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en"),
	)
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelAlloc)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, cancelTime := context.WithTimeout(ctx, limit)
	t.Cleanup(cancelTime)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// withoutScript turns script off, as some people and some workplaces do.
func withoutScript(t *testing.T, ctx context.Context) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	if err != nil {
		t.Fatal(err)
	}
}

// axeSource reads axe-core as npm installed it.
func axeSource(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../tools/axe/node_modules/axe-core/axe.min.js")
	if errors.Is(err, fs.ErrNotExist) {
		missing(t, "axe-core is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
