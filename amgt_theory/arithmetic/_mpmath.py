"""Multiprecision points: mpmath."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import ClassVar

import mpmath
from mpmath.libmp import from_rational, round_nearest

from amgt_theory.arithmetic._base import Matrix, Number, Vector
from amgt_theory.arithmetic._lists import ListArithmetic, mask_of, nearest_power_exponent
from amgt_theory.arithmetic._rational import RationalLike, rational


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
        return [self.vector(row, f"row {i}") for i, row in enumerate(rows)]

    def exact(self, x: Number | Vector) -> Number | Vector:
        return x

    def dot(self, x: Vector, y: Vector) -> Number:
        return self._context.fdot(x, y)

    def matvec(self, a: Matrix, x: Vector) -> Vector:
        fdot = self._context.fdot
        return [fdot(row, x) for row in a]

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
