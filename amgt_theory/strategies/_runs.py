"""Runs of AMGT as models of theorems, and what their statements speak of beside the iterates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import Arithmetic, Float64Arithmetic, MpmathArithmetic, Number, Vector
from amgt_theory.optimizers import State
from amgt_theory.problems import Problem
from amgt_theory.strategies import drawing
from amgt_theory.strategies._methods import clips, methods
from amgt_theory.strategies.drawing import pick

STEPS = (3, 10, 30)
BITS = 200


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def runs(
    draw: DrawFn, problems: SearchStrategy[Problem], powers: Sequence[Any] = (1,), late: int = 0, **condition: Any
) -> dict[str, Any]:
    """A run, not from the minimizer: f, method, start and steps; and tau, step_size of a statement about it.

    The step sizes are alpha/(k+k0)^p with p from ``powers``; they are listed where p is 0 or 1. ``condition`` goes to
    :func:`methods`; it holds from step ``late`` + 1 on. tau is any number where the method has no threshold.
    """
    problem, p = draw(problems), pick(draw, powers)
    method = draw(methods(problem.L, p=p, **condition))
    if late and p:
        method = replace(method, alpha=method.alpha * (method.k0 + 1 + late) / (method.k0 + 1))
    offset = drawing.nonzero_vector(draw, problem.d)
    steps = pick(draw, STEPS) + late
    sizes = [method.alpha / (max(k, 1) + method.k0) ** p for k in range(steps + 3)] if p in (0, 1) else []
    return {
        "f": problem,
        "method": method,
        "start": [x + y for x, y in zip(problem.minimizer, offset, strict=True)],
        "steps": steps,
        "tau": method.threshold.tau if method.threshold else drawing.positive(draw),
        "step_size": sizes,
    }


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def clipped_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run with a clip, steps of any size, and beta1^2 < beta2, so that no step is long."""
    run = draw(runs(problems, share=100, threshold=draw(clips()), **condition))
    least = run["method"].beta1 ** 2
    beta2 = drawing.between(draw, least, Fraction(1), open_low=True, open_high=True)
    return {**run, "method": replace(run["method"], beta2=beta2)}


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def inexact_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run with gradient errors, few, or the same one at every step; also error and level, their squared norms."""
    run = draw(runs(problems, **condition))
    d, steps = run["f"].d, run["steps"]
    errors = [drawing.vector(draw, d) for _ in range(pick(draw, (1, 2, 4)))]
    errors *= steps if len(errors) == 1 else 1
    listed = [[Fraction(0)] * d, *errors, *[[Fraction(0)] * d] * (steps - len(errors))]
    level = [sum(entry * entry for entry in error) for error in listed]
    return {**run, "method": replace(run["method"], errors=errors), "error": listed, "level": level}


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def bounded_inexact_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run with short gradient errors; also error, their bound eta, and a bound G that is above what it leads to.

    That is G >= eta + sqrt(2 L max((1+beta1) gap0, C (G+eps) eta^2/(mu eps min(1,tau/G)))): the least one, or a larger.
    """
    momentum = pick(draw, (False, True))
    run = draw(runs(problems, share=Fraction(1, 4) if momentum else Fraction(1), momentum=momentum, **condition))
    problem, method, tau = run["f"], run["method"], run["tau"]
    amplification = Fraction(1, 2) + 5 * method.beta1 / 2 - method.beta1**2
    slope = 2 * problem.L * amplification / (problem.mu * method.eps)
    longest = drawing.root_below(tau / slope)  # beyond it no G is large enough
    eta = drawing.between(draw, Fraction(0), Fraction(9, 10) * longest)
    errors = [drawing.short_vector(draw, problem.d, eta**2) for _ in range(pick(draw, (1, 2, 4)))]
    errors *= run["steps"] if len(errors) == 1 else 1
    ar = Float64Arithmetic()
    gap = problem.bind(ar).gap(ar.vector(run["start"]))
    start, G = 2 * problem.L * (1 + method.beta1) * Fraction(float(gap)), Fraction(0)
    for _ in range(500):
        least = eta + drawing.root_below(max(start, slope * (G + method.eps) * eta**2 * max(1, G / tau)))
        if least <= G:
            break
        G = Fraction(f"{float(least) * (1 + 1e-4):.4e}")
    G *= pick(draw, (1, 2, 10)) if tau >= G else 1
    silent = [[Fraction(0)] * problem.d] * (run["steps"] + 2 - len(errors))
    return {**run, "method": replace(method, errors=errors), "error": [*errors, *silent], "eta": eta, "G": G}


def near_gradient(draw: DrawFn, problem: Problem) -> dict[str, Any]:
    """A point y that is not the minimizer, and how a moment differs from the gradient there: often not at all."""
    d = problem.d
    parts = [drawing.pick(draw, (Fraction(1), drawing.between(draw, Fraction(0), Fraction(2)))) for _ in range(d)]
    offset = drawing.pick(draw, ([Fraction(0)] * d, drawing.vector(draw, d)))
    y = [x + move for x, move in zip(problem.minimizer, drawing.nonzero_vector(draw, d), strict=True)]
    return {"y": y, "parts": parts, "offset": offset}


