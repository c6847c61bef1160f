"""Machine numbers: NumPy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from math import log
from typing import Any, ClassVar

import numpy as np

from amgt_theory.arithmetic._base import Arithmetic, Matrix, Number, Vector
from amgt_theory.arithmetic._rational import RationalLike, entries, rational
from amgt_theory.errors import InvalidInput

_LOG_2 = log(2)


class Float64Arithmetic(Arithmetic):
    """NumPy arrays of float64: fast, 53 bits; a run that diverges overflows to infinity in silence, as IEEE has it."""

    name: ClassVar[str] = "float64"

    def __init__(self, bits: int = 53) -> None:
        super().__init__(53)

    def precision(self) -> AbstractContextManager[None]:
        return np.errstate(over="ignore", invalid="ignore", divide="ignore")

    def number(self, value: RationalLike, name: str = "value") -> Number:
        if isinstance(value, float) and value - value == 0:
            return float(value)
        try:
            return float(rational(name, value))
        except OverflowError:
            raise InvalidInput(
                f"{name} violates |{name}| < 1.8e308, the range of float64; use arithmetic 'mpmath'"
            ) from None

    def vector(self, values: Iterable[RationalLike], name: str = "vector") -> Vector:
        if isinstance(values, np.ndarray) and values.dtype == np.float64 and values.ndim == 1:
            return values
        return np.array([self.number(value, f"{name}[{i}]") for i, value in enumerate(entries(name, values))])

    def matrix(self, rows: Sequence[Sequence[RationalLike]]) -> Matrix:
        return np.array([self.vector(row, f"row {i}") for i, row in enumerate(rows)])

    def zeros(self, d: int) -> Vector:
        return np.zeros(d)

    def exact(self, x: Number | Vector) -> Number | Vector:
        return x

    def lower(self, x: Number | Vector) -> Number | Vector:
        return x

    def upper(self, x: Number | Vector) -> Number | Vector:
        return x

    def add(self, x: Vector, y: Vector | Number) -> Vector:
        return x + y

    def sub(self, x: Vector, y: Vector | Number) -> Vector:
        return x - y

    def mul(self, x: Vector | Number, y: Vector | Number) -> Vector:
        return x * y

    def square(self, x: Vector | Number) -> Vector:
        return x * x

    def div(self, x: Vector | Number, y: Vector | Number) -> Vector:
        return x / y

    def combine(self, a: Number, x: Vector, b: Number, y: Vector) -> Vector:
        return a * x + b * y

    def minimum(self, x: Vector | Number, y: Vector | Number) -> Vector:
        return np.minimum(x, y)

    def maximum(self, x: Vector | Number, y: Vector | Number) -> Vector:
        return np.maximum(x, y)

    def clip(self, x: Vector | Number, lo: Vector | Number, hi: Vector | Number) -> Vector:
        return np.minimum(np.maximum(x, lo), hi)

    def abs(self, x: Vector | Number) -> Vector:
        return np.abs(x)

    def sqrt(self, x: Vector | Number) -> Vector:
        return np.sqrt(x)

    def exp(self, x: Vector | Number) -> Vector:
        return np.exp(x)

    def expm1(self, x: Vector | Number) -> Vector:
        return np.expm1(x)

    def log(self, x: Vector | Number) -> Vector:
        return np.log(x)

    def log1p(self, x: Vector | Number) -> Vector:
        return np.log1p(x)

    def sin(self, x: Vector | Number) -> Vector:
        return np.sin(x)

    def cos(self, x: Vector | Number) -> Vector:
        return np.cos(x)

    def tanh(self, x: Vector | Number) -> Vector:
        return np.tanh(x)

    def log_cosh(self, x: Vector | Number) -> Vector:
        t = np.abs(x)
        near = np.log1p(2 * np.sinh(np.minimum(t, 1) / 2) ** 2)  # accurate near 0
        far = t + np.log1p(np.exp(-2 * t)) - _LOG_2  # no overflow
        return np.where(t < 1, near, far)[()]

    def sum(self, x: Vector) -> Number:
        return x.sum()

    def dot(self, x: Vector, y: Vector) -> Number:
        return x.dot(y)

    def matvec(self, a: Matrix, x: Vector) -> Vector:
        return a.dot(x)

    def sorted(self, x: Vector) -> Vector:
        return np.sort(x)

    def less(self, a: Number, b: Number) -> bool:
        return bool(a < b)

    def less_each(self, x: Vector, bound: Number) -> Sequence[bool]:
        mask: Any = x < bound
        return mask  # type: ignore[no-any-return]

    def largest(self, x: Vector, s: int) -> Sequence[bool]:
        mask: Any = np.zeros(len(x), dtype=bool)
        mask[np.argsort(-x, kind="stable")[:s]] = True
        return mask  # type: ignore[no-any-return]

    def select(self, mask: Sequence[bool], x: Vector, y: Vector | Number) -> Vector:
        return np.where(mask, x, y)

    def floor(self, x: Vector) -> Vector:
        return np.floor(x)

    def round(self, x: Vector) -> Vector:
        return np.rint(x)

    def power_of_two(self, x: Vector) -> Vector:
        fraction, exponent = np.frexp(np.abs(x))  # |x| = fraction 2^exponent, 1/2 <= fraction < 1
        return np.where(x == 0, x, np.copysign(np.ldexp(1.0, exponent - (fraction < 0.75)), x))[()]
