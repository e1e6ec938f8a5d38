# make demo | test | lint | format | notebooks | notebooks-html | notebooks-rendered | lock | clean
# Needs git, make and Python 3.11 or newer; uses uv where it is present, venv and pip otherwise.

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
UV := $(shell command -v uv 2>/dev/null)
PROJECT := pyproject.toml setup.py
ARGS ?=

ifdef UV
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := demo
.PHONY: demo test lint format notebooks notebooks-html notebooks-rendered lock clean

demo: $(VENV)/.runtime ## Build the bundled theme, answer three questions, write ai-infrastructure.html
	$(BIN)/python -m themegraph demo $(ARGS)

test: $(VENV)/.dev ## Run every test, a file a process on each core
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: $(VENV)/.dev ## Check style, format, types and import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Mend style and format in place
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

notebooks: $(VENV)/.lab ## Open the notebooks in JupyterLab, which is installed beside the locked packages the first time
	$(VENV)/lab/bin/jupyter-lab notebooks

notebooks-html: $(VENV)/.dev ## Execute the notebooks and write them to build/notebooks as HTML that needs no network
	$(BIN)/python -m themegraph.notebook.render notebooks build/notebooks

notebooks-rendered: $(VENV)/.dev ## Execute the notebooks and renew what stands in notebooks/rendered, for readers on a code host
	$(BIN)/python -m themegraph.notebook.render --markdown notebooks notebooks/rendered

# The interpreter is tried, not only found: a version manager's shim may be there and refuse to run.
$(VENV)/.made:
	@if [ -x $(BIN)/python ] && $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then touch $@; exit 0; fi; \
	for name in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  echo "making $(VENV) with $$("$$name" --version)"; \
	  if [ -n "$(UV)" ]; then "$(UV)" venv --quiet --clear --seed --python "$$name" $(VENV) && touch $@; exit; fi; \
	  "$$name" -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "error: $$name has no venv module: install it (on Debian: apt-get install python3-venv) or install uv" >&2; exit 1; }; \
	  "$$name" -m venv --clear $(VENV) && touch $@; exit; \
	done; \
	echo "error: no Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1

# Only what runs is installed, each file checked against the lock; the package itself is linked, not copied.
$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt requirements/build.txt $(PROJECT)
	$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.lab: $(VENV)/.dev
	$(BIN)/python -m venv $(VENV)/lab
	$(VENV)/lab/bin/python -m pip install --quiet --disable-pip-version-check "jupyterlab>=4.3,<5"
	$(BIN)/python -m ipykernel install --prefix $(VENV)/lab --name python3 --display-name themegraph
	@touch $@

# The locks hold for every supported Python and platform, and name no index.
LOCK = $(1) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(if $(UPGRADE),--upgrade)

lock: $(VENV)/.made ## Pin the dependencies again (UPGRADE=1: to their newest versions) and list their licences
	@[ -n "$(UV)" ] || [ -x $(VENV)/uv/bin/uv ] || { $(BIN)/python -m venv $(VENV)/uv && $(VENV)/uv/bin/pip install --quiet uv; }
	$(call LOCK,$(or $(UV),$(VENV)/uv/bin/uv)) --group build -o requirements/build.txt
	$(call LOCK,$(or $(UV),$(VENV)/uv/bin/uv)) pyproject.toml -c requirements/build.txt -o requirements/runtime.txt
	$(call LOCK,$(or $(UV),$(VENV)/uv/bin/uv)) pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(BIN)/python requirements/licences.py

clean: ## Remove everything that the targets above made
	rm -rf $(VENV) build dist .demo-store ai-infrastructure.html .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf *.egg-info src/*.egg-info
	find . -name .git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
