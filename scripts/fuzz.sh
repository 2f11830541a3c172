#!/usr/bin/env bash
# Fuzzes the targets for the time given, one after the other: scripts/fuzz.sh 10m.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-60s}
grep -rnoE '^func (Fuzz[A-Za-z0-9]+)' --include='*_test.go' . | sed -E 's|^\./([^:]*)/[^/:]+:[0-9]+:func (.*)|\1 \2|' | sort |
  while read -r package target; do
    echo "$package $target"
    if ! go test "./$package" -run '^$' -fuzz "^$target\$" -fuzztime "$time" >/tmp/halte-fuzz.$$ 2>&1; then
      # When the time ends while an input is being made smaller, go calls that a failure. A finding names its input.
      if ! grep -q 'context deadline exceeded' /tmp/halte-fuzz.$$ || grep -q 'Failing input' /tmp/halte-fuzz.$$; then
        cat /tmp/halte-fuzz.$$
        exit 1
      fi
    fi
    tail -n 2 /tmp/halte-fuzz.$$ | head -n 1
    rm -f /tmp/halte-fuzz.$$
  done
