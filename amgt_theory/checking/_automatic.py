"""A model drawn from the statement alone: function class, numbers, vectors and sequences, all within their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy
from hypothesis.strategies import SearchStrategy

from amgt_theory import function_classes, strategies
from amgt_theory.arithmetic import Arithmetic, MpmathArithmetic, rational
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._intervals import BITS, Bound, Interval, bound_on, bounds_on_members
from amgt_theory.checking._laws import CLIPPED, WITHOUT_AMSGRAD
from amgt_theory.checking._parameters import Parameters
from amgt_theory.checking._program import defined_names, testable
from amgt_theory.checking._trajectory import TrajectoryCheck
from amgt_theory.checking._values import Numbers, oracle, sorts
from amgt_theory.errors import InvalidInput
from amgt_theory.iteration_laws import CONSTANT, FIRST_MOMENT, HARMONIC, amgt
from amgt_theory.language import ForAll, Formula, free, lt
from amgt_theory.optimizers import AMGT, Clip, NormClip
from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import Draw
from amgt_theory.symbols import (
    At,
    Coordinate,
    L,
    Natural,
    Vector,
    alpha,
    beta1,
    beta2,
    eps,
    f,
    gap0,
    k0,
    mu,
    p,
    square,
    tau,
)
from amgt_theory.symbols import d as dimension
from amgt_theory.theorem import Theorem

MEMBERS = 6  # steps that a model's sequences are drawn for
STEPS = (3, 10, 30, 100)  # lengths of runs
CLASSES = (  # the first that the statement assumes; all problems have a Lipschitz gradient and a minimum
    (function_classes.STRONGLY_CONVEX, strategies.strongly_convex_problems),
    (function_classes.PL, strategies.pl_problems),
    (function_classes.DESCENT_LEMMA, strategies.smooth_problems),
)
HELD_BY_PROBLEMS = {
    formula
    for named in (function_classes.SMOOTH, function_classes.BOUNDED_BELOW, function_classes.MINIMIZER)
    for _, formula in named
} | {formula for named, _ in CLASSES for _, formula in named}


def automatic(theorem: Theorem) -> StepCheck:
    """The check that a statement's own hypotheses define.

    Numbers come from the assumptions, f from the function class, vectors and sequences from bounds that are linear or
    quadratic in each coordinate, or on a squared norm; iterates from their laws. A statement about AMGT itself is
    tested on runs. Raises InvalidInput for hypotheses that this does not cover.
    """
    setting = [formula for _, formula in theorem.setting]
    if set(dict(FIRST_MOMENT).values()) <= set(setting) and any(name == "step" for name, _ in theorem.setting):
        return _trajectory_check(theorem)
    plan = _Plan(theorem)
    return StepCheck(theorem, plan.model)


# -- runs of AMGT


def _trajectory_check(theorem: Theorem) -> TrajectoryCheck:
    step = dict(theorem.setting)["step"]
    power = next((power for power, schedule in _schedules() if dict(amgt(schedule))["step"] == step), None)
    if power is None:
        raise InvalidInput(f"{theorem.id}: the step is none that AMGT takes by itself; define check() in its file")
    problems = _problems(theorem)
    parameters = Parameters.of(theorem, known=(mu, L, gap0, *theorem.over))
    setting = {formula for _, formula in theorem.setting}
    kinds: tuple[Any, ...] = (Clip, NormClip) if setting & CLIPPED else (Clip, NormClip, lambda tau: None)
    maximum = (False,) if setting & WITHOUT_AMSGRAD else (False, True)
    moves = drawing.nonzero_vector if lt(0, gap0) in theorem.assumptions else drawing.vector

    def model(draw: Draw) -> Mapping[Any, Any]:
        problem = draw(problems)
        start, steps = strategies.start(draw, problem, moves), drawing.pick(draw, STEPS)
        gap = rational("gap0", problem.value(start, MpmathArithmetic(BITS))) - problem.f_star
        drawn = draw(parameters.strategy({mu: problem.mu, L: problem.L, gap0: gap, dimension: problem.d}))
        threshold = drawing.pick(draw, kinds)(drawn.get(tau, Fraction(1)))
        amsgrad = drawing.pick(draw, maximum)
        own = {str(one): drawn[one] for one in (alpha, beta1, beta2, eps, k0) if one in drawn}
        method = AMGT(**own, p=drawn[p] if power == p else power, threshold=threshold, amsgrad=amsgrad)
        rest = {one: min(value, steps) if isinstance(one, Natural) else value for one, value in drawn.items()}
        rest = {one: value for one, value in rest.items() if str(one) not in own}
        return {f: problem, "method": method, "start": start, "steps": steps, **rest}

    return TrajectoryCheck(theorem, model)


def _schedules() -> list[tuple[Any, Any]]:
    from amgt_theory.symbols import k

    return [(1, HARMONIC), (0, CONSTANT), (p, sympy.Lambda(k, alpha / (k + k0) ** p))]


def _problems(theorem: Theorem) -> SearchStrategy[Any]:
    setting = {formula for _, formula in theorem.setting}
    family = next((make for named, make in CLASSES if set(dict(named).values()) <= setting), None)
    if family is None:
        raise InvalidInput(
            f"{theorem.id}: no problem is known to satisfy what it assumes of f; define check() in its file"
        )
    return family()


# -- everything else


@dataclass(frozen=True)
class _Drawn:
    """A vector or sequence that is drawn: ``bounds`` on each coordinate or member, ``norms`` on the squared norm."""

    symbol: Any
    sort: Any
    bounds: tuple[Bound, ...]
    norms: tuple[Bound, ...]


class _Plan:
    def __init__(self, theorem: Theorem) -> None:
        self._theorem, self._sorts = theorem, sorts(theorem)
        self._has_f = "f" in self._sorts or "gradient" in self._sorts
        self._problems = _problems(theorem) if self._has_f else None
        self._parameters = Parameters.of(theorem, known=(mu, L) if self._has_f else ())
        self._speaks_of_d = any(dimension in one.free_symbols for one in theorem.expressions())
        of_problem = {"f", "gradient", "x_star", "f_star", "mu", "L"} if self._has_f else set()
        defined = defined_names(theorem)
        self._starts = sorted(one for one in defined if one.endswith("(0)"))
        for one in self._symbols():
            if isinstance(self._sorts.get(str(one)), tuple) and len(self._sorts[str(one)][0]) != 1:
                raise InvalidInput(f"{theorem.id}: {one} has several indices; define check() in its file")
        missing = [one for one in self._symbols() if str(one) not in of_problem | defined]
        self._objects = self._in_order([one for one in missing if self._is_object(one)])
        self._refuse_universal([*(str(one) for one in missing), *defined])

    def model(self, draw: Draw) -> Mapping[Any, Any]:
        """Draw one model."""
        values: dict[Any, Any] = {}
        d = drawing.pick(draw, (1, 2, 3))
        if self._problems is not None:
            values[f] = draw(self._problems)
            d = values[f].d
        elif self._speaks_of_d:
            values[dimension] = d
        known = {dimension: d, **({mu: values[f].mu, L: values[f].L} if self._has_f else {})}
        drawn = draw(self._parameters.strategy(known))
        values |= {one: min(value, MEMBERS) if isinstance(one, Natural) else value for one, value in drawn.items()}
        for start in self._starts:
            is_vector = self._sorts[start.removesuffix("(0)")][1] == "vector"
            values[start] = drawing.vector(draw, d) if is_vector else drawing.signed(draw)
        for one in self._objects:
            values[one.symbol] = self._object(draw, one, values, d)
        return values

    def _refuse_universal(self, drawn: list[str]) -> None:
        """Hypotheses for all values of something else than an index of what is drawn: no test shows that they hold."""
        for label, formula in self._theorem.setting:
            if not isinstance(formula, ForAll) or formula in HELD_BY_PROBLEMS:
                continue
            indexed = all(isinstance(one, Natural | Coordinate) for one in formula.variables)
            about = any(str(one) in drawn and self._is_object(one) for one in free(formula))
            if formula.hypotheses or not indexed or not about:
                raise InvalidInput(f"{self._theorem.id} assumes {label} for all values; define check() in its file")

    def _symbols(self) -> list[Any]:
        formulas = [*(one for _, one in self._theorem.hypotheses), *self._theorem.conclusions]
        return sorted({one for formula in formulas if testable(formula) for one in free(formula)}, key=str)

    def _is_object(self, symbol: Any) -> bool:
        return isinstance(symbol, Vector) or isinstance(self._sorts[str(symbol)], tuple)

    def _in_order(self, symbols: list[Any]) -> list[_Drawn]:
        """Those with few bounds first; each has the bounds that mention it and what is drawn before, nothing else."""
        planned: list[_Drawn] = []
        formulas = [formula for _, formula in self._theorem.setting if formula not in HELD_BY_PROBLEMS]
        formulas += list(self._theorem.assumptions)
        waiting = list(symbols)

        def recursive(symbol: Any) -> bool:
            """Whether a member is bounded by the one before: its other sequences come first."""
            return not isinstance(symbol, Vector) and any(
                bound.shift and str(symbol) in bound.uses
                for one in formulas
                for bound in bounds_on_members(symbol, one)
            )

        while waiting:
            one = min(waiting, key=lambda s: (recursive(s), sum(_mentions(formula, s) for formula in formulas), str(s)))
            mine = [place for place, formula in enumerate(formulas) if _mentions(formula, one)]
            mine = [
                place
                for place in mine
                if not any(_mentions(formulas[place], other) for other in waiting if other != one)
            ]
            bounds, norms = [], []
            for place in mine:
                own, own_norms = self._bounds(one, formulas[place])
                bounds += own
                norms += own_norms
            planned.append(_Drawn(one, self._sorts[str(one)], tuple(bounds), tuple(norms)))
            waiting.remove(one)
        return planned

    def _bounds(self, symbol: Any, formula: Formula) -> tuple[list[Bound], list[Bound]]:
        if not isinstance(symbol, Vector):
            members = bounds_on_members(symbol, formula)
            norm = _norm_of_members(symbol, formula)
            return members, [] if norm is None else [norm]
        if isinstance(formula, ForAll):
            coordinate = formula.variables[0]
            if len(formula.variables) > 1 or formula.hypotheses or not isinstance(coordinate, Coordinate):
                return [], []
            found = bound_on(At(symbol, coordinate), formula.conclusion, coordinate)
            return [] if found is None else [found], []
        found = bound_on(square(symbol), formula)
        return [], [] if found is None else [found]

    def _object(self, draw: Draw, one: _Drawn, values: Mapping[Any, Any], d: int) -> list[Any]:
        """A vector, or the first members of a sequence."""
        is_sequence = isinstance(one.sort, tuple)
        members: list[Any] = []

        def given(ar: Arithmetic) -> Mapping[str, Any]:
            named = {str(key): value for key, value in values.items()}
            if is_sequence:
                named[str(one.symbol)] = members
            if f in values:
                named["f()"] = oracle(values[f], ar)
            return {**Numbers(self._sorts, ar)({**_of_problem(named), **named}), "d": d}

        if not is_sequence:
            return _vector(draw, one, given, 0, d)
        is_vector = one.sort[1] == "vector"
        largest = not is_vector and drawing.pick(draw, (False, True))
        for index in range(MEMBERS + 2):
            member = _vector(draw, one, given, index, d) if is_vector else _member(draw, one, given, index, largest)
            members.append(member)
        return members


def _of_problem(named: Mapping[str, Any]) -> dict[str, Any]:
    problem = named.get("f")
    if problem is None:
        return {}
    return {"mu": problem.mu, "L": problem.L, "f_star": problem.f_star, "x_star": problem.minimizer}


def _intervals(bounds: tuple[Bound, ...], given: Any, index: int) -> list[list[Interval]]:
    found = []
    for bound in bounds:
        if index < bound.shift:
            continue
        try:
            found.append(bound.intervals(given, index - bound.shift))
        except (IndexError, KeyError):  # it speaks of what is not drawn yet
            continue
    return found


def _member(draw: Draw, one: _Drawn, given: Any, index: int, largest: bool) -> Fraction:
    """A member within its bounds; the ``largest`` there is, for a sequence that attains a recursion at every step."""
    rows = _intervals(one.bounds, given, index)
    interval = reduce(Interval.meet, (row[0] for row in rows), Interval())
    drawn = interval.number(draw)
    return interval.high if largest and interval.high is not None and not interval.open_high else drawn


def _vector(draw: Draw, one: _Drawn, given: Any, index: int, d: int) -> list[Fraction]:
    rows = _intervals(one.bounds, given, index)
    if rows:
        return _within(draw, [reduce(Interval.meet, column, Interval()) for column in zip(*rows, strict=True)])
    norms = [row[0].high for row in _intervals(one.norms, given, index)]
    largest = min((one for one in norms if one is not None), default=None)
    return drawing.vector(draw, d) if largest is None else drawing.short_vector(draw, d, max(largest, Fraction(0)))


def _within(draw: Draw, each: list[Interval]) -> list[Fraction]:
    """Coordinates in their intervals; where these are all the same, equal coordinates are favoured."""
    if all(one == each[0] for one in each) and drawing.pick(draw, (True, False)):
        return [each[0].number(draw)] * len(each)
    return [one.number(draw) for one in each]


def _norm_of_members(function: Any, formula: Formula) -> Bound | None:
    """for all k: |function(k)|^2 <= ... as a bound on the squared norm."""
    if not isinstance(formula, ForAll) or len(formula.variables) != 1 or formula.hypotheses:
        return None
    (index,) = formula.variables
    if not isinstance(index, Natural) or isinstance(formula.conclusion, ForAll) or function.sorts[1] != "vector":
        return None
    for shift in (1, 0):
        found = bound_on(square(function(index + shift)), formula.conclusion, None, index, shift)
        if found is not None:
            return found
    return None


def _mentions(formula: Formula, symbol: Any) -> bool:
    return symbol in free(formula)
