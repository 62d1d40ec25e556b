# Needs Python 3.11 or newer, make and the package index. Everything else goes into .venv, but for the balancer that
# tests/balancer runs: it goes into .venv-bbblb where there is Python 3.13 or newer.
# Only `make audit` needs more: Node.js 20.19 or newer with npm, whose packages go into tests/node/node_modules.

VENV := .venv
BIN := $(VENV)/bin
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(RECENT)' 2>/dev/null && echo $$p && break; done)
# The balancer's own Python.
NEWER := import sys; sys.exit(sys.version_info < (3, 13))
BALANCER_PYTHON ?= $(shell for p in python3.15 python3.14 python3.13 $(PYTHON) "$$HOME"/.pyenv/versions/3.1[3-9]*/bin/python3; do \
	$$p -c '$(NEWER)' 2>/dev/null && echo $$p && break; done)
# More arguments for pytest, and for pip-compile (make lock LOCK=--upgrade).
PYTEST ?= -n auto
LOCK ?=
# Arguments for the audit (make audit AUDIT=quick): one run of Lighthouse for each page, and its speed is only told.
AUDIT ?=
# Port of the site (make serve PORT=8001).
PORT ?= 8000
# The revision that a change is compared with (make diff BASE=main).
BASE ?= main
# The checkout of BigBlueButton's source that is compared, and its release line (make drift SOURCE=../bigbluebutton LINE=4.0).
SOURCE ?=
LINE ?=
# Seconds for each target of the random search, and targets (make fuzz FUZZ="600 stub").
FUZZ ?= 60
# Arguments for the stub (make stub STUB="--port 8091 --set null_check=true").
STUB ?=

IS_FREE := import socket, sys; port = sys.argv[1]; \
	port.isascii() and port.isdigit() and 0 < int(port) < 65536 or \
	sys.exit(f"{port!r} is not a port; make serve PORT=8001"); \
	probe = socket.socket(); probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
	taken = probe.connect_ex(("127.0.0.1", int(port))) == 0; \
	sys.exit(f"Port {port} is taken; make serve PORT={int(port) % 65535 + 1}" if taken else 0)

LAYERS := from importlinter.cli import lint_imports_command as run; run()

NODE := tests/node
NODE_CLIENT := snippets/javascript
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
serve: export ASKED_PORT = $(value PORT)
serve: site-env ## serve the site on this machine and rebuild it on changes (make serve PORT=8001)
	@$(BIN)/python -c '$(IS_FREE)' "$$ASKED_PORT"
	@$(BIN)/python -m mkdocs serve --dev-addr "127.0.0.1:$$ASKED_PORT"

.PHONY: site
site: site-env ## build the site into site/, whose old content stays until the new one is whole
	@rm -rf site.new.$$PPID && trap 'rm -rf site.new.'$$PPID EXIT && \
		$(BIN)/python -m mkdocs build --site-dir site.new.$$PPID && rm -rf site && mv site.new.$$PPID site

.PHONY: test
test: check balancer-env ## check everything and run all tests
	@$(BIN)/python -m pytest $(PYTEST)

.PHONY: check
check: test-env ## check the catalog, what is generated from it, the words, the layers, the style and the types of the code
	@$(REFERENCE) check
	@$(REFERENCE) fix --check
	@$(REFERENCE) generate --check
	@$(BIN)/python -m codespell_lib . .ci .github
	@told=$$(PYTHONPATH=hooks $(BIN)/python -c '$(LAYERS)' --no-logo 2>&1) || { echo "$$told"; exit 1; }
	@$(BIN)/python -m ruff check --quiet
	@$(BIN)/python -m ruff format --quiet --check
	@$(BIN)/python -m mypy --no-error-summary
	@if [ -d $(NODE)/node_modules ]; then cd $(NODE) && npm run --silent check && \
		{ told=$$(npm test --silent 2>&1) || { echo "$$told"; exit 1; }; }; \
		else echo "The scripts of the site are not checked; make node-env installs what does it."; fi

