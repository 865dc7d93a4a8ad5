# Every command a person or CI needs. `make help` prints them.

PORT ?= 8000
JOBS ?= 2
PYTHON ?= python3
ARGS ?=

BIN := .venv/bin
FLASK := $(BIN)/flask --app app
PYTEST := $(BIN)/python -m pytest -n $(JOBS)
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes
UV := uv==0.13.9
LOCK := --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test test-long mutants bench-trust bench bench-growth lint format check handbook lock needs clean

help: ## print every target with what it does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: .venv/runtime-installed ## install, check the declarations, migrate, plant the demo data in an empty database, serve on PORT (8000)
	@$(FLASK) check
	@$(FLASK) db upgrade
	@$(FLASK) seed --demo
	@echo "Open http://127.0.0.1:$(PORT)/ in a browser. Ctrl+C stops the server."
	@PORT=$(PORT) exec $(BIN)/gunicorn

test: .venv/dev-installed needs ## run the tests on SQLite, PostgreSQL and in a browser (ARGS="-k word" picks some)
	$(PYTEST) $(ARGS)

test-long: NEEDS := long
test-long: .venv/dev-installed needs ## run what takes minutes, on both databases, and write its figures into docs/assurance.md
	$(PYTEST) -m long --assurance $(ARGS)

mutants: .venv/dev-installed ## break what decides, for hours, and write into docs/mutants.md what no test notices
	$(BIN)/python -m pytest -n 0 -m mutants --assurance $(ARGS)

bench-trust: .venv/dev-installed ## measure what the gate and the record of everything cost: time and statements
	$(BIN)/python -m tests.bench.cost_of_trust

bench: .venv/dev-installed needs ## measure the panel beside its peers and the floor, into docs/performance.md (ARGS="--help")
	$(BIN)/python -m tests.bench.compare $(ARGS)

bench-growth: .venv/dev-installed needs ## the same at 10,000, 100,000 and 1,000,000 clients: how each cost grows
	$(BIN)/python -m tests.bench.compare --growth $(ARGS)

lint: .venv/dev-installed ## check style, types and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint admin/templates

format: .venv/dev-installed ## put code and templates into the one style
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

check: .venv/runtime-installed ## look for wrong declarations, each with a hint
	@$(FLASK) check

handbook: .venv/runtime-installed ## write docs/handbook.*.md anew, read from the forms
	@$(FLASK) handbook

lock: .venv/dev-installed ## resolve requirements*.txt again, with hashes
	$(BIN)/python -m pip install --disable-pip-version-check --quiet $(UV)
	$(BIN)/uv pip compile $(LOCK) requirements.txt -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) requirements-dev.txt -o requirements-dev.lock

needs: .venv/dev-installed # what the tests need beside Python: root gets it from apt, anybody else gets the line to run
	@missing="$$($(BIN)/python -m tests.needs $(NEEDS))"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ]; then \
		echo "The tests need more than Python. Run: sudo apt-get install" $$missing >&2; exit 1; \
	fi; \
	apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 $$missing

clean: ## remove what make made; instance/, where the data is, stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# Stamps: a second run installs nothing unless a lock has changed.
.venv/runtime-installed: requirements.lock | $(BIN)/python
	$(INSTALL) -r requirements.lock
	@touch $@

.venv/dev-installed: requirements-dev.lock | $(BIN)/python
	$(INSTALL) -r requirements-dev.lock
	@touch $@
