# Two commands do everything on a fresh machine: `make run` and `make test`.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
WORKERS ?= 2

.PHONY: run demo test check bench docs format pins clean help

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## start everything on one port (PSC_PORT, 8000 by default); Ctrl-C stops it
	@exec $(BIN)/psc run

demo: $(VENV)/.run ## carry one approved and one refused case through the running system
	@exec $(BIN)/psc demo

test: $(VENV)/.dev ## every test, on PostgreSQL and RabbitMQ of its own
	@sh tests/support/need_rabbitmq.sh
	@sh tests/support/need_paper_tools.sh
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: $(VENV)/.dev ## style, types, structure, generated documents
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/psc docs --check
	@$(BIN)/python -m pytest -q -p no:randomly tests/house
	@! git grep -InE 'https?://[^ ]*(pypi|pythonhosted|registry)' -- requirements*.txt

bench: $(VENV)/.dev ## measured figures beside their floors, one JSON object a line
	@sh tests/support/need_rabbitmq.sh
	@$(BIN)/python -m bench $(ARGS)

docs: $(VENV)/.dev ## write what is generated under docs/
	@$(BIN)/psc docs

format: $(VENV)/.dev ## lay the code out
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

pins: $(VENV)/.dev ## pin the newest versions that pyproject.toml admits, with hashes
	@$(PIP) install pip-tools
	@$(BIN)/pip-compile -q -U --generate-hashes --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --no-header --strip-extras --allow-unsafe -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile -q -U --extra dev --generate-hashes --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --no-header --strip-extras --allow-unsafe \
		-c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## forget the environment; data under var/ stays
	rm -rf $(VENV)

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: install python3."; exit 1; }
	@echo "Making the environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is needed: apt-get install python3-venv"; exit 1; }

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
