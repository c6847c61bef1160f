# Needs Python 3.11 or later and make; everything else goes into .venv, which is rebuilt when pyproject.toml changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: audit test slow lint bench catalogue power

# Exit code 1 says that a claim was refuted or something did not hold: that is a result, printed above.
audit: $(READY)
	@$(BIN)/amgt audit -o audit || { code=$$?; [ $$code -eq 1 ] || exit $$code; \
	  echo "done, with the refuted or unproved items named above (amgt audit ends with exit code 1)"; }

test: lint
	$(BIN)/pytest -n 2

slow: $(READY)
	$(BIN)/pytest -m slow

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/mypy

# Ratios against a baseline; benchmarks/README.md keeps figures.
bench: $(READY)
	@for name in startup proving running check_speed check_share; do $(BIN)/python -m benchmarks.$$name || exit 1; done

# README's generated tables.
catalogue: $(READY)
	$(BIN)/python -m amgt_theory.report.readme

# benchmarks/POWER.md: which planted errors the checks catch; takes about an hour, and goes on where it was interrupted.
power: $(READY)
	$(BIN)/python -m amgt_theory.report.power

$(READY): pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[plot,smt,dask,test,dev]'
	touch $@
