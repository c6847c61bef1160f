"""Deciding relations between numbers: balls, exact fractions, finer balls, and algebra where the sides are equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy

from amgt_theory.arithmetic import Arithmetic, BallArithmetic
from amgt_theory.errors import UndecidedComparison
from amgt_theory.predictor._evaluate import NotRational, Number, Rationals, compiled
from amgt_theory.symbols import k

PRECISIONS = (64, 128, 256, 512, 1000)
Exactly = Mapping[sympy.Symbol, Fraction]
Iteration = int | Callable[[Arithmetic], Number] | None
"""Where k is: a natural number, or a real one by how to compute it; None when there is no k."""


def ball(expression: sympy.Expr, values: Exactly, iteration: Iteration = None, bits: int = 64) -> Number:
    """A ball that contains the expression's value."""
    ar = BallArithmetic(bits)
    with ar.precision():
        numbers = {symbol: ar.number(value) for symbol, value in values.items()}
        at = {} if iteration is None else {k: iteration(ar) if callable(iteration) else ar.number(iteration)}
        return compiled(expression, numbers, ar)(at)


def exactly(expression: sympy.Expr, values: Exactly, iteration: Iteration = None) -> Fraction | None:
    """The expression's value if it is rational and reached by rational operations, else None."""
    if callable(iteration):
        return None
    try:
        rationals = {symbol: Fraction(value) for symbol, value in values.items()}
        result: Fraction = compiled(expression, rationals, Rationals())({k: Fraction(iteration or 0)})
    except (NotRational, ZeroDivisionError):
        return None
    return result


def at_most(left: sympy.Expr, right: sympy.Expr, values: Exactly, iteration: Iteration = None) -> bool:
    """Whether left <= right, decided rigorously; equality is found by exact or symbolic means only.

    Raises UndecidedComparison when 1000 bits and algebra leave it open.
    """
    for bits in PRECISIONS:
        low, high = (ball(side, values, iteration, bits) for side in (left, right))
        if low <= high:
            return True
        if low > high:
            return False
        if bits == PRECISIONS[0]:
            fractions = [exactly(side, values, iteration) for side in (left, right)]
            if None not in fractions:
                return fractions[0] <= fractions[1]  # type: ignore[operator]
    if _equal(left, right, values, iteration):
        return True
    raise UndecidedComparison(f"{low.str(12)} <= {high.str(12)} is open at {PRECISIONS[-1]} bits")


def equal(left: sympy.Expr, right: sympy.Expr, values: Exactly, iteration: Iteration = None) -> bool:
    """Whether left = right is proved."""
    if at_most(left, right, values, iteration):
        return at_most(right, left, values, iteration)
    return False


def _equal(left: sympy.Expr, right: sympy.Expr, values: Exactly, iteration: Iteration) -> bool:
    """Whether algebra proves the sides equal."""
    powers = [one for side in (left, right) for one in side.atoms(sympy.Pow, sympy.Product, sympy.Sum, sympy.gamma)]
    grows = any(one.args[-1].has(k) for one in powers)  # the number written out gets longer with k
    if callable(iteration) or (grows and (iteration or 0) > 1000):
        return False
    numbers = {symbol: sympy.Rational(value.numerator, value.denominator) for symbol, value in values.items()}
    difference = (right - left).xreplace({**numbers, k: sympy.Integer(iteration or 0)}).doit()
    x = sympy.Dummy("x")
    try:
        return bool(difference == 0 or sympy.minimal_polynomial(difference, x) == x)
    except (sympy.polys.polyerrors.NotAlgebraic, NotImplementedError):
        return False


def decimal(value: Number, digits: int = 6) -> str:
    """A ball's middle, or a fraction, as a reader wants it.

    >>> decimal(Fraction(1, 4)), decimal(Fraction(1, 3)), decimal(Fraction(40))
    ('0.25', '0.333333', '40')
    """
    if isinstance(value, Fraction):
        value = BallArithmetic(1000).number(value)
    text = str(value.mid().str(digits, radius=False))
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def sides(left: sympy.Expr, right: sympy.Expr, values: Exactly, iteration: Iteration = None) -> tuple[str, str]:
    """Both values as text, with as many digits as it takes to tell them apart."""
    known = [exactly(side, values, iteration) for side in (left, right)]
    numbers: list[Any] = [
        ball(side, values, iteration, 1000) if fraction is None else fraction
        for side, fraction in zip((left, right), known, strict=True)
    ]
    for digits in (6, 12, 24, 48):
        texts = decimal(numbers[0], digits), decimal(numbers[1], digits)
        if texts[0] != texts[1]:
            break
    return texts
