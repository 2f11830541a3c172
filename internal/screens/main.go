// Command screens takes a picture of every kind of page, in every language, light and dark, at the widths of a telephone,
// a tablet and a desk, and as it prints, and lays them out on one sheet to be looked at. `make screens` runs it.
//
//	screens                                    everything, into the folder screens
//	screens -pages start,decision -languages nl -themes dark -widths 320
//	screens -languages qps-plocm               the pages mirrored, with every word a third longer
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"

	"github.com/halte-brussels/halte/internal/lang"
	"github.com/halte-brussels/halte/internal/pseudo"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		stop()
		fmt.Fprintln(os.Stderr, "screens:", err)
		os.Exit(1)
	}
}

// order is what is to be taken.
type order struct {
	folder    string
	pages     []string // names of journeys; none is all
	languages []lang.Tag
	themes    []string
	widths    []int
	print     bool
}

func run(ctx context.Context, args []string) error {
	o, err := readOrder(args)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return err
	}
	base, stop, err := serve()
	if err != nil {
		return err
	}
	defer stop()
	shots, err := takeAll(ctx, base, o)
	if err != nil {
		return err
	}
	if err := sheet(o, shots); err != nil {
		return err
	}
	fmt.Printf("%d pictures in %s/index.html\n", len(shots), o.folder)
	return nil
}

func readOrder(args []string) (order, error) {
	var o order
	var pages, languages, themes, widths string
	flags := flag.NewFlagSet("screens", flag.ContinueOnError)
	flags.StringVar(&o.folder, "out", "screens", "folder for the pictures")
	flags.StringVar(&pages, "pages", "", "names of journeys, with commas (default all)")
	flags.StringVar(&languages, "languages", "en,fr,nl", "languages, with commas")
	flags.StringVar(&themes, "themes", "light,dark", "themes, with commas")
	flags.StringVar(&widths, "widths", "320,768,1280", "widths in pixels, with commas")
	flags.BoolVar(&o.print, "print", true, "also as it prints")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.pages, o.themes = fields(pages), fields(themes)
	for _, tag := range fields(languages) {
		o.languages = append(o.languages, lang.Tag(tag))
	}
	for _, w := range fields(widths) {
		width, err := strconv.Atoi(w)
		if err != nil || width < 200 || width > 4000 {
			return o, fmt.Errorf("%q is no width: give whole pixels from 200 to 4000", w)
		}
		o.widths = append(o.widths, width)
	}
	return o, o.check()
}

// check refuses what would quietly take no picture.
func (o order) check() error {
	var known []string
	for _, j := range pages(lang.Interface()[0]) {
		known = append(known, j.Name)
	}
	for _, name := range o.pages {
		if !slices.Contains(known, name) {
			return fmt.Errorf("there is no page %q: choose among %s", name, strings.Join(known, ", "))
		}
	}
	for _, tag := range o.languages {
		if !lang.Speaks(tag) && tag != pseudo.Tag {
			return fmt.Errorf("no pages are written in %q: choose among %v and %s", tag, lang.Interface(), pseudo.Tag)
		}
	}
	if len(o.languages) == 0 || len(o.themes) == 0 || len(o.widths) == 0 {
		return errors.New("name at least one language, one theme and one width")
	}
	return nil
}

func fields(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}