def moment_near_gradient(values: Mapping[str, Any], ar: Arithmetic) -> Vector:
    """parts_i g_i + offset_i for the gradient g at y."""
    gradient = values["f"].bind(ar).gradient(ar.vector(values["y"]))
    return ar.add(ar.mul(ar.vector(values["parts"]), gradient), ar.vector(values["offset"]))


def walk(values: Mapping[str, Any], ar: Arithmetic) -> list[State]:
    """The states of a run in ``ar``."""
    step, gradient = values["method"].bind(ar).step, values["f"].bind(ar).gradient
    with ar.precision():
        states = [values["method"].bind(ar).start(values["start"])]
        for _ in range(int(values["steps"])):
            states.append(step(states[-1], gradient(states[-1].x)))
    return states


def states_of(values: Mapping[str, Any], ar: Arithmetic) -> list[State]:
    """The states of a run in mpmath, at the bits of ``ar``: those that a check of the run sees."""
    return walk(values, _points(ar))


def gains_of(values: Mapping[str, Any], ar: Arithmetic) -> list[Vector]:
    """The gains h of every step of a run, x_{k-1} - x_k = h m_k; the member 0 is that of step 1."""
    _, *states = states_of(values, ar)
    gains = list(map(values["method"].bind(_points(ar)).gains, states))
    return [gains[0], *gains]


def harmonic_gains_of(values: Mapping[str, Any], ar: Arithmetic) -> tuple[list[Vector], Number, Number]:
    """The gains of a run, and H, r such that those of step k are from r H/(k+k0) to H/(k+k0): as close as can be."""
    gains, k0 = gains_of(values, ar), ar.number(values["method"].k0)
    scaled = [(k + k0) * ar.number(one) for k, row in enumerate(gains[1:], start=1) for one in row]
    largest = reduce(ar.maximum, scaled)
    return gains, largest, reduce(ar.minimum, scaled) / largest


def bounds_on_gains_of(values: Mapping[str, Any], ar: Arithmetic) -> tuple[list[Vector], list[Number], list[Number]]:
    """The gains of a run, the least of each step, and the largest of each step and the later ones."""
    gains = gains_of(values, ar)
    return gains, list(map(min, gains)), [max(map(max, gains[k:])) for k in range(len(gains))]


def gradients_of(values: Mapping[str, Any], ar: Arithmetic) -> list[Vector]:
    """The gradients at the points of a run."""
    points = _points(ar)
    gradient = values["f"].bind(points).gradient
    with points.precision():
        return [gradient(state.x) for state in states_of(values, ar)]


def gaps_of(values: Mapping[str, Any], ar: Arithmetic) -> list[Number]:
    """The gaps at the points of a run."""
    points = _points(ar)
    gap = values["f"].bind(points).gap
    with points.precision():
        return [gap(state.x) for state in states_of(values, ar)]


def least_squares_of(values: Mapping[str, Any], ar: Arithmetic) -> list[Number]:
    """The least of the first k squared gradients of a run, for k = 1, 2, ...; the member 0 is the first."""
    points = _points(ar)
    with points.precision():
        squares = [points.dot(one, one) for one in gradients_of(values, ar)]
    return [squares[0], *accumulate(squares, min)]


def largest_norm(points: Sequence[Vector], ar: Arithmetic) -> Number:
    """The largest Euclidean norm among points."""
    return reduce(ar.maximum, (ar.norm(ar.vector(one)) for one in points))


@dataclass(frozen=True)
class GivenGradients:
    """Stands for a problem in a run: its k-th gradient is given, whatever the point."""

    gradients: Sequence[Sequence[Any]]

    def bind(self, ar: Arithmetic) -> SimpleNamespace:
        gradients = map(ar.vector, self.gradients)
        return SimpleNamespace(gradient=lambda _: next(gradients))


def runs_on_gradients(draw: DrawFn) -> dict[str, Any]:
    """A method with a constant step, and a few gradients g for a run of it: whatever they are."""
    d = pick(draw, (1, 2, 3))
    gradients = [drawing.vector(draw, d) for _ in range(pick(draw, (1, 2, 4, 6)))]
    method = draw(methods(1, p=0))
    return {
        "g": gradients,
        "method": method,
        "start": [0] * d,
        "steps": len(gradients),
        "tau": method.threshold.tau if method.threshold else drawing.positive(draw),
        "step_size": [method.alpha] * (len(gradients) + 2),
    }


def _points(ar: Arithmetic) -> MpmathArithmetic:
    """The arithmetic of a run's points for a check in ``ar``; exact ones have no bits of their own."""
    return MpmathArithmetic(ar.bits if ar.bits > 2 else BITS)
