package app

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/halte-brussels/halte/internal/fault"
)

// WriteWhole writes a file that appears whole or not at all: with an error, one that was there before is still there.
func WriteWhole(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // such as a folder, or /dev/null
		return unwritable(path, errors.New("there is something else under that name"))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".halte-*")
	if err != nil {
		return unwritable(path, err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // it is gone already when all went well
	out := noting{Writer: f}
	if err := write(&out); err != nil {
		_ = f.Close()
		if out.err != nil {
			return unwritable(path, out.err)
		}
		return err
	}
	if err := cmp.Or(f.Chmod(0o644), f.Sync()); err != nil {
		_ = f.Close()
		return unwritable(path, err)
	}
	if err := f.Close(); err != nil {
		return unwritable(path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return unwritable(path, err)
	}
	return nil
}

// noting remembers that writing itself failed, which is another error than having nothing to write.
type noting struct {
	io.Writer
	err error
}

func (n *noting) Write(data []byte) (int, error) {
	written, err := n.Writer.Write(data)
	if err != nil {
		n.err = err
	}
	return written, err
}

func unwritable(path string, err error) error {
	e := fault.New(fault.Internal, "directory.unwritable", err)
	e.Args = map[string]string{"file": path}
	return e
}
