"""Nesterov's chain, the quadratic that slows first-order methods down most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from amgt_theory.arithmetic import Arithmetic, Exact, Number, RationalLike, Vector
from amgt_theory.errors import InvalidInput
from amgt_theory.problems._problem import BoundProblem, Problem, checked_constants, checked_dimension


class BoundChain(BoundProblem):
    """z' A z/2 + f* with z = x - x*."""

    def __init__(self, chain: NesterovChain, ar: Arithmetic) -> None:
        super().__init__(ar.number(chain.f_star))
        self._ar = ar
        self._matrix = ar.matrix(chain.matrix)
        self._minimizer = ar.vector(chain.minimizer)

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        z = self._ar.sub(x, self._minimizer)
        gradient = self._ar.matvec(self._matrix, z)
        return self._ar.dot(z, gradient) / 2, gradient


@dataclass(frozen=True)
class NesterovChain(Problem):
    """f(x) = (L-mu)/8 (x_1^2 + sum_i (x_i - x_{i+1})^2 + x_d^2 - 2 x_1) + mu |x|^2/2, 0 <= mu < L.

    mu and L are valid but not attained in finite dimension: the eigenvalues are mu + (L-mu)/2 (1 - cos(j pi/(d+1))).
    The minimizer solves a tridiagonal system exactly. mu = 0 is convex without a constant.
    Source: Nesterov, "Introductory Lectures on Convex Optimization", 2004, section 2.1.
    """

    name: ClassVar[str] = "nesterov_chain"
    convex = True
    tight = False

    mu: Exact = Exact(at_least=0)
    L: Exact = Exact(above=0)
    d: int = 2

    def __post_init__(self) -> None:
        checked_dimension(self.d)
        if self.mu >= self.L:
            raise InvalidInput(f"mu = {self.mu} violates mu < L = {self.L}; choose a smaller mu")

    @property
    def strongly_convex(self) -> bool:
        return self.mu > 0

    @property
    def pl(self) -> bool:
        return self.mu > 0

    @property
    def matrix(self) -> list[list[Fraction]]:
        """The rows of A = (L-mu)/4 tridiag(-1, 2, -1) + mu I."""
        coupling = (self.L - self.mu) / 4
        entry = {0: 2 * coupling + self.mu, 1: -coupling}
        return [[entry.get(abs(i - j), Fraction(0)) for j in range(self.d)] for i in range(self.d)]

    @cached_property
    def minimizer(self) -> tuple[Fraction, ...]:
        """Solution of A x = (L-mu)/4 e_1: with r = 2 + 4 mu/(L-mu), x_{i+1} = r x_i - x_{i-1}, x_0 = 1, x_{d+1} = 0."""
        r = 2 + 4 * self.mu / (self.L - self.mu)
        backwards = [Fraction(0), Fraction(1)]  # x_{d+1}, x_d, ..., x_0 up to one factor
        for _ in range(self.d):
            backwards.append(r * backwards[-1] - backwards[-2])
        return tuple(entry / backwards[-1] for entry in backwards[-2:0:-1])

    @property
    def f_star(self) -> Fraction:
        return -(self.L - self.mu) / 8 * self.minimizer[0]

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return BoundChain(self, ar)

    @classmethod
    def default(cls, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> NesterovChain:
        """The chain with these constants."""
        return cls(*checked_constants(mu, L), d)
