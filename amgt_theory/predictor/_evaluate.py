"""SymPy expressions as functions over any arithmetic: one reading for balls, mpmath, float64 and rationals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import prod
from typing import Any, Protocol

import gmpy2
import numpy as np
import sympy

from amgt_theory.errors import InvalidInput
from amgt_theory.symbols import Coordinate, Natural

Number = Any  # of the arithmetic; with float64 also an array of values of k
Point = Mapping[sympy.Symbol, Number]
Compiled = Callable[[Point], Number]

LARGEST_LOOP = 10**6


class Numbers(Protocol):
    """What evaluation needs of an arithmetic."""

    def number(self, value: Any) -> Number: ...
    def sqrt(self, x: Number) -> Number: ...
    def exp(self, x: Number) -> Number: ...
    def log(self, x: Number) -> Number: ...
    def abs(self, x: Number) -> Number: ...
    def minimum(self, x: Number, y: Number) -> Number: ...
    def maximum(self, x: Number, y: Number) -> Number: ...


class NotRational(Exception):
    """A value is not rational, or too long to be worth writing down."""


class Rationals:
    """Exact fractions; raises :class:`NotRational` where a value is not one."""

    def number(self, value: Any) -> Fraction:
        return Fraction(value)

    def sqrt(self, x: Fraction) -> Fraction:
        return _root(x, 2)

    def exp(self, x: Fraction) -> Fraction:
        raise NotRational

    log = exp

    def abs(self, x: Fraction) -> Fraction:
        return abs(x)

    def minimum(self, x: Fraction, y: Fraction) -> Fraction:
        return min(x, y)

    def maximum(self, x: Fraction, y: Fraction) -> Fraction:
        return max(x, y)


def compiled(
    expression: sympy.Expr, values: Point, numbers: Numbers, fold: Callable[[sympy.Expr], Number] | None = None
) -> Compiled:
    """``expression`` as a function of its natural numbers (k, indices); ``values`` gives every other symbol.

    Parts free of natural numbers are computed once, here, by ``fold`` when given. Raises InvalidInput for what has no
    numerical value: sequences, vectors, sums over coordinates.
    """
    return _Compiler(values, numbers, fold).compile(sympy.sympify(expression))


class _Compiler:
    def __init__(self, values: Point, numbers: Numbers, fold: Callable[[sympy.Expr], Number] | None) -> None:
        self._values, self._numbers, self._fold = values, numbers, fold

    def compile(self, expression: sympy.Expr) -> Compiled:
        if self._varies(expression):
            return self._node(expression)
        value = self._fold(expression) if self._fold else self._node(expression)({})
        return lambda at: value

    def _varies(self, expression: sympy.Expr) -> bool:
        return any(isinstance(one, Natural) and one not in self._values for one in expression.free_symbols)

    def _node(self, expression: sympy.Expr) -> Compiled:
        numbers = self._numbers
        if expression in self._values:
            value = self._values[expression]
            return lambda at: value
        if isinstance(expression, Natural):
            return lambda at: at[expression]
        if isinstance(expression, sympy.Rational):
            rational = numbers.number(Fraction(int(expression.p), int(expression.q)))
            return lambda at: rational
        if expression == sympy.E:
            e = numbers.exp(numbers.number(1))
            return lambda at: e
        if isinstance(expression, sympy.Mul):
            return self._product(expression)
        if isinstance(expression, sympy.Pow):
            return self._power(expression.base, expression.exp)
        if isinstance(expression, sympy.Product | sympy.Sum):
            return self._range(expression)
        two = {sympy.Add: _add, sympy.Min: numbers.minimum, sympy.Max: numbers.maximum}.get(expression.func)
        if two:
            return self._folded(two, expression.args)
        one = {sympy.exp: numbers.exp, sympy.log: numbers.log, sympy.Abs: numbers.abs, sympy.gamma: _gamma}.get(
            expression.func
        )
        if one is None:
            raise InvalidInput(f"{expression} is not a number that parameters determine, so it cannot be predicted")
        (argument,) = map(self.compile, expression.args)
        return lambda at: one(argument(at))

    def _folded(self, two: Callable[[Number, Number], Number], arguments: Any) -> Compiled:
        """The operation ``two`` over the arguments, those free of natural numbers first."""
        first, *rest = map(self.compile, sorted(arguments, key=self._varies))

        def folded(at: Point) -> Number:
            result = first(at)
            for argument in rest:
                result = two(result, argument(at))
            return result

        return folded

    def _product(self, expression: sympy.Mul) -> Compiled:
        fixed = [factor for factor in expression.args if not self._varies(factor)]
        if self._fold and len(fixed) > 1:  # one constant, rounded once
            rest = [factor for factor in expression.args if factor not in fixed]
            constant, varying = self.compile(sympy.Mul(*fixed)), self.compile(sympy.Mul(*rest))
            return lambda at: constant(at) * varying(at)
        below = [one for one in expression.args if isinstance(one, sympy.Pow) and one.exp.is_Rational and one.exp < 0]
        above = [factor for factor in expression.args if factor not in below] or [sympy.S.One]
        top = self._folded(_multiply, above)
        if not below:
            return top
        bottom = self._folded(_multiply, [one.base**-one.exp for one in below])
        return lambda at: top(at) / bottom(at)

    def _power(self, base: sympy.Expr, exponent: sympy.Expr) -> Compiled:
        root, numbers = self.compile(base), self._numbers
        if exponent.is_Integer:
            whole = int(exponent)
            return lambda at: root(at) ** whole if whole >= 0 else numbers.number(1) / root(at) ** -whole
        if exponent.is_Rational and exponent.q == 2:
            above = int(exponent.p)
            if above < 0:
                return lambda at: numbers.number(1) / numbers.sqrt(root(at)) ** -above
            return lambda at: numbers.sqrt(root(at)) ** above
        power = self.compile(exponent)
        if isinstance(numbers, Rationals):
            return lambda at: _rational_power(root(at), power(at))
        return lambda at: root(at) ** power(at)

    def _range(self, expression: Any) -> Compiled:
        """A sum or product over index = 1..high; partial results are kept when they do not depend on k."""
        (index, low, high), *others = expression.limits
        if others or low != 1 or isinstance(index, Coordinate):
            raise InvalidInput(f"{expression} is not a sum or product over j = 1..k, so it cannot be predicted")
        inner, top = self.compile(expression.function), self.compile(high)
        is_product = isinstance(expression, sympy.Product)
        two: Callable[[Number, Number], Number] = _multiply if is_product else _add
        number = self._numbers.number
        reusable = not (expression.function.free_symbols - {index}) & set(high.free_symbols)
        partial = [number(1 if is_product else 0)]

        def upto(at: Point) -> Number:
            end = top(at)
            if isinstance(end, np.ndarray | float):
                return _cumulated(inner, at, index, end, is_product)
            last = _loop_end(end)
            known = partial if reusable else partial[:1]
            for number_of in range(len(known), last + 1):
                known.append(two(known[-1], inner({**at, index: number(number_of)})))
            return known[last]

        return upto


def _cumulated(inner: Compiled, at: Point, index: sympy.Symbol, end: Any, is_product: bool) -> Any:
    last = _loop_end(np.max(end))
    terms = inner({**at, index: np.arange(1.0, last + 1)}) * np.ones(last)
    folded = (np.cumprod if is_product else np.cumsum)(terms)
    return np.concatenate(([float(is_product)], folded))[np.asarray(end, dtype=int)]


def _loop_end(end: Number) -> int:
    last = int(float(end))
    if last > LARGEST_LOOP:
        raise InvalidInput(
            f"a sum or product of {last} parts violates parts <= {LARGEST_LOOP}; choose a smaller k or a larger tol"
        )
    return last


def _add(x: Number, y: Number) -> Number:
    return x + y


def _multiply(x: Number, y: Number) -> Number:
    return x * y


def _gamma(x: Number) -> Number:
    if isinstance(x, Fraction):
        if x.denominator != 1 or not 1 <= x <= 1000:
            raise NotRational
        return Fraction(prod(range(1, int(x))))
    return x.gamma() if hasattr(x, "gamma") else x.context.gamma(x)


def _rational_power(base: Fraction, exponent: Fraction) -> Fraction:
    length = base.numerator.bit_length() + base.denominator.bit_length()
    if abs(exponent) * length > 100_000:
        raise NotRational
    return _root(base, exponent.denominator) ** exponent.numerator


def _root(x: Fraction, degree: int) -> Fraction:
    if degree == 1:
        return x
    if x < 0 or degree > 1000:
        raise NotRational
    (above, exact_above), (below, exact_below) = gmpy2.iroot(x.numerator, degree), gmpy2.iroot(x.denominator, degree)
    if not (exact_above and exact_below):
        raise NotRational
    return Fraction(int(above), int(below))
