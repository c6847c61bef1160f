"""What compiled statements compute with: the operations of one arithmetic, total as in the kernel (x/0 = 0)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import prod
from typing import Any

from amgt_theory.arithmetic import ListArithmetic, Number, Vector
from amgt_theory.checking import _exact, _symbolic
from amgt_theory.checking._exact import ExactArithmetic
from amgt_theory.checking._symbolic import SymbolicArithmetic

OPERATIONS = (
    *("zero", "one", "ratio", "square", "sqrt", "exp", "log", "absolute", "gamma", "power", "minimum", "maximum"),
    *("total", "product", "squares", "dot", "memo", "dimension"),
)


def operations(ar: ListArithmetic) -> Mapping[str, Any]:
    """The operations on numbers of ``ar`` by the names that compiled statements use."""
    one, zero = ar.number(1), ar.number(0)

    def ratio(x: Number, y: Number) -> Number:
        return zero if y == zero else x / y

    def total(values: list[Number]) -> Number:
        return sum(values, zero)

    def product(values: list[Number]) -> Number:
        return prod(values, start=one)

    def squares(x: Vector) -> Number:
        return ar.dot(x, x)

    gamma = _gamma
    if isinstance(ar, ExactArithmetic):
        gamma = _exact.gamma
    if isinstance(ar, SymbolicArithmetic):
        gamma = _symbolic.gamma
    return {
        "zero": zero,
        "one": one,
        "ratio": ratio,
        "square": ar.on_numbers("square"),
        "sqrt": lambda x: ar.sqrt(x * one),
        "exp": lambda x: ar.exp(x * one),
        "log": lambda x: ar.log(x * one),
        "absolute": lambda x: ar.abs(x * one),
        "gamma": lambda x: gamma(x * one),
        "power": ar.power,
        "minimum": lambda x, y: ar.minimum(x * one, y * one),
        "maximum": lambda x, y: ar.maximum(x * one, y * one),
        "total": total,
        "product": product,
        "squares": squares,
        "dot": ar.dot,
        "memo": cache,
        "dimension": dimension,
    }


def dimension(given: Mapping[str, Any]) -> int:
    """The d of a model that does not say it: that of its vectors."""
    return next((len(one) for one in given.values() if isinstance(one, list)), 1)


def _gamma(x: Number) -> Number:
    value = x.gamma()
    is_pole = x.is_exact() and x <= 0 and x.floor() == x
    return x * 0 if is_pole else value
