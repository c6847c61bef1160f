"""Drawing the numbers of a statement from its own assumptions: valid by construction, ends of intervals included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import Arithmetic
from amgt_theory.checking._intervals import EXACT, Bound, Interval, bound_on
from amgt_theory.checking._program import testable
from amgt_theory.language import free
from amgt_theory.symbols import Natural, Real, d, f, f_star, gradient
from amgt_theory.theorem import Theorem


@dataclass(frozen=True)
class Parameters:
    """Strategies for the numbers that a theorem's assumptions leave free, given the ``known`` ones.

    Each assumption bounds the last of its symbols to be drawn in which it is linear (or an even quadratic); what is so
    in none is left to the check, which counts cases that violate it as unsatisfied.

    >>> from amgt_theory.language import le, lt
    >>> from amgt_theory.symbols import mu, L
    >>> assumed = (lt(0, mu), le(mu, L))
    >>> rate = Theorem("doc.rate", "a rate", "lemma", "a doctest", quantity=mu, bound=L, assumptions=assumed)
    >>> from hypothesis import find
    >>> find(Parameters.of(rate, known=[mu]).strategy({mu: 2}), lambda values: True)
    {L: Fraction(2, 1)}
    """

    steps: tuple[tuple[Any, tuple[Bound, ...]], ...]

    @classmethod
    def of(cls, theorem: Theorem, known: Iterable[Any] = ()) -> Parameters:
        """The plan for ``theorem``; make it once, outside the function that draws."""
        relations = [one for one in map(theorem.closed_relation, theorem.assumptions) if is_numerical(one)]
        setting = [formula for _, formula in theorem.setting if testable(formula)]
        equations = [one for one in setting if isinstance(one, sympy.Eq) and one.lhs.is_Symbol]
        defined = {symbol for symbol, _ in theorem.where} | {one.lhs for one in equations}
        statement = [sympy.sympify(one) for one in (theorem.quantity, theorem.bound, theorem.per)]
        used = {one for formula in (*relations, *setting) for one in free(formula)}
        used |= {one for side in statement for one in theorem.closed(side).free_symbols}
        numbers = [one for one in dict.fromkeys(sorted(used, key=str)) if isinstance(one, Real | Natural)]
        of_problems = {d, f_star} if used & {f, gradient} else {d}
        indices = {
            limit[0] for side in statement for one in side.atoms(sympy.Sum, sympy.Product) for limit in one.limits
        }
        order = [one for one in numbers if one not in {*defined, *known, *of_problems, *indices}]
        order.sort(
            key=lambda one: next((place for place, side in enumerate(relations) if side.has(one)), len(relations))
        )
        relations = [one for one in relations if one.free_symbols <= {*order, *known, d}]
        return cls(tuple(_ordered(order, relations)))

    def strategy(self, known: Mapping[Any, Any] | None = None) -> SearchStrategy[dict[Any, Any]]:
        """Values of the free symbols; ``known`` gives those that the plan was made for, and may fix others."""
        return _drawn(self.steps, dict(known or {}))


@st.composite
def _drawn(draw: DrawFn, steps: tuple[tuple[Any, tuple[Bound, ...]], ...], known: dict[Any, Any]) -> dict[Any, Any]:
    values = dict(known)
    exact = {one.name: _number(one, value, EXACT) for one, value in known.items()}

    def given(ar: Arithmetic) -> dict[str, Any]:
        return exact if ar is EXACT else {one.name: _number(one, value, ar) for one, value in values.items()}

    for symbol, bounds in steps:
        if symbol not in known:
            interval = reduce(Interval.meet, (bound.intervals(given)[0] for bound in bounds), Interval())
            values[symbol] = interval.natural(draw) if isinstance(symbol, Natural) else interval.number(draw)
            exact[symbol.name] = _number(symbol, values[symbol], EXACT)
    return {symbol: value for symbol, value in values.items() if symbol not in known}


def _number(symbol: Any, value: Any, ar: Arithmetic) -> Any:
    return int(value) if isinstance(symbol, Natural) or symbol == d else ar.number(value)


def _ordered(symbols: list[Any], relations: list[Any]) -> list[tuple[Any, tuple[Bound, ...]]]:
    """The symbols in the order in which to draw them, found from the last to the first."""
    plan: list[tuple[Any, tuple[Bound, ...]]] = []
    left, waiting = list(symbols), list(relations)
    while left:
        mine = {one: [relation for relation in waiting if relation.has(one)] for one in left}
        bounds = {one: [bound for relation in mine[one] if (bound := bound_on(one, relation))] for one in left}

        def cost(one: Any, mine: Any = mine, bounds: Any = bounds) -> tuple[int, int, int]:
            shared = [relation for relation in mine[one] if relation.free_symbols != {one}]
            return len(mine[one]) - len(bounds[one]), len(shared), -left.index(one)

        last = min(left, key=cost)
        plan.append((last, tuple(bounds[last])))
        waiting = [relation for relation in waiting if relation not in mine[last]]
        left.remove(last)
    return plan[::-1]


def is_numerical(relation: Any) -> bool:
    """Whether numbers for its symbols decide a relation: no sequence, vector or function."""
    plain = all(isinstance(one, Real | Natural) for one in relation.free_symbols)
    return plain and not relation.atoms(sympy.core.function.AppliedUndef)
