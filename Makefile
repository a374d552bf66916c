# Life Relay: the index of its commands. Each makes what it needs by itself.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

# What may be set: make run PORT=9000 · make site SITEURL=https://… · make export SURVEY=… WAVE=…
PORT ?= 8000
SITEURL ?=
SURVEY ?= stem-cell-awareness
WAVE ?= pilot-2026-11
LIFE_RELAY_DATA ?= instance
export LIFE_RELAY_DATA
# The day of a build is given to it, so that two builds of one day are the same byte for byte:
# today's midnight in China, unless it is set.
SOURCE_DATE_EPOCH ?= $(shell echo $$(( ($$(date +%s) + 28800) / 86400 * 86400 - 28800 )))
export SOURCE_DATE_EPOCH

VENV := .venv
BIN := $(VENV)/bin
# The first Python here that is new enough makes the environment.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install --require-hashes --requirement

.PHONY: help run test check format site rehearsal export analysis bench clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: $(VENV)/run.ready site ## site and survey together at http://127.0.0.1:8000/ (PORT=)
	@exec $(BIN)/python -m survey_service.trial --site output --port $(PORT)

test: $(VENV)/test.ready ## every test; fetches a browser if there is none
	@chromium=$$(.ci/browser $(BIN)/python) || exit 1; \
	LIFE_RELAY_CHROMIUM=$$chromium $(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

check: $(VENV)/test.ready ## ruff, types, import contracts, templates, content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m survey_model content/surveys/*/questionnaire.yaml
	$(BIN)/python -m pytest --quiet tests/house

format: $(VENV)/test.ready ## lay out the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

site: $(VENV)/run.ready ## build the site into output/ (SITEURL= for the public host)
	@SITEURL='$(SITEURL)' $(BIN)/python -m pelican content --output output --fatal warnings --quiet \
		--settings $(if $(SITEURL),publishconf.py,pelicanconf.py) > /dev/null
	@echo 'the site stands in output/'

# Simulated answers lie in a folder of their own, emptied first, so that each rehearsal is the same.
REHEARSAL := $(or $(LIFE_RELAY_DATA),instance)/rehearsal
REHEARSAL_WAVE := rehearsal-2026-11

rehearsal: $(VENV)/analysis.ready site ## simulated residents turn the whole loop once
	@rm -rf '$(REHEARSAL)' && mkdir -p '$(REHEARSAL)'
	@chromium=$$(.ci/browser $(BIN)/python) || exit 1; \
	export LIFE_RELAY_CHROMIUM="$$chromium" LIFE_RELAY_DATA='$(REHEARSAL)' LIFE_RELAY_REHEARSAL=1; \
	$(BIN)/python -m survey_service.trial --site output --port 0 > '$(REHEARSAL)/said.txt' & service=$$!; \
	trap 'kill -INT $$service 2>/dev/null; wait $$service' EXIT; \
	until base=$$(sed -n 's/^ready: //p' '$(REHEARSAL)/said.txt'); [ -n "$$base" ]; do \
		kill -0 $$service || exit 1; sleep 0.2; done; \
	$(BIN)/python -m analysis.rehearsal --base "$$base" && \
	$(BIN)/python -m survey_service.cli export --survey $(SURVEY) --wave $(REHEARSAL_WAVE) && \
	$(BIN)/python -m analysis.run $(SURVEY) $(REHEARSAL_WAVE)
	@$(MAKE) --no-print-directory site
	@echo 'The findings of the rehearsal stand in output/; make run shows them.'

export: $(VENV)/analysis.ready ## write the response package of SURVEY= WAVE=
	@$(BIN)/python -m survey_service.cli export --survey $(SURVEY) --wave $(WAVE)

analysis: $(VENV)/analysis.ready ## run the notebooks of SURVEY= WAVE= and write the findings
	@$(BIN)/python -m analysis.run $(SURVEY) $(WAVE)

bench: $(VENV)/test.ready ## measure site and service; table here, figures in bench.json
	@$(BIN)/python -m tests.bench

clean: ## remove what commands made, answers in instance/ excepted
	rm -rf output releases bench.json .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# One environment; each set of packages holds the smaller one before it.
$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo 'Python 3.11 or newer with its venv module is needed (Debian: apt-get install python3-venv).' >&2; exit 1; }
	@echo 'making $(VENV) with $(PYTHON) …'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/%.ready: requirements/%.txt $(VENV)/bin/python
	@echo 'installing requirements/$*.txt …'
	@$(PIP) requirements/$*.txt
	@touch $@
