# Every target installs what it lacks, by apt, and says so.
#
#   make tui [IMAGE=…] [ENGINE=docker|podman]   build paks and open it on an image
#   make test [ARGS="--filter …"]               lint, then every test, on engines of their own
#   make lint                                   format, imports, warnings
#   make bench [ARGS=…]                         the benchmarks
#   make fuzz [ARGS="shell 1800"]               the terminal core under libFuzzer, for a minute
#   make build                                  the release, in .build/release
#   make install [PREFIX=/usr/local]            the release, into PREFIX/bin

PREFIX ?= /usr/local
export IMAGE ENGINE

.PHONY: help build install tui test lint bench fuzz

help:
	@sed -n 's/^#   //p' Makefile

build:
	@.ci/build

install: build
	install -D -m 755 .build/release/paks $(DESTDIR)$(PREFIX)/bin/paks

tui:
	@.ci/tui

test:
	@.ci/test $(ARGS)

lint:
	@.ci/lint

bench:
	@.ci/bench $(ARGS)

fuzz:
	@.ci/fuzz $(ARGS)
