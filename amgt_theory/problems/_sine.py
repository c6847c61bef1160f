"""A function that is PL without being convex."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from amgt_theory.arithmetic import Arithmetic, Exact, Number, RationalLike, Vector, rational
from amgt_theory.errors import InvalidInput
from amgt_theory.problems._problem import BoundProblem, Problem, checked_dimension

# The minimum of f'^2/(2f) is 0.175530985879731..., at t = 2.201709176...; this is just below.
_PL_CONSTANT = Fraction(17553098587973, 10**14)


class BoundSine(BoundProblem):
    """scale (|x|^2 + 3 |sin x|^2)."""

    def __init__(self, problem: PLSine, ar: Arithmetic) -> None:
        super().__init__(ar.number(0))
        self._ar = ar
        self._scale = ar.number(problem.scale)
        self._two_scale, self._six_scale = ar.number(2 * problem.scale), ar.number(6 * problem.scale)

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        ar = self._ar
        sine = ar.sin(x)
        gap = self._scale * (ar.dot(x, x) + 3 * ar.dot(sine, sine))
        return gap, ar.combine(self._two_scale, x, self._six_scale, ar.mul(sine, ar.cos(x)))


@dataclass(frozen=True)
class PLSine(Problem):
    """f(x) = scale sum_i (x_i^2 + 3 sin^2 x_i), scale > 0, in ``d`` coordinates: PL, not convex.

    L = 8 scale is tight; mu = 0.17553098587973 scale is below the best PL constant by less than 2e-15 scale. The sum
    over coordinates keeps both. Source: Karimi, Nutini, Schmidt, ECML 2016, section 2.
    """

    name: ClassVar[str] = "pl_sine"
    strongly_convex = convex = False
    pl = tight = True
    f_star = Fraction(0)

    scale: Exact = Exact(1, above=0)
    d: int = 1

    def __post_init__(self) -> None:
        checked_dimension(self.d)

    @property
    def mu(self) -> Fraction:
        return _PL_CONSTANT * self.scale

    @property
    def L(self) -> Fraction:
        return 8 * self.scale

    @property
    def minimizer(self) -> tuple[Fraction, ...]:
        return (Fraction(0),) * self.d

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return BoundSine(self, ar)

    @classmethod
    def default(cls, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> PLSine:
        """The function scaled to L (8 where not given); its own mu is about L/45.6, and a larger one is refused."""
        high = rational("L", 8 if L is None else L)
        result = cls(high / 8, d)
        if mu is not None and rational("mu", mu) > result.mu:
            raise InvalidInput(
                f"mu = {rational('mu', mu)} violates mu <= {float(result.mu):.6g}, the PL constant of {cls.name} "
                f"with L = {high}; choose a smaller mu or a larger L"
            )
        return result
