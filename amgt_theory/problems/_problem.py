"""What a problem is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import ClassVar

from amgt_theory.arithmetic import Arithmetic, Bindable, Number, RationalLike, Vector, rational
from amgt_theory.errors import InvalidInput


class BoundProblem(ABC):
    """A problem in one arithmetic. Vectors passed in belong to it; ``with ar.precision()`` is the caller's, once."""

    def __init__(self, f_star: Number) -> None:
        self.f_star = f_star

    @abstractmethod
    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        """f(x) - f* and grad f(x). The gap is computed as such: near x* f(x) - f* would cancel."""

    def value_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        """f(x) and grad f(x), sharing the product with the matrix."""
        gap, gradient = self.gap_and_gradient(x)
        return gap + self.f_star, gradient

    def gap(self, x: Vector) -> Number:
        """f(x) - f*."""
        return self.gap_and_gradient(x)[0]

    def value(self, x: Vector) -> Number:
        """f(x)."""
        return self.value_and_gradient(x)[0]

    def gradient(self, x: Vector) -> Vector:
        """grad f(x)."""
        return self.gap_and_gradient(x)[1]


class Problem(Bindable[BoundProblem]):
    """A differentiable f on R^d, exact and frozen, with constants that are valid and rational.

    ``L`` bounds the Lipschitz constant of the gradient. ``mu`` is a constant of strong convexity where
    ``strongly_convex``, else a PL constant |grad f|^2 >= 2 mu (f - f*) where ``pl``, else 0. ``tight`` says that no
    better L, nor (where one is given) mu, exists. ``minimizer`` is one minimizer, ``f_star`` the minimum.
    Strongly convex implies pl; a problem that is not ``convex`` may still be pl.
    """

    name: ClassVar[str]

    @property
    @abstractmethod
    def mu(self) -> Fraction:
        """Strong convexity or PL constant, 0 where there is none."""

    @property
    @abstractmethod
    def L(self) -> Fraction:
        """Smoothness constant."""

    @property
    @abstractmethod
    def f_star(self) -> Fraction:
        """The minimum."""

    @property
    @abstractmethod
    def minimizer(self) -> tuple[Fraction, ...]:
        """One minimizer."""

    @property
    @abstractmethod
    def strongly_convex(self) -> bool:
        """Whether f is ``mu``-strongly convex, mu > 0."""

    @property
    @abstractmethod
    def convex(self) -> bool:
        """Whether f is known to be convex."""

    @property
    @abstractmethod
    def pl(self) -> bool:
        """Whether |grad f|^2 >= 2 mu (f - f*), mu > 0."""

    @property
    @abstractmethod
    def tight(self) -> bool:
        """Whether mu, L are the best constants."""

    @property
    def d(self) -> int:
        """Dimension."""
        return len(self.minimizer)

    @classmethod
    @abstractmethod
    def default(cls, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> Problem:
        """A typical member with these constants (None: the family's choice); raises InvalidInput if there is none."""

    @classmethod
    def examples(cls) -> dict[str, Callable[..., Problem]]:
        """The names this family answers to, each with its ``default``."""
        return {cls.name: cls.default}

    def value(self, x: Iterable[RationalLike], ar: Arithmetic) -> Number:
        """f(x); ``x`` rationals or a vector of ``ar``."""
        with ar.precision():
            return self.bind(ar).value(self._vector(x, ar))

    def gradient(self, x: Iterable[RationalLike], ar: Arithmetic) -> Vector:
        """grad f(x)."""
        with ar.precision():
            return self.bind(ar).gradient(self._vector(x, ar))

    def value_and_gradient(self, x: Iterable[RationalLike], ar: Arithmetic) -> tuple[Number, Vector]:
        """f(x) and grad f(x) for the price of one."""
        with ar.precision():
            return self.bind(ar).value_and_gradient(self._vector(x, ar))

    def _vector(self, x: Iterable[RationalLike], ar: Arithmetic) -> Vector:
        vector = ar.vector(x, "x")
        if len(vector) != self.d:
            raise InvalidInput(f"x has {len(vector)} coordinates, the problem has d = {self.d}; give x that many")
        return vector


def with_dimension(name: str, point: tuple[Fraction, ...], d: int) -> tuple[Fraction, ...]:
    """The point as ``d`` rationals, the origin where none is given."""
    if point and len(point) != d:
        raise InvalidInput(f"{name} has {len(point)} coordinates, the problem has d = {d}; give it that many")
    return point or (Fraction(0),) * d


def checked_dimension(d: object) -> int:
    if isinstance(d, bool) or not isinstance(d, int) or d < 1:
        raise InvalidInput(f"d = {d!r} violates d >= 1; choose a positive integer")
    return d


def checked_constants(mu: RationalLike | None, L: RationalLike | None) -> tuple[Fraction, Fraction]:
    """mu and L as rationals with 0 < mu <= L; where not given L = 10 mu, and mu = 1."""
    if mu is None:
        mu = Fraction(1) if L is None else rational("L", L) / 10
    low = rational("mu", mu)
    high = 10 * low if L is None else rational("L", L)
    if not 0 < low <= high:
        raise InvalidInput(f"mu = {low}, L = {high} violate 0 < mu <= L; choose such constants")
    return low, high


def smoothness_without_mu(name: str, mu: RationalLike | None, L: RationalLike | None) -> Fraction:
    """L for a family without a constant mu."""
    if mu is not None:
        raise InvalidInput(f"mu = {mu} violates that {name} has no mu; leave mu out, or choose another problem")
    high = rational("L", 10 if L is None else L)
    if high <= 0:
        raise InvalidInput(f"L = {high} violates 0 < L; choose a positive L")
    return high
