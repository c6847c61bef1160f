"""Even functions phi of one variable with phi(0) = 0 <= phi, for sums of phi(<a_i, x>).

Each is written so that phi keeps its relative accuracy near 0, where gaps are small.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, TypeAlias

from amgt_theory.arithmetic import Arithmetic, Vector

BoundRidge: TypeAlias = Callable[[Vector], tuple[Vector, Vector]]
"""t -> (phi(t), phi'(t)), coordinate by coordinate."""


@dataclass(frozen=True)
class RidgeFunction(ABC):
    """phi with ``least`` <= phi'' <= ``most``; ``most`` is attained at 0 and bounds |phi''|."""

    name: ClassVar[str]
    least: ClassVar[Fraction] = Fraction(0)
    most: ClassVar[Fraction]

    @abstractmethod
    def bind(self, ar: Arithmetic) -> BoundRidge:
        """phi and phi' as functions of vectors of ``ar``."""


class LogCosh(RidgeFunction):
    """ln cosh t."""

    name = "log_cosh"
    most = Fraction(1)

    def bind(self, ar: Arithmetic) -> BoundRidge:
        return lambda t: (ar.log_cosh(t), ar.tanh(t))


class PseudoHuber(RidgeFunction):
    """sqrt(1+t^2) - 1."""

    name = "pseudo_huber"
    most = Fraction(1)

    def bind(self, ar: Arithmetic) -> BoundRidge:
        one = ar.number(1)

        def both(t: Vector) -> tuple[Vector, Vector]:
            square = ar.square(t)
            root = ar.sqrt(ar.add(square, one))
            return ar.div(square, ar.add(root, one)), ar.div(t, root)

        return both


class Huber(RidgeFunction):
    """t^2/2 for |t| <= 1, |t| - 1/2 beyond."""

    name = "huber"
    most = Fraction(1)

    def bind(self, ar: Arithmetic) -> BoundRidge:
        one, half = ar.number(1), ar.number(Fraction(1, 2))

        def both(t: Vector) -> tuple[Vector, Vector]:
            slope = ar.clip(t, -one, one)
            return ar.mul(slope, ar.sub(t, ar.mul(half, slope))), slope

        return both


class GemanMcClure(RidgeFunction):
    """t^2/(1+t^2); not convex."""

    name = "geman_mcclure"
    least, most = Fraction(-1, 2), Fraction(2)

    def bind(self, ar: Arithmetic) -> BoundRidge:
        one, two = ar.number(1), ar.number(2)

        def both(t: Vector) -> tuple[Vector, Vector]:
            square = ar.square(t)
            below = ar.add(square, one)
            return ar.div(square, below), ar.div(ar.mul(two, t), ar.square(below))

        return both


class Cosine(RidgeFunction):
    """1 - cos t; not convex."""

    name = "cosine"
    least, most = Fraction(-1), Fraction(1)

    def bind(self, ar: Arithmetic) -> BoundRidge:
        two, half = ar.number(2), ar.number(Fraction(1, 2))

        def both(t: Vector) -> tuple[Vector, Vector]:
            sine = ar.sin(ar.mul(half, t))
            return ar.mul(two, ar.square(sine)), ar.sin(t)

        return both


class Welsch(RidgeFunction):
    """1 - exp(-t^2/2); not convex."""

    name = "welsch"
    least, most = Fraction(-4463, 10000), Fraction(1)  # the least curvature is -2 e^(-3/2), at t^2 = 3

    def bind(self, ar: Arithmetic) -> BoundRidge:
        half, zero = ar.number(Fraction(1, 2)), ar.number(0)

        def both(t: Vector) -> tuple[Vector, Vector]:
            fall = ar.expm1(ar.mul(-half, ar.square(t)))
            return ar.sub(zero, fall), ar.add(t, ar.mul(t, fall))

        return both


class Cauchy(RidgeFunction):
    """log(1+t^2); not convex."""

    name = "cauchy"
    least, most = Fraction(-1, 4), Fraction(2)

    def bind(self, ar: Arithmetic) -> BoundRidge:
        one, two = ar.number(1), ar.number(2)

        def both(t: Vector) -> tuple[Vector, Vector]:
            square = ar.square(t)
            return ar.log1p(square), ar.div(ar.mul(two, t), ar.add(square, one))

        return both
