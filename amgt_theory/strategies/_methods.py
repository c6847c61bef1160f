"""AMGT: hyper-parameters that satisfy a step condition, and states that no run would visit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from amgt_theory.arithmetic import RationalLike, rational
from amgt_theory.optimizers import AMGT, Clip, NormClip, Threshold
from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import pick

EPS = tuple(map(Fraction, "1 1/10 1/100 10 1/1000000".split()))
STARTS = tuple(map(Fraction, "0 1 10 1/2 100 1000".split()))
SQUARES = (Fraction(1), Fraction(4), Fraction(100))


@st.composite
def clips(draw: DrawFn) -> Threshold:
    """Clip and norm clip; tau constant."""
    return pick(draw, (Clip, NormClip))(drawing.positive(draw))


@st.composite
def thresholds(draw: DrawFn) -> Threshold | None:
    """The thresholds that are gains: clip, norm clip, none; tau constant."""
    kind = pick(draw, (Clip, NormClip, None))
    return kind(drawing.positive(draw)) if kind else None


@st.composite
def methods(
    draw: DrawFn,
    /,
    L: RationalLike,
    share: RationalLike = Fraction(1, 2),
    p: RationalLike | None = 1,
    momentum: bool = True,
    damping: int = 2,
    **fixed: Any,
) -> AMGT:
    """AMGT with L alpha <= share eps (1-beta1)^damping (k0+1)^p: alpha is a part of that limit, or the limit.

    ``share`` = 1/2 and ``damping`` = 2 are the step condition of the theory notes, section 3. ``p`` None draws 0, 1/2
    or 1; ``momentum`` False takes beta1 = 0. Keywords ``fixed`` go to AMGT as they are; threshold and amsgrad are drawn
    unless they are there.
    """
    beta1 = drawing.beta(draw) if momentum else Fraction(0)
    eps = pick(draw, EPS)
    power = pick(draw, (Fraction(1), Fraction(0), Fraction(1, 2))) if p is None else rational("p", p)
    k0 = pick(draw, SQUARES) - 1 if 0 < power < 1 else pick(draw, STARTS)
    start = k0 + 1 if power == 1 else Fraction(1) if power == 0 else drawing.root_below(k0 + 1)
    limit = rational("share", share) * eps * (1 - beta1) ** damping * start / rational("L", L)
    alpha = limit * drawing.between(draw, Fraction(0), Fraction(1), open_low=True)
    chosen = dict(fixed)
    if "threshold" not in chosen:
        chosen["threshold"] = draw(thresholds())
    if "amsgrad" not in chosen:
        chosen["amsgrad"] = pick(draw, (False, True))
    return AMGT(alpha, beta1, drawing.beta(draw), eps, k0, power, **chosen)


@st.composite
def states(draw: DrawFn, d: int) -> dict[str, list[Fraction]]:
    """x, m and v >= 0 before a step, chosen independently: also states that no run would visit."""
    x, m, root = (drawing.vector(draw, d) for _ in range(3))
    return {"x": x, "m": m, "v": [one * one for one in root]}
