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
    follows for the symbols follows for the numbers they stand for; of v and w they are squares of numbers >= 0, so that
    their roots are symbols too, and t is 1 - s with s >= 0, which holds for every threshold that is a gain.
    """

    def __init__(self, exact: Trajectory, balls: Trajectory) -> None:
        self._exact, self._balls = exact, balls
        self._rational_up_to = balls.steps
        self.x, self.m, self.g, self.h, self.u = (self._sequence(one, _real) for one in "xmghu")
        self.v, self.w, self.t = (self._sequence(*one) for one in (("v", _square), ("w", _square), ("t", _gain)))

    def _sequence(self, name: str, unknown: Callable[[], Any]) -> Callable[[int], Vector]:
        @cache
        def member(k: int) -> Vector:
            exact = self._rationals(name, k)
            return [
                sympy.Rational(one.numerator, one.denominator) if one is not None else unknown()
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


def _real() -> Any:
    return sympy.Dummy(real=True)


def _square() -> Any:
    return sympy.Dummy(nonnegative=True) ** 2


def _gain() -> Any:
    return 1 - sympy.Dummy(nonnegative=True)


def _point(ball: Any) -> Any:
    """The number that a ball is, None for one that is wide."""
    return rational("point", ball) if ball.is_exact() else None
