# fedctl: what a newcomer and CI call. Everything is built once, in one configuration.

BUILD  = -c release -Xswiftc -enable-testing --explicit-target-dependency-import-check error
BIN    = .build/release/fedctl
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 600
# The tests that only compute run first: beside them, those that wait for sockets would wait too long.
# Those that start processes run apart from those that hold a thousand sockets open.
THINKERS = RoomEventsTests|RoomStateTests|ProjectTests

.PHONY: demo test interop bench lint format install build fuzz packages interop-packages bench-packages clean

demo: packages
	swift build $(BUILD) --product fedctl
	$(BIN) demo

build: packages
	swift build $(BUILD) --build-tests

test: build
	swift test $(BUILD) --skip-build --disable-xctest --filter '$(THINKERS)'
	swift test $(BUILD) --skip-build --disable-xctest --filter CommandTests
	swift test $(BUILD) --skip-build --disable-xctest --skip '$(THINKERS)|CommandTests'

interop: build interop-packages
	Tests/Interop/run.sh $(BIN)

bench: build bench-packages
	Tests/Benchmarks/bench.sh

fuzz:
	Tests/Fuzz/run.sh json $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh xmatrix $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh dns $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh wellknown $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh keys $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh events $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh multipart $(FUZZ_SECONDS)
	Tests/Fuzz/run.sh requests $(FUZZ_SECONDS)

lint: packages
	swift format lint --strict --parallel -r Sources Tests Package.swift
	mandoc -T lint -W warning man/*.1

format:
	swift format format -i --parallel -r Sources Tests Package.swift

install: packages
	swift build $(BUILD) --product fedctl
	install -D -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/fedctl
	for page in man/*.1; do install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/$${page##*/}; done
	install -d $(DESTDIR)$(PREFIX)/share/fedctl/events
	cp -R Fixtures/events/. $(DESTDIR)$(PREFIX)/share/fedctl/events
	install -d $(DESTDIR)$(PREFIX)/share/fedctl/schemas
	install -m 644 Fixtures/schemas/*.json $(DESTDIR)$(PREFIX)/share/fedctl/schemas
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -d $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -d $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BIN) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/fedctl
	$(BIN) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_fedctl
	$(BIN) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/fedctl.fish

# The system packages, installed where they are missing.
packages:
	@.ci/packages libcurl4-openssl-dev libssl-dev pkg-config mandoc

interop-packages:
	@.ci/packages python3 python3-venv openssl curl nginx-light apache2 haproxy caddy lighttpd lighttpd-mod-openssl dnsmasq-base

bench-packages:
	@.ci/packages python3 python3-venv openssl curl nginx-light wrk

clean:
	rm -rf .build
