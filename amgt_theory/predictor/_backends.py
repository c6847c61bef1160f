"""One expression on three kinds of numbers: balls, mpmath, doubles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import mpmath
import numpy as np
import sympy

from amgt_theory.arithmetic import BallArithmetic, Float64Arithmetic, MpmathArithmetic
from amgt_theory.errors import InvalidInput
from amgt_theory.predictor._decide import Iteration
from amgt_theory.predictor._evaluate import Compiled, Number, compiled
from amgt_theory.symbols import k

MOST_BITS = 1 << 16
GUARD_BITS = 32
DOUBLE = Fraction(1, 2**60)

Exactly = Mapping[sympy.Symbol, Fraction]


class Balls:
    """Balls around an expression's value at exact parameters, at any precision; ``name`` is for messages."""

    def __init__(self, name: str, expression: sympy.Expr, values: Exactly) -> None:
        self.name, self.expression, self.values = name, expression, values
        self._compiled: dict[int, tuple[BallArithmetic, Compiled]] = {}

    def at(self, iteration: Iteration, bits: int) -> Number:
        """A ball computed at ``bits``; the expression is compiled once for each precision."""
        if bits not in self._compiled:
            ar = BallArithmetic(bits)
            with ar.precision():
                numbers = {symbol: ar.number(value) for symbol, value in self.values.items()}
                self._compiled[bits] = ar, compiled(self.expression, numbers, ar)
        ar, function = self._compiled[bits]
        with ar.precision():
            return function({k: iteration(ar) if callable(iteration) else ar.number(iteration or 0)})

    def fine(self, iteration: Iteration, bits: int, radius: Fraction | None) -> Number:
        """A finite ball, of at most the given relative radius; bits double until it is one."""
        while bits <= MOST_BITS:
            value = self.at(iteration, bits)
            if value.is_finite() and (radius is None or is_fine(value, radius)):
                return value
            bits *= 2
        if value.is_finite():
            raise InvalidInput(f"{self.name}: {MOST_BITS} bits do not reach relative radius {radius}; ask for less")
        raise _not_finite(self.name)

    def double(self, iteration: int | None) -> float:
        """The value, rounded to a double."""
        return float(self.fine(iteration, 64, DOUBLE))


class Multiprecision:
    """mpmath numbers of ``bits`` bits in a context of their own, computed with guard bits."""

    def __init__(self, balls: Balls, bits: int) -> None:
        self._name, self._work = balls.name, MpmathArithmetic(bits + GUARD_BITS)
        self._context = mpmath.MPContext()
        self._context.prec = bits
        numbers = {symbol: self._work.number(value) for symbol, value in balls.values.items()}
        try:
            self._function = compiled(balls.expression, numbers, self._work)
        except (ZeroDivisionError, ValueError):
            raise _not_finite(balls.name) from None

    def at(self, iteration: int | None) -> Any:
        try:
            value = self._function({k: self._work.number(iteration or 0)})
        except (ZeroDivisionError, ValueError):  # mpmath's answer to 1/0 and to a pole of Gamma
            raise _not_finite(self._name) from None
        return self._context.mpf(value)


class Doubles:
    """float64 over arrays of k; where that is not finite, or not possible, balls rounded to doubles."""

    def __init__(self, balls: Balls) -> None:
        self._balls = balls

    def array(self, iterations: Any) -> Any:
        result = np.full(iterations.shape, np.nan)
        if self._vectorized:
            with np.errstate(all="ignore"):
                result = np.broadcast_to(self._vectorized({k: iterations}), iterations.shape).copy()
        for place in np.argwhere(~np.isfinite(result)):
            result[tuple(place)] = self._balls.double(int(iterations[tuple(place)]))
        return result

    @cached_property
    def _vectorized(self) -> Compiled | None:
        """None when Gamma occurs (large values cancel) or a constant does not fit into a double."""
        if self._balls.expression.has(sympy.gamma):
            return None
        numbers = {symbol: np.float64(float(value)) for symbol, value in self._balls.values.items()}
        try:
            return compiled(self._balls.expression, numbers, Float64Arithmetic(), fold=self._constant)
        except OverflowError:
            return None

    def _constant(self, expression: sympy.Expr) -> Any:
        """A part free of k, rounded once."""
        exact = Balls(self._balls.name, expression, self._balls.values).fine(None, 64, DOUBLE)
        rounded = np.float64(float(exact))
        if not np.isfinite(rounded) or (rounded == 0) != (exact == 0):
            raise OverflowError
        return rounded


def on_backend(
    balls: Balls, backend: str, bits: int, relative_radius: Fraction | None
) -> Callable[[int | None], Number]:
    """The expression of ``balls`` as a function of one k (None when it has none) on a backend."""
    if backend == "mpmath":
        return Multiprecision(balls, bits).at
    if backend == "ball":
        return lambda iteration: balls.fine(iteration, bits, relative_radius)
    return balls.double


def is_fine(value: Number, radius: Fraction) -> bool:
    allowed = BallArithmetic(64).number(radius)
    return bool(value.rad() <= abs(value).lower() * allowed)


def _not_finite(name: str) -> InvalidInput:
    return InvalidInput(f"{name}: the bound is not a finite number at these values; choose others")
