"""AMGT: hyper-parameters that satisfy a step condition, and states that no run would visit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import RationalLike, rational
from amgt_theory.optimizers import AMGT, Clip, NormClip, Threshold
from amgt_theory.strategies._numbers import betas, fractions_of_limit, positive, squares, vectors

EPS = tuple(Fraction(text) for text in "1 1/10 1/100 10 1/1000000".split())
STARTS = tuple(Fraction(text) for text in "0 1 10 1/2 100 1000".split())


def thresholds() -> SearchStrategy[Threshold | None]:
    """The thresholds that are gains: clip, norm clip, none; tau constant."""
    return st.one_of(st.builds(Clip, positive()), st.builds(NormClip, positive()), st.none())


@st.composite
def methods(
    draw: DrawFn,
    L: RationalLike,
    share: RationalLike = Fraction(1, 2),
    p: RationalLike | None = 1,
    momentum: bool = True,
    damping: int = 2,
    **fixed: Any,
) -> AMGT:
    """AMGT with L alpha <= share eps (1-beta1)^damping (k0+1)^p: alpha is a fraction of that limit, the limit included.

    ``share`` = 1/2, ``damping`` = 2 is the step condition of the theory notes, section 3. ``p`` None draws 0, 1/2 or 1;
    ``momentum`` False takes beta1 = 0. Keywords ``fixed`` go to AMGT as they are; threshold and amsgrad are drawn unless
    they are there.
    """
    beta1 = draw(betas()) if momentum else Fraction(0)
    eps, k0 = draw(st.sampled_from(EPS)), draw(st.sampled_from(STARTS))
    power = draw(st.sampled_from((Fraction(1), Fraction(0), Fraction(1, 2)))) if p is None else rational("p", p)
    if power == Fraction(1, 2):
        k0 = draw(st.sampled_from((Fraction(0), Fraction(3), Fraction(99))))  # k0 + 1 is a square
    start = {0: Fraction(1), 1: k0 + 1}.get(power) or Fraction(round((k0 + 1) ** 0.5))
    limit = rational("share", share) * eps * (1 - beta1) ** damping * start / rational("L", L)
    alpha = limit * draw(fractions_of_limit())
    drawn = {"threshold": thresholds(), "amsgrad": st.booleans()}
    chosen = {**{one: draw(values) for one, values in drawn.items() if one not in fixed}, **fixed}
    return AMGT(alpha, beta1, draw(betas()), eps, k0, power, **chosen)


def _state_vectors(d: int) -> SearchStrategy[tuple[list[Fraction], list[Fraction], list[Fraction]]]:
    return st.tuples(vectors(d), vectors(d), squares(d))


def states(d: int) -> SearchStrategy[dict[str, list[Fraction]]]:
    """x, m and v >= 0 before a step, chosen independently: also states that no run would visit."""
    return _state_vectors(d).map(lambda drawn: dict(zip("xmv", drawn, strict=True)))