.PHONY: fix
fix: test-env ## mend what can be mended: the look of the catalog's files, imports, format
	@$(REFERENCE) fix
	@$(BIN)/python -m ruff check --quiet --fix
	@$(BIN)/python -m ruff format --quiet
	@if [ -d $(NODE)/node_modules ]; then cd $(NODE) && npm run --silent fix; fi

.PHONY: generate
generate: test-env ## write every file that a program writes: schemas, tables, the stub's data, outputs of examples
	@$(REFERENCE) generate
	@PYTHONPATH=hooks $(BIN)/python -m tests.examples.running --write

.PHONY: new
new: export ASKED_KEY = $(value KEY)
new: export ASKED_CALL = $(value CALL)
new: export ASKED_CATEGORY = $(value CATEGORY)
new: export ASKED_CHECK = $(value CHECK)
new: test-env ## write the skeleton of an entry (make new KEY=tooManyMeetings CALL=getMeetings CATEGORY=meetings)
	@$(REFERENCE) new --key="$$ASKED_KEY" --call="$$ASKED_CALL" --category="$$ASKED_CATEGORY" --check="$$ASKED_CHECK"

.PHONY: diff
diff: export REVISION = $(value BASE)
diff: site-env ## say what the change since BASE means for entries, texts, ranks and calls
	@$(REFERENCE) diff -- "$$REVISION"

.PHONY: drift
drift: export CHECKOUT = $(value SOURCE)
drift: export ASKED_LINE = $(value LINE)
drift: site-env ## say what a checkout of BigBlueButton's source has otherwise (make drift SOURCE=../bigbluebutton)
	@[ -n "$$CHECKOUT" ] || { echo "SOURCE is missing; make drift SOURCE=../bigbluebutton" >&2; exit 1; }
	@$(REFERENCE) drift $${ASKED_LINE:+--line="$$ASKED_LINE"} -- "$$CHECKOUT"

.PHONY: stub
stub: test-env ## run the stub BigBlueButton server on port 8090
	@PYTHONPATH=hooks $(BIN)/python -m bbb_stub $(STUB)

.PHONY: fuzz
fuzz: test-env ## look for inputs that break client, loader, stub or tools (make fuzz FUZZ="600 stub")
	@PYTHONPATH=hooks:snippets:. $(BIN)/python -m tests.fuzz $(FUZZ)

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

.PHONY: wheel
wheel: site-env ## pack the program bbb-errors, which pip installs, into dist/
	@PYTHONPATH=hooks $(BIN)/python -m bundle --out dist --wheel

.PHONY: tagged
tagged: python # the release workflow asks before it attaches files to a release
	@$(PYTHON) -c 'import os, sys, tomllib; version = tomllib.load(open("pyproject.toml", "rb"))["project"]["version"]; \
		tag = os.environ.get("TAG", ""); \
		sys.exit(None if tag == "v" + version else f"The tag is {tag!r}, but pyproject.toml has version {version}.")'

.PHONY: lock
lock: python ## write the locked requirements anew (make lock PYTHON=... with the oldest Python that README promises)
	@$(PYTHON) -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip --disable-pip-version-check --quiet install pip-tools==7.6.2
	@$(COMPILE) $(LOCK) --output-file requirements.txt requirements.in
	@$(COMPILE) $(LOCK) --output-file requirements-test.txt requirements-test.in
	@$(COMPILE) $(LOCK) --output-file requirements-stub.txt requirements-stub.in
	@$(COMPILE) $(LOCK) --output-file requirements-libraries.txt requirements-libraries.in
	@$(or $(BALANCER_PYTHON),false) -c '$(NEWER)' || { echo "requirements-balancer.txt stays as it is: no Python 3.13 or newer"; exit 0; }; \
		$(BALANCER_PYTHON) -m venv --clear $(VENV)-lock && \
		$(VENV)-lock/bin/python -m pip --disable-pip-version-check --quiet install pip-tools==7.6.2 && \
		$(COMPILE) $(LOCK) --output-file requirements-balancer.txt requirements-balancer.in

