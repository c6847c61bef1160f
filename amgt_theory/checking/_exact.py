"""Exact rationals with the interface of the arithmetics: the last resort where two sides are equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from math import prod
from operator import mul
from typing import ClassVar

import gmpy2
from flint import fmpq

from amgt_theory.arithmetic import Matrix, Number, RationalLike, Vector, rational
from amgt_theory.arithmetic._lists import ListArithmetic, mask_of, nearest_power_exponent

_LARGEST_POWER = 100_000  # bits of a power that are worth writing down


class NotRational(Exception):
    """A value is not rational, or too long to be worth writing down."""


_RATIONAL_AT = {"exp": (0, 1), "cos": (0, 1), "log": (1, 0)} | dict.fromkeys(
    ("expm1", "log1p", "sin", "sinh", "tanh"), (0, 0)
)


class _Functions:
    """The functions where they are rational: roots of squares, the others at one point."""

    @staticmethod
    def sqrt(x: Number) -> Number:
        return _root(x, 2)

    def __getattr__(self, name: str) -> Callable[[Number], Number]:
        if name not in _RATIONAL_AT:
            raise AttributeError(name)

        def value(x: Number) -> Number:
            point, result = _RATIONAL_AT[name]
            if x != point:
                raise NotRational(name)
            return fmpq(result)

        return value


class ExactArithmetic(ListArithmetic):
    """Lists of fmpq; raises :class:`NotRational` where a value is not rational."""

    name: ClassVar[str] = "exact"
    _functions = _Functions()
    _min = staticmethod(min)
    _max = staticmethod(max)

    def __init__(self, bits: int = 2) -> None:
        super().__init__(bits)

    def precision(self) -> AbstractContextManager[None]:
        return nullcontext()

    def number(self, value: RationalLike, name: str = "value") -> Number:
        if isinstance(value, fmpq):
            return value
        exact = value if isinstance(value, Fraction) else rational(name, value)
        return fmpq(exact.numerator, exact.denominator)

    def matrix(self, rows: Sequence[Sequence[RationalLike]]) -> Matrix:
        return [self.vector(row) for row in rows]

    def exact(self, x: Number | Vector) -> Number | Vector:
        return x

    def power(self, base: Number, exponent: Number) -> Number:
        return power(base, exponent)

    def dot(self, x: Vector, y: Vector) -> Number:
        return sum(map(mul, x, y), fmpq(0))

    def matvec(self, a: Matrix, x: Vector) -> Vector:
        return [self.dot(row, x) for row in a]

    def sorted(self, x: Vector) -> Vector:
        return sorted(x)

    def less(self, a: Number, b: Number) -> bool:
        return bool(a < b)

    def largest(self, x: Vector, s: int) -> Sequence[bool]:
        return mask_of(sorted(range(len(x)), key=x.__getitem__, reverse=True)[:s], len(x))

    def _floor(self, t: Number) -> Number:
        return fmpq(t.floor())

    def _round(self, t: Number) -> Number:
        return fmpq(round(Fraction(int(t.p), int(t.q))))

    def _power_of_two(self, t: Number) -> Number:
        if t == 0:
            return t
        bits = 64 + abs(int(t.p).bit_length() - int(t.q).bit_length())
        scaled = int((abs(t) * fmpq(2) ** bits).floor())  # what is cut off decides nothing
        return (1 if t > 0 else -1) * fmpq(2) ** (nearest_power_exponent(scaled, 0) - bits)


def power(base: Number, exponent: Number) -> Number:
    """base^exponent for rationals, where that is rational and not too long."""
    base, exponent = fmpq(base), fmpq(exponent)
    length = int(base.p).bit_length() + int(base.q).bit_length()
    above, below = int(exponent.p), int(exponent.q)
    if abs(above) * length > _LARGEST_POWER * below or (base == 0 and above < 0):
        raise NotRational("power")
    result = _root(base, below) ** abs(above)
    return result if above >= 0 else 1 / result


def gamma(x: Number) -> Number:
    """Gamma at an integer, 0 at the poles as in the kernel."""
    if x.q != 1 or x > 1000:
        raise NotRational("gamma")
    return fmpq(prod(range(1, int(x.p))) if x > 0 else 0)


def _root(x: Number, degree: int) -> Number:
    if degree == 1:
        return x
    if x < 0 or degree > 1000:
        raise NotRational("root")
    (above, exact_above), (below, exact_below) = gmpy2.iroot(int(x.p), degree), gmpy2.iroot(int(x.q), degree)
    if not (exact_above and exact_below):
        raise NotRational("root")
    return fmpq(int(above), int(below))
