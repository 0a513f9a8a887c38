# One command for everything; `make` alone lists them. Whatever needs Python runs bin/bootstrap first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

VENV := .venv/bin
export PYTHONPATH := $(CURDIR)/plugins:$(CURDIR)/include
# commands of Airflow that run here (tests, linters) must not find a person's own Airflow
export AIRFLOW_HOME := $(CURDIR)/.airflow/tools

PYTEST := $(VENV)/pytest

ORDINARY := not soak and not faults and not pairs and not fuzz and not chaos

.PHONY: help setup demo up test test-fast lint types layers audit lock soak faults pairs fuzz chaos mutation clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install everything into .venv (the other commands do this by themselves)
	@bin/bootstrap

demo: setup ## both sandboxes and a real Airflow, one whole synchronisation, then the UI (ONCE=1: stop after the checks; PORT=, OUTSMART_PORT=, REELEEZEE_PORT=, KEEP=1)
	@$(VENV)/python -m embedded.demo $(if $(filter-out 0,$(ONCE)),--once) $(if $(filter-out 0,$(KEEP)),--keep)

up: setup ## a real Airflow on your own OutSmart and Reeleezee connections (PORT=)
	@$(VENV)/python -m embedded.up

test: lint types layers audit ## all checks: style, types, layers, then every test, also through a real Airflow and a real browser
	@bin/system-packages
	@echo "== tests, without those through a real Airflow"
	@bin/pytest-run $(PYTEST) -q -m "not e2e and $(ORDINARY)" -n 2
	@echo "== tests through a real Airflow"
	@bin/pytest-run $(PYTEST) -q -m "e2e and not browser and $(ORDINARY)"
	@echo "== tests of the page in a real browser"
	@bin/pytest-run $(PYTEST) -q -m "browser and $(ORDINARY)"
	@echo "== all checks passed"

test-fast: setup ## the quick tests only
	@echo "== quick tests"
	@bin/pytest-run $(PYTEST) -q -m "not slow and not e2e and $(ORDINARY)" -n 2

lint: setup ## style and mistakes (ruff), layout of the code, Airflow's deprecations
	@echo "== ruff check"
	@$(VENV)/ruff check .
	@echo "== ruff format --check"
	@$(VENV)/ruff format --check .
	@echo "== ruff: what Airflow 3.3 has removed, moved or deprecated"
	@$(VENV)/ruff check --preview --select AIR dags plugins

types: setup ## types (mypy --strict)
	@echo "== mypy --strict"
	@$(VENV)/mypy --strict plugins include

audit: setup ## known vulnerabilities in the locked packages (pip-audit)
	@bin/audit

layers: setup ## which package may import which (import-linter)
	@echo "== layers"
	@$(VENV)/lint-imports

soak: setup ## volume tests, left out of `make test`
	@echo "== volume tests"
	@bin/pytest-run $(PYTEST) -q -m soak

faults: setup ## the whole kill matrix: every call of set-up, imports and export x every fault; and every rule of the protocol, broken
	@echo "== every cell of the kill matrix, every rule broken"
	@bin/pytest-run $(PYTEST) -q -m faults -n 2 -rP

pairs: setup ## every pair of surprises of both APIs, through the whole path
	@echo "== every pair of values of the sandboxes' switches"
	@bin/pytest-run $(PYTEST) -q -m pairs -n 2 -rP

fuzz: setup ## people, runs, crashes and hostile input at random, for MINUTES (5)
	@echo "== state machine and parsers, for $(or $(MINUTES),5) minutes"
	@FUZZ_MINUTES=$(or $(MINUTES),5) bin/pytest-run $(PYTEST) -q -s -m fuzz

chaos: setup ## kill -9 of tasks, scheduler and database of a real Airflow on PostgreSQL
	@echo "== processes killed at random"
	@bin/pytest-run $(PYTEST) -q -s -m chaos

mutation: setup ## break the rules about money and identity in every small way, and count what the tests notice
	@bin/mutation

lock: setup ## make both locks anew from requirements.in and requirements-dev.in
	@bin/lock

clean: ## remove what can be made again: .venv, caches, the demo's Airflow (not that of `make up`)
	@rm -rf .venv .tools .airflow/demo .airflow/tools .airflow/bootstrap.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed .venv, caches and the demo's Airflow; .airflow/live is kept."
