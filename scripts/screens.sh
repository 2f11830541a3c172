#!/usr/bin/env bash
# Takes a picture of every kind of page into screens/. Arguments choose: scripts/screens.sh -pages start -languages nl
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-test-tools.sh >/dev/null
go run ./internal/screens "$@"
