"""Which numbers of a check's models may move, and where its hypotheses end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from amgt_theory.arithmetic import Number
from amgt_theory.checking._automatic import HELD_BY_PROBLEMS
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._exact import NotRational
from amgt_theory.checking._judge import Row, instances
from amgt_theory.checking._places import IMPOSSIBLE, Model, Place, edited, length, part, places, there
from amgt_theory.checking._program import testable
from amgt_theory.checking._trajectory import TrajectoryCheck
from amgt_theory.iteration_laws import THRESHOLD_GAINS
from amgt_theory.language import ForAll, Formula, free
from amgt_theory.optimizers import AMGT
from amgt_theory.problems import Problem

LONGEST = 2000  # bits of a number that follows another
FAR = 10**9  # times a secant's step that an edge may be away


class Terrain:
    """The numbers of ``check``'s models and the edges of its hypotheses.

    A number that a hypothesis about all points or all numbers speaks of stays as it was drawn: no test of a moved one
    shows that the hypothesis still holds. Problems and thresholds move, since theirs hold whatever their numbers are.
    In runs nothing follows, and nothing is moved onto edges: it takes a run to know where they are. Nothing moves where
    something is believed of what is computed, or not tested at all.
    """

    def __init__(self, check: StepCheck) -> None:
        self._check = check
        self._formulas = dict(check.theorem.hypotheses)

    def movable(self, model: Model) -> dict[Any, list[Place]]:
        """The places of the numbers that may move, by the model's keys."""
        fixed, found = self._believed & {str(key) for key in model}, dict[Any, list[Place]]()
        if self._check.is_rigid or (self._loose and (self._is_run or self._check.compute)):
            return {}
        for key, value in model.items():
            if str(key) == "d" or (str(key) in self._believed and not isinstance(value, Problem)):
                continue
            if self._loose and (isinstance(key, str) or isinstance(value, Problem)):
                continue
            if isinstance(value, Problem) and fixed & {"mu", "L", "f_star", "x_star"}:
                continue
            own = [place for place in places(value, (key,)) if not _given_twice(model, place, fixed)]
            found |= {key: own} if own else {}
        return found

    def edge(self, model: Model, place: Place, rng: random.Random) -> Fraction | None:
        """Where one of the hypotheses would turn false if only this number moved, by a secant."""
        now = part(model, place)
        near = edited(model, place, now * Fraction(9, 8) if now else Fraction(1, 8))
        if near is None or self._is_run:
            return None
        here, there_, ends = self._gaps(model), self._gaps(near), []
        for row, gap in here.items():
            end = _root(now, gap, part(near, place), there_[row]) if row in there_ else None
            if end is not None and end != now:
                ends.append(end)
        return rng.choice(ends) if ends else None

    def followed(self, before: Model, moved: Model, place: Place) -> Model:
        """``moved`` with what stood at an edge there again.

        Of each hypothesis that was an equality ``before`` the last number is set so that it is one; the number at
        ``place``, which moved, stays.
        """
        if self._is_run:
            return moved
        for row in [row for row, gap in self._gaps(before).items() if _vanishes(gap)]:
            gap = self._gaps(moved).get(row)
            if gap is None or _vanishes(gap):
                continue
            for other in self._last(row, moved):
                if other == place:
                    break
                value, beside = part(moved, other), part(moved, other) + Fraction(1, 8)
                near = edited(moved, other, beside)
                after = None if near is None else self._gaps(near).get(row)
                end = None if after is None else _root(value, gap, beside, after)
                if end is not None and length(end) <= LONGEST:
                    moved = edited(moved, other, end) or moved
                    break
        return moved

    def _last(self, row: Row, model: Model) -> Iterator[Place]:
        """The rationals in a hypothesis, those first that were drawn last: they were drawn within it."""
        names = {str(one) for one in free(self._formulas[row.clause.label])} - self._believed
        step = row.instance[0] if row.instance else 0
        inside = ((), (step + 1,), (step,), (row.place,), (step + 1, row.place), (step, row.place))
        for key in reversed(list(model)):
            if str(key) in names:
                found = [(key, *below) for below in inside if there(model, (key, *below))]
                yield from (one for one in found if isinstance(part(model, one), Fraction))

    @cached_property
    def _is_run(self) -> bool:
        return isinstance(self._check, TrajectoryCheck)

    @cached_property
    def _believed(self) -> set[str]:
        return {str(one) for formula in self._formulas.values() if is_believed(formula) for one in free(formula)}

    @cached_property
    def _loose(self) -> bool:
        """Whether something is believed that problems and thresholds do not satisfy whatever their numbers are."""
        held = HELD_BY_PROBLEMS | {formula for _, formula in THRESHOLD_GAINS}
        return any(is_believed(formula) and formula not in held for formula in self._formulas.values())

    def _gaps(self, model: Model) -> dict[Row, Number]:
        """right - left of each hypothesis that is an inequality between numbers, where all of it has values."""
        balls, exact, *_ = self._check.levels(self._check.bits)
        for level in (exact, balls):
            try:
                return self._gaps_at(self._check.values(model), level)
            except NotRational:
                continue
            except IMPOSSIBLE:
                break
        return {}

    def _gaps_at(self, values: Mapping[str, Any], level: Any) -> dict[Row, Number]:
        found = dict[Row, Number]()
        with level.ar.precision():
            case = self._check.case(values, level)
            functions = case.program.assumed(case.program.make(case.given))
            for clause in case.program.hypotheses:
                if clause.is_universal or clause.premises or clause.relation == "=":
                    continue
                for instance in instances(case, clause):
                    try:
                        rows = functions[clause.function](*instance)
                    except IndexError:  # beyond the last member of a given sequence
                        break
                    found |= {Row(clause, instance, n): right - left for n, (left, right) in enumerate(rows)}
        return found


def is_believed(formula: Formula) -> bool:
    """Whether no test can show a hypothesis: it is about all points or all numbers, or not testable at all."""
    if not testable(formula):
        return True
    return isinstance(formula, ForAll) and any(one.sort in ("real", "vector") for one in formula.variables)


def _given_twice(model: Model, place: Place, fixed: set[str]) -> bool:
    """Whether a number of the method is also given beside it, for a hypothesis that no test shows."""
    if len(place) < 2 or not isinstance(model[place[0]], AMGT):
        return False
    return bool(fixed & ({"tau", "q"} if place[1] == "threshold" else {place[1]}))


def _root(start: Fraction, gap: Number, beside: Fraction, other: Number) -> Fraction | None:
    """Where a gap that is linear in a number vanishes; where only balls know it, a short rational on the near side."""
    change = other - gap
    if not (change > 0 or change < 0):
        return None
    share = -gap / change
    if hasattr(share, "p"):
        return start + Fraction(int(share.p), int(share.q)) * (beside - start)
    if not (share.is_finite() and abs(share) < FAR):
        return None
    return start + Fraction(float(share) * (1 - 1e-6)).limit_denominator(FAR) * (beside - start)


def _vanishes(gap: Number) -> bool:
    return bool(gap == 0) if hasattr(gap, "p") else bool(gap.contains(0))