.PHONY: node-lock
node-lock: # npm 11 writes it, 10 and 11 read it
	@cd $(NODE) && rm -rf node_modules package-lock.json && npm install --package-lock-only --silent && node lean-lock.cjs
	@cd $(NODE_CLIENT) && rm -rf node_modules package-lock.json && \
		npm install --package-lock-only --omit-lockfile-registry-resolved --silent && node ../../$(NODE)/lean-lock.cjs

.PHONY: clean
clean: ## delete the built site, the environments and all caches
	@rm -rf site site.new.* site-offline dist $(VENV) $(VENV)-lock $(VENV)-oldest $(VENV)-bbblb .coverage $(NODE)/node_modules $(NODE_CLIENT)/node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +

# An environment is up to date if its Python starts and the copy of the lock that was installed is the lock of now.

NOT_INSTALLED := "Nothing was installed: is the package index reachable? What pip said is above." >&2; exit 1

.PHONY: site-env
site-env: python
	@{ $(BIN)/python -c '' 2>/dev/null && cmp -s requirements.txt $(VENV)/site.lock; } || { \
		echo "Installing what the site needs into $(VENV) ..." && rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) && \
		$(PIP) install --require-hashes -r requirements.txt && cp requirements.txt $(VENV)/site.lock; } || { \
		echo $(NOT_INSTALLED); }

.PHONY: test-env
test-env: site-env
	@cat requirements.txt requirements-test.txt | cmp -s - $(VENV)/test.lock || { \
		echo "Installing what the tests need into $(VENV) ..." && \
		$(PIP) install --require-hashes -r requirements.txt -r requirements-test.txt && \
		cat requirements.txt requirements-test.txt > $(VENV)/test.lock; } || { echo $(NOT_INSTALLED); }

# The tests of the balancer are left out where it cannot be installed; where everything must run (CI=true), that fails.
.PHONY: balancer-env
balancer-env: test-env
	@cmp -s requirements-balancer.txt $(VENV)-bbblb/balancer.lock || { \
		$(or $(BALANCER_PYTHON),false) -c '$(NEWER)' 2>/dev/null || { \
			echo "tests/balancer is not collected: no Python 3.13 or newer"; exit 0; }; \
		echo "Installing the balancer of the tests into $(VENV)-bbblb ..." && rm -rf $(VENV)-bbblb && \
		$(BALANCER_PYTHON) -m venv $(VENV)-bbblb && \
		$(VENV)-bbblb/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
			-r requirements-balancer.txt && \
		cp requirements-balancer.txt $(VENV)-bbblb/balancer.lock; } || { \
		echo "tests/balancer is not collected: the balancer was not installed; what pip said is above." >&2; \
		[ "$$CI" != true ]; }

.PHONY: node-env
node-env:
	@command -v npm >/dev/null || { echo "npm is missing; install Node.js 20.19 or newer with npm." >&2; exit 1; }
	@cmp -s $(NODE)/package-lock.json $(NODE)/node_modules/installed.lock || { \
		echo "Installing what looks at the site into $(NODE)/node_modules ..." && cd $(NODE) && \
		npm ci --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/installed.lock; } || { \
		echo "Nothing was installed: is the npm registry reachable? What npm said is above." >&2; exit 1; }
	@cmp -s $(NODE_CLIENT)/package-lock.json $(NODE_CLIENT)/node_modules/installed.lock || { \
		echo "Installing what the client in JavaScript needs into $(NODE_CLIENT)/node_modules ..." && cd $(NODE_CLIENT) && \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && \
		cp package-lock.json node_modules/installed.lock; } || { \
		echo "Nothing was installed: is the npm registry reachable? What npm said is above." >&2; exit 1; }

# Prints the newest Python that is known here, with which .ci/run tests.
.PHONY: newest
newest:
	@echo "$(or $(BALANCER_PYTHON),$(PYTHON))"

.PHONY: python
python:
	@$(or $(PYTHON),false) -c '$(RECENT)' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
