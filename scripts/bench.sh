#!/usr/bin/env bash
# Prints the figures that docs/figures.md shows, each beside a baseline that is measured in the same run.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

if [ "${1:-}" = visits ] || [ "${1:-}" = engine ]; then
  go build -o "$folder/halte" ./cmd/halte
  go build -o "$folder/bench" ./internal/bench
  "$folder/bench" "$@" "$folder/halte"
  exit
fi
echo "== the engine (limit for a decision: 50 µs on one core; baseline: a pack without rules or services)"
go test ./internal/routing -run '^$' -bench . -benchmem -cpu 1
go test ./internal/guide -run '^$' -bench . -benchmem -cpu 1
echo "== opening hours"
scripts/hours-reference/run.sh

go build -o "$folder/halte" ./cmd/halte
go build -o "$folder/bench" ./internal/bench
echo "== the proof (limit 60 s)"
start=$(date +%s%N)
"$folder/halte" pack prove >/dev/null
echo "pack prove took $((($(date +%s%N) - start) / 1000000)) ms, start of the program included"
echo "== the program"
"$folder/bench" "$folder/halte"
echo "== pages in a slow browser: 4x slower processor, 1.6 Mbit/s, 150 ms (minutes; scripts/bench.sh visits runs this alone)"
"$folder/bench" visits "$folder/halte"
echo "== decisions on a device: the engine in a browser, on the page instead of its worker"
"$folder/bench" engine "$folder/halte"
echo "== lists of a thousand to a million services (minutes; lists are kept in the user's cache)"
"$folder/bench" growth "$folder/halte"
