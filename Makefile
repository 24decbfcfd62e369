# Needs Python 3.11 to 3.14 and make; everything else is installed into .venv.
#
#   make demo     the table and the answers for the five documents in seeds/
#   make test     style, types and tests
#   make lint     style and types only         make format   put the style right
#   make docs     write the real outputs into README.md and docs/
#   make clean    remove what tools leave behind
#   make distclean   the environment too

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
BIN := $(VENV)/bin
# The first Python on this machine that is new enough; or: make test PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(supported)' >/dev/null 2>&1 && { echo $$p; break; }; done)
supported := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PIP := $(BIN)/python -m pip --disable-pip-version-check --require-virtualenv --quiet

.PHONY: help demo test lint format docs clean distclean

help:
	@sed -n '3,8s/^#  *//p' Makefile

demo: $(VENV)/.installed
	$(BIN)/hwextract demo seeds

test: lint
	$(BIN)/pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/update_outputs.py

# The stamps keep an installation until the project file changes; the code itself is linked, not copied.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@$(usable)
	$(PIP) install --editable '.[cli]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@$(usable)
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(supported)' || { \
		echo "hwextract needs Python 3.11, 3.12, 3.13 or 3.14; found: $$($(or $(PYTHON),python3) --version 2>&1)." >&2; \
		echo "Name another one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) comes without its venv module. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@test ! -e $(VENV) || { $(broken); }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# An environment that was there already may be half made, or its Python gone.
broken = echo "The environment in $(VENV) does not work: it needs Python 3.11 to 3.14 and pip." >&2; \
	echo "Remove it (make distclean) and try again." >&2; exit 1
usable = { $(BIN)/python -c '$(supported)' && $(BIN)/python -m pip --version; } >/dev/null 2>&1 || { $(broken); }

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find hwextract tests examples docs -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
