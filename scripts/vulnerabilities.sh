#!/usr/bin/env bash
# Looks for known vulnerabilities in code that is reachable. The database is a copy beside the checkout, so that the
# check gives the same answer everywhere; its age is printed. Name another with HALTE_VULNDB, as a file or https URL.
set -euo pipefail
cd "$(dirname "$0")/.."

database=${HALTE_VULNDB:-}
if [ -z "$database" ]; then
  archive=../shared/data/vulndb.tar.gz
  if [ ! -f "$archive" ]; then
    echo "skipped: no vulnerability database beside the checkout; run HALTE_VULNDB=https://vuln.go.dev make test"
    exit 0
  fi
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  tar -xzf "$archive" -C "$folder"
  root=$(dirname "$(dirname "$(find "$folder" -path '*index/db.json' -print -quit)")")
  database=file://$root
  # The database names no date of its own; the oldest date among its files is the day it was taken.
  made=$(tar -tvzf "$archive" | awk 'NR == 1 || $4 < oldest { oldest = $4 } END { print oldest }')
  echo "the database has $(find "$root/ID" -name '*.json' | wc -l) entries and was taken on $made," \
    "$((($(date +%s) - $(date -d "$made" +%s)) / 86400)) days ago"
fi
go tool -modfile=tools/go.mod govulncheck -db "$database" ./...
