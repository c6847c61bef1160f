"""Formulas as lines of text for a terminal."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

from amgt_theory.language import RELATIONS, ForAll, Formula


def _as_written(terms: list[Any]) -> list[Any]:
    """Short terms first; a number comes last after symbols (k + 1) and first before anything longer (1 + beta1^2)."""
    ordered = sorted((one for one in terms if not one.is_Number), key=lambda one: (one.count_ops(), str(one)))
    numbers = [one for one in terms if one.is_Number]
    return ordered + numbers if all(one.is_Symbol for one in ordered) else numbers + ordered


class _Text(StrPrinter):  # type: ignore[misc]
    """SymPy's linear form with ^ for powers and sums over coordinates written sum_i(...)."""

    def _print_Pow(self, expr: Any, rational: bool = False) -> str:
        return str(super()._print_Pow(expr, rational)).replace("**", "^")

    def _print_Add(self, expr: Any, order: str | None = None) -> str:
        plus = [one for one in expr.args if not one.could_extract_minus_sign()]
        minus = [one for one in expr.args if one.could_extract_minus_sign()]
        if not plus:
            return f"-({self._print(-expr)})"
        first = " + ".join(self.parenthesize(one, PRECEDENCE["Add"]) for one in _as_written(plus))
        return first + "".join(f" - {self.parenthesize(-one, PRECEDENCE['Mul'] - 1)}" for one in minus)

    def _print_Sum(self, expr: Any) -> str:
        return self._fold("sum", expr)

    def _print_Product(self, expr: Any) -> str:
        return self._fold("prod", expr)

    def _fold(self, word: str, expr: Any) -> str:
        index, low, high = expr.limits[0]
        span = "" if getattr(index, "sort", "") == "coordinate" else f"={low}..{self._print(high)}"
        return f"{word}_{index}{span}({self._print(expr.function)})"

    def _print_Lambda(self, expr: Any) -> str:
        return f"({self._print(expr.expr)})_{expr.variables[0]}"


def text(value: Formula | sympy.Expr) -> str:
    """A formula or expression on one line.

    >>> from amgt_theory.language import le
    >>> from amgt_theory.symbols import L, y, square
    >>> text(ForAll((y,), le(square(y), L**2)))
    'for all y: sum_i(y[i]^2) <= L^2'
    """
    if isinstance(value, ForAll):
        names = ", ".join(map(str, value.variables))
        given = f" with {', '.join(map(text, value.hypotheses))}" if value.hypotheses else ""
        return f"for all {names}{given}: {text(value.conclusion)}"
    if type(value) in RELATIONS:
        return f"{text(value.lhs)} {RELATIONS[type(value)]} {text(value.rhs)}"
    return str(_Text().doprint(value))
