//go:build race

package pack

// raceDetector is on: tests that would take many minutes under it are left to the run without it.
const raceDetector = true
