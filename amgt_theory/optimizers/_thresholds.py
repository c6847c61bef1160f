"""Momentum thresholds T_tau. Source: AMGT theory notes, section 1.

Clip, soft threshold and norm clip are continuous, so on balls minima and maxima enclose them, kinks included, and no
decision is made; only the hard threshold jumps and has to decide.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from amgt_theory.arithmetic import Arithmetic, Exact, Number, Vector
from amgt_theory.errors import InvalidInput
from amgt_theory.optimizers._schedules import power_schedule

BoundThreshold: TypeAlias = Callable[[Vector, int], Vector]
"""(momentum, k) -> thresholded momentum, in one arithmetic."""


@dataclass(frozen=True)
class Threshold(ABC):
    """T_tau with tau_k = tau/(k+k0)^q: tau > 0, q >= 0 (0, the default, keeps tau constant); k0 is the method's.

    Raises :class:`InvalidInput` for a tau or q outside its range.
    """

    tau: Exact = Exact(above=0)
    q: Exact = Exact(0, at_least=0)

    def bind(self, ar: Arithmetic, k0: Fraction = Fraction(0)) -> BoundThreshold:
        """T_tau as a function (m, k) of vectors of ``ar``."""
        tau = power_schedule(ar, self.tau, k0, self.q)
        return lambda m, k: self.apply(m, tau(k), ar)

    def bind_gain(self, ar: Arithmetic, k0: Fraction = Fraction(0)) -> BoundThreshold:
        """The gains c with T_tau(m) = c * m, 0 < c <= 1 (a vector, or one number for all coordinates)."""
        tau = power_schedule(ar, self.tau, k0, self.q)
        return lambda m, k: self.gain(m, tau(k), ar)

    @abstractmethod
    def apply(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector:
        """T_tau(m)."""

    def gain(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector | Number:
        """c with T_tau(m) = c * m; raises :class:`InvalidInput` where the lowest gain is 0."""
        raise InvalidInput(
            f"threshold = {type(self).__name__} has no positive gains, it sets entries to zero; "
            "treat it as an error, or use Clip or NormClip"
        )


@dataclass(frozen=True)
class Clip(Threshold):
    """Coordinatewise clip to [-tau, tau].

    >>> from amgt_theory.arithmetic import arithmetic
    >>> Clip(1).bind(arithmetic("mpmath"))(arithmetic("mpmath").vector([3, "-1/2"]), 1)
    [mpf('1.0'), mpf('-0.5')]
    """

    def apply(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector:
        return ar.clip(m, -tau, tau)

    def gain(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector:
        one = ar.number(1)
        return ar.div(
            one, ar.maximum(ar.div(ar.abs(m), tau), one)
        )  # min(1, tau/|m|), exactly 1 where nothing is clipped


@dataclass(frozen=True)
class NormClip(Threshold):
    """The vector scaled to Euclidean norm at most tau."""

    def apply(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector:
        return ar.mul(self.gain(m, tau, ar), m)

    def gain(self, m: Vector, tau: Number, ar: Arithmetic) -> Number:
        one = ar.number(1)
        return one / ar.maximum(ar.norm(m) / tau, one)


@dataclass(frozen=True)
class Soft(Threshold):
    """Soft threshold: each entry moves towards zero by tau, stopping there."""

    def apply(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector:
        zero = ar.number(0)
        return ar.add(ar.maximum(ar.sub(m, tau), zero), ar.minimum(ar.add(m, tau), zero))


@dataclass(frozen=True)
class Hard(Threshold):
    """Hard threshold: entries below tau in magnitude become zero, the others stay."""

    def apply(self, m: Vector, tau: Number, ar: Arithmetic) -> Vector:
        return ar.select(ar.less_each(ar.abs(m), tau), ar.zeros(len(m)), m)
