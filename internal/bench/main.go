// Command bench measures the built program from outside, as its users meet it: how soon it answers after it starts, how
// much memory it holds, how many bytes each page sends, how many searches it answers in a list of a million services.
// Each figure stands beside a baseline that is measured in the same run: a bare net/http server that sends the same
// bytes. `make bench` runs it.
//
//	bench HALTE            start, memory and pages
//	bench generate FLAGS   write a list of services of any size (HSDS 3.1, JSON Lines)
//	bench load FLAGS URL   ask one server again and again
//	bench visits HALTE     open pages in a browser that is as slow as an old telephone on a poor network
//	bench engine HALTE     decide in a browser that is as slow
//	bench growth HALTE     import, open and search lists of a thousand to a million services
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("usage: bench path/to/halte, or generate, load, visits, engine, growth with -h")
	}
	switch args[0] {
	case "bare":
		if len(args) == 2 {
			return bare(args[1])
		}
	case "growth":
		return growth(os.Stdout, args[1:])
	case "visits":
		return visits(os.Stdout, args[1:])
	case "engine":
		if len(args) == 2 {
			return engine(os.Stdout, args[1])
		}
	case "load":
		return loadCommand(args[1:])
	case "generate":
		return generate(args[1:])
	}
	return program(args[0])
}

// program measures the program as it is, with the pack that it carries.
func program(halte string) error {
	page, err := os.CreateTemp("", "page")
	if err != nil {
		return err
	}
	defer os.Remove(page.Name())
	if err := startUp(halte, page); err != nil {
		return err
	}
	return pages(halte)
}
