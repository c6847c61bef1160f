"""``amgt run``: one AMGT run beside the bound that a theorem predicts for it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from amgt_theory.cli._output import FAILED, HELD, console, json_option, note, print_json, table
from amgt_theory.cli._parameters import parameters_option
from amgt_theory.cli._plot import draw, plot_option, spread
from amgt_theory.cli._predict import number
from amgt_theory.cli._workspace import Workspace
from amgt_theory.errors import InvalidInput, unknown_name

if TYPE_CHECKING:
    from amgt_theory.problems import Problem

METHOD = {"alpha": "20", "beta1": "1/2", "beta2": "99/100", "eps": "10", "k0": "200", "p": "1", "tau": "20"}
PROBLEM = {"mu": None, "L": None, "d": "2", "x0_dist": "1"}
DEFAULTS = ", ".join(f"{name}={value}" for name, value in {**METHOD, **PROBLEM}.items() if value is not None)
BITS = 200


@click.command("run", epilog=f"Defaults: {DEFAULTS}; mu and L as the problem has them.")
@parameters_option(f"A parameter of the method or problem: {', '.join([*METHOD, *PROBLEM])}. Repeat for each.")
@click.option("--problem", "name", metavar="NAME", default="quadratic", show_default=True, help="What to minimise.")
@click.option("--steps", metavar="K", type=click.IntRange(1, 10_000_000), default=1000, show_default=True)
@plot_option
@json_option
@click.pass_obj
def run(
    workspace: Workspace, parameters: dict[str, str], name: str, steps: int, plot: Path | None, as_json: bool
) -> int:
    """Run AMGT with a clip threshold, and set its gap f(x_k) - f* beside the predicted bound.

    The run starts at distance x0_dist from a minimizer. Where no theorem of the catalogue covers the run, a note says
    why and the bound is null. Exit code 1 when the gap exceeds the bound.
    """
    known = {**METHOD, **PROBLEM}
    for one in parameters:
        if one not in known:
            raise unknown_name("parameter", one, known)
    from amgt_theory.arithmetic import rational
    from amgt_theory.optimizers import AMGT, Clip
    from amgt_theory.optimizers import run as run_method
    from amgt_theory.problems import problem as problem_named

    values = {one: rational(one, text) for one, text in {**known, **parameters}.items() if text is not None}
    if values["d"].denominator != 1 or values["d"] < 1:
        raise InvalidInput(f"d = {values['d']} is not a whole number >= 1; choose one")
    problem = problem_named(name, values.get("mu"), values.get("L"), int(values["d"]))
    method: dict[str, Any] = {one: values[one] for one in METHOD}
    amgt = AMGT(threshold=Clip(method.pop("tau")), **method)
    start = _start(problem, values["x0_dist"])
    trajectory = run_method(amgt, problem, start, steps, bits=BITS)
    gaps, k = trajectory.gap[1:], list(range(1, steps + 1))
    values |= {"mu": problem.mu, "L": problem.L, "gap0": _gap_above(problem, start)}
    theorem, bounds = _bounds(workspace, problem, values, k)
    if plot is not None:
        shown = spread(steps)
        curves = {"f(x_k) - f*": [gaps[one - 1] for one in shown]}
        if bounds is not None:
            curves[f"bound: {theorem}"] = [bounds[one - 1] for one in shown]
        draw(plot, f"AMGT on {name}", shown, curves)
    if as_json:
        spelled = None if bounds is None else [number(one) for one in bounds]
        print_json({"k": k, "gap": [number(one) for one in gaps], "bound": spelled})
    else:
        _show(gaps, bounds, theorem)
    violated = [one for one, gap, bound in zip(k, gaps, bounds or (), strict=False) if gap > bound]
    if violated:
        note(f"the gap exceeds the bound of {theorem} at k = {violated[0]}")
    return FAILED if violated else HELD


def _start(problem: Problem, distance: Fraction) -> list[Fraction]:
    """A point at exactly this distance from the minimizer, off the axes: e_1 reflected at (2, 1, ..., 1)."""
    if distance < 0:
        raise InvalidInput(f"x0_dist = {distance} violates x0_dist >= 0; choose a distance")
    normal = [Fraction(2), *[Fraction(1)] * (problem.d - 1)]
    factor = 2 * normal[0] / sum(one * one for one in normal)
    direction = [(1 if place == 0 else 0) - factor * one for place, one in enumerate(normal)]
    return [here + distance * one for here, one in zip(problem.minimizer, direction, strict=True)]


def _gap_above(problem: Problem, start: list[Fraction]) -> Fraction:
    """An exact rational just above f(x_0) - f*: a bound is one also for a start that is a little worse."""
    from amgt_theory.arithmetic import arithmetic, rational

    ar = arithmetic("ball", BITS)
    with ar.precision():
        return rational("gap0", problem.bind(ar).gap(ar.vector(start)).upper())


def _bounds(
    workspace: Workspace, problem: Problem, values: Mapping[str, Fraction], k: list[int]
) -> tuple[str, list[Any] | None]:
    """The theorem on this step schedule, and its bound at each of ``k``; None and a note where it does not apply."""
    from amgt_theory.predictor import parameters, predictor

    p = values["p"]
    kind = "power_rate" if p == 1 else "linear_rate" if p == 0 else "stretched_rate"
    identity = f"strongly_convex.{kind}"
    try:
        theorem = workspace.catalogue.theorem(identity)
        if any(name == "strong_convexity" for name, _ in theorem.setting) and not problem.strongly_convex:
            raise InvalidInput(f"{identity} needs strong convexity, which {problem.name} does not have")
        needed = {name: values[name] for name in parameters(theorem) if name in values}
        bounds = list(predictor(theorem, needed, backend="mpmath", bits=BITS)(k))
    except InvalidInput as error:
        note(f"no bound: {error}")
        return identity, None
    if workspace.status(identity) != "proved":
        note(f"{identity} is unproved as far as is known here; run amgt prove {identity}")
    return identity, bounds


def _show(gaps: tuple[Any, ...], bounds: list[Any] | None, theorem: str) -> None:
    shown = table("k", "f(x_k) - f*", *([] if bounds is None else [f"bound ({theorem})", "gap / bound"]))
    for k in spread(len(gaps), 13):
        row = [f"{k:,}", f"{float(gaps[k - 1]):.4g}"]
        if bounds is not None:
            row += [f"{float(bounds[k - 1]):.4g}", f"{float(gaps[k - 1] / bounds[k - 1]):.3g}"]
        shown.add_row(*row)
    console().print(shown)
