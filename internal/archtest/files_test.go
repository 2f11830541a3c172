package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

func contains(t *testing.T, file, word string) bool {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(data), word)
}

// The sizes that a reader can hold in mind. Tables are data and are exempt by living in var blocks, not in functions.
const (
	maxFunction = 60
	maxFile     = 400
)

// Files and functions stay short, no package has init functions, and every package says what it is for.
func TestSizes(t *testing.T) {
	for _, line := range list(t, "-f", `{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}} {{end}}`, "./...") {
		documented := false
		files := strings.Fields(line)
		for _, name := range files {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			documented = documented || f.Doc != nil
			if n := fset.Position(f.End()).Line; n > maxFile {
				t.Errorf("%s has %d lines, more than %d", name, n, maxFile)
			}
			checkFunctions(t, fset, f, name)
		}
		if len(files) > 0 && !documented {
			t.Errorf("no package comment in %v", files)
		}
	}
}

func checkFunctions(t *testing.T, fset *token.FileSet, f *ast.File, name string) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if fn.Name.Name == "init" && fn.Recv == nil {
			t.Errorf("%s has an init function", name)
		}
		if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line; n > maxFunction {
			t.Errorf("%s: %s has %d lines, more than %d", name, fn.Name.Name, n, maxFunction)
		}
	}
}
