package cli_test

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// zipped makes a zip of a folder: "zipped folder file.zip".
func zipped(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 2 {
		ts.Fatalf("usage: zipped folder file.zip")
	}
	out, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	z := zip.NewWriter(out)
	ts.Check(errors.Join(z.AddFS(os.DirFS(ts.MkAbs(args[0]))), z.Close(), out.Close()))
}

// cut leaves only the first part of a file: "cut file percent".
func cut(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 2 {
		ts.Fatalf("usage: cut file percent")
	}
	percent, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), info.Size()*percent/100))
}

// holds counts the files of a folder, hidden ones too: "holds folder 3".
func holds(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) != 2 {
		ts.Fatalf("usage: holds folder number")
	}
	names, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	ts.Check(err)
	hidden, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), ".[!.]*"))
	ts.Check(err)
	if names = append(names, hidden...); strconv.Itoa(len(names)) != args[1] {
		ts.Fatalf("%s holds %q", args[0], names)
	}
}
