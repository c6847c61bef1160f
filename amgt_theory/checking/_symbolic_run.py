"""A run as symbols, for what holds of it whatever its numbers are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import sympy

from amgt_theory.arithmetic import rational
from amgt_theory.checking._exact import NotRational
from amgt_theory.optimizers import Trajectory

Vector = list[Any]


class SymbolicRun:
    """Each coordinate of a run as a rational where it is one that is known, else as a symbol of its own.

    Known are those of the run in rationals, as far as it goes, and the points among those of the run in balls. What
    follows for the symbols, of which only v, w, t >= 0 is known, follows for the numbers they stand for.
    """

    def __init__(self, exact: Trajectory, balls: Trajectory) -> None:
        self._exact, self._balls = exact, balls
        self._rational_up_to = balls.steps
        self.x, self.m, self.g, self.h = (self._sequence(one) for one in "xmgh")
        self.v, self.w, self.t = (self._sequence(one, nonnegative=True) for one in "vwt")

    def _sequence(self, name: str, **known: bool) -> Callable[[int], Vector]:
        @cache
        def member(k: int) -> Vector:
            exact = self._rationals(name, k)
            return [
                sympy.Rational(one.numerator, one.denominator) if one is not None else sympy.Dummy(real=True, **known)
                for one in (exact or map(_point, getattr(self._balls, name)(k)))
            ]

        return member

    def _rationals(self, name: str, k: int) -> Sequence[Any]:
        if k > self._rational_up_to:
            return []
        try:
            return [rational(name, one) for one in getattr(self._exact, name)(k)]
        except NotRational:
            self._rational_up_to = k - 1
            return []


def _point(ball: Any) -> Any:
    """The number that a ball is, None for one that is wide."""
    return rational("point", ball) if ball.is_exact() else None
