# make test and make cli need Go alone.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS = -s -w -X main.version=$(VERSION)

help: ## list what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -e 's/:.*## /\t/' | expand -t 12

test: ## run the tests
	CGO_ENABLED=0 go test -tags headless ./...

cli: ## build bin/touchstone without a window, static
	CGO_ENABLED=0 go build -tags headless -trimpath -ldflags "$(LDFLAGS)" -o bin/touchstone .

build: ## build bin/touchstone with its window (needs a C compiler and the window system's headers)
	go build -tags migrated_fynedo -ldflags "-X main.version=$(VERSION)" -o bin/touchstone .

bench: ## measure
	CGO_ENABLED=0 go test -tags headless -run '^$$' -bench . -benchmem ./...

lint: ## look for mistakes (needs golangci-lint v2)
	golangci-lint run --build-tags headless
	golangci-lint run --build-tags ci,migrated_fynedo

.PHONY: help test cli build bench lint
