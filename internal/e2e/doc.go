// Package e2e tries the built program the way a person uses it: in a real browser, with and without script, and with
// axe looking for barriers on every kind of page. The tests need Chromium and axe-core, which `make test` installs;
// without them they are skipped, and say so.
package e2e
