"""Recursions that contract a little in each step, with equality: there a rate that is a little wrong shows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import Draw

MEMBERS = 8  # from 0 on
_LATE = tuple(map(Fraction, "1000 10000 3000 100".split()))


def late(draw: Draw) -> tuple[Fraction, Fraction]:
    """(k0, c), k0 large beside c > 0: contraction by c/(k+k0) is slow.

    >>> from hypothesis import find, strategies
    >>> print(*find(strategies.composite(late)(), lambda pair: True))
    1000 1
    """
    return drawing.pick(draw, _LATE), drawing.between(draw, Fraction(0), Fraction(2), open_low=True)


def attaining(draw: Draw, factor: Callable[[int], Fraction]) -> list[Fraction]:
    """e(0) > 0 and e(k+1) = factor(k) e(k)."""
    members = [drawing.positive(draw)]
    for k in range(MEMBERS - 1):
        members.append(factor(k) * members[-1])
    return members


def losses(draw: Draw, k0: Fraction, c: Fraction) -> tuple[list[Fraction], list[Fraction]]:
    """loss(k), from -3 to 1/2 times c/(k+1+k0), and S(k) with S(k) - S(k+1) = loss(k): c or the loss prevails."""
    part, rest = drawing.between(draw, Fraction(-3), Fraction(1, 2)), [Fraction(1)]
    lost = [part * c / (k + 1 + k0) for k in range(MEMBERS)]
    for one in lost[:-1]:
        rest.append(rest[-1] - one)
    return lost, rest
