# Two commands matter: `make profile` and `make test`. Each sets up .venv/ on its first run.

# Where nobody names one: built with profile-guided optimization, if there is such a one.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell .ci/fast-python)
endif
export PYTHON
PROFILE ?= data/lso-2021.en.yaml

# A fresh clone is compiled once, and not by each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

PY = .venv/bin/python
# brew's libraries lie where macOS does not look, and make cannot export this variable there.
ifeq ($(shell uname -s),Darwin)
PY := DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix)/lib" $(PY)
endif

# One stamp for each Python, so that another PYTHON sets up again.
RUNTIME = .venv/$(notdir $(PYTHON)).runtime
DEV = .venv/$(notdir $(PYTHON)).dev

# One target at a time: two of them would set up .venv/ at once. pytest is what runs in parallel.
.NOTPARALLEL:
.PHONY: help setup profile test nightly check docs goldens constraints hashes clean

help:
	@echo 'make profile      render $(PROFILE) into output/'
	@echo 'make test         run every check: style, types, layering, tests'
	@echo 'make nightly      try 10,000 other texts and profiles, by the seed SEED'
	@echo 'make check        run the checks that take seconds only'
	@echo 'make docs         make the site of README and docs/ in build/site/'
	@echo 'make goldens      accept the present look and tags as the expected ones'
	@echo 'make setup        set up .venv/ for development'
	@echo 'make constraints  renew the pinned versions of constraints.txt, and their sums'
	@echo 'make hashes       renew only the sums of these, in *-hashed.txt'
	@echo 'make clean        remove .venv/, caches and output'
	@echo 'Another Python: make PYTHON=python3.12 ...   Another profile: make PROFILE=FILE profile'

setup: $(DEV)

profile: $(RUNTIME)
	$(PY) -m mgi_report build $(PROFILE) -o output

test: check
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Others each night; a failure names the case, and SEED=... finds it again.
SEED ?= $(shell date -u +%Y%m%d)
nightly: $(DEV)
	HYPOTHESIS_PROFILE=nightly $(PY) -m pytest --hypothesis-seed=$(SEED) \
		tests/cli/test_broken_profiles.py tests/profile/test_any_text.py \
		tests/finished/test_any_text_printed.py tests/proof/test_forgeries.py

check: $(DEV)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

# Strict: a link that leads nowhere, or a page that no list names, is an error.
docs: $(DEV)
	$(PY) -m sphinx --fail-on-warning --keep-going --nitpicky --quiet -c docs/site . build/site

goldens: $(DEV)
	$(PY) -m pytest --renew-goldens tests/goldens

constraints:
	.ci/constraints

hashes:
	.ci/constraints hashes

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist build
	find output -mindepth 1 ! -name .gitignore -delete

$(RUNTIME): pyproject.toml constraints.txt .ci/setup
	.ci/setup runtime
	touch $@

# The development packages include those for rendering.
$(DEV): pyproject.toml constraints.txt .ci/setup tests/editor/package-lock.json
	.ci/setup dev
	touch $(RUNTIME) $@
