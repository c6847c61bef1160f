"""Numbers and vectors as functions of ``draw``: small rationals, valid by construction, that shrink to readable ones.

Inside a composite they are much quicker than the strategies of the same names, since no strategy is built for each
number. Integers are drawn from 0 to 99: beyond that Hypothesis mixes in constants that it finds in loaded modules, and
what is drawn would depend on what happens to be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor, isqrt
from typing import Any, TypeVar

from hypothesis import strategies as st

from amgt_theory.arithmetic import RationalLike, rational
from amgt_theory.errors import InvalidInput

Draw = Callable[..., Any]
Item = TypeVar("Item")

_UP_TO = tuple(st.integers(0, n) for n in range(100))
_SCALES = tuple(map(Fraction, "1 2 1/2 3 1/3 101/100 99/100 10 1/10 100 1/100 10000 1/10000 1000000 1/1000000".split()))
_PARTS = tuple(map(Fraction, "1/2 1/3 2/3 1/4 3/4 1/10 9/10 1/100 99/100 1/1000 999/1000 1/30 7/8".split()))
_BETAS = tuple(map(Fraction, "0 1/2 9/10 1/3 3/4 1/10 99/100 1/100 999/1000".split()))


def natural(draw: Draw, most: int = 60) -> int:
    """0, 1, ..., ``most`` < 100, small ones favoured."""
    return int(draw(_UP_TO[min(3, most) if draw(_UP_TO[1]) == 0 else most]))


def pick(draw: Draw, options: Sequence[Item]) -> Item:
    """One of at most 100 options; shrinks to the first."""
    return options[draw(_UP_TO[len(options) - 1])]


def seldom(draw: Draw) -> bool:
    """Whether to draw a case that takes long: one in 20; shrinks to the others."""
    return int(draw(_UP_TO[19])) == 13


def positive(draw: Draw) -> Fraction:
    """A positive rational from 1e-7 to 2e7, mostly near 1; shrinks to 1."""
    kind = draw(_UP_TO[2])
    scale = pick(draw, _SCALES) if kind != 1 else Fraction(1)
    return scale if kind == 0 else scale * Fraction(draw(_UP_TO[19]) + 1, draw(_UP_TO[9]) + 1)


def signed(draw: Draw) -> Fraction:
    """A rational of either sign, or 0; shrinks to 0."""
    sign = pick(draw, (0, 1, -1))
    return sign * positive(draw) if sign else Fraction(0)


def between(
    draw: Draw, low: Fraction | None, high: Fraction | None, open_low: bool = False, open_high: bool = False
) -> Fraction:
    """A rational of an interval (None: no end), its closed ends favoured; shrinks to the simplest one.

    Raises InvalidInput for an empty interval.
    """
    if low is not None and high is not None and (low > high or (low == high and (open_low or open_high))):
        raise InvalidInput(f"the interval from {low} to {high} is empty; exchange the ends, or close them")
    if low is not None and low == high:
        return low
    kinds = ["simplest", "inside"]
    kinds += ["high"] if high is not None and not open_high else []
    kinds += ["low"] if low is not None and not open_low else []
    kind = pick(draw, kinds)
    if kind == "simplest":
        return simplest(low, high, open_low, open_high)
    if kind == "inside":
        return _inside(draw, low, high)
    end = high if kind == "high" else low
    assert end is not None
    return end


def _inside(draw: Draw, low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is not None and high is not None:
        part = pick(draw, _PARTS) if draw(_UP_TO[1]) == 0 else Fraction(draw(_UP_TO[62]) + 1, 64)
        return low + part * (high - low)
    if low is not None:
        return low + positive(draw)
    return signed(draw) if high is None else high - positive(draw)


def simplest(low: Fraction | None, high: Fraction | None, open_low: bool = False, open_high: bool = False) -> Fraction:
    """The rational of a non-empty interval with the least denominator, and among those the one nearest to 1.

    >>> print(simplest(Fraction(1, 3), Fraction(9, 20)), simplest(Fraction(0), None, open_low=True))
    1/3 1
    """
    if low is not None and low == high:
        return low
    first = None if low is None else floor(low) + 1 if open_low else ceil(low)
    last = None if high is None else ceil(high) - 1 if open_high else floor(high)
    if first is None or last is None or first <= last:
        nearest = 1 if first is None else max(1, first)
        return Fraction(nearest if last is None else min(nearest, last))
    assert low is not None
    assert high is not None  # between two neighbouring integers
    whole = floor(low)
    inverse = simplest(1 / (high - whole), None if low == whole else 1 / (low - whole), open_high, open_low)
    return whole + 1 / inverse


def beta(draw: Draw) -> Fraction:
    """An averaging weight in [0, 1); shrinks to 0."""
    return pick(draw, _BETAS) if draw(_UP_TO[1]) == 0 else Fraction(draw(_UP_TO[31]), 32)


def small(draw: Draw) -> Fraction:
    """A multiple of 1/4 in [-8, 8], mostly an integer; shrinks to 0."""
    value = pick(draw, (0, 1, -1, 2, -2, 3, -3, 5, -8))
    return Fraction(value, pick(draw, (1, 1, 2, 4)))


def vector(draw: Draw, d: int) -> list[Fraction]:
    """A vector in R^d: zero, with small entries, scaled, or with entries of very different size; shrinks to zero."""
    kind = draw(_UP_TO[4])
    if kind == 0:
        return [Fraction(0)] * d
    if kind == 4:
        return [signed(draw) for _ in range(d)]
    scale = positive(draw) if kind == 3 else 1
    return [scale * small(draw) for _ in range(d)]


def nonzero_vector(draw: Draw, d: int) -> list[Fraction]:
    """A vector in R^d that is not 0; shrinks to e_1."""
    drawn = vector(draw, d)
    return drawn if any(drawn) else [positive(draw), *drawn[1:]]


def short_vector(draw: Draw, d: int, square: RationalLike) -> list[Fraction]:
    """A vector in R^d with squared norm at most ``square``, mostly of that length where its root is rational."""
    longest = root_below(rational("square", square))
    kind = draw(_UP_TO[4])
    if kind == 0 or longest == 0:
        return [Fraction(0)] * d
    if kind < 4:
        place, sign = draw(_UP_TO[d - 1]), pick(draw, (1, -1))
        return [sign * longest if one == place else Fraction(0) for one in range(d)]
    return _of_length(nonzero_vector(draw, d), between(draw, Fraction(0), Fraction(1)) * longest)


def gains(draw: Draw, h_lo: RationalLike, h_hi: RationalLike, d: int) -> list[Fraction]:
    """Diagonal gains of d coordinates in [h_lo, h_hi]: equal ones, the two ends mixed, anything between."""
    low, high = rational("h_lo", h_lo), rational("h_hi", h_hi)
    kind = draw(_UP_TO[2])
    if kind == 0:
        return [between(draw, low, high)] * d
    return [pick(draw, (low, high)) if kind == 1 else between(draw, low, high) for _ in range(d)]


def root_below(square: Fraction) -> Fraction:
    """The root of ``square`` >= 0 where it is rational, else a short rational just below it.

    >>> print(root_below(Fraction(4, 9)), root_below(Fraction(2)))
    2/3 1414213/1000000
    """
    exact = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if exact**2 == square:
        return exact
    return Fraction(isqrt(square.numerator * 10**12 // square.denominator), 10**6)


def _of_length(u: list[Fraction], length: Fraction) -> list[Fraction]:
    """A multiple of ``u`` that is no longer than ``length``: exactly as long when |u| is rational."""
    square = sum((one * one for one in u), Fraction(0))
    norm = root_below(square)
    if norm**2 != square:
        norm = sum(map(abs, u), Fraction(0))
    return [length * one / norm for one in u]
