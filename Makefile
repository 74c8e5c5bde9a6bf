# Touchpath: `make run` opens the app, `make test` passes every test; both set up their own .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test lint format types docs bench-smoke setup setup-dev sample clean

run: setup
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: setup-dev
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev
	$(BIN)/mypy app.py lib/touchpath pages

docs: setup-dev
	$(BIN)/python docs/reference.py

bench-smoke: setup-dev
	$(BIN)/python -m tests.benchmarks.smoke

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

sample: setup
	$(BIN)/python -m sample_data.generator

clean:
	rm -rf $(VENV)
