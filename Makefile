# Needs Python 3.11 or newer, make and the package index. Everything else goes into .venv.
# Only `make audit` needs more: Node.js 20.19 or newer with npm, whose packages go into tests/node/node_modules.

VENV := .venv
BIN := $(VENV)/bin
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(RECENT)' 2>/dev/null && echo $$p && break; done)
# More arguments for pytest, and for pip-compile (make lock LOCK=--upgrade).
PYTEST ?= -n auto
LOCK ?=
# Arguments for the audit (make audit AUDIT=quick): one run of Lighthouse for each page, and its speed is only told.
AUDIT ?=
# Arguments for the stub (make stub STUB="--port 8091 --set null_check=true").
STUB ?=

NODE := tests/node
REFERENCE := PYTHONPATH=hooks $(BIN)/python -m reference
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(VENV)-lock/bin/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# Material's notice about another program, on every build.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: serve
serve: site-env ## serve the site on this machine and rebuild it on changes
	@$(BIN)/mkdocs serve

.PHONY: site
site: site-env ## build the site into site/
	@$(BIN)/mkdocs build

.PHONY: test
test: check ## check everything and run all tests
	@$(BIN)/python -m pytest $(PYTEST)

.PHONY: check
check: test-env ## check the catalog, its schema, the style and the types of the code
	@$(REFERENCE) check
	@$(REFERENCE) schema --check
	@$(REFERENCE) mistakes --check
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy --no-error-summary

.PHONY: schema
schema: site-env ## write the JSON Schemas of the catalog and of errors.json
	@$(REFERENCE) schema --write

.PHONY: mistakes
mistakes: site-env ## write the checksum doctor's table of mistakes from the catalog
	@$(REFERENCE) mistakes --write

.PHONY: outputs
outputs: test-env ## run all examples against the stub and write what they print
	@PYTHONPATH=hooks $(BIN)/python -m tests.examples --write

.PHONY: stub
stub: test-env ## run the stub BigBlueButton server on port 8090
	@$(BIN)/python -m tests.stub $(STUB)

.PHONY: bench
bench: test-env ## measure build time and sizes against the budgets
	@PYTHONPATH=hooks:snippets $(BIN)/python -m tests.bench

.PHONY: audit
audit: test-env node-env ## look at the built site with Lighthouse, html-validate and axe
	@PYTHONPATH=hooks:snippets $(BIN)/python -m tests.audit $(AUDIT)

.PHONY: bundle
bundle: site-env ## pack the site that works without a server, and the docset, into dist/
	@PYTHONPATH=hooks $(BIN)/python -m bundle --out dist

.PHONY: book
book: test-env ## print the whole reference as one page and as a PDF into dist/, by Chromium
	@PYTHONPATH=hooks $(BIN)/python -m bundle --out dist --book

.PHONY: tagged
tagged: python # the release workflow asks before it attaches files to a release
	@$(PYTHON) -c 'import os, sys, tomllib; version = tomllib.load(open("pyproject.toml", "rb"))["project"]["version"]; \
		tag = os.environ.get("TAG", ""); \
		sys.exit(None if tag == "v" + version else f"The tag is {tag!r}, but pyproject.toml has version {version}.")'

.PHONY: lock
lock: python ## write the locked requirements anew
	@$(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip --disable-pip-version-check --quiet install pip-tools==7.6.2
	@$(COMPILE) $(LOCK) --output-file requirements.txt requirements.in
	@$(COMPILE) $(LOCK) --output-file requirements-test.txt requirements-test.in

.PHONY: node-lock
node-lock: # npm 11 writes it, 10 and 11 read it
	@cd $(NODE) && rm -rf node_modules package-lock.json && npm install --package-lock-only --silent && node lean-lock.cjs

.PHONY: js-check
js-check: node-env # format, style, types and unit tests of our scripts
	@cd $(NODE) && npm run --silent check && npm test --silent

.PHONY: js-fix
js-fix: node-env # write what formatter and linter can repair
	@cd $(NODE) && npm run --silent fix

.PHONY: clean
clean: ## delete the built site, the environments and all caches
	@rm -rf site site-offline dist $(VENV) $(VENV)-lock $(NODE)/node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +

# An environment is up to date if the copy of the lock that was installed is the lock of now.

.PHONY: site-env
site-env: python
	@cmp -s requirements.txt $(VENV)/site.lock || { \
		echo "Installing what the site needs into $(VENV) ..." && $(PYTHON) -m venv $(VENV) && \
		$(PIP) install --require-hashes -r requirements.txt && cp requirements.txt $(VENV)/site.lock; }

.PHONY: test-env
test-env: site-env
	@cat requirements.txt requirements-test.txt | cmp -s - $(VENV)/test.lock || { \
		echo "Installing what the tests need into $(VENV) ..." && \
		$(PIP) install --require-hashes -r requirements.txt -r requirements-test.txt && \
		cat requirements.txt requirements-test.txt > $(VENV)/test.lock; }

.PHONY: node-env
node-env:
	@cmp -s $(NODE)/package-lock.json $(NODE)/node_modules/installed.lock || { \
		echo "Installing what looks at the site into $(NODE)/node_modules ..." && cd $(NODE) && npm ci --silent && \
		cp package-lock.json node_modules/installed.lock; }

.PHONY: python
python:
	@$(or $(PYTHON),false) -c '$(RECENT)' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
