# Two commands matter: `make run` (use it) and `make test` (what CI runs).
# make run PORT=9000      another port
# make run THIDUA_HOME=d  all data in folder d
SHELL := /bin/sh
PORT ?= 8000
THIDUA_HOME ?= var
export THIDUA_HOME
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check fmt bench lock messages clean

run: .venv/.stamp-run .venv/.stamp-messages
	@exec $(BIN)/thidua web start --demo --port $(PORT)

test: .venv/.stamp-test .venv/.stamp-messages
	@exec $(BIN)/python tools/run_tests.py

# Style and types only: seconds, for use while writing.
check: .venv/.stamp-test
	@exec $(BIN)/python tools/run_tests.py style types imports

fmt: .venv/.stamp-test
	@$(BIN)/ruff format src tests tools && $(BIN)/ruff check --fix src tests tools

# Collect the source strings of each feature into its locale/en, and name those without a translation;
# make messages FEATURE=scoring touches that feature alone.
messages: .venv/.stamp-test
	@$(BIN)/python -m tools.messages collect $(FEATURE) && $(BIN)/python -m tools.messages compile && $(BIN)/python -m tools.messages missing $(FEATURE)

bench: .venv/.stamp-bench
	@exec $(BIN)/python -m tools.bench $(PART)

.venv/.stamp-run: requirements/run.txt requirements/bootstrap.txt pyproject.toml
	@sh tools/make_venv.sh $(PYTHON) requirements/run.txt
	@touch $@

.venv/.stamp-test: requirements/test.txt requirements/bootstrap.txt pyproject.toml
	@sh tools/debian_packages.sh
	@sh tools/make_venv.sh $(PYTHON) requirements/test.txt
	@touch .venv/.stamp-run $@

# Django reads compiled catalogues; they are made here, from text, without GNU gettext.
CATALOGUES := $(wildcard src/thidua/web/locale/*/LC_MESSAGES/*.po src/thidua/web/*/locale/*/LC_MESSAGES/*.po)
.venv/.stamp-messages: $(CATALOGUES) tools/catalogues.py | .venv/.stamp-run
	@$(BIN)/python -m tools.messages compile
	@touch $@

# Benchmark-only packages (one of them AGPL) live in an environment of their own, never shipped.
.venv/.stamp-bench: .venv/.stamp-test requirements/bench.txt
	@sh tools/make_venv.sh $(PYTHON) requirements/bench.txt .venv-bench
	@touch $@

LOCK = $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11
lock:
	$(LOCK) pyproject.toml --extra web --extra build -o requirements/run.txt
	$(LOCK) pyproject.toml --extra web --extra dev -c requirements/run.txt -o requirements/test.txt
	$(LOCK) pyproject.toml --extra bench -c requirements/run.txt -o requirements/bench.txt

clean:
	rm -rf .venv .venv-bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
