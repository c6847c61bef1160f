"""Quadratics plus ridge functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial

from amgt_theory.arithmetic import Arithmetic, Exact, ExactRows, ExactVector, Number, RationalLike, Vector
from amgt_theory.errors import InvalidInput
from amgt_theory.problems._problem import (
    BoundProblem,
    Problem,
    checked_constants,
    checked_dimension,
    smoothness_without_mu,
    with_dimension,
)
from amgt_theory.problems._ridge_functions import RidgeFunction
from amgt_theory.problems._symmetric import (
    SymmetricMatrix,
    are_orthogonal,
    dot,
    orthonormal_rows,
)


class BoundRidgeSum(BoundProblem):
    """z' A z/2 + sum_i w_i phi(<a_i, z>) + f* with z = x - x*."""

    def __init__(self, problem: RidgeSum, matrix: SymmetricMatrix, ar: Arithmetic) -> None:
        super().__init__(ar.number(problem.f_star))
        self._ar = ar
        self._apply = matrix.bind(ar)
        self._phi = problem.phi.bind(ar)
        self._weights = ar.vector(problem.weights)
        self._directions = ar.matrix(problem.directions)
        self._back = ar.matrix(list(zip(*problem.directions, strict=True)))
        self._minimizer = ar.vector(problem.minimizer) if any(problem.minimizer) else None

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        ar = self._ar
        z = x if self._minimizer is None else ar.sub(x, self._minimizer)
        values, slopes = self._phi(ar.matvec(self._directions, z))
        gap = ar.dot(self._weights, values)
        gradient = ar.matvec(self._back, ar.mul(self._weights, slopes))
        if self._apply is None:
            return gap, gradient
        linear = self._apply(z)
        return gap + ar.dot(z, linear) / 2, ar.add(gradient, linear)


@dataclass(frozen=True)
class RidgeSum(Problem):
    """f(x) = z' A z/2 + sum_i w_i phi(<a_i, z>) + f* with z = x - x*.

    ``directions`` a_i are non-zero rational vectors of length d, ``weights`` w_i > 0, A = V diag(eigenvalues) V^T >= 0
    (zero where not given) with V the product of the reflections along ``reflectors``; x* is the origin where not given.

    L and mu bound the eigenvalues of the Hessian. They are tight where the a_i are pairwise orthogonal eigenvectors
    of A (mu: for convex phi); valid otherwise, adding the largest w_i |a_i|^2 if the a_i are orthogonal and the sum of
    them if not.
    """

    phi: RidgeFunction
    directions: ExactRows = ExactRows()
    weights: ExactVector = ExactVector(above=0)
    eigenvalues: ExactVector = ExactVector(at_least=0, optional=True)
    reflectors: ExactRows = ExactRows(optional=True)
    minimizer: ExactVector = ExactVector(optional=True)
    f_star: Exact = Exact(0)
    _matrix: SymmetricMatrix = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.phi, RidgeFunction):
            raise InvalidInput(f"phi = {self.phi!r} is not a ridge function; give one such as LogCosh()")
        if len(self.directions) != len(self.weights):
            raise InvalidInput(
                f"directions, weights have {len(self.directions)} and {len(self.weights)} entries; give equally many"
            )
        d = len(self.directions[0])
        object.__setattr__(self, "eigenvalues", with_dimension("eigenvalues", self.eigenvalues, d))
        object.__setattr__(self, "minimizer", with_dimension("minimizer", self.minimizer, d))
        object.__setattr__(self, "_matrix", SymmetricMatrix(self.eigenvalues, self.reflectors))

    @property
    def name(self) -> str:  # type: ignore[override]  # one family, a name for each phi
        return self.phi.name

    @cached_property
    def _curvature(self) -> tuple[Fraction, Fraction, bool]:
        """Bounds below and above on the eigenvalues of the Hessian, and whether the a_i are eigenvectors of A."""
        phi, least, most = self.phi, min(self._matrix.eigenvalues), max(self._matrix.eigenvalues)
        rows = self.directions
        ridges = [w * dot(row, row) for w, row in zip(self.weights, rows, strict=True)]
        if not are_orthogonal(rows):
            return least + phi.least * sum(ridges), most + phi.most * sum(ridges), False
        own = [self._matrix.eigenvalue_of(row) for row in rows]
        along = [(value, ridge) for value, ridge in zip(own, ridges, strict=True) if value is not None]
        if len(along) < len(rows):
            return least + phi.least * max(ridges), most + phi.most * max(ridges), False
        return (
            min(least, *(value + phi.least * ridge for value, ridge in along)),
            max(most, *(value + phi.most * ridge for value, ridge in along)),
            True,
        )

    @property
    def mu(self) -> Fraction:
        return max(self._curvature[0], Fraction(0))

    @property
    def L(self) -> Fraction:
        return self._curvature[1]

    @property
    def tight(self) -> bool:
        return self._curvature[2] and (self.phi.least == 0 or self.mu == 0)

    @property
    def strongly_convex(self) -> bool:
        return self.mu > 0

    @property
    def pl(self) -> bool:
        return self.mu > 0

    @property
    def convex(self) -> bool:
        return self._curvature[0] >= 0

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return BoundRidgeSum(self, self._matrix, ar)

    @classmethod
    def default(
        cls,
        mu: RationalLike | None = None,
        L: RationalLike | None = None,
        d: int = 2,
        phi: RidgeFunction | None = None,
    ) -> RidgeSum:
        """``d`` orthonormal ridges; mu |x|^2/2 is added for a convex phi, the others have no mu. L is exact."""
        if phi is None:
            raise InvalidInput("phi is missing; give a ridge function such as LogCosh()")
        checked_dimension(d)
        if phi.least == 0:
            low, high = checked_constants(mu, L)
        else:
            low, high = Fraction(0), smoothness_without_mu(phi.name, mu, L)
        if low == high:
            raise InvalidInput(f"mu = {low} violates mu < L = {high}; choose a smaller mu, or the problem 'quadratic'")
        weights = [(high - low) / phi.most * Fraction(i + 1, d) for i in range(d)]
        return cls(phi, orthonormal_rows(d), weights, (low,) * d)

    @classmethod
    def examples(cls) -> dict[str, Callable[..., Problem]]:
        return {phi.name: partial(cls.default, phi=phi()) for phi in RidgeFunction.__subclasses__()}
