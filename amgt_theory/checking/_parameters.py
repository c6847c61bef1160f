"""Drawing the numbers of a statement from its own assumptions: valid by construction, ends of every interval included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import hypothesis
import sympy
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory import strategies
from amgt_theory.arithmetic import Arithmetic, BallArithmetic, Number
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._operations import OPERATIONS, operations
from amgt_theory.checking._source import Writer, name
from amgt_theory.symbols import Natural, Real, d
from amgt_theory.theorem import Theorem

BITS = 128


@dataclass(frozen=True)
class Parameters:
    """Strategies for the numbers that a theorem's assumptions leave free, given the ``known`` ones.

    Each assumption bounds the last of its symbols to be drawn in which it is linear; what is linear in none is left to the
    check, which counts cases that violate it as unsatisfied.

    >>> from amgt_theory.language import le, lt
    >>> from amgt_theory.symbols import mu, L
    >>> rate = Theorem("doc.rate", "a rate", "lemma", "a doctest", quantity=mu, bound=L, assumptions=(lt(0, mu), le(mu, L)))
    >>> Parameters.of(rate, known=[mu]).strategy({mu: 2}).example()[L] >= 2
    True
    """

    steps: tuple[tuple[Any, tuple[_Bound, ...]], ...]

    @classmethod
    def of(cls, theorem: Theorem, known: Iterable[Any] = ()) -> Parameters:
        relations = [theorem.closed_relation(one) for one in theorem.assumptions]
        relations = [one for one in relations if _is_numerical(one)]
        defined = {symbol for symbol, _ in theorem.where} | _defined_by_setting(theorem)
        expressions = (*(side for one in relations for side in one.args), *map(theorem.closed, _sides(theorem)))
        free = [one for side in expressions for one in sorted(side.free_symbols, key=str)]
        order = [one for one in dict.fromkeys(free) if isinstance(one, Real | Natural) and one != d]
        symbols = [one for one in order if one not in defined and one not in set(known)]
        return cls(tuple(_ordered(symbols, relations)))

    def strategy(self, known: Mapping[Any, Any] | None = None) -> SearchStrategy[dict[Any, Any]]:
        """Values of the free symbols; ``known`` gives those that the plan was made for, and fixes others at will."""
        return _drawn(self.steps, dict(known or {}))


@st.composite
def _drawn(draw: DrawFn, steps: tuple[tuple[Any, tuple[_Bound, ...]], ...], known: dict[Any, Any]) -> dict[Any, Any]:
    values = dict(known)
    for symbol, bounds in steps:
        if symbol not in known:
            values[symbol] = draw(_strategy(symbol, bounds, values))
    return {symbol: value for symbol, value in values.items() if symbol not in known}


def _strategy(symbol: Any, bounds: tuple[_Bound, ...], values: Mapping[Any, Any]) -> SearchStrategy[Any]:
    low = high = None
    open_low = open_high = False
    for bound in bounds:
        for end, is_lower in bound.ends(values):
            if is_lower and (low is None or end > low or (end == low and bound.strict)):
                low, open_low = end, bound.strict
            if not is_lower and (high is None or end < high or (end == high and bound.strict)):
                high, open_high = end, bound.strict
    if isinstance(symbol, Natural):
        least = 0 if low is None else max(0, int(low) + (low != int(low) or open_low))
        most = 60 if high is None else min(60, -int(-high // 1) - (open_high and high == int(high)))
        if most < least:
            hypothesis.reject()
        return strategies.naturals(most - least).map(lambda n: n + least)
    if low is not None and high is not None and (low > high or (low == high and (open_low or open_high))):
        hypothesis.reject()
    return strategies.between(low, high, open_low, open_high)


@dataclass(frozen=True)
class _Bound:
    """A relation that is linear in ``symbol``: right - left as a function of the other symbols and of this one."""

    symbol: Any
    strict: bool
    equation: bool
    difference: Callable[[Mapping[str, Any], Mapping[str, Any]], Number]

    def ends(self, values: Mapping[Any, Any]) -> list[tuple[Fraction, bool]]:
        """The end of the interval it allows, and whether that is the lower one; both for an equation."""
        try:
            at_zero, slope = self._line(values, ExactArithmetic())
        except NotRational:
            at_zero, slope = self._line(values, BallArithmetic(BITS))
        if not (slope > 0 or slope < 0):
            return []
        is_lower = bool(slope > 0)
        if not _is_finite(at_zero / slope):
            return []  # left to the check, which tests every assumption
        end = _inside(-at_zero / slope, is_lower)
        return [(end, True), (end, False)] if self.equation else [(end, is_lower)]

    def _line(self, values: Mapping[Any, Any], ar: Arithmetic) -> tuple[Number, Number]:
        with ar.precision():
            given = {name(one): one_value(one, value, ar) for one, value in values.items()}
            at = [self.difference(operations(ar), {**given, name(self.symbol): ar.number(point)}) for point in (0, 1)]
            return at[0], at[1] - at[0]


def one_value(symbol: Any, value: Any, ar: Arithmetic) -> Number:
    return int(value) if isinstance(symbol, Natural) else ar.number(value)


def _is_finite(end: Number) -> bool:
    return hasattr(end, "p") or (end.is_finite() and abs(float(end.mid())) < float("inf"))


def _inside(end: Number, is_lower: bool) -> Fraction:
    """The end, or where it is only known as a ball a short rational inside the interval."""
    if hasattr(end, "p"):
        return Fraction(int(end.p), int(end.q))
    outer = float(end.mid())
    scale = 10**6 / abs(outer) if outer else 10**6
    nudge = Fraction(1, 10**6) * (1 if is_lower else -1)
    return Fraction(outer).limit_denominator(max(1, round(scale))) * (1 + nudge * (1 if outer >= 0 else -1))


def _ordered(symbols: list[Any], relations: list[Any]) -> list[tuple[Any, tuple[_Bound, ...]]]:
    """The symbols in the order in which to draw them, found from the last to the first."""
    plan: list[tuple[Any, tuple[_Bound, ...]]] = []
    left, waiting = list(symbols), list(relations)
    while left:
        mine = {one: [relation for relation in waiting if relation.has(one)] for one in left}
        linear = {one: [relation for relation in mine[one] if _is_linear(relation, one)] for one in left}
        nonlinear = {one: len(mine[one]) - len(linear[one]) for one in left}
        last = min(left, key=lambda one: (nonlinear[one], len(mine[one]), -left.index(one)))
        plan.append((last, tuple(_bound(relation, last) for relation in linear[last])))
        waiting = [relation for relation in waiting if relation not in mine[last]]
        left.remove(last)
    return plan[::-1]


def _is_linear(relation: Any, symbol: Any) -> bool:
    difference = relation.rhs - relation.lhs
    if any(one.has(symbol) for one in difference.atoms(sympy.Function)):
        return False
    powers = [one for one in difference.atoms(sympy.Pow) if one.has(symbol)]
    if any(not one.exp.is_Integer for one in powers):
        return False
    return not sympy.cancel(difference.diff(symbol)).has(symbol)


def _bound(relation: Any, symbol: Any) -> _Bound:
    difference = relation.rhs - relation.lhs
    names = sorted(map(name, difference.free_symbols))
    lines = [f"{one} = operations[{one!r}]" for one in OPERATIONS] + [f"{one} = given[{one!r}]" for one in names]
    lines.append(f"return {Writer().value(difference)}")
    scope: dict[str, Any] = {}
    exec("\n".join(["def difference(operations, given):", *(f"    {line}" for line in lines)]), scope)
    return _Bound(symbol, isinstance(relation, sympy.Lt), isinstance(relation, sympy.Eq), scope["difference"])


def _is_numerical(relation: Any) -> bool:
    plain = all(isinstance(one, Real | Natural) for one in relation.free_symbols)
    return plain and not relation.atoms(sympy.core.function.AppliedUndef)


def _sides(theorem: Theorem) -> tuple[Any, ...]:
    return tuple(map(sympy.sympify, (theorem.quantity, theorem.bound, theorem.per)))


def _defined_by_setting(theorem: Theorem) -> set[Any]:
    return {formula.lhs for _, formula in theorem.setting if isinstance(formula, sympy.Eq) and formula.lhs.is_Symbol}
