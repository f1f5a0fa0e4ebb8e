# The two commands of a newcomer are `make docs` and `make test`; `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV ?= .venv
BIN := $(VENV)/bin
NEWEST := .venv-newest
# What the embedded fleet and this project's own pages need; each is made once and kept in the user's cache folder.
TOOLS := etcd kube-apiserver kube-controller-manager kube-scheduler kubectl kwok kwokctl metallb-controller \
  helm istioctl pilot-discovery

.PHONY: help setup docs test lint check-snippets slow kind newest lock bench format

help: ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: ## the Python environment, made once and renewed when pyproject.toml or the lock changes
	@tools/setup $(VENV)

docs: setup ## set up everything and run this project's own documentation
	@$(BIN)/harness tools ensure $(TOOLS)
	@$(BIN)/pytest docs/ -n 2 --fleets 2

test: setup lint check-snippets ## set up everything and run the project's tests
	@$(BIN)/harness tools ensure $(TOOLS)
	@$(BIN)/pytest tests -q -n 2 --dist loadfile -m "not kind and not slow"

lint: setup ## ruff and mypy
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy

check-snippets: setup ## snippets/ is what docs/ gives
	@$(BIN)/harness snips docs/ --out snippets/ --check

slow: setup ## the tests that take minutes: the page it began with, twenty killed runs, clusters of others
	@$(BIN)/harness tools ensure $(TOOLS)
	@$(BIN)/pytest tests -q -m "slow and not kind"

kind: setup ## the tests and pages that need real kind clusters
	@$(BIN)/harness tools ensure kind helm istioctl
	@$(BIN)/pytest tests -q -m kind

newest: ## the tests with the newest packages that pyproject.toml allows, in an environment of their own
	@tools/setup --newest $(NEWEST)
	@$(NEWEST)/bin/harness tools ensure $(TOOLS)
	@$(NEWEST)/bin/pytest tests -q -n 2 --dist loadfile -m "not kind and not slow"

lock: ## write anew which packages are installed, in which versions
	@tools/lock

bench: setup ## figures, printed and not asserted
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

format: setup ## put the code in shape
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .
