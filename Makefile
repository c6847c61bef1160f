# Needs Python 3.11 or later and make; everything else goes into .venv, which is rebuilt when pyproject.toml changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: audit test slow lint bench

audit: $(READY)
	$(BIN)/amgt audit

test: lint
	$(BIN)/pytest

slow: $(READY)
	$(BIN)/pytest -m slow

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/mypy

# Seconds to start the command line and to run 10,000 steps.
bench: $(READY)
	@for command in "list" "run --steps 10000"; do \
	  echo "amgt $$command"; \
	  $(BIN)/python -m timeit -n 1 -r 3 -u sec -s "import subprocess" \
	    "subprocess.run('$(BIN)/amgt $$command --json'.split(), stdout=subprocess.DEVNULL, check=True)" || exit 1; \
	done

$(READY): pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[plot,smt,dask,test,dev]'
	touch $@
