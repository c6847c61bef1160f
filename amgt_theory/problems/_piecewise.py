"""The piecewise quadratic on which the tuned heavy ball cycles."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from amgt_theory.arithmetic import Arithmetic, Exact, Number, RationalLike, Vector
from amgt_theory.errors import InvalidInput
from amgt_theory.problems._problem import BoundProblem, Problem, checked_constants, checked_dimension


class BoundLessardRechtPackard(BoundProblem):
    """L|x|^2/2 minus (L-mu) times a smooth ramp, so that no branch needs deciding on balls."""

    def __init__(self, problem: LessardRechtPackard, ar: Arithmetic) -> None:
        super().__init__(ar.number(0))
        self._ar = ar
        self._L, self._excess = ar.number(problem.L), ar.number(problem.L - problem.mu)
        self._zero, self._one = ar.number(0), ar.number(1)

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        ar = self._ar
        beyond_one = ar.sub(x, self._one)
        ramp = ar.clip(beyond_one, self._zero, self._one)
        beyond_two = ar.maximum(ar.sub(beyond_one, self._one), self._zero)
        gradient = ar.combine(self._L, x, -self._excess, ramp)
        gap = self._L * ar.dot(x, x) / 2 - self._excess * (ar.dot(ramp, ramp) / 2 + ar.sum(beyond_two))
        return gap, gradient


@dataclass(frozen=True)
class LessardRechtPackard(Problem):
    """The sum over ``d`` coordinates of the f with f' = L x below 1, mu x + L - mu on [1, 2], L x - (L - mu) above.

    0 < mu < L, both tight. At mu = 1, L = 25 the heavy ball with the parameters that are best on quadratics cycles.
    Source: Lessard, Recht, Packard, SIAM J. Optim. 26 (2016), section 4.6.
    """

    name: ClassVar[str] = "lessard_recht_packard"
    strongly_convex = convex = pl = tight = True
    f_star = Fraction(0)

    mu: Exact = Exact(1, above=0)
    L: Exact = Exact(25, above=0)
    d: int = 1

    def __post_init__(self) -> None:
        checked_dimension(self.d)
        if self.mu > self.L:
            raise InvalidInput(f"mu = {self.mu} violates mu <= L = {self.L}; choose a smaller mu")

    @property
    def minimizer(self) -> tuple[Fraction, ...]:
        return (Fraction(0),) * self.d

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return BoundLessardRechtPackard(self, ar)

    @classmethod
    def default(cls, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> LessardRechtPackard:
        """The function with these constants."""
        return cls(*checked_constants(mu, L), d)
