"""Numbers and vectors: small rationals, valid by construction, that shrink to readable ones."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from amgt_theory.arithmetic import RationalLike, rational
from amgt_theory.errors import InvalidInput

# Integers are drawn from at most [-100, 100]: beyond it Hypothesis mixes in constants it finds in loaded modules, and what
# is drawn would depend on what happens to be imported.

_SCALES = tuple(Fraction(text) for text in "1 2 1/2 3 1/3 101/100 99/100 10 1/10 100 1/100 10000 1/10000 1000000 1/1000000".split())
_PARTS = tuple(Fraction(text) for text in "1/2 1/3 2/3 1/4 3/4 1/10 9/10 1/100 99/100 1/1000 999/1000 1/30 7/8".split())
_BETAS = tuple(Fraction(text) for text in "0 1/2 9/10 1/3 3/4 1/10 99/100 1/100 999/1000".split())


def positive() -> SearchStrategy[Fraction]:
    """Positive rationals from 1e-6 to 1e8, most of them near 1; shrink to 1.

    >>> positive().example() > 0
    True
    """
    near = st.builds(Fraction, st.integers(1, 20), st.integers(1, 10))
    return st.one_of(st.sampled_from(_SCALES), near, st.builds(lambda x, y: x * y, st.sampled_from(_SCALES), near))


def between(
    low: RationalLike | None, high: RationalLike | None, open_low: bool = False, open_high: bool = False
) -> SearchStrategy[Fraction]:
    """Rationals in an interval (None: no end), its closed ends favoured; shrink to the one with the least denominator.

    Raises InvalidInput for an empty interval.

    >>> between(0, 1).example() <= 1
    True
    """
    a, b = (None if end is None else rational("end of an interval", end) for end in (low, high))
    if a is not None and b is not None and (a > b or (a == b and (open_low or open_high))):
        raise InvalidInput(f"the interval from {a} to {b} is empty; exchange the ends, or close them")
    choices = [st.just(simplest(a, b, open_low, open_high))]
    if b is not None and not open_high:
        choices.append(st.just(b))
    if a is not None and not open_low:
        choices.append(st.just(a))
    if a is not None and b is not None:
        if a < b:
            inside = st.sampled_from(_PARTS) | st.builds(lambda n: Fraction(n, 64), st.integers(1, 63))
            choices.append(inside.map(lambda part: a + part * (b - a)))
    elif a is not None:
        choices.append(positive().map(lambda x: a + x))
    elif b is not None:
        choices.append(positive().map(lambda x: b - x))
    else:
        choices.append(signed())
    return st.one_of(choices)


def simplest(
    low: Fraction | None, high: Fraction | None, open_low: bool = False, open_high: bool = False
) -> Fraction:
    """The rational in the interval with the least denominator, and among those the one nearest to 1.

    >>> print(simplest(Fraction(1, 3), Fraction(9, 20)), simplest(Fraction(0), None, open_low=True))
    2/5 1
    """
    if low is not None and low == high:
        return low
    first = None if low is None else floor(low) + 1 if open_low else ceil(low)
    last = None if high is None else ceil(high) - 1 if open_high else floor(high)
    if first is None or last is None or first <= last:
        nearest = 1 if first is None else max(1, first)
        return Fraction(nearest if last is None else min(nearest, last))
    assert low is not None and high is not None  # between two neighbouring integers
    whole = floor(low)
    inverse = simplest(1 / (high - whole), None if low == whole else 1 / (low - whole), open_high, open_low)
    return whole + 1 / inverse


def signed() -> SearchStrategy[Fraction]:
    """Rationals of either sign, 0 included; shrink to 0."""
    return st.one_of(st.just(Fraction(0)), positive(), positive().map(lambda x: -x))


def betas() -> SearchStrategy[Fraction]:
    """Averaging weights in [0, 1); shrink to 0."""
    return st.one_of(st.sampled_from(_BETAS), st.builds(lambda n: Fraction(n, 32), st.integers(0, 31)))


def fractions_of_limit() -> SearchStrategy[Fraction]:
    """How much of a limit to use, in (0, 1]: the limit itself is favoured, and what it shrinks to."""
    return between(0, 1, open_low=True)


def dimensions(most: int = 4) -> SearchStrategy[int]:
    """1, 2, ..., ``most``."""
    return st.integers(1, most)


def naturals(most: int = 60) -> SearchStrategy[int]:
    """Iteration counts 0, 1, ..., ``most`` <= 100, small ones favoured."""
    return st.one_of(st.integers(0, min(3, most)), st.integers(0, most))


def vectors(d: int) -> SearchStrategy[list[Fraction]]:
    """Vectors in R^d: the zero vector, small entries, entries of very different size; shrink to zero."""
    small = st.builds(Fraction, st.integers(-8, 8), st.sampled_from((1, 2, 4)))
    scaled = st.builds(lambda u, scale: [scale * one for one in u], st.lists(small, min_size=d, max_size=d), positive())
    return st.one_of(
        st.just([Fraction(0)] * d),
        st.lists(small, min_size=d, max_size=d),
        scaled,
        st.lists(signed(), min_size=d, max_size=d),
    )


def nonzero_vectors(d: int) -> SearchStrategy[list[Fraction]]:
    """Vectors in R^d that are not 0; shrink to e_1."""

    def placed(u: list[Fraction], first: Fraction) -> list[Fraction]:
        return u if any(u) else [first, *u[1:]]

    return st.builds(placed, vectors(d), positive())


def gains(h_lo: RationalLike, h_hi: RationalLike, d: int) -> SearchStrategy[list[Fraction]]:
    """Diagonal gains of d coordinates in [h_lo, h_hi]: equal ones, the two ends mixed, anything between."""
    low, high = rational("h_lo", h_lo), rational("h_hi", h_hi)
    one = between(low, high)
    ends = st.lists(st.sampled_from((low, high)), min_size=d, max_size=d)
    return st.one_of(one.map(lambda h: [h] * d), ends, st.lists(one, min_size=d, max_size=d))


def squares(d: int) -> SearchStrategy[list[Fraction]]:
    """Second moments of d coordinates, >= 0: squares of rationals, so that their roots are exact; shrink to zero."""
    return vectors(d).map(lambda u: [one * one for one in u])
