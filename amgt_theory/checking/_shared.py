"""What the formulas of a statement compute more than once: it is computed once, before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sympy

from amgt_theory.checking._source import Writer
from amgt_theory.symbols import Coordinate, Natural, Vector, d


class Shared:
    """Names for polynomials in given numbers that occur again, which ``write`` uses from now on.

    ``formulas`` are the variables of each formula with its expressions; in one that has variables everything occurs
    again, except that what all points or all numbers satisfy is rarely tested. ``given`` are the names with a value.
    """

    def __init__(
        self, formulas: Sequence[tuple[tuple[Any, ...], list[Any]]], given: frozenset[str], write: Writer
    ) -> None:
        self._sources: list[tuple[str, str]] = []
        free = given - {str(variable) for variables, _ in formulas for variable in variables}
        times = Counter[Any]()
        for variables, expressions in formulas:
            if all(isinstance(variable, Natural | Coordinate) for variable in variables):
                for part in _parts(expressions):
                    if part.args and _is_polynomial(part, free):
                        times[part] += 2 if variables else 1
        for part in sorted((one for one in times if times[one] > 1), key=lambda one: one.count_ops()):
            self._sources.append((f"s{len(self._sources)}", write.number(part)))
            write.shared[part] = self._sources[-1][0]

    def lines(self, after: list[str]) -> list[str]:
        """Source lines that give the names used in the lines ``after`` their values."""
        needed: list[str] = []
        for spelled, source in reversed(self._sources):
            if re.search(rf"\b{spelled}\b", "\n".join((*needed, *after))):
                needed.insert(0, f"{spelled} = {source}")
        return needed


def _parts(expressions: Iterable[Any]) -> Iterable[Any]:
    return (part for one in expressions for part in sympy.preorder_traversal(one))


def _is_polynomial(expression: Any, given: frozenset[str]) -> bool:
    """Whether it is made of given numbers with + - * and powers, which no arithmetic refuses."""
    if isinstance(expression, sympy.Symbol):
        is_number = not isinstance(expression, Natural | Coordinate | Vector) and expression != d
        return is_number and str(expression) in given
    if isinstance(expression, sympy.Pow):
        return bool(expression.exp.is_Integer and expression.exp > 0) and _is_polynomial(expression.base, given)
    if isinstance(expression, sympy.Add | sympy.Mul):
        return all(_is_polynomial(one, given) for one in expression.args)
    return bool(expression.is_Rational)
