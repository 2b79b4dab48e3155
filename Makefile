# The same without make, for Windows, is in README.md.
PYTHON ?= python3
PORT ?= 7860
TORCH_PIP_ARGS ?=
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check
STAMP := $(VENV)/.troly-stamp

.PHONY: env run test lint eval train clean

env: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cần Python 3.11 trở lên.")'
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade pip
	$(PIP) install --quiet $(TORCH_PIP_ARGS) "torch==2.13.0"
	$(PIP) install --quiet --no-deps -r requirements.lock
	PYTHONWARNINGS=ignore $(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

run: env
	PORT=$(PORT) $(VENV)/bin/troly serve

test: env
	$(VENV)/bin/python tests/browser/provide.py
	$(VENV)/bin/python -m pytest

lint: env
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache

eval: env
	$(VENV)/bin/troly eval

train: env
	$(VENV)/bin/python -m knowledge.training

clean:
	rm -rf $(VENV) build dist *.egg-info
