"""Projected runs: quadratics with a slope at their minimizer over a set, and the set made to fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import hypothesis
from hypothesis.strategies import DrawFn

from amgt_theory.arithmetic import Arithmetic, Number
from amgt_theory.optimizers import Ball, Box, HalfSpace, NormClip, Projection, Simplex
from amgt_theory.problems import Problem, SlopedQuadratic
from amgt_theory.strategies import drawing
from amgt_theory.strategies._methods import methods
from amgt_theory.strategies._problems import constants
from amgt_theory.strategies._runs import STEPS

Point = list[Fraction]
InSet = tuple[SlopedQuadratic, Point, Projection]
"""A problem with its minimizer over a set, a point of the set, the projection on it."""

UNITS: dict[int, tuple[str, ...]] = {  # unit vectors with rational entries
    1: ("1", "-1"),
    2: ("1 0", "0 -1", "3/5 4/5", "-5/13 12/13"),
    3: ("1 0 0", "0 0 -1", "2/3 -1/3 2/3", "0 3/5 4/5"),
}


def box(draw: DrawFn, flat: bool = False) -> dict[str, Any]:
    """A problem f, lower and upper ends of a box, and a start in it.

    With ``flat`` f may be constant in one direction, and the start is no minimizer.
    """
    d = drawing.pick(draw, (1, 2, 3))
    slope = drawing.vector(draw, d)
    problem = _problem(draw, drawing.vector(draw, d), slope, flat)
    ends = [_ends(draw, *one) for one in zip(_minimizer(problem), slope, strict=True)]
    start = [drawing.between(draw, *end) for end in ends]
    if flat and not _is_above(problem, start):
        hypothesis.reject()
    lower, upper = ([end[side] for end in ends] for side in (0, 1))
    return {"f": problem, "start": start, "lower": lower, "upper": upper}


def in_a_box(draw: DrawFn, flat: bool = False, p: Any = 1) -> dict[str, Any]:
    """A run in a :func:`box`."""
    drawn = box(draw, flat)
    method = draw(methods(drawn["f"].L, p=p, projection=Box(drawn["lower"], drawn["upper"])))
    return {**drawn, **_run(draw, drawn["f"], drawn["start"], method)}


def amgt_in_a_box(draw: DrawFn, flat: bool = False, p: Any = 1) -> dict[str, Any]:
    """A run in a :func:`box`, not from the minimizer; tau, step_size, a bound slope_star on the gradient there."""
    drawn = in_a_box(draw, flat, p)
    method = drawn["method"]
    if not _is_above(drawn["f"], drawn["start"]):
        hypothesis.reject()
    return {
        **drawn,
        "tau": method.threshold.tau if method.threshold else drawing.positive(draw),
        "step_size": [method.alpha / (max(k, 1) + method.k0) ** p for k in range(drawn["steps"] + 3)],
        "slope_star": slope_above(drawn["f"]),
    }


def in_a_set(draw: DrawFn) -> dict[str, Any]:
    """A run with a scalar gain in a ball, a half-space or a simplex.

    From the minimizer there is no clip: a run stays there, and an irrational norm would hide it.
    """
    make: Callable[[DrawFn], InSet] = drawing.pick(draw, (half_space, _ball, _simplex))
    problem, start, projection = make(draw)
    clipped = drawing.pick(draw, (False, True)) and _is_above(problem, start)
    threshold = NormClip(drawing.positive(draw)) if clipped else None
    method = draw(methods(problem.L, threshold=threshold, projection=projection))
    return _run(draw, problem, start, replace(method, clamp=(1 / method.eps, 1 / method.eps)))


def half_space(draw: DrawFn) -> InSet:
    """In a half-space; the slope has a rational length."""
    problem, inwards = _with_slope_along(draw)
    offset = drawing.vector(draw, problem.d)
    height = sum(x * u for x, u in zip(offset, inwards, strict=True))
    start = [x + (y if height >= 0 else -y) for x, y in zip(_minimizer(problem), offset, strict=True)]
    least = sum(x * u for x, u in zip(_minimizer(problem), inwards, strict=True))
    return problem, start, HalfSpace([-u for u in inwards], -least)


def slope_of(problem: SlopedQuadratic) -> Fraction:
    """The length of the slope, where it is rational."""
    return drawing.root_below(sum((one * one for one in problem.slope), Fraction(0)))


def slope_above(problem: SlopedQuadratic) -> Fraction:
    """As :func:`slope_of`, but just above the length where that is not rational."""
    square, below = sum((one * one for one in problem.slope), Fraction(0)), slope_of(problem)
    return below if below**2 == square else below + Fraction(1, 10**6)


def radius_of_box(values: Mapping[str, Any], ar: Arithmetic) -> dict[str, Number]:
    """The radius: how far the farthest corner of the box is from the minimizer, "larger" times."""
    sides = zip(_minimizer(values["f"]), values["lower"], values["upper"], strict=True)
    corner = ar.vector([max(at - low, high - at) for at, low, high in sides])
    return {"radius": ar.upper(values["larger"] * ar.norm(corner))}


def _ball(draw: DrawFn) -> InSet:
    problem, inwards = _with_slope_along(draw)
    radius = drawing.positive(draw)
    way = drawing.between(draw, Fraction(0), 2 * radius)
    center, start = (
        [x + length * u for x, u in zip(_minimizer(problem), inwards, strict=True)] for length in (radius, way)
    )
    return problem, start, Ball(radius, center)


def _simplex(draw: DrawFn) -> InSet:
    shares = [abs(one) for one in drawing.nonzero_vector(draw, drawing.pick(draw, (1, 2, 3)))]
    total, common = drawing.positive(draw), drawing.signed(draw)
    minimizer = [total * one / sum(shares) for one in shares]
    slope = [common if one else common + drawing.positive(draw) for one in shares]
    vertex = drawing.natural(draw, len(shares) - 1)
    start = [total * (place == vertex) for place in range(len(shares))]
    return _problem(draw, minimizer, slope), start, Simplex(total)


def _ends(draw: DrawFn, at: Fraction, slope: Fraction) -> tuple[Fraction, Fraction]:
    """An interval that contains ``at``, and only points in the direction of ``slope`` where that is not 0."""
    below, above = (drawing.pick(draw, (1, 0)) * drawing.positive(draw) for _ in range(2))
    return at - (below if slope <= 0 else 0), at + (above if slope >= 0 else 0)


def _minimizer(problem: Problem) -> tuple[Fraction, ...]:
    """As every problem has it; mypy reads the field of one family as what may be assigned to it."""
    return problem.minimizer


def _is_above(problem: SlopedQuadratic, point: Point) -> bool:
    """Whether the gap at a point of the set is not 0."""
    offset = [x - y for x, y in zip(point, _minimizer(problem), strict=True)]
    rows = [sum(x * y for x, y in zip(row, offset, strict=True)) for row in problem.matrix]
    return any(rows) or any(x * y for x, y in zip(problem.slope, offset, strict=True))


def _with_slope_along(draw: DrawFn) -> tuple[SlopedQuadratic, Point]:
    """A problem and the unit vector along its slope, which may be 0."""
    d = drawing.pick(draw, (1, 2, 3))
    unit = list(map(Fraction, drawing.pick(draw, UNITS[d]).split()))
    size = drawing.pick(draw, (1, 0)) * drawing.positive(draw)
    return _problem(draw, drawing.vector(draw, d), [size * one for one in unit]), unit


def _problem(draw: DrawFn, minimizer: Point, slope: Point, flat: bool = False) -> SlopedQuadratic:
    mu, L = draw(constants())
    d = len(minimizer)
    spectrum = [drawing.between(draw, mu, L) for _ in range(d)]
    if flat and d > 1:
        spectrum[0] = Fraction(0)
    reflectors = [drawing.nonzero_vector(draw, d)] if d > 1 and drawing.pick(draw, (False, True)) else []
    return SlopedQuadratic(spectrum, reflectors, minimizer, drawing.pick(draw, (0, -3)), slope)


def _run(draw: DrawFn, problem: SlopedQuadratic, start: Point, method: Any) -> dict[str, Any]:
    return {"f": problem, "method": method, "start": start, "steps": drawing.pick(draw, STEPS)}
