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
  root=$(dirname "$(dirname "$(find "$folder" -path '*index/db.json' | head -n 1)")")
  database=file://$root
  made=$(tar -tvzf "$archive" | awk '{print $4}' | sort | head -n 1)
  echo "the database has $(ls "$root/ID" | wc -l) entries and was made on $made, $((($(date +%s) - $(date -d "$made" +%s)) / 86400)) days ago"
fi
go tool -modfile=tools/go.mod govulncheck -db "$database" ./...
