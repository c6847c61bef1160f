"""Where one number of a statement may lie, read off a relation that is linear or even quadratic in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, inf
from typing import Any

import hypothesis
import sympy

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, Number
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._operations import OPERATIONS, operations
from amgt_theory.checking._source import Writer, name
from amgt_theory.language import ForAll, Formula
from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import Draw
from amgt_theory.symbols import At, Coordinate, Natural, Real

BITS = 128
LONG = 4000  # bits of a rational that is drawn no more
EXACT, BALLS = ExactArithmetic(), BallArithmetic(BITS)
with BALLS.precision():
    OPERATIONS_OF: Mapping[Arithmetic, Mapping[str, Any]] = {ar: operations(ar) for ar in (EXACT, BALLS)}
MOST = 60  # the largest natural drawn
SLOT = Real("slot_")


@dataclass(frozen=True)
class Interval:
    """An interval of rationals, or with ``only_ends`` its two ends; None is no end."""

    low: Fraction | None = None
    high: Fraction | None = None
    open_low: bool = False
    open_high: bool = False
    only_ends: bool = False

    def meet(self, other: Interval) -> Interval:
        """The intersection."""
        low, open_low, high, open_high = self.low, self.open_low, self.high, self.open_high
        if other.low is not None and (low is None or (other.low, other.open_low) > (low, open_low)):
            low, open_low = other.low, other.open_low
        if other.high is not None and (high is None or (-other.high, other.open_high) > (-high, open_high)):
            high, open_high = other.high, other.open_high
        return Interval(low, high, open_low, open_high, self.only_ends or other.only_ends)

    def holds(self, number: Any) -> bool:
        """Whether a number is in it."""
        return not self.meet(Interval(number, number))._is_empty

    @property
    def _is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.open_low or self.open_high))

    def number(self, draw: Draw) -> Fraction:
        """A rational of it; rejects the case when there is none."""
        if self._is_empty:
            hypothesis.reject()
        if self.only_ends and self.low is not None and self.high is not None:
            return drawing.pick(draw, (self.high, self.low))
        return drawing.between(draw, self.low, self.high, self.open_low, self.open_high)

    def natural(self, draw: Draw) -> int:
        """A natural number of it, at most MOST beyond the least; rejects the case when there is none."""
        least = 0 if self.low is None else max(0, ceil(self.low))
        least += self.low is not None and self.open_low and least == self.low
        most = least + MOST if self.high is None else min(least + MOST, floor(self.high))
        most -= self.high is not None and self.open_high and most == self.high
        if most < least:
            hypothesis.reject()
        return least + drawing.natural(draw, most - least)


@dataclass(frozen=True)
class Bound:
    """A relation as a bound on a slot: a number, a vector's coordinate, or a sequence's member at ``shift`` from k."""

    strict: bool
    equation: bool
    shift: int
    uses: frozenset[str]
    difference: Callable[..., list[Number]]

    def intervals(self, given: Callable[[Arithmetic], Mapping[str, Any]], k: int = 0) -> list[Interval]:
        """The interval for each coordinate, or the one of a number; the whole line where it is neither kind."""
        try:
            rows = self._coefficients(EXACT, given, k)
        except NotRational:
            rows = self._coefficients(BALLS, given, k)
        return [self._interval(*row) for row in rows]

    def _coefficients(
        self, ar: Arithmetic, given: Callable[[Arithmetic], Mapping[str, Any]], k: int
    ) -> list[tuple[Number, Number, Number]]:
        """right - left = constant + linear s + quadratic s^2, for each coordinate."""
        with ar.precision():
            values, ops = given(ar), OPERATIONS_OF[ar]
            zero, up, down = (self.difference(ops, values, ar.number(point), k) for point in (0, 1, -1))
            return [(at, (u - o) / 2, (u + o) / 2 - at) for at, u, o in zip(zero, up, down, strict=True)]

    def _interval(self, constant: Number, linear: Number, quadratic: Number) -> Interval:
        is_linear = quadratic == 0 or (hasattr(quadratic, "contains") and quadratic.contains(0))
        if is_linear and (linear > 0 or linear < 0):
            is_lower = bool(linear > 0)
            end = _inside(-constant / linear, is_lower)
            if end is None:
                return Interval()
            if self.equation:
                return Interval(end, end)
            return Interval(end, None, self.strict) if is_lower else Interval(None, end, False, self.strict)
        if (quadratic < 0 or (self.equation and quadratic > 0)) and not (linear > 0 or linear < 0):
            end = _inside(_root(-constant / quadratic), False)
            return Interval() if end is None else Interval(-end, end, self.strict, self.strict, self.equation)
        return Interval()


def bound_on(slot: Any, relation: Any, coordinate: Any = None, index: Any = None, shift: int = 0) -> Bound | None:
    """``relation`` as a bound on ``slot``, None when it is not a polynomial of degree at most 2 in it."""
    difference = (relation.rhs - relation.lhs).xreplace({slot: SLOT})
    if not difference.has(SLOT) or not _is_quadratic(difference):
        return None
    others = {name(one): str(one) for one in _names(difference) if one not in (SLOT, coordinate, index)}
    writer = Writer()
    rows = writer.each(coordinate, [difference]) if coordinate else f"[{writer.value(difference)}]"
    unpacked = [f"{one} = operations[{one!r}]" for one in OPERATIONS]
    unpacked += [f"{spelled} = given[{known!r}]" for spelled, known in sorted(others.items())]
    unpacked += [f"{name('d')} = given['d']"] if coordinate else []
    arguments = f"operations, given, {name(SLOT)}, {'k_' if index is None else name(index)}"
    scope: dict[str, Any] = {}
    exec("\n".join([f"def difference({arguments}):", *(f"    {one}" for one in unpacked), f"    return {rows}"]), scope)
    strict, equation = isinstance(relation, sympy.Lt), isinstance(relation, sympy.Eq)
    return Bound(strict, equation, shift, frozenset(others.values()), scope["difference"])


def bounds_on_members(function: Any, formula: Formula) -> list[Bound]:
    """A formula for all k (and i) as bounds on the members of a sequence: on function(k), or function(k+1)."""
    if not isinstance(formula, ForAll) or formula.hypotheses or isinstance(formula.conclusion, ForAll):
        return []
    index = next((one for one in formula.variables if isinstance(one, Natural)), None)
    coordinate = next((one for one in formula.variables if isinstance(one, Coordinate)), None)
    if index is None or len(formula.variables) != 1 + (coordinate is not None):
        return []
    members = {one for side in formula.conclusion.args for one in side.atoms(sympy.core.function.AppliedUndef)}
    shifts = [one.args[0] - index for one in members if one.func == function]
    if not shifts or not all(shift in (0, 1) for shift in shifts):
        return []
    shift = int(max(shifts))
    member = function(index + shift)
    slot = At(member, coordinate) if coordinate else member
    found = bound_on(slot, formula.conclusion, coordinate, index, shift)
    return [] if found is None else [found]


def _names(expression: Any) -> Iterable[Any]:
    functions = {one.func for one in expression.atoms(sympy.core.function.AppliedUndef)}
    bound = {limit[0] for one in expression.atoms(sympy.Sum, sympy.Product) for limit in one.limits}
    return {*functions, *(expression.free_symbols - bound)}


def _is_quadratic(difference: Any) -> bool:
    if any(one.has(SLOT) for one in difference.atoms(sympy.Function, sympy.Sum, sympy.Product)):
        return False
    if any(not one.exp.is_Integer for one in difference.atoms(sympy.Pow) if one.has(SLOT)):
        return False
    return sympy.cancel(difference.diff(SLOT, 2)).has(SLOT) is False


def _root(x: Number) -> Number:
    if hasattr(x, "p"):
        try:
            return EXACT.sqrt(x)
        except NotRational:
            return BALLS.number(Fraction(int(x.p), int(x.q))).sqrt()
    return x.sqrt()


def _inside(end: Number, is_lower: bool) -> Fraction | None:
    """The end, or where it is long or only known as a ball a short rational inside; None when it is not finite."""
    if hasattr(end, "p"):
        exact = Fraction(int(end.p), int(end.q))
        if exact.numerator.bit_length() + exact.denominator.bit_length() <= LONG:
            return exact
        end = BALLS.number(exact)
    outer = float(end.mid()) if end.is_finite() else inf
    if abs(outer) == inf or outer != outer:
        return None
    short = Fraction(outer).limit_denominator(max(1, round(10**6 / abs(outer)))) if outer else Fraction(0)
    return short + (abs(short) or 1) * Fraction(1 if is_lower else -1, 10**5)
