# The commands a newcomer needs. `make` alone lists them.

CARGO ?= cargo
export CARGO_TARGET_DIR ?= target

.DEFAULT_GOAL := help
.PHONY: help run test bench fmt lint shots clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: ## build, then serve the demo consortium on http://127.0.0.1:8080 (data in var/)
	@scripts/prerequisites run
	@scripts/web-app
	@test -x "$$CARGO_TARGET_DIR/debug/enishi" || echo 'The first build compiles every dependency: several minutes. Later ones take seconds.'
	@$(CARGO) build --locked
	@exec "$$CARGO_TARGET_DIR/debug/enishi" serve --demo

test: ## the whole gate: format, lints, every test on SQLite and on PostgreSQL
	@scripts/test

bench: ## micro-benchmarks
	@scripts/prerequisites run
	@$(CARGO) bench --locked

fmt: ## format the code
	@$(CARGO) fmt
	@scripts/web-app install && npm --prefix frontend run --silent format

lint: ## format check and clippy, as in `make test`
	@$(CARGO) fmt --check
	@$(CARGO) clippy --all-targets --locked -- -D warnings

shots: ## pictures of every page of the web app, at both widths, in both languages, in frontend/shots/
	@scripts/prerequisites run
	@scripts/web-app install
	@$(CARGO) build --locked
	@npm --prefix frontend run --silent shots

clean: ## remove build output; the data in var/ stays
	@$(CARGO) clean
