# `make run` shows the whole program offline; `make test` runs every test.
# Each target builds .venv from requirements.lock first; with .venv built, no network is needed.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The lock is made for 3.11, so that one goes first where several are installed.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13; do \
  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
  && echo "$$name" && break; done)

.PHONY: help setup run test coverage lint check fix bench docs soak lock clean
help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

run: $(READY) ## the demonstration, offline, in a home of its own (.run)
	@$(BIN)/regtrack demo --home .run

# One hash seed, so that both workers collect the same tests in the same order.
test: $(READY) ## every test
	PYTHONHASHSEED=0 $(BIN)/python -m pytest -n 2 --dist loadfile

# Counting branches, in children too, doubles the time of the tests: it is a target of its own.
coverage: $(READY) ## every test, with branch coverage and its floor
	PYTHONHASHSEED=0 $(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

lint: $(READY) ## format, style, types, direction of imports, dependencies, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python docs/make_cli.py --check
	$(BIN)/python docs/make_sources.py --check
	$(BIN)/python docs/make_readme.py --check

check: lint test ## what must hold before a commit

fix: $(READY) ## format and repair what can be
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## every benchmark
	@files=$$(ls bench/*.py 2>/dev/null | grep -v /soak.py); \
	[ -n "$$files" ] || echo "there is no benchmark in bench/ yet"; \
	for file in $$files; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: $(READY) ## make docs/cli.md, sources.md and the README's recording anew, check links
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_sources.py
	$(BIN)/python docs/make_readme.py
	$(BIN)/python -m pytest -q tests/docs

# Without MINUTES all of it, two hours on a quiet machine: a thousand seeds and fifty daemons killed,
# two daemons on one database, half an hour at a hundred times the cadence, half an hour of fuzzing.
# With MINUTES a third of them for each of killing, haste and fuzzing (docs/reliability.md). WRITE=1
# puts the reports into that document.
MINUTES ?=
WRITE ?=
soak: $(READY) ## kill it at every step, receivers at fault, let it run in haste, fuzz all it reads
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install -qq 'atheris>=3' \
	|| echo "without atheris: only the generated texts are fuzzed"
	PYTHONPATH=tests $(BIN)/python -m reliability.soak $(if $(WRITE),--write) $(if $(MINUTES),\
	  --minutes $$(( $(MINUTES) / 3 )) --haste $$(( $(MINUTES) / 3 )))
	PYTHONPATH=tests $(BIN)/python -m fuzz.soak \
	  --minutes $(if $(MINUTES),$$(( $(MINUTES) / 3 )),30)

# The second one is what runs in production: no tests, no demonstration.
PINNED := --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate
lock: $(READY) ## pin every dependency anew with its hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra demo --extra workers --group dev $(PINNED) \
	  -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra workers --group build $(PINNED) \
	  -c requirements.lock -o deploy/requirements.lock

clean: ## remove the environment, the demonstration's home and all caches
	rm -rf $(VENV) .run build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(READY) ## only build the environment
$(READY): requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or later is needed and none was found. Install it, \
	or name it: make $(firstword $(MAKECMDGOALS)) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "$(PYTHON) is no Python 3.11 or later; name one with PYTHON=" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module; \
	install it (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; }
	@echo "building $(VENV) with $(PYTHON) (once; it needs a package index and a minute or two)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
	  --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
	  --no-deps --no-build-isolation --editable .
	@touch $@
