#!/usr/bin/env bash
# Measures opening hours beside the reference implementation; see README.md.
set -euo pipefail
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

(cd ../.. && go test ./hours -run '^$' -bench . -benchmem -cpu 1) | tee "$folder/ours"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "the reference is left out: node and npm are not here"
  exit 0
fi
cp package.json package-lock.json bench.mjs "$folder"
if ! (cd "$folder" && timeout 120 npm ci --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1); then
  echo "the reference is left out: npm could not fetch it"
  exit 0
fi
TZ=Europe/Brussels node "$folder/bench.mjs" >"$folder/reference"

echo "== opening hours beside opening_hours.js 3.15.0 (limits: parse 10 µs, state 200 ns, next 1 µs)"
awk '
  FNR == NR { reference[$1] = $2; next }
  $1 == "BenchmarkParse" { ours["parse"] = $3 }
  $1 == "BenchmarkAt" { ours["state"] = $3 }
  $1 == "BenchmarkNext" { ours["next"] = $3 }
  END {
    printf "%-8s %12s %15s %8s\n", "", "ours, ns", "reference, ns", "ratio"
    n = split("parse state next", names, " ")
    for (i = 1; i <= n; i++) {
      k = names[i]
      if (ours[k] > 0) printf "%-8s %12.0f %15.0f %7.0fx\n", k, ours[k], reference[k], reference[k] / ours[k]
    }
  }' "$folder/reference" "$folder/ours"
