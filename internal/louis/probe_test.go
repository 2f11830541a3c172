package louis

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	dir := os.Getenv("PROBE")

	for _, name := range []string{"en-ueb-g1.ctb", "en-ueb-g2.ctb", "fr-bfu-comp6.utb", "fr-bfu-g2.ctb", "nl-NL-g0.utb"} {
		data, _ := os.ReadFile(dir + "." + name[:2])
		lines := strings.Split(strings.TrimSpace(string(data)), "\n")
		table, err := Compile(os.DirFS("/usr/share/liblouis/tables"), name)
		if err != nil {
			t.Error(err)
			continue
		}
		cmd := exec.Command("lou_translate", "--forward", "unicode.dis,"+name)
		cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
		out, _ := cmd.Output()
		want := bufio.NewScanner(strings.NewReader(string(out)))
		wrong := 0
		for _, line := range lines {
			want.Scan()
			cells, err := table.Translate(line)
			var b strings.Builder
			for _, c := range cells {
				b.WriteRune(0x2800 + rune(c))
			}
			if err == nil && b.String() != want.Text() {
				wrong++
				if wrong <= 25 {
					g, w := []rune(b.String()), []rune(want.Text())
					k := 0
					for k < len(g) && k < len(w) && g[k] == w[k] {
						k++
					}
					a := max(0, k-8)
					fmt.Printf("%s %q\n  got  %s %d\n  want %s\n", name, line, string(g[min(a, len(g)):min(len(g), k+14)]), k, string(w[min(a, len(w)):min(len(w), k+14)]))
				}
			}
		}
		fmt.Println("==", name, wrong, "of", len(lines))
	}
}
