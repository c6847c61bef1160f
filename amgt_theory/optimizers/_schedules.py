"""Diminishing sequences."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from amgt_theory.arithmetic import Arithmetic, Number


def power_schedule(ar: Arithmetic, scale: Fraction, k0: Fraction, p: Fraction) -> Callable[[int], Number]:
    """k -> scale/(k+k0)^p as a number of ``ar``, for k >= 1; p = 0 is the constant sequence.

    >>> from amgt_theory.arithmetic import arithmetic
    >>> alpha = power_schedule(arithmetic("float64"), Fraction(3), Fraction(2), Fraction(1, 2))
    >>> alpha(7)
    1.0
    """
    top = ar.number(scale)
    if p == 0:
        return lambda k: top
    shift = int(k0) if k0.denominator == 1 else ar.number(k0)  # k + int is exact and faster
    if p == 1:
        return lambda k: top / (k + shift)
    power = ar.number(p)
    zero = ar.number(0)
    return lambda k: top / ar.power(zero + k + shift, power)
