# Ramal: `make run` for the main job, `make test` for the tests. Both do all the set-up.

GO_WANTED   := 1.26
NODE_WANTED := 20
GOTOOL      := go tool -modfile=tools/go.mod

WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
GO_SOURCES  := $(shell find cmd internal -type f -not -path 'internal/web/dist/*' -not -path '*/testdata/*' -not -name '*_test.go') go.mod go.sum

.PHONY: run build test test-go test-web e2e check fmt generate bench sandbox clean-data help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: bin/ramal ## the server, the sandbox and demo data on this machine
	@exec ./bin/ramal demo

build: bin/ramal ## the binary with the console inside: bin/ramal

bin/ramal: internal/web/dist/index.html $(GO_SOURCES)
	@./scripts/need go $(GO_WANTED)
	@echo "building the server (the first time takes a minute or two)"
	@go build -o bin/ramal ./cmd/ramal

internal/web/dist/index.html: node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "building the console"
	@npm run --silent build -w web
	@touch $@

node_modules/.package-lock.json: package-lock.json package.json web/package.json e2e/package.json
	@./scripts/need node $(NODE_WANTED)
	@echo "installing the web packages"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

test: test-go test-web e2e ## all tests: Go, web, and scenarios in a real browser that measure audio

test-go: internal/web/dist/index.html ## the Go tests, with the race detector where it pays: there on PostgreSQL, if installed
	@./scripts/need go $(GO_WANTED)
	@./scripts/postgres-note
	go test ./...
	RAMAL_TEST_DATABASE=postgres go test -race ./internal/call ./internal/center ./internal/bus ./internal/media ./internal/sandbox

test-web: node_modules/.package-lock.json ## the unit tests of the console and of the sandbox's page
	npm test --silent -w web
	cd internal/sandbox/page && node --test

e2e: bin/ramal node_modules/.package-lock.json ## scenarios in headless Chromium on `ramal demo`
	@./scripts/need chromium
	npm test --silent -w e2e

check: node_modules/.package-lock.json internal/web/dist/index.html ## format, lint, types, import rules, generated files
	@./scripts/need go $(GO_WANTED)
	$(GOTOOL) golangci-lint run --allow-parallel-runners ./...
	go test ./internal/rules
	npx biome ci --error-on-warnings
	npm run --silent types -w web
	npm run --silent types -w e2e
	npx tsc -p internal/sandbox/page/jsconfig.json
	./scripts/fresh

fmt: ## format all sources
	$(GOTOOL) golangci-lint fmt ./...
	npx biome check --write

generate: node_modules/.package-lock.json ## the OpenAPI documents and the TypeScript made from one
	go test ./internal/api ./internal/sandbox -run TestOpenAPI -update
	npm run --silent generate -w web

bench: bin/ramal ## the figures of docs/performance.md
	go run ./internal/bench

sandbox: ## Meta, pretended, for developers on the Calling API: docs/sandbox.md
	@./scripts/need go $(GO_WANTED)
	@go run ./cmd/ramal sandbox

clean-data: ## forget the demo's data
	rm -rf data/demo
