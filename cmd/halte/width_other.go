//go:build !linux && !darwin

package main

import "os"

// width is 0: where the terminal cannot be asked, text goes out plain and at the usual width.
func width(*os.File) int { return 0 }
