package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

// miami is the real list that the services are made from where it is at hand. Nothing of it is kept here.
const miami = "../shared/data/hsds/miami_211_as_hsds31.jsonl.gz"

// million is 4,090 times 245: the size that the published figures of others are for.
const million = 1_002_050

// edition is raised when the services come out differently, so that lists of before are not taken for those of now.
const edition = 1

func generate(args []string) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	from := flags.String("from", miami, "HSDS 3.1 services as JSON Lines, gzipped or not, to make others from")
	n := flags.Int("n", million, "how many services")
	seed := flags.Uint64("seed", 1, "another seed gives another country")
	out := flags.String("out", "", "the file to write, outside of the repository")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" || *n < 1 {
		return fmt.Errorf("generate: say how many with -n and where with -out")
	}
	began := time.Now()
	size, err := generateFile(*from, *out, *n, *seed)
	if err != nil {
		return err
	}
	fmt.Printf("%d services, %.0f MB, %.1f s\n", *n, float64(size)/1e6, time.Since(began).Seconds())
	return nil
}

// generateFile writes a file of services. The file appears when it is complete.
func generateFile(from, out string, n int, seed uint64) (int64, error) {
	s, err := readStock(from, seed)
	if err != nil {
		return 0, err
	}
	f, err := os.Create(out + ".part")
	if err != nil {
		return 0, err
	}
	defer f.Close()
	if err := writeServices(f, newMaker(s, seed), n); err != nil {
		return 0, err
	}
	size, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	if err := f.Close(); err != nil {
		return 0, err
	}
	return size, os.Rename(f.Name(), out)
}

func writeServices(w io.Writer, m *maker, n int) error {
	buffered := bufio.NewWriterSize(w, 1<<20)
	for i := range n {
		if _, err := buffered.Write(m.service(i)); err != nil {
			return err
		}
	}
	return buffered.Flush()
}
