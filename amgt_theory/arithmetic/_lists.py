"""What the arithmetics whose vectors are Python lists have in common.

``map`` over C functions runs the loops of one operation; several are fused into one comprehension, which saves the
lists between them. Its ``zip`` is not strict: that alone takes as long as three ball operations.
"""

from __future__ import annotations

import operator
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

from amgt_theory.arithmetic._base import Arithmetic, Number, Vector
from amgt_theory.arithmetic._rational import RationalLike, entries


def _pairs(f: Callable[[Number, Number], Number], x: Any, y: Any) -> Any:
    if isinstance(y, list):
        return list(map(f, x, y)) if isinstance(x, list) else [f(x, t) for t in y]
    return [f(s, y) for s in x] if isinstance(x, list) else f(x, y)


def _coordinatewise(f: Callable[[Number, Number], Number]) -> Any:
    """The method that does this; one call less than through ``_pairs``, and it is called in every inner loop."""

    def method(self: Any, x: Vector | Number, y: Vector | Number) -> Vector:
        if isinstance(y, list):
            return list(map(f, x, y)) if isinstance(x, list) else [f(x, t) for t in y]
        return [f(s, y) for s in x] if isinstance(x, list) else f(x, y)

    return method


class ListArithmetic(Arithmetic):
    """Vectors are lists of numbers; subclasses say what a number is and do the rest one number at a time."""

    _functions: Any  # namespace with exp, expm1, ... of one number
    _min: Callable[[Number, Number], Number]
    _max: Callable[[Number, Number], Number]

    def vector(self, values: Iterable[RationalLike], name: str = "vector") -> Vector:
        return [self.number(value, f"{name}[{i}]") for i, value in enumerate(entries(name, values))]

    def zeros(self, d: int) -> Vector:
        return [self.number(0)] * d

    def lower(self, x: Number | Vector) -> Number | Vector:
        return x

    def upper(self, x: Number | Vector) -> Number | Vector:
        return x

    def on_numbers(self, operation: str) -> Callable[..., Number]:
        """An elementwise operation for numbers alone, without asking what it is given."""
        function: Callable[..., Number] = getattr(self, f"_{operation}", getattr(self, operation))
        return function

    # -- elementwise

    @staticmethod
    def _each(f: Callable[[Number], Number], x: Any) -> Any:
        return list(map(f, x)) if isinstance(x, list) else f(x)

    add = _coordinatewise(operator.add)
    sub = _coordinatewise(operator.sub)
    mul = _coordinatewise(operator.mul)
    div = _coordinatewise(operator.truediv)

    def square(self, x: Vector | Number) -> Vector:
        return self.mul(x, x)

    def combine(self, a: Number, x: Vector, b: Number, y: Vector) -> Vector:
        return [a * s + b * t for s, t in zip(x, y)]  # noqa: B905

    def minimum(self, x: Vector | Number, y: Vector | Number) -> Vector:
        return _pairs(self._min, x, y)

    def maximum(self, x: Vector | Number, y: Vector | Number) -> Vector:
        return _pairs(self._max, x, y)

    def clip(self, x: Vector | Number, lo: Vector | Number, hi: Vector | Number) -> Vector:
        if isinstance(lo, list) or isinstance(hi, list):
            return self.minimum(self.maximum(x, lo), hi)
        return [self._clip(t, lo, hi) for t in x] if isinstance(x, list) else self._clip(x, lo, hi)

    def _clip(self, t: Number, lo: Number, hi: Number) -> Number:
        # nearly every number is certainly inside or outside; comparing is cheaper than two enclosures
        if lo < t < hi:
            return t
        return hi if hi <= t else lo if t <= lo else self._min(self._max(t, lo), hi)

    def abs(self, x: Vector | Number) -> Vector:
        return self._each(operator.abs, x)

    def sqrt(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.sqrt, x)

    def exp(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.exp, x)

    def expm1(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.expm1, x)

    def log(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.log, x)

    def log1p(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.log1p, x)

    def sin(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.sin, x)

    def cos(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.cos, x)

    def tanh(self, x: Vector | Number) -> Vector:
        return self._each(self._functions.tanh, x)

    def log_cosh(self, x: Vector | Number) -> Vector:
        return self._each(self._log_cosh, x)

    def _log_cosh(self, t: Number) -> Number:
        s = self.square(self._functions.sinh(t / 2))
        return self._functions.log1p(2 * s)  # cosh t = 1 + 2 sinh(t/2)^2 keeps its relative accuracy at 0

    # -- reductions and decisions

    def sum(self, x: Vector) -> Number:
        return sum(x)

    def less_each(self, x: Vector, bound: Number) -> Sequence[bool]:
        return [self.less(t, bound) for t in x]

    def select(self, mask: Sequence[bool], x: Vector, y: Vector | Number) -> Vector:
        other = y if isinstance(y, list) else repeat(y)
        return [s if keep else t for keep, s, t in zip(mask, x, other, strict=False)]

    def floor(self, x: Vector) -> Vector:
        return self._each(self._floor, x)

    def round(self, x: Vector) -> Vector:
        return self._each(self._round, x)

    def power_of_two(self, x: Vector) -> Vector:
        return self._each(self._power_of_two, x)

    @abstractmethod
    def _floor(self, t: Number) -> Number: ...

    @abstractmethod
    def _round(self, t: Number) -> Number: ...

    @abstractmethod
    def _power_of_two(self, t: Number) -> Number: ...


def nearest_power_exponent(man: int, exp: int) -> int:
    """e with 2^e nearest to man 2^exp, man > 0; the tie at 3/2 goes up."""
    bits = man.bit_length()
    return exp + bits - 1 + (2 * man >= 3 << (bits - 1))


def mask_of(indices: Iterable[int], d: int) -> list[bool]:
    """Mask of length ``d`` that holds at ``indices``."""
    chosen = set(indices)
    return [i in chosen for i in range(d)]
