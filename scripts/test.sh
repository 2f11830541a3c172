#!/usr/bin/env bash
# Everything that must pass before a change lands. `make test` calls it; so does CI.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "tools that the browser tests need"
scripts/install-test-tools.sh

step "formatting"
unformatted=$(gofmt -l $(git ls-files '*.go'))
if [ -n "$unformatted" ]; then
  printf 'not formatted (run gofmt -w):\n%s\n' "$unformatted"
  exit 1
fi

step "vet and staticcheck"
go vet ./...
go tool -modfile=tools/go.mod staticcheck ./...

step "known vulnerabilities"
scripts/vulnerabilities.sh

step "tests, with what fuzzing has found so far"
HALTE_REQUIRE_PAPER=1 go test $(go list ./... | grep -v /internal/e2e)

# Where requests or goroutines share memory. What is left out only computes, for long; make race takes all.
step "tests with the race detector"
go test -race -skip 'Miami|RoundTrip|BadSources|KitIsSmall|DeviceFilesAreWhatIsSaid|KeptPages' \
  ./hours ./internal/{api,app,braille,guide,hsds,hsdsapi,index,server,view,web}

step "a real browser"
HALTE_REQUIRE_BROWSER=1 go test -count=1 -timeout 15m ./internal/e2e

step "the pack: check and prove"
go run ./cmd/halte pack check
go run ./cmd/halte pack prove
