"""Whether values satisfy a theorem's numerical assumptions, and what to say when they do not."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import sympy

from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.predictor._decide import Exactly, Iteration, at_most, ball, equal, sides
from amgt_theory.predictor._values import closed as statement
from amgt_theory.printing import text
from amgt_theory.symbols import k
from amgt_theory.theorem import Theorem

METHOD = "k0 alpha tau eps beta1 beta2 p q h_hi h_lo H r".split()  # what a user can choose, the usual knobs first
NEGATED = {sympy.Le: ">", sympy.Lt: ">=", sympy.Eq: "!="}


def check_hypotheses(theorem: Theorem, values: Exactly, iterations: Iterable[int] = ()) -> None:
    """Raise InvalidInput naming the first assumption that does not hold, the numbers on both sides and a remedy.

    Assumptions about k are checked at the given iterations; without any, the others are.
    """
    iterations = list(iterations)
    for relation, closed in statement(theorem).assumptions:
        points: list[Iteration] = list(iterations) if closed.has(k) else [] if iterations else [None]
        for point in points:
            _check(theorem, relation, closed, values, point)


def _check(theorem: Theorem, relation: Any, closed: Any, values: Exactly, point: Iteration) -> None:
    try:
        if _holds(closed, values, point):
            return
        verdict = NEGATED[relation.func]
    except UndecidedComparison:
        verdict = "~"
    left, right = sides(closed.lhs, closed.rhs, values, point)
    where = f" at k = {point}" if point is not None else ""
    remedy = _remedy(closed, values, point)
    if verdict == "~":
        remedy = f"which 1000 bits cannot tell apart; {remedy or 'choose other values'}"
    ending = f"; {remedy}" if remedy else ""
    raise InvalidInput(f"{theorem.id}: needs {text(relation)}{where}; here {left} {verdict} {right}{ending}")


def _holds(closed: Any, values: Exactly, point: Iteration) -> bool:
    if isinstance(closed, sympy.Le):
        return at_most(closed.lhs, closed.rhs, values, point)
    if isinstance(closed, sympy.Lt):
        return not at_most(closed.rhs, closed.lhs, values, point)
    return equal(closed.lhs, closed.rhs, values, point)


def _remedy(closed: Any, values: Exactly, point: Iteration) -> str:
    """Which way to move one or two parameters, those of the method first."""
    if isinstance(closed, sympy.Eq):
        return ""
    involved = sorted(closed.free_symbols & set(values), key=_usefulness)
    advice = []
    for symbol in involved:
        value = values[symbol]
        moved = value + max(abs(value), Fraction(1)) / 1000
        here, more = (_margin(closed, {**values, symbol: one}, point) for one in (value, moved))
        if more > here:
            advice.append(f"increase {symbol}")
        elif more < here:
            advice.append(f"lower {symbol}")
    of_method = [one for one in advice if one.split()[1] in METHOD]
    return " or ".join((of_method or advice)[:2])


def _usefulness(symbol: sympy.Symbol) -> tuple[int, str]:
    name = str(symbol)
    return (METHOD.index(name) if name in METHOD else len(METHOD), name)


def _margin(closed: Any, values: Exactly, point: Iteration) -> Any:
    return ball(closed.rhs, values, point) - ball(closed.lhs, values, point)
