"""``amgt predict``: numbers from a bound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amgt_theory.cli._output import HELD, console, json_option, note, print_json, table
from amgt_theory.cli._parameters import json_number, parameters_option
from amgt_theory.cli._plot import draw, plot_option, spread
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import InvalidInput

if TYPE_CHECKING:
    from amgt_theory.predictor import Predictor

SIGNS = {"upper": "<=", "exact": "=", "lower": ">="}
BITS = 200
LARGEST_DRAWN = 10**15


@click.command("predict")
@click.argument("identity", metavar="ID")
@parameters_option("A parameter of the theorem, exact: 1/3, 0.1 or 1e-3. Repeat for each.")
@click.option("--at", metavar="K,K,...", help="Evaluate the bound at these iterations.")
@click.option("--tol", metavar="TOL", help="Find the smallest k from which the bound is at most TOL.")
@plot_option
@json_option
@click.pass_obj
def predict(
    workspace: Workspace,
    identity: str,
    parameters: dict[str, str],
    at: str | None,
    tol: str | None,
    plot: Path | None,
    as_json: bool,
) -> int:
    """Evaluate the bound of theorem ID, or invert it.

    Parameters that violate the theorem's hypotheses are refused. A bound that depends on k needs --at or --tol.
    """
    workspace.catalogue.entry(identity)
    if at is not None and tol is not None:
        raise InvalidInput("--at and --tol exclude each other; give one")
    from amgt_theory.arithmetic import rational
    from amgt_theory.predictor import Predictor, predictor
    from amgt_theory.printing import text

    theorem = workspace.catalogue.theorem(identity)
    if theorem.indexed and at is None and tol is None:
        raise InvalidInput(f"{identity}: the bound depends on k; give --at 1,10,100 or --tol 1e-6")
    if not theorem.indexed and (at, tol, plot) != (None, None, None):
        raise InvalidInput(f"{identity}: the bound does not depend on k; leave out --at, --tol and --plot")
    bound = predictor(theorem, parameters, backend="mpmath", bits=BITS)
    assert isinstance(bound, Predictor)  # a recursive one is made only from a recursion
    quantity = text(theorem.quantity / theorem.per)
    record: dict[str, Any] = {
        "id": identity,
        "parameters": {name: json_number(value) for name, value in bound.values.items()},
        "quantity": quantity,
    }
    iterations = [] if at is None else [one.strip() for one in at.split(",")]
    if tol is not None:
        found = bound.smallest_k(tol)
        record |= {"tol": tol, "iterations": found.count, "log10_iterations": found.log10}
        last = found.count
    else:
        values = bound(iterations) if theorem.indexed else bound()
        record["at"] = [int(rational("k", one)) for one in iterations] if theorem.indexed else None
        record["bound"] = [number(one) for one in values] if theorem.indexed else number(values)
        last = max(record["at"], default=None) if theorem.indexed else None
    if plot is not None:
        _draw(bound, quantity, plot, last, tol)
    if workspace.status(identity) != "proved":
        note(f"{identity} is unproved as far as is known here; run amgt prove {identity}")
    if as_json:
        print_json(record)
    else:
        _show(record, f"{quantity} {SIGNS[theorem.direction]}")
    return HELD


def number(value: Any) -> float | str:
    """A float where it has the size of one, else the digits as text: nothing silently becomes 0 or infinite."""
    if value == 0 or 1e-300 < abs(value) < 1e300:
        return float(value)
    from mpmath import nstr

    return str(nstr(value, 17))


def _draw(bound: Predictor, quantity: str, file: Path, last: int | None, tol: str | None) -> None:
    if last is None or last > LARGEST_DRAWN:
        raise InvalidInput(f"--plot: more than {LARGEST_DRAWN:.0e} iterations are not drawn; leave --plot out")
    from amgt_theory.arithmetic import rational

    iterations = spread(max(last, 10))
    level = None if tol is None else float(rational("tol", tol))
    draw(file, bound.theorem.title, iterations, {f"bound on {quantity}": bound(iterations)}, level)


def _show(record: dict[str, Any], left: str) -> None:
    screen = console()
    if "iterations" in record:
        count = record["iterations"]
        spelled = f"{count:,}" if count is not None else f"10^{record['log10_iterations']:.6g}"
        screen.print(f"{record['quantity']} is at most {record['tol']} from k = {spelled} on", soft_wrap=True)
    elif record["at"] is None:
        screen.print(f"{left} {_short(record['bound'])}", soft_wrap=True)
    else:
        shown = table("k", left)
        for k, value in zip(record["at"], record["bound"], strict=True):
            shown.add_row(f"{k:,}", _short(value))
        screen.print(shown)


def _short(value: float | str) -> str:
    return f"{value:.6g}" if isinstance(value, float) else value
