//go:build linux || darwin

package main

import (
	"os"
	"syscall"
	"unsafe"
)

// width is how many columns a terminal has, or 0 when the file is none.
func width(f *os.File) int {
	var size struct{ rows, columns, x, y uint16 }
	_, _, failure := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	if failure != 0 {
		return 0
	}
	if size.columns == 0 { // a terminal that does not know its size
		return 80
	}
	return int(size.columns)
}
