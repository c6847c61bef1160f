"""Multiprecision points: mpmath."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from operator import mul
from typing import Any, ClassVar, NamedTuple

import mpmath
from mpmath.libmp import from_man_exp, from_rational, round_nearest

from amgt_theory.arithmetic._base import Matrix, Number, Vector
from amgt_theory.arithmetic._lists import ListArithmetic, mask_of, nearest_power_exponent
from amgt_theory.arithmetic._rational import RationalLike, rational

WIDEST = 10_000  # bits between the exponents of numbers that are worth writing as integers


class _Integers(NamedTuple):
    """The numbers values * 2^exponent."""

    values: list[Any]
    exponent: int


def _integers(x: Vector) -> _Integers | None:
    """``x`` with one exponent for all; None where one is not finite, or where that would be long."""
    parts = [t._mpf_ for t in x]
    exponents = [exp for _, man, exp, _ in parts if man]
    least = min(exponents, default=0)
    if any(exp and not man for _, man, exp, _ in parts) or max(exponents, default=0) - least > WIDEST:
        return None
    return _Integers([(-man if sign else man) << (exp - least) if man else man for sign, man, exp, _ in parts], least)


class MpmathArithmetic(ListArithmetic):
    """Lists of mpf, each operation correctly rounded to ``bits`` (elementary functions: to about one unit)."""

    name: ClassVar[str] = "mpmath"

    def __init__(self, bits: int) -> None:
        super().__init__(bits)
        self._functions = self._context = mpmath.MPContext()
        self._context.prec = bits
        self._mpf = self._context.mpf
        self._min, self._max = min, max

    def precision(self) -> AbstractContextManager[None]:
        return nullcontext()  # the context is this object's own

    def number(self, value: RationalLike, name: str = "value") -> Number:
        if isinstance(value, self._mpf):
            return value
        exact = rational(name, value)
        return self._context.make_mpf(from_rational(exact.numerator, exact.denominator, self.bits, round_nearest))

    def matrix(self, rows: Sequence[Sequence[RationalLike]]) -> Matrix:
        vectors = [self.vector(row, f"row {i}") for i, row in enumerate(rows)]
        return [(row, _integers(row)) for row in vectors]

    def exact(self, x: Number | Vector) -> Number | Vector:
        return x

    def dot(self, x: Vector, y: Vector) -> Number:
        return self._context.fdot(x, y)

    def matvec(self, a: Matrix, x: Vector) -> Vector:
        column, fdot, make = _integers(x), self._context.fdot, self._context.make_mpf
        product = []
        for row, integers in a:
            if column is None or integers is None:
                product.append(fdot(row, x))
            else:  # the same, exact until it is rounded once, several times faster
                total = sum(map(mul, integers.values, column.values))
                product.append(make(from_man_exp(total, integers.exponent + column.exponent, self.bits, round_nearest)))
        return product

    def sorted(self, x: Vector) -> Vector:
        return sorted(x)

    def less(self, a: Number, b: Number) -> bool:
        return bool(a < b)

    def largest(self, x: Vector, s: int) -> Sequence[bool]:
        return mask_of(sorted(range(len(x)), key=x.__getitem__, reverse=True)[:s], len(x))

    def _floor(self, t: Number) -> Number:
        return self._context.floor(t)

    def _round(self, t: Number) -> Number:
        return self._context.nint(t)

    def _power_of_two(self, t: Number) -> Number:
        sign, man, exp, _ = t._mpf_
        if not man:
            return t
        return self._context.ldexp(-1 if sign else 1, nearest_power_exponent(int(man), exp))
