"""Quadratics as seen from their minimizer over a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from amgt_theory.arithmetic import Arithmetic, ExactVector, Number, Vector
from amgt_theory.problems._problem import BoundProblem, with_dimension
from amgt_theory.problems._quadratic import Quadratic


class BoundSlopedQuadratic(BoundProblem):
    """The quadratic without slope, tilted."""

    def __init__(self, level: BoundProblem, problem: SlopedQuadratic, ar: Arithmetic) -> None:
        super().__init__(ar.number(problem.f_star))
        self._ar, self._level = ar, level
        self._slope = ar.vector(problem.slope)
        self._minimizer = ar.vector(problem.minimizer)  # type: ignore[arg-type]  # read as what may be assigned to it

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        gap, gradient = self._level.gap_and_gradient(x)
        tilt = self._ar.dot(self._slope, self._ar.sub(x, self._minimizer))
        return gap + tilt, self._ar.add(gradient, self._slope)


@dataclass(frozen=True)
class SlopedQuadratic(Quadratic):
    """f(x) = (x-x*)' A (x-x*)/2 + <slope, x-x*> + f*: x* is the minimizer over a set, where f has the gradient slope.

    That is so for every convex set on which <slope, x-x*> >= 0; outside it gaps may be negative.

    >>> SlopedQuadratic([2], minimizer=[1], slope=[3]).L
    Fraction(2, 1)
    """

    name: ClassVar[str] = "sloped quadratic"

    slope: ExactVector = ExactVector(optional=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "slope", with_dimension("slope", self.slope, self.d))

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return BoundSlopedQuadratic(super()._bind(ar), self, ar)
