#!/usr/bin/env bash
# Installs what the tests need: a C compiler for the race detector, Chromium and tools that read what is printed from
# Debian, axe-core by its lockfile.
# Does nothing where they are there already.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v cc >/dev/null && ! command -v gcc >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The race detector needs a C compiler. Install gcc, then run this again." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev >/dev/null
fi

if ! command -v "${HALTE_CHROMIUM:-chromium}" >/dev/null && ! command -v chromium-browser >/dev/null &&
  ! command -v google-chrome >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium. Install it, or name its path in HALTE_CHROMIUM." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi

if ! command -v lou_translate >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends liblouis-bin liblouis-data >/dev/null
  else
    echo "Without liblouis-bin the tests that compare Braille with liblouis are skipped." >&2
  fi
fi

if ! command -v npm >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The accessibility tests need axe-core. Install npm, then run this again." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm >/dev/null
fi
if ! command -v pdfinfo >/dev/null || ! command -v qpdf >/dev/null || ! command -v zbarimg >/dev/null; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests of what is printed need poppler-utils, qpdf and zbar-tools. Install them, then run this again." >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends poppler-utils qpdf zbar-tools >/dev/null
fi
if [ ! -f tools/axe/node_modules/axe-core/axe.min.js ]; then
  (cd tools/axe && npm ci --ignore-scripts --no-audit --no-fund --silent)
fi
echo "A C compiler, Chromium, tools for what is printed and axe-core are there."
