# Needs Python 3.11 or newer, and make. Everything else goes into .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
NPM := tests/e2e/node_modules/.package-lock.json

# What walks through nearly everything: whole conversations on each platform, walks that are drawn, and
# every card. Counting the lines they pass costs more than they do, and the other tests pass most of them.
WHOLE_WALKS := $(wildcard tests/scenarios/test_*conversations.py) tests/scenarios/test_both_platforms.py \
	tests/scenarios/test_teams_channel.py tests/scenarios/test_protocol_elements.py tests/flows/machine \
	$(wildcard tests/adapters/*/test_every_model.py) tests/privacy tests/year

PYTEST := $(BIN)/python -m pytest
ON_ALL_PROCESSORS := -n auto --dist worksteal

# The parts of make e2e, three at a time: of the first three only one takes the processor.
E2E := e2e-misbehaving e2e-crash e2e-teams e2e-slack e2e-page

# local-slack listens on every address of the machine, and Microsoft's test client of Teams calls
# home, so each gets a network of its own.
ALONE := $(if $(shell command -v unshare),unshare --map-root-user --net sh -c 'ip link set lo up && exec "$$@"' alone)

# make lock: the newest versions that have been out for a week.
UV := uv==0.13.8
UNTIL ?= $(shell $(PYTHON) -c 'from datetime import date, timedelta; print(date.today() - timedelta(7))')
COMPILE = .venv-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes \
	--python-version 3.11 --no-strip-extras --exclude-newer $(UNTIL) --no-header --no-annotate --no-emit-index-url

.DEFAULT_GOAL := venv
.PHONY: venv demo test check bench year mutants lock clean help
.PHONY: e2e $(E2E)

venv: $(DEV) ## make .venv with all that runs, tests and checks (the default)

demo: $(RUN) ## open the playground on http://127.0.0.1:8080
	$(BIN)/pestmelding demo

test: $(DEV) ## run all tests that need no browser, and hold the coverage
	rm -f .coverage .coverage.*
	$(PYTEST) $(ON_ALL_PROCESSORS) --cov --cov-report= tests $(WHOLE_WALKS:%=--ignore=%)
	$(BIN)/coverage report --include='flows/*' --fail-under=100
	$(BIN)/coverage report --omit='flows/*' --fail-under=95
	$(PYTEST) $(ON_ALL_PROCESSORS) $(WHOLE_WALKS)

check: $(DEV) ## hold format, lint, types, import contracts and dependencies
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

e2e: $(DEV) $(NPM) ## run the tests with real clients (needs chromium, npm, iproute2) and the crash test
	$(MAKE) --no-print-directory --jobs=3 --output-sync=target $(E2E)

e2e-misbehaving:
	$(PYTEST) -m e2e tests/crash/test_misbehaving.py

e2e-crash:
	$(PYTEST) -m e2e tests/crash --ignore=tests/crash/test_misbehaving.py

e2e-teams:
	$(ALONE) $(PYTEST) -m e2e tests/local_teams

e2e-slack:
	$(ALONE) $(PYTEST) -m e2e tests/local_slack

e2e-page:
	$(PYTEST) -m e2e tests/e2e

bench: $(DEV) ## measure
	$(BIN)/python -m tests.bench

year: $(DEV) ## let a school of 1,200 pupils live through a year, and print what came of it
	$(BIN)/python -m tests.year

mutants: $(DEV) ## change the rules on purpose and count the changes that no test sees
	$(BIN)/python -m tests.mutants

lock: ## renew requirements/*.txt from requirements/*.in
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	cd requirements && ../$(COMPILE) --output-file run.txt run.in
	cd requirements && ../$(COMPILE) --output-file dev.txt dev.in
	rm -rf .venv-lock

clean: ## remove all that make and the tools made; var/ stays
	rm -rf .venv .venv-lock pestmelding.egg-info mutants tests/e2e/node_modules
	rm -rf .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

help: ## show this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

# pyproject.toml is here because the project is installed from it.
$(RUN): requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(PIP_INSTALL) --require-hashes -r requirements/run.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(DEV): requirements/dev.txt $(RUN)
	$(PIP_INSTALL) --require-hashes -r requirements/dev.txt
	touch $@

$(NPM): tests/e2e/package.json tests/e2e/package-lock.json
	cd tests/e2e && npm ci --ignore-scripts
	touch $@
