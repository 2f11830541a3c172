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

step "tests with the race detector"
HALTE_REQUIRE_PAPER=1 go test -race $(go list ./... | grep -v /internal/e2e)

step "tests that the race detector is too slow for, and a real browser"
HALTE_REQUIRE_BROWSER=1 go test -count=1 -timeout 15m ./internal/e2e ./internal/pack

step "a few seconds of fuzzing for every parser"
scripts/fuzz.sh 2s smoke

step "the pack: check and prove"
go run ./cmd/halte pack check
go run ./cmd/halte pack prove
