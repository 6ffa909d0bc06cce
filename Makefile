# The commands one needs. Everything runs in .venv, which is made here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.test-installed

.PHONY: brochures test lint format schemas docs gallery goldens bench clean

brochures: $(STAMP)
	$(BIN)/python generate.py build

test: lint
	$(BIN)/python -m pytest

lint: $(TEST_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(TEST_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

goldens: $(TEST_STAMP)
	$(BIN)/python -m pytest --update-goldens

schemas docs: $(STAMP)
	$(BIN)/python -m docs.reference

gallery: $(TEST_STAMP)
	$(BIN)/python -m docs.gallery

bench: $(STAMP)
	$(BIN)/python -m pip install -q -e '.[bench]'
	$(BIN)/python benchmarks/cold.py

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
