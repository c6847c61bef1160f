"""What a theorem's ``check()`` returns: how to draw models of it, and how to decide one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from amgt_theory.arithmetic import Arithmetic, BallArithmetic
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._judge import PASS, UNKNOWN, Case, Improvement, Level, Outcome, judge, settled
from amgt_theory.checking._program import Program, compiled
from amgt_theory.checking._symbolic import SymbolicArithmetic
from amgt_theory.checking._trajectory import indices, trajectory
from amgt_theory.checking._values import ByName, Values, dimension, oracle, sorts
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.theorem import Theorem

Model = Callable[[Callable[..., Any]], Mapping[Any, Any]]
"""draw -> {symbol: value}: the body of a Hypothesis composite. Values are exact: numbers (int, Fraction, "1/3"),
vectors (lists of numbers), sequences (lists of numbers or vectors), a Problem for f, an AMGT for "method"."""

Compute = Callable[[Values, Arithmetic], Mapping[Any, Any]]
"""(values by name, arithmetic) -> further values, numbers of that arithmetic. values["f()"] has the functions gap and
gradient of points, computed once for each."""

STEP_BITS, RUN_BITS = 113, 200
FEW = 12  # naturals that a law is tested at when nothing says how many
UNDECIDED = Outcome(UNKNOWN)
FINEST = 1000  # bits that balls reach at least before an outcome stays UNKNOWN


@dataclass(frozen=True)
class StepCheck:
    """The statement tested on exact values, in balls; where those leave it open on rationals, then on finer balls.

    ``model(draw)`` draws the values; what it leaves out the statement's equations define, or ``compute`` computes.
    Whatever the theorem quantifies over with ``over`` is drawn too. ``improvement`` is by which part of its size the
    bound is made better than the theorem's.
    """

    theorem: Theorem
    model: Model
    compute: Compute | None = None
    bits: int = STEP_BITS
    improvement: Fraction = Fraction(0)
    _programs: dict[frozenset[str], Program] = field(default_factory=dict, init=False, repr=False, compare=False)
    _made: dict[int, Sequence[Level]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def values(self, model: Mapping[Any, Any]) -> dict[str, Any]:
        """The model's values by name, with what its problem and method know; raises InvalidInput for a stray symbol."""
        return self._by_name(model)

    def evaluate(self, model: Mapping[Any, Any], bits: int | None = None) -> Outcome:
        """The outcome at one model, at ``bits`` and more where needed."""
        values, outcome = self.values(model), UNDECIDED
        for level in self._levels(bits or self.bits):
            try:
                with level.ar.precision():
                    outcome = judge(self._case(values, level))
            except (NotRational, UndecidedComparison):
                continue
            if outcome.verdict != UNKNOWN:
                return outcome
        return outcome._replace(verdict=PASS) if self._settled(values, outcome) else outcome

    def _settled(self, values: Values, outcome: Outcome) -> bool:
        if not outcome.open or self.improvement:
            return False
        try:
            return settled(self._case(values, Level.of(SymbolicArithmetic(), self._sorts)), outcome.open)
        except (NotRational, InvalidInput, TypeError):  # SymPy's answer where it cannot order two numbers
            return False

    def _levels(self, bits: int) -> Sequence[Level]:
        """The arithmetics to try, each made once: what problems convert for one is used again."""
        if bits not in self._made:
            self._made[bits] = [Level.of(ar, self._sorts) for ar in self._ladder(bits)]
        return self._made[bits]

    def _ladder(self, bits: int) -> Sequence[Arithmetic]:
        finer = [bits]
        while finer[-1] < FINEST:
            finer.append(2 * finer[-1])
        first, *others = map(BallArithmetic, finer)
        return [first, ExactArithmetic(), *others]

    def _case(self, values: Values, level: Level) -> Case:
        given = self._given(values, level)
        naturals = max([FEW, *(len(values[one]) for one in self._sequences if one in values)])
        return Case(self._program(given), given, level, naturals=naturals, improved=self._improved)

    def _given(self, values: Values, level: Level) -> dict[str, Any]:
        """The values as numbers, with f as an oracle, which ``compute`` may ask too, and what ``compute`` adds."""
        if "f" in values:
            values = {**values, "f()": oracle(values["f"], level.ar)}
        given = level.numbers(values)
        if self.compute:
            given |= level.numbers({str(key): value for key, value in self.compute(values, level.ar).items()})
        if "d" not in given:
            given["d"] = dimension(given)
        return given

    def _program(self, given: Mapping[str, Any]) -> Program:
        names = frozenset(given)
        if names not in self._programs:
            self._programs[names] = compiled(self.theorem, names)
        return self._programs[names]

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


@dataclass(frozen=True)
class TrajectoryCheck(StepCheck):
    """The statement tested along a run of AMGT: each iterate is taken as an exact point, gap and bound are balls there.

    The model has a problem for f, "method" (an AMGT), "start" (a point) and "steps". The run, in mpmath, gives the
    sequences x, m, v, w (the second moment in the denominator) and t (the gains of the threshold). Laws and conclusion
    need to hold along it up to its rounding, taken as half of ``bits``. Every k up to 20 is tested, and a geometric
    selection beyond; a model that gives k is tested there.
    """

    bits: int = RUN_BITS

    def _ladder(self, bits: int) -> Sequence[Arithmetic]:
        return [BallArithmetic(bits), BallArithmetic(2 * bits), BallArithmetic(4 * bits)]

    def _case(self, values: Values, level: Level) -> Case:
        given = {**level.numbers(trajectory(values, level.points)), **self._given(values, level)}
        slack, floor = (level.ar.number(2) ** -(level.ar.bits // part) for part in (2, 4))
        ranges = {"k": [given["k"]] if "k" in given else indices(int(values["steps"]))}
        return Case(self._program(given), given, level, ranges, slack, floor, improved=self._improved)


def too_good(check: StepCheck) -> StepCheck:
    """The same check of a bound 1% better than the theorem's; for a tight theorem it has to fail."""
    return replace(check, improvement=Fraction(1, 100))
