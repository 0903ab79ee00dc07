# The two commands to know: `make run` sets everything up and converts samples/ into out/; `make test` checks and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: help run test check golden golden-diff golden-seen docs bench lock clean

help:
	@echo "make run          set up (once) and convert samples/ into out/"
	@echo "make test         set up (once), check and test"
	@echo "make check        linter, formatter, types, and how many golden files nobody has seen"
	@echo "make golden-diff  say in words what would change in golden/"
	@echo "make golden       rewrite golden/ from samples/"
	@echo "make golden-seen FILE=golden/…  record that a person compared these golden files"
	@echo "make docs         renew the generated parts of docs/"
	@echo "make bench        measure time and memory (DIR=folder of text reports)"
	@echo "make lock         resolve the dependencies anew"
	@echo "make clean        remove what was made, except $(VENV)"

# A checkout keeps its version while its code changes: what the code of yesterday made is made anew.
run: $(READY)
	$(BIN)/ita-extract convert samples --out out --force

test: check
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest -n auto --dist loadfile

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/golden.py status

golden-diff: $(READY)
	$(BIN)/python tools/golden.py diff

golden: $(READY)
	ITA_REWRITE_GOLDEN=1 $(BIN)/python tools/golden.py rewrite

golden-seen: $(READY)
	$(BIN)/python tools/golden.py seen $(FILE)

docs: $(READY)
	$(BIN)/python tools/tables.py
	$(BIN)/python tools/cookbook.py

bench: $(READY)
	$(BIN)/python benchmarks/text.py $(DIR)

# One set-up for all targets; it is done again only when the lock or the project file changes.
$(READY): requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) (once; this takes a minute or two) …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

$(BIN)/python:
	@sh tools/venv.sh "$(PYTHON)" $(VENV)

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" pyproject.toml

lock: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) -o requirements.lock
	$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
