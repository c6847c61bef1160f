"""Strategies for numbers and vectors; what they draw is described in :mod:`amgt_theory.strategies.drawing`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import RationalLike, rational
from amgt_theory.strategies import drawing


@st.composite
def _drawn(draw: DrawFn, function: Callable[..., Any], *arguments: Any) -> Any:
    return function(draw, *arguments)


def positive() -> SearchStrategy[Fraction]:
    """Positive rationals from 1e-7 to 2e7, most of them near 1; shrink to 1.

    >>> from hypothesis import find
    >>> print(find(positive(), lambda x: True))
    1
    """
    return _drawn(drawing.positive)


def signed() -> SearchStrategy[Fraction]:
    """Rationals of either sign, 0 included; shrink to 0."""
    return _drawn(drawing.signed)


def between(
    low: RationalLike | None, high: RationalLike | None, open_low: bool = False, open_high: bool = False
) -> SearchStrategy[Fraction]:
    """Rationals in an interval (None: no end), its closed ends favoured; shrink to the one with the least denominator.

    Raises InvalidInput for an empty interval, when drawn from.

    >>> from hypothesis import find
    >>> print(find(between("2/5", "3/5"), lambda x: True))
    1/2
    """
    ends = (None if end is None else rational("end of an interval", end) for end in (low, high))
    return _drawn(drawing.between, *ends, open_low, open_high)


def betas() -> SearchStrategy[Fraction]:
    """Averaging weights in [0, 1); shrink to 0."""
    return _drawn(drawing.beta)


def fractions_of_limit() -> SearchStrategy[Fraction]:
    """How much of a limit to use, in (0, 1]: the limit itself is favoured, and what it shrinks to."""
    return between(0, 1, open_low=True)


def dimensions(most: int = 4) -> SearchStrategy[int]:
    """1, 2, ..., ``most``."""
    return st.integers(1, most)


def naturals(most: int = 60) -> SearchStrategy[int]:
    """Iteration counts 0, 1, ..., ``most`` < 100, small ones favoured."""
    return _drawn(drawing.natural, most)


def vectors(d: int) -> SearchStrategy[list[Fraction]]:
    """Vectors in R^d: the zero vector, small entries, entries of very different size; shrink to zero."""
    return _drawn(drawing.vector, d)


def nonzero_vectors(d: int) -> SearchStrategy[list[Fraction]]:
    """Vectors in R^d that are not 0; shrink to e_1."""
    return _drawn(drawing.nonzero_vector, d)


def short_vectors(d: int, square: RationalLike) -> SearchStrategy[list[Fraction]]:
    """Vectors in R^d with squared norm at most ``square``, most of them of that length where its root is rational."""
    return _drawn(drawing.short_vector, d, square)


def gains(h_lo: RationalLike, h_hi: RationalLike, d: int) -> SearchStrategy[list[Fraction]]:
    """Diagonal gains of d coordinates in [h_lo, h_hi]: equal ones, the two ends mixed, anything between."""
    return _drawn(drawing.gains, h_lo, h_hi, d)


def squares(d: int) -> SearchStrategy[list[Fraction]]:
    """Second moments of d coordinates, >= 0: squares of rationals, so that their roots are exact; shrink to zero."""
    return vectors(d).map(lambda u: [one * one for one in u])
