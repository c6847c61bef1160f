"""What a theorem's ``check()`` returns: how to draw models of it, and how to decide one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, ListArithmetic
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._judge import (
    FAIL,
    UNKNOWN,
    UNSATISFIED,
    Case,
    Improvement,
    Level,
    Outcome,
    judge,
    unsettled,
    usual,
)
from amgt_theory.checking._program import Compiled, Program, compiled
from amgt_theory.checking._symbolic import SymbolicArithmetic, Undefined
from amgt_theory.checking._values import ByName, Values, oracle, sorts, without_run
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.theorem import Theorem

Model = Callable[[Callable[..., Any]], Mapping[Any, Any]]
"""draw -> {symbol: value}: the body of a Hypothesis composite. Values are exact: numbers (int, Fraction, "1/3"),
vectors (lists of numbers), sequences (lists of numbers or vectors), a Problem for f, an AMGT for "method"."""

Compute = Callable[[Values, Arithmetic], Mapping[Any, Any]]
"""(values by name, arithmetic) -> further values, numbers of that arithmetic. values["f()"] has the functions gap and
gradient of points, computed once for each."""

STEP_BITS = 113
FEW = 12  # naturals that a law is tested at when nothing says how many
UNDECIDED = Outcome(UNKNOWN)
FINEST = 1000  # bits that balls reach at least before an outcome stays UNKNOWN


@dataclass(frozen=True)
class StepCheck:
    """The statement tested on exact values, in balls; where those leave it open on rationals, then on finer balls.

    ``model(draw)`` draws the values; what it leaves out the statement's equations define, or ``compute`` computes.
    Whatever the theorem quantifies over with ``over`` is drawn too. ``improvement`` is by which part of its size the
    bound is made better than the theorem's. ``is_rigid`` tells the local search to move nothing.
    """

    theorem: Theorem
    model: Model
    compute: Compute | None = None
    bits: int = STEP_BITS
    improvement: Fraction = Fraction(0)
    is_rigid: bool = False
    _compiled: dict[frozenset[str], Compiled] = field(default_factory=dict, init=False, repr=False, compare=False)
    _made: dict[int, Sequence[Level]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def values(self, model: Mapping[Any, Any]) -> dict[str, Any]:
        """The model's values by name, with what its problem and method know; raises InvalidInput for a stray symbol."""
        return self._by_name(model)

    def evaluate(self, model: Mapping[Any, Any], bits: int | None = None, proving: bool = True) -> Outcome:
        """The outcome at one model, at ``bits`` and more where needed.

        Without ``proving`` a conclusion that only algebra shows to hold stays UNKNOWN: who looks for violations in many
        statements does not wait for it.
        """
        values, outcome = self._by_name(model), UNDECIDED
        for level in self.levels(bits or self.bits):
            try:
                with level.ar.precision():
                    outcome = self._decided(values, level)
            except (NotRational, UndecidedComparison):
                continue
            if outcome.verdict != UNKNOWN:
                return outcome
        try:
            return outcome.pending if outcome.pending and self._settled(values, outcome, proving) else outcome
        except Undefined as power:
            return Outcome(UNSATISFIED, f"{power} is no real number", bits=outcome.bits)

    def _decided(self, values: Values, level: Level) -> Outcome:
        given = self._given(values, level)
        found = None if self.improvement else usual(self._program(given, level), given, level)
        return found or judge(self._case(values, given, level))

    def _settleable(self, outcome: Outcome, proving: bool) -> bool:
        """Whether something is open that matters, and all of it is part of the statement, not a bound made better."""
        if not proving and (outcome.pending is None or outcome.pending.verdict != FAIL):
            return False
        return bool(outcome.open) and not (self.improvement and any(row.clause.is_main for row in outcome.open))

    def _settled(self, values: Values, outcome: Outcome, proving: bool) -> bool:
        if not self._settleable(outcome, proving):
            return False
        try:
            case = self.case(values, Level.of(SymbolicArithmetic(), self._sorts))
            return not any(unsettled(case, outcome.open))
        except (NotRational, InvalidInput, TypeError):  # the last where SymPy cannot order two numbers
            return False

    def levels(self, bits: int) -> Sequence[Level]:
        """The arithmetics to try, each made once: what problems convert for one is used again."""
        if bits not in self._made:
            self._made[bits] = [Level.of(ar, self._sorts) for ar in self._ladder(bits)]
        return self._made[bits]

    def _ladder(self, bits: int) -> Sequence[ListArithmetic]:
        finer = [bits]
        while finer[-1] < FINEST:
            finer.append(2 * finer[-1])
        first, *others = map(BallArithmetic, finer)
        return [first, ExactArithmetic(), *others]

    def case(self, values: Values, level: Level) -> Case:
        """The compiled statement with these values in one arithmetic, at its precision."""
        return self._case(values, self._given(values, level), level)

    def _case(self, values: Values, given: Mapping[str, Any], level: Level) -> Case:
        lengths = [len(values[one]) for one in self._sequences if one in values]
        naturals = max(FEW, *lengths) if lengths else FEW
        return Case(self._program(given, level), given, level, naturals=naturals, improved=self._improved)

    def _given(self, values: Values, level: Level) -> dict[str, Any]:
        """The values as numbers, with f as an oracle, which ``compute`` may ask too, and what ``compute`` adds."""
        if "f" in values:
            values = {**values, "f()": oracle(values["f"], level.ar)}
        given = level.numbers(without_run(values))
        if self.compute:
            level.numbers.read(self.compute(values, level.ar), given)
        return given

    def _program(self, given: Mapping[str, Any], level: Level) -> Program:
        names = tuple(given)
        program = level.programs.get(names)
        if program is None:
            key = frozenset(names)
            if key not in self._compiled:
                self._compiled[key] = compiled(self.theorem, key)
            program = level.programs[names] = self._compiled[key].on(level.operations)
        return program

    @cached_property
    def _by_name(self) -> ByName:
        return ByName(self.theorem.id, self._sorts)

    @cached_property
    def _improved(self) -> Improvement | None:
        return Improvement(self.improvement, self.theorem.bound == 0) if self.improvement else None

    @cached_property
    def _sequences(self) -> list[str]:
        return [one for one, sort in self._sorts.items() if isinstance(sort, tuple) and sort[0] == ("natural",)]

    @cached_property
    def _sorts(self) -> dict[str, Any]:
        return sorts(self.theorem)


def too_good(check: StepCheck) -> StepCheck:
    """The same check of a bound 1% better than the theorem's; for a tight theorem it has to fail."""
    return replace(check, improvement=Fraction(1, 100))
