# The commands of the project. `go run ./cmd/halte serve` needs none of them.
.PHONY: help test race prove fuzz bench engine braille axe screens fonts

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

test: ## everything that must pass before a change lands
	scripts/test.sh

race: ## every test but those in a browser with the race detector
	go test -race $(shell go list ./... | grep -v /internal/e2e)

prove: ## check the promises of the Brussels pack over every situation and every minute
	go run ./cmd/halte pack prove

fuzz: ## fuzz every parser for ten minutes each
	scripts/fuzz.sh 10m

bench: ## measure what docs/figures.md shows, each beside a baseline
	scripts/bench.sh

engine: ## build what runs in browsers again, when its source has changed
	go run ./internal/device/build

braille: ## take the Braille tables again from those that Debian's liblouis-data installs
	cd internal/braille/tables && go run ./build

axe: ## look for barriers on every page in every language, theme, width and size of text
	HALTE_AXE=all HALTE_REQUIRE_BROWSER=1 go test -count=1 -timeout 30m -run TestNoBarriers ./internal/e2e

screens: ## take a picture of every kind of page, to be looked at (screens/index.html)
	scripts/screens.sh

fonts: ## make the letters for paper again, from npm and Debian's Noto
	scripts/fonts.sh
