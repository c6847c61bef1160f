"""Choosing coordinates, as top-s compression does."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from amgt_theory.arithmetic import Arithmetic, Number, Vector


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
