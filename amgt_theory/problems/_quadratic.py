"""Quadratics with chosen eigenvalues."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from amgt_theory.arithmetic import Arithmetic, Exact, ExactRows, ExactVector, Number, RationalLike, Vector
from amgt_theory.errors import InvalidInput
from amgt_theory.problems._problem import (
    BoundProblem,
    Problem,
    checked_constants,
    checked_dimension,
    with_dimension,
)
from amgt_theory.problems._symmetric import SymmetricMatrix, default_reflectors


class BoundQuadratic(BoundProblem):
    """(x-x*)' A (x-x*)/2 + f*."""

    def __init__(self, matrix: SymmetricMatrix, minimizer: tuple[Fraction, ...], f_star: Fraction, ar: Arithmetic):
        super().__init__(ar.number(f_star))
        self._ar = ar
        self._form = matrix.bind_form(ar)
        self._minimizer = ar.vector(minimizer) if any(minimizer) else None

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        z = x if self._minimizer is None else self._ar.sub(x, self._minimizer)
        form, gradient = self._form(z)
        return form / 2, gradient


@dataclass(frozen=True)
class Quadratic(Problem):
    """f(x) = (x-x*)' A (x-x*)/2 + f*, A = V diag(eigenvalues) V^T >= 0, not zero.

    V is the product of the Householder reflections along the rational ``reflectors`` (none: A is diagonal). The
    minimizer x* is the origin where not given. mu, the
    smallest positive eigenvalue, and L, the largest, are tight.

    >>> Quadratic([1, 3], reflectors=[[1, 2]]).matrix
    ((Fraction(57, 25), Fraction(24, 25)), (Fraction(24, 25), Fraction(43, 25)))
    """

    name: ClassVar[str] = "quadratic"
    convex = pl = tight = True

    eigenvalues: ExactVector = ExactVector(at_least=0)
    reflectors: ExactRows = ExactRows(optional=True)
    minimizer: ExactVector = ExactVector(optional=True)
    f_star: Exact = Exact(0)
    _matrix: SymmetricMatrix = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not any(self.eigenvalues):
            raise InvalidInput("eigenvalues = 0 violates L > 0; give at least one positive eigenvalue")
        object.__setattr__(self, "minimizer", with_dimension("minimizer", self.minimizer, len(self.eigenvalues)))
        object.__setattr__(self, "_matrix", SymmetricMatrix(self.eigenvalues, self.reflectors))

    @property
    def matrix(self) -> tuple[tuple[Fraction, ...], ...]:
        """The rows of A, exactly."""
        return self._matrix.rows

    @property
    def mu(self) -> Fraction:
        return min(value for value in self.eigenvalues if value)

    @property
    def L(self) -> Fraction:
        return max(self.eigenvalues)

    @property
    def strongly_convex(self) -> bool:
        return all(self.eigenvalues)

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return BoundQuadratic(self._matrix, self.minimizer, self.f_star, ar)

    @classmethod
    def default(cls, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> Quadratic:
        """Evenly spaced eigenvalues from mu to L, in directions that mix all coordinates."""
        low, high = checked_constants(mu, L)
        if checked_dimension(d) == 1 and low != high:
            raise InvalidInput(f"d = 1 violates d >= 2 for mu = {low} < L = {high}; choose d >= 2 or mu = L")
        eigenvalues = [low + (high - low) * Fraction(i, max(d - 1, 1)) for i in range(d)]
        return cls(eigenvalues, default_reflectors(d))
