"""Models beyond an assumption about numbers: one of these is moved to where the assumption does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from copy import copy
from fractions import Fraction
from functools import partial
from typing import Any

import hypothesis
from sympy.core.relational import Relational

from amgt_theory.arithmetic import Arithmetic
from amgt_theory.checking._automatic import HELD_BY_PROBLEMS
from amgt_theory.checking._checks import Model, StepCheck
from amgt_theory.checking._intervals import Bound, Interval, bound_on
from amgt_theory.checking._misfits import Level, replaced, scaled, with_constants
from amgt_theory.checking._places import IMPOSSIBLE, Place, edited, part, there
from amgt_theory.checking._program import defined_names
from amgt_theory.checking._terrain import is_believed
from amgt_theory.checking._values import Numbers, sorts, without_run
from amgt_theory.function_classes import CONVEX, SOLUTION_IN_BOX, STRONGLY_CONVEX
from amgt_theory.language import free
from amgt_theory.problems import Problem
from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import Draw
from amgt_theory.symbols import L, Natural, Real, d, f, gradient, mu
from amgt_theory.theorem import Theorem

METHOD = (("method",), ("method", "threshold"))
FARTHEST = Fraction(10)
PARTS = tuple(map(Fraction, "1 1/10 1/100 1/1000".split()))
OF_CONSTANTS = {*HELD_BY_PROBLEMS, *dict(CONVEX + SOLUTION_IN_BOX).values()}.difference(dict(STRONGLY_CONVEX).values())
"""What a constant function satisfies with any mu and any L >= 0."""


def beyond(check: StepCheck, model: Model, opposite: Relational) -> Model:
    """The model with one number moved, where it has to be, to where ``opposite`` holds; or so the check's own model.

    The number is one of the model or of its method, which then has one that it would refuse. Of a problem weaker
    constants than its own are claimed, or any of a constant function. A run that has no such number starts at the
    minimizer, where what is measured from the start vanishes.
    """
    theorem, names = check.theorem, frozenset(map(str, free(opposite)))
    relation, known = theorem.closed_relation(opposite), sorts(theorem)
    numbers = [one for one in relation.free_symbols if isinstance(one, Real | Natural) or one == d]
    bounds = {one: bound for one in sorted(numbers, key=str) if (bound := bound_on(one, relation))}
    models = model, check.model
    if bounds and set(numbers) <= {mu, L} and _rest_on_constants(theorem):
        other = partial(_with_other_constants, bounds=bounds, is_flat=_may_be_constant(theorem))
        models = replaced(model, other), replaced(check.model, other)

    def changed(draw: Draw) -> Mapping[Any, Any]:
        values = drawing.pick(draw, models)(draw)
        named = check.values(values)
        ends = dict(_ends(bounds, without_run(named), known))
        if any(one.holds(named[str(symbol)]) for symbol, one in ends.items() if str(symbol) in named):
            return values
        places = [(place, symbol) for symbol in ends for place in _places(values, symbol)]
        if places:
            place, symbol = drawing.pick(draw, places)
            values = _forced(values, place, _number(draw, symbol, ends[symbol]))
        elif "start" in values and "f" in named:
            values = {**values, "start": list(named["f"].minimizer)}
        else:
            values = scaled(draw, values, names)
        return values

    return following(theorem, changed)


def following(theorem: Theorem, model: Model) -> Model:
    """The model where in half of the cases what the statement's equations define is what they say."""
    defined = defined_names(theorem)

    def changed(draw: Draw) -> Mapping[Any, Any]:
        values = model(draw)
        return _to_be_defined(values, defined) if drawing.pick(draw, (True, False)) else values

    return changed


def _ends(
    bounds: Mapping[Any, Bound], named: Mapping[str, Any], known: Mapping[str, Any]
) -> Iterator[tuple[Any, Interval]]:
    def given(ar: Arithmetic) -> Mapping[str, Any]:
        return Numbers(known, ar)(named)

    for symbol, bound in bounds.items():
        with suppress(*IMPOSSIBLE):  # it may speak of what only a run knows
            interval = bound.intervals(given)[0]
            if interval != Interval():  # which it is too where the bound is of another kind
                yield symbol, interval


def _number(draw: Draw, symbol: Any, interval: Interval) -> Fraction | int:
    """A number of the interval, often near its end: other assumptions may hold there still."""
    if isinstance(symbol, Natural) or symbol == d:
        return interval.natural(draw)
    found, end = interval.number(draw), interval.low if interval.high is None else interval.high
    if end is None or found == end:
        return found
    distance = max(-FARTHEST, min(found - end, FARTHEST))  # a power with an exponent of a million takes for ever
    return end + drawing.pick(draw, PARTS) * distance


def _places(values: Mapping[Any, Any], symbol: Any) -> Iterator[Place]:
    """Where a number is: among the values, or in the method. The dimension of something else than numbers stays."""
    if symbol == d and not all(isinstance(one, Fraction | int) for one in values.values()):
        return
    for key in values:
        if str(key) == str(symbol):
            yield (key,)
    for above in METHOD:
        if there(values, (*above, str(symbol))):
            yield (*above, str(symbol))


def _forced(tree: Any, place: Place, new: Any) -> Any:
    """The tree with another number at a place, also where an object refuses it: it comes to have it all the same."""
    found = edited(tree, place, new)
    if found is not None:
        return found
    *above, last = place
    changed = copy(part(tree, tuple(above)))
    vars(changed)[last] = new
    return _forced(tree, tuple(above), changed)


def _to_be_defined(values: Mapping[Any, Any], defined: AbstractSet[str]) -> Mapping[Any, Any]:
    """The values without those that the statement's equations define; of a sequence that has a law its start stays."""
    kept = dict[Any, Any]()
    for key, value in values.items():
        start = f"{key}(0)"
        if isinstance(key, str) or str(key) not in defined:
            kept[key] = value
        elif start in defined and isinstance(value, list):
            kept[start] = value[0]
    return kept


# -- problems


def _with_other_constants(draw: Draw, problem: Problem, bounds: Mapping[Any, Bound], is_flat: bool) -> Problem:
    constants = {"mu": problem.mu, "L": problem.L}
    symbol = drawing.pick(draw, list(bounds))
    ((_, interval),) = _ends({symbol: bounds[symbol]}, constants, dict.fromkeys(constants, "real"))
    if interval.holds(constants[str(symbol)]):
        return problem
    found = with_constants(problem, **{**constants, str(symbol): interval.number(draw)})
    if type(found) is Level and not is_flat:
        hypothesis.reject()
    return found


def _rest_on_constants(theorem: Theorem) -> bool:
    """Whether all that is believed of mu, L and f holds with weaker constants."""
    return all(one in HELD_BY_PROBLEMS for one in _believed(theorem) if free(one) & {mu, L})


def _may_be_constant(theorem: Theorem) -> bool:
    return all(one in OF_CONSTANTS for one in _believed(theorem))


def _believed(theorem: Theorem) -> Iterator[Any]:
    """What is assumed of f, or of its gradient, at all points."""
    return (one for _, one in theorem.setting if is_believed(one) and free(one) & {f, gradient})
