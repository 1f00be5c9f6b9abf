# make run | test | lint | types | contracts | check | clean
# Another Python: make run PYTHON=python3.12; arguments: make test ARGS="-k literals"

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL = $(BIN)/python scripts/preflight.py $(VENV) --run \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint types contracts check clean

help:
	@echo "make run        install into $(VENV) and open the demo workspace"
	@echo "make test       run the tests"
	@echo "make lint       ruff;  make types: mypy;  make contracts: who may import whom"
	@echo "make check      all of these, and the rule files (what CI runs)"
	@echo "make clean      remove $(VENV) and everything built"

run: $(VENV)/.installed
	@$(BIN)/python -m advisor demo-run $(ARGS)

# Exit code 5 is "no tests": fine only while there are none.
test: $(VENV)/.tools
	@$(BIN)/python -m pytest -n 2 $(ARGS) || { code=$$?; \
		[ $$code -eq 5 ] && [ -z "$$(find tests -name 'test_*.py' 2>/dev/null)" ] || exit $$code; }

lint: $(VENV)/.tools
	$(BIN)/python -m ruff check .

types: $(VENV)/.tools
	$(BIN)/python -m mypy

contracts: $(VENV)/.tools
	$(BIN)/lint-imports --no-logo

check:
	.ci/run

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make second runs quick: nothing is installed again until pyproject.toml changes.
$(VENV)/.installed: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
		echo "'$(PYTHON)' was not found: install Python 3.11 or newer, or set PYTHON." >&2; exit 1; }
	@$(PYTHON) scripts/preflight.py $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "installing into $(VENV) (the rule engine is compiled once, about ten seconds)"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.installed
	@echo "installing the test tools into $(VENV)"
	@$(PIP_INSTALL) --editable '.[test]'
	@touch $@
