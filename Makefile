# Whitecell. `make play` and `make test` do all their own set-up; `make` alone lists what there is.

# The interpreter that makes .venv: the one asked for, else the first that is new enough.
PYTHON ?= python3
ifeq ($(origin PYTHON),file)
PYTHONS := $(PYTHON) python3.13 python3.12 python3.11
else
PYTHONS := $(PYTHON)
endif
VENV   := .venv
PY     := $(VENV)/bin/python
STAMP  := $(VENV)/.ready
CODE   := engine batch reports tui cli
EXTRAS := report analysis data web cluster dev

# `make fast` compiles here, beside nothing that is imported, and installs what it made into FAST.
BUILT  := build/fast
FAST   := .fast
CARRY  := $(CODE) actors scenarios
SOURCE := $(filter-out %__pycache__ %.pyc,\
  $(wildcard $(foreach deep,* */* */*/* */*/*/*,$(addsuffix /$(deep),$(CARRY)))))

# Tests run side by side on one process more than there are cores: a screen's tests also wait.
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN) + 1 )))

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup play test fast check proof bench lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv with everything but the oracle extra

play: $(STAMP) ## open the library of exercises in the terminal
	@$(VENV)/bin/whitecell

test: $(STAMP) ## run every test that needs nothing but Python and make
	@echo "== tests ($(WORKERS) processes)"
	@$(PY) -m pytest -q -n $(WORKERS) --dist worksteal

fast: $(FAST)/.ready ## make .fast, where the engine is compiled (needs a C compiler, minutes at first)
	@echo "== $(FAST)/bin/whitecell runs the compiled engine: the same results, sooner"

check: $(STAMP) ## lint, format, types, borders, shipped content
	@echo "== lint"
	@$(VENV)/bin/ruff check --no-cache .
	@echo "== format"
	@$(VENV)/bin/ruff format --no-cache --check .
	@echo "== types (strict; the first run takes a minute)"
	@$(PY) -m mypy --strict $(addprefix -p ,$(CODE))
	@echo "== what the compiler takes (some seconds; needs no compiler)"
	@$(PY) hatch_build.py
	@echo "== borders"
	@$(VENV)/bin/lint-imports --no-cache
	@echo "== shipped content"
	@$(VENV)/bin/whitecell check

proof: $(STAMP) ## what needs more (other Pythons, a compiler, long counts): figures into docs/proof.md
	@echo "== proof: installs what it needs, takes minutes, never skips"
	@$(PY) -m tests.proof $(PROOFS)

bench: $(STAMP) ## speed, as ratios measured side by side
	@echo "== benchmarks (keep the machine quiet)"
	@$(PY) -m benchmarks

lock: $(STAMP) ## choose exact versions anew, with hashes and without addresses
	@echo "== choosing versions for requirements.lock"
	@rm -f requirements.lock.new
	@$(VENV)/bin/uv pip compile pyproject.toml $(addprefix --extra ,$(EXTRAS)) --quiet \
	  --generate-hashes --universal --fork-strategy fewest --python-version 3.11 --no-annotate \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --output-file requirements.lock.new
	@if grep -nE '://|^-|^ *--(extra-)?index|find-links| @ ' requirements.lock.new; then \
	  echo "make lock: the new lock names an address; requirements.lock is left as it was" >&2; \
	  rm -f requirements.lock.new; exit 1; fi
	@mv requirements.lock.new requirements.lock

clean: ## remove what make and the tools made
	rm -rf $(VENV) $(FAST) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

$(STAMP): pyproject.toml requirements.lock
	@found=; \
	for each in $(PYTHONS); do \
	  if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "make: Whitecell needs Python 3.11 or newer; $(PYTHON) is older or missing. Try: make setup PYTHON=/path/to/python3.11" >&2; \
	  exit 1; fi; \
	if ! $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  echo "== making $(VENV) with $$($$found --version)"; \
	  rm -rf $(VENV); \
	  "$$found" -m venv $(VENV) || { echo "make: $$found cannot make a virtual environment (is its venv module installed?)" >&2; exit 1; }; \
	fi
	@echo "== installing the locked packages (about a minute when cold)"
	@$(PY) -m pip install --quiet --require-hashes -r requirements.lock
	@echo "== installing Whitecell itself, editable"
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(BUILT)/.ready: $(STAMP) hatch_build.py $(SOURCE)
	@echo "== compiling the engine (minutes at first; seconds where none of its modules changed)"
	@mkdir -p $(BUILT) && rm -f $(BUILT)/*.whl
	@HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(PY) -m hatchling build -t wheel -d $(BUILT) \
	  > $(BUILT)/told 2>&1 || { cat $(BUILT)/told >&2; exit 1; }
	@touch $@

$(FAST)/.packages: $(STAMP) | $(BUILT)/.ready
	@echo "== making $(FAST) with the locked packages"
	@$(PY) -m venv --clear $(FAST)
	@$(FAST)/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(FAST)/.ready: $(BUILT)/.ready $(FAST)/.packages
	@$(FAST)/bin/python -m pip install --quiet --no-deps --no-index --force-reinstall $(BUILT)/*.whl
	@touch $@
