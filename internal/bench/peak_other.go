//go:build !linux

package main

import "os"

// peakOf is known on Linux only, as are the other figures of memory.
func peakOf(*os.ProcessState) float64 { return 0 }
