# The commands one needs. Everything runs in .venv, which is made here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REFEREE := $(HOME)/.cache/clinicpress/referee-1.28.2
TEST_STAMP := $(VENV)/.test-installed

.PHONY: brochures test lint format schemas docs gallery goldens referee bench clean

brochures: $(STAMP)
	$(BIN)/python generate.py build

test: lint referee
	$(BIN)/python -m pytest

lint: $(TEST_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(TEST_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

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

goldens: $(TEST_STAMP)
	$(BIN)/python -m pytest --update-goldens

schemas docs: $(STAMP)
	$(BIN)/python -m docs.reference

gallery: $(TEST_STAMP)
	$(BIN)/python -m docs.gallery

bench: $(STAMP)
	$(BIN)/python -m pip install -q -e '.[bench,test]'
	$(BIN)/python benchmarks/cold.py
	$(BIN)/python benchmarks/tags.py
	$(BIN)/python benchmarks/size.py
	$(BIN)/python benchmarks/editions.py --json build/editions.json --write-docs

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	touch $@

$(TEST_STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	touch $@ $(STAMP)

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
