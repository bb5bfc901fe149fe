# What a developer does here, by name. `make` alone prints this list.
# Needs Python >= 3.11 and make; the broker tests also need Java >= 17 and Maven.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

# The first of these that is new enough makes .venv; `make PYTHON=/path/to/python ...` names one.
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
BIN := .venv/bin
READY := .venv/.ready
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install demo check unit test faults bench accuracy pictures docs lock schemas format clean

help: ## print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

install: $(READY) ## make .venv with what requirements/dev.lock says

demo: $(READY) ## the whole service on this machine, with sample articles and a broker of its own
	@$(BIN)/copydesk demo

check: $(READY) ## lint, format, types, import order, generated schemas
	$(BIN)/ruff check
	$(BIN)/ruff format --check --output-format concise
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/copydesk schemas --check

unit: $(READY) ## the tests that need no broker; a minute or two
	$(BIN)/pytest tests/unit tests/contract

test: check ## check, then every test
	$(BIN)/pytest

faults: $(READY) ## break brokers, workers, disks and networks under load, and judge; ARGS="--kinds all --times 2"
	$(BIN)/python -m tests.faults $(ARGS)

bench: $(READY) ## measure what the README states
	$(BIN)/python -m benchmarks.end_to_end $(ARGS)

accuracy: $(READY) ## score what is read, field by field, and write it down; ARGS=--all for every document of the corpus
	$(BIN)/python -m benchmarks.accuracy $(ARGS)

pictures: $(READY) ## take the pictures of docs/console.md anew; needs Chromium
	PICTURES=docs $(BIN)/pytest -q tests/broker/test_console_in_a_browser.py

docs: $(READY) ## the documents as a site in site/, its links checked
	@$(BIN)/python -m website

lock: $(READY) ## requirements/*.lock anew after a change of pyproject.toml; ARGS=--upgrade also renews what it does not pin
	$(LOCK) $(ARGS) --extra worker --extra postgres pyproject.toml --output-file requirements/runtime.lock >/dev/null
	$(LOCK) $(ARGS) --group build --output-file requirements/build.lock >/dev/null
	$(LOCK) $(ARGS) --group fit --output-file requirements/fit.lock >/dev/null
	$(LOCK) $(ARGS) --all-extras --group dev --constraint requirements/runtime.lock --constraint requirements/build.lock pyproject.toml --output-file requirements/dev.lock >/dev/null

schemas: $(READY) ## write schemas/json, schemas/asyncapi.yaml and the types in clients/ from the models
	$(BIN)/copydesk schemas --write

format: $(READY) ## put the code into its form, and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove .venv, caches and builds
	rm -rf .venv .cache site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist state
	find . -name __pycache__ -prune -exec rm -rf {} +

# pip is told nothing about where packages come from: that is the machine's configuration. Done again only when one of these files changes.
$(READY): requirements/dev.lock pyproject.toml
	@for python in $(PYTHONS); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; python=; done; \
	test -n "$$python" || { echo "make: needs Python >= 3.11, and none of these is: $(PYTHONS). Name one: make PYTHON=/path/to/python" >&2; exit 1; }; \
	test -x $(BIN)/python || { echo "making .venv with $$("$$python" --version)"; "$$python" -m venv .venv; }
	@echo "installing requirements/dev.lock into .venv"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
