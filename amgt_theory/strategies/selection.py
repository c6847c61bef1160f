"""Choosing coordinates, as top-s compression does, and steps that move the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from amgt_theory.arithmetic import Arithmetic, Number, Vector
from amgt_theory.optimizers import Clip, TopS
from amgt_theory.strategies import drawing
from amgt_theory.strategies._problems import pl_problems, quadratics
from amgt_theory.strategies._runs import moment_near_gradient, near_gradient
from amgt_theory.strategies.perturbed import Values, amgt_step, amgt_steps, gain_interval, momentum, point


def largest(scores: Sequence[Fraction], count: int) -> list[int]:
    """1 at the ``count`` largest scores, 0 elsewhere; of equal ones the first are taken.

    >>> largest([3, 1, 3, 2], 2)
    [1, 0, 1, 0]
    """
    if count in (0, len(scores)):
        return [int(count > 0)] * len(scores)
    chosen = sorted(range(len(scores)), key=lambda place: scores[place], reverse=True)[:count]
    return [int(place in chosen) for place in range(len(scores))]


def largest_of_balls(scores: Vector, count: int, ar: Arithmetic) -> list[Number]:
    """The same for numbers of ``ar``, where balls that overlap count as their middles: either choice is one of ties."""
    return [ar.number(one) for one in largest(ar.exact(scores), count)]


@st.composite
def selected_steps(draw: DrawFn, /, **condition: Any) -> dict[str, Any]:
    """Steps of AMGT on a quadratic that move the s largest coordinates, ties created by a clip included.

    beta2 = 0, so that all is rational and the largest can be decided.
    """
    level = drawing.pick(draw, (None, drawing.positive(draw)))
    step = draw(amgt_steps(quadratics(), threshold=Clip(level) if level else None, **condition))
    s = drawing.pick(draw, range(1, step["f"].d + 1))
    return {**step, "s": s, "method": replace(step["method"], beta2=0, amsgrad=False, compressor=TopS(s))}


def selected_step(values: Values, ar: Arithmetic) -> dict[str, Any]:
    """:func:`amgt_step` with the coordinates that it moved."""
    step = amgt_step(values, ar)
    ones = ar.add(ar.zeros(values["f"].d), ar.number(1))
    return {**step, "selected": values["method"].compressor.bind(ar)(ones, step["m"], 1)}


@st.composite
def topk_gradients(draw: DrawFn, share: int) -> dict[str, Any]:
    """s gradient entries move with any gains, L h_hi <= ``share``, or in a step of AMGT without momentum."""
    if drawing.pick(draw, (True, False)):
        return draw(selected_steps(share=share, momentum=False))
    problem = draw(pl_problems())
    low, high = gain_interval(draw, share / problem.L)
    gains, count = drawing.gains(draw, low, high, problem.d), drawing.pick(draw, range(1, problem.d + 1))
    return {"f": problem, "h_lo": low, "h_hi": high, "h": gains, "y": point(draw, problem), "s": count}


def topk_gradient(values: Values, ar: Arithmetic) -> dict[str, Any]:
    """The largest gradient entries are ``selected``."""
    if "method" in values:
        return selected_step(values, ar)
    squares = ar.square(values["f()"].gradient(ar.vector(values["y"])))
    return {"selected": largest_of_balls(squares, values["s"], ar)}


def topk_moments(draw: DrawFn) -> dict[str, Any]:
    """A state and any gains, L h_hi <= (1-beta1)/4, with which s coordinates will move."""
    problem, weight = draw(pl_problems()), momentum(draw)
    low, high = gain_interval(draw, (1 - weight) / 4 / problem.L)
    gains, count = drawing.gains(draw, low, high, problem.d), drawing.pick(draw, range(1, problem.d + 1))
    drawn = {"f": problem, "beta1": weight, "h_lo": low, "h_hi": high, "h": gains, "s": count}
    return {**drawn, **near_gradient(draw, problem)}


def topk_moment(values: Values, ar: Arithmetic, weights: Sequence[Fraction]) -> dict[str, Any]:
    """The moment m there; selected are its largest weighted squares."""
    moment = moment_near_gradient(values, ar)
    scores = ar.mul(ar.vector(weights), ar.square(moment))
    return {"m": moment, "selected": largest_of_balls(scores, values["s"], ar)}
