#!/usr/bin/env bash
# Takes a picture of every kind of page into screens/. Arguments choose: scripts/screens.sh -pages start -languages nl
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-test-tools.sh >/dev/null
go run ./internal/screens "$@"

# Every form of a card in every language, as it is printed: PDF, and PNG at 300 dpi where poppler is there.
if [ $# -eq 0 ]; then
  go run ./internal/press/proofs screens/cards
  if command -v pdftoppm >/dev/null; then
    for card in screens/cards/*.pdf; do
      pdftoppm -r 300 -gray -png "$card" "${card%.pdf}"
    done
  fi
fi
