#!/usr/bin/env bash
# Makes internal/press/font/data again: `make fonts`. Needs npm, and from Debian python3-fonttools and fonts-noto-core.
set -euo pipefail
cd "$(dirname "$0")/fonts"

npm ci --ignore-scripts --no-audit --no-fund --silent
/usr/bin/python3 make.py node_modules/@fontsource/atkinson-hyperlegible-next/files /usr/share/fonts/truetype/noto \
  ../../internal/press/font/data 2>/dev/null
