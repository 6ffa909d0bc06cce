# The commands one needs. Everything runs in .venv, which is made here, with the versions of requirements/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REFEREE := $(HOME)/.cache/clinicpress/referee-1.28.2
READERS := $(HOME)/.cache/clinicpress/readers-3.0.5-5.6.205-canvas
CJK := $(HOME)/.cache/clinicpress/cjk-0.4.3
CJK_STAMP := $(VENV)/.cjk-installed
TEST_STAMP := $(VENV)/.test-installed

LOCKS := requirements/run.txt requirements/test.txt
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check

.PHONY: brochures test suite newest lock lint format schemas docs gallery desk-pictures goldens cjk referee browser ghostscript readers bench editor wheel clean

brochures: $(STAMP)
	$(BIN)/python generate.py build

# What Python made of the program's and the tests' modules is kept, also where the environment forbids that: each of
# the hundreds of processes that tests start would compile all of it anew. One core is enough for the types.
test: export PYTHONDONTWRITEBYTECODE =
test: $(TEST_STAMP) cjk referee browser ghostscript readers
	$(MAKE) --no-print-directory --jobs 2 lint suite

suite: $(TEST_STAMP)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# The tests once more, with the newest versions that pyproject.toml allows.
newest:
	$(PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/python -m pip install -q --disable-pip-version-check -e '.[web,test]'
	touch .venv-newest/.installed .venv-newest/.test-installed
	$(MAKE) test VENV=.venv-newest

# Renews requirements/: the newest versions, for all systems and all Pythons from the oldest promised.
lock:
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/python -m pip install -q --disable-pip-version-check 'uv>=0.9,<1'
	rm -f $(LOCKS)
	$(COMPILE) --extra web -o requirements/run.txt
	$(COMPILE) --extra web --extra test -c requirements/run.txt -o requirements/test.txt
	rm -r .venv-lock

COMPILE := .venv-lock/bin/uv pip compile -q pyproject.toml --group build --universal --python-version 3.10 \
  --generate-hashes --no-annotate --custom-compile-command 'make lock'

lint: $(TEST_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(TEST_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The fonts for Chinese, Japanese and Korean: fetched with npm, cut, and installed as a package of their own.
cjk: $(STAMP)
	@if [ $(CJK_STAMP) -nt cjk/make.py ]; then :; \
	elif command -v npm >/dev/null; then \
	  if ! [ $(CJK)/pyproject.toml -nt cjk/make.py ]; then \
	    $(BIN)/python cjk/make.py $(CJK).part && rm -rf $(CJK) && mv $(CJK).part $(CJK); \
	  fi && $(PIP) --no-deps --no-build-isolation $(CJK) && touch $(CJK_STAMP); \
	elif [ "$$CI" = true ]; then \
	  echo "CI needs npm for the fonts of Chinese, Japanese and Korean" >&2; exit 1; \
	else \
	  echo "no npm: the fonts of Chinese, Japanese and Korean are not installed; what prints them will be skipped"; \
	fi

# veraPDF, for the tests of tags. Without Java or Maven those tests are skipped, and say so.
referee: | $(REFEREE)

$(REFEREE):
	@if command -v mvn >/dev/null && command -v java >/dev/null; then \
	  mvn -q -B -f tests/referee/pom.xml dependency:copy-dependencies -DoutputDirectory=$(REFEREE).part && \
	  mv $(REFEREE).part $(REFEREE); \
	elif [ "$$CI" = true ]; then \
	  echo "CI needs Java 11 and Maven for veraPDF" >&2; exit 1; \
	else \
	  echo "no Java or no Maven: the tests that ask veraPDF will be skipped"; \
	fi

# Chromium, for the tests of the front desk's pages. Without it those tests are skipped, and say so.
browser:
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$CI" = true ]; then apt-get update -qq && apt-get install -y -qq chromium; \
	else echo "no Chromium: the tests that open pages in a browser will be skipped"; fi

# Ghostscript, which sees inks, for the tests of files for copiers and presses. Without it those tests are skipped.
ghostscript:
	@if command -v gs >/dev/null; then :; \
	elif [ "$$CI" = true ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends ghostscript; \
	else echo "no Ghostscript: the tests that look for inks will be skipped"; fi

# PDFBox, pdf.js and poppler, which read PDFs as people's programs do, for the tests of languages. Without Java and Maven,
# npm or poppler the tests that ask them are skipped, and say so.
readers: | $(READERS)/pdfbox $(READERS)/node_modules
	@if command -v pdftotext >/dev/null; then :; \
	elif [ "$$CI" = true ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends poppler-utils; \
	else echo "no poppler: the tests that ask it what a PDF says will be skipped"; fi

$(READERS)/pdfbox:
	@if command -v mvn >/dev/null && command -v java >/dev/null; then \
	  mvn -q -B -f tests/languages/readers/pom.xml dependency:copy-dependencies -DoutputDirectory=$@.part && mv $@.part $@; \
	elif [ "$$CI" = true ]; then \
	  echo "CI needs Java 11 and Maven for PDFBox" >&2; exit 1; \
	else \
	  echo "no Java or no Maven: the tests that ask PDFBox what a PDF says will be skipped"; \
	fi

$(READERS)/node_modules:
	@if command -v npm >/dev/null; then \
	  mkdir -p $(READERS)/part && cp tests/languages/readers/package*.json $(READERS)/part && \
	  npm ci --prefix $(READERS)/part --ignore-scripts --no-audit --no-fund --loglevel=error && \
	  mv $(READERS)/part/node_modules $@; \
	elif [ "$$CI" = true ]; then \
	  echo "CI needs npm for pdf.js" >&2; exit 1; \
	else \
	  echo "no npm: the tests that ask pdf.js what a PDF says will be skipped"; \
	fi

goldens: $(TEST_STAMP)
	$(BIN)/python -m pytest --update-goldens tests/whole/test_goldens.py

schemas docs: $(STAMP)
	$(BIN)/python -m docs.reference

gallery: $(TEST_STAMP)
	$(BIN)/python -m docs.gallery

desk-pictures: $(TEST_STAMP) browser
	$(BIN)/python -m docs.desk
	$(BIN)/python -m docs.screens

# The programs that it measures beside us are not in the lock. Many files are written to memory where there is some for
# them. What misses a goal is told at the end.
bench: export TMPDIR := $(or $(wildcard /dev/shm),$(TMPDIR),/tmp)
bench: $(TEST_STAMP) readers
	$(PIP) -e '.[bench]'
	@missed=; \
	try() { each=$$1; shift; echo "$$each"; $(BIN)/python benchmarks/$$each.py "$$@" || missed="$$missed $$each"; }; \
	keep() { try "$$@" --json build/$$1.json --write-docs; }; \
	try tags; try size; keep cold; keep editions --many; keep writing; keep pages; keep languages; keep desk; \
	test -z "$$missed" || { echo "not all goals are met:$$missed" >&2; exit 1; }

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or later is needed: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)

# From the lock alone: hashes are checked, and nothing is fetched to build with.
$(STAMP): pyproject.toml requirements/run.txt | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(TEST_STAMP): pyproject.toml requirements/test.txt | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/test.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@ $(STAMP)

# The YAML editor of marketing's desk, made anew of its sources in bundle/: needs npm, and only who changes it does that.
editor:
	cd clinicpress/copydesk/bundle && npm ci --ignore-scripts --no-audit --no-fund && npm run build

# The program as one file, for people who install it with pip.
wheel: $(STAMP)
	$(BIN)/python -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w dist .

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
