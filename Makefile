# make test and make cli need Go alone; run, build, e2e and pictures install what else they need, or say how.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS = -s -w -X main.version=$(VERSION)

help: ## list what can be made
	@grep -E '^[a-z0-9]+:.*## ' Makefile | sed -e 's/:.*## /\t/' | expand -t 12

run: build ## build and open the window on a sample; without a display the same by command, and a picture
	bin/touchstone demo bin/demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" != Linux ]; then \
		bin/touchstone -w bin/demo/desk.db; \
	else \
		echo "no display here: look at bin/demo/desk.png, or list the claims: bin/touchstone -w bin/demo/desk.db list claims"; \
	fi

test: ## run the tests, the window's without a display
	CGO_ENABLED=0 go test -tags ci,migrated_fynedo ./...

e2e: build ## drive the real window under a virtual display
	.ci/packages e2e
	TOUCHSTONE_WINDOW=$(CURDIR)/bin/touchstone go test -tags e2e,ci,migrated_fynedo -count=1 -run Window ./app/e2e

pictures: build ## take the README's pictures from the real window
	.ci/packages e2e
	TOUCHSTONE_WINDOW=$(CURDIR)/bin/touchstone TOUCHSTONE_PICTURES=$(CURDIR)/assets/screenshots \
		go test -tags e2e,ci,migrated_fynedo -count=1 -run Pictures ./app/e2e

cli: ## build bin/touchstone without a window, static
	CGO_ENABLED=0 go build -tags headless -trimpath -ldflags "$(LDFLAGS)" -o bin/touchstone .

build: ## build bin/touchstone with its window
	.ci/packages window
	go build -tags migrated_fynedo -ldflags "-X main.version=$(VERSION)" -o bin/touchstone .

bench: ## measure
	CGO_ENABLED=0 go test -tags ci,migrated_fynedo -run '^$$' -bench . -benchmem ./...

lint: ## look for mistakes (needs golangci-lint v2)
	golangci-lint run --build-tags headless
	golangci-lint run --build-tags e2e,ci,migrated_fynedo

.PHONY: help run test e2e pictures cli build bench lint
