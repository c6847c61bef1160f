"""The check of a statement along runs of AMGT, carried in balls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sympy
from flint import arb

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, ListArithmetic, rational
from amgt_theory.checking._checks import UNDECIDED, StepCheck
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._judge import (
    UNKNOWN,
    Case,
    ContradictedLaw,
    Level,
    Outcome,
    judge,
    unsettled,
)
from amgt_theory.checking._laws import held_by_runs
from amgt_theory.checking._symbolic import SymbolicArithmetic
from amgt_theory.checking._symbolic_run import SymbolicRun
from amgt_theory.checking._values import Values, oracle, without_run
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.language import ForAll, Formula, free
from amgt_theory.optimizers import State, Trajectory
from amgt_theory.symbols import Natural

Along = Callable[[Trajectory], Callable[[int], Any]]
"""A run -> a sequence that belongs to it, such as its gains: k -> a number or vector of the run's arithmetic."""

RUN_BITS = 200
FINEST = 6400  # bits that a run is carried in at most before its outcome stays UNKNOWN
DENSE, POINTS = 20, 12  # every k up to DENSE is tested, then so many more up to the end
SHORT = 60  # steps of a run that is kept whole
LONGEST_RATIONAL = 20_000  # bits of a coordinate in a rational run
SEQUENCES = "x m v w t".split()


@dataclass(frozen=True)
class TrajectoryCheck(StepCheck):
    """The statement tested along a run of AMGT, rigorously: the exact run is inside the balls that carry it.

    The model has a problem for f, "method" (an AMGT), "start" (a point) and "steps". The run gives the sequences x, m,
    v, w, t of :class:`Trajectory`, and those of ``along``. ``compute(values, ar)`` chooses what else is free in the
    statement, exact points that may depend on the run in balls, ``values["run"]``: its ends, as ``ar.lower`` and
    ``ar.upper`` give them. ``laws`` are the labels of hypotheses that every such run satisfies by the way it is made,
    beside its usual laws: balls may leave them open.

    Balls start with ``bits`` and get finer, up to FINEST, until every relation tested is decided; where two sides are
    equal, rationals and algebra decide that relation. Every k up to 20 is tested, and a geometric selection beyond; a
    model that gives k is tested there. Raises InvalidInput where a law's two sides are certainly different.
    """

    bits: int = RUN_BITS
    along: Mapping[Any, Along] = field(default_factory=dict)
    laws: frozenset[str] = frozenset()
    _runs: dict[int, tuple[Any, Trajectory]] = field(default_factory=dict, repr=False, compare=False)
    """The last model's runs, by bits; checks made from one another share them."""

    def evaluate(self, model: Mapping[Any, Any], bits: int | None = None, proving: bool = True) -> Outcome:
        """The outcome at one model, at ``bits`` and more where needed.

        Without ``proving`` it does without algebra, and a conclusion that only rationals show to hold stays UNKNOWN.
        """
        values, outcome = self.values(model), UNDECIDED
        for level in self.levels(bits or self.bits):
            run = self._run(model, values, level)
            try:
                with level.ar.precision():
                    chosen = self._chosen(values, run)
                    outcome = judge(self._along(values, chosen, level, run))
                if outcome.verdict != UNKNOWN:
                    return outcome
                if outcome.pending and self._settled_along(values, chosen, outcome, run, proving):
                    return outcome.pending
            except UndecidedComparison as reason:
                outcome = UNDECIDED._replace(what=str(reason), bits=level.bits)
            except ContradictedLaw as reason:
                raise InvalidInput(
                    f"{self.theorem.id}: the run contradicts its law {reason}; draw a method that follows it"
                ) from None
        return outcome

    def _run(self, model: Mapping[Any, Any], values: Values, level: Level) -> Trajectory:
        known = self._runs.get(level.bits)
        if known is None or known[0] is not model:
            self._runs[level.bits] = known = model, Trajectory.of(values, level.ar, self._kept(values))
        return known[1]

    def _ladder(self, bits: int) -> Sequence[ListArithmetic]:
        finer = [bits]
        while finer[-1] < FINEST:
            finer.append(2 * finer[-1])
        return list(map(BallArithmetic, finer))

    def _chosen(self, values: Values, run: Trajectory) -> Values:
        """What ``compute`` chooses for a run in balls: exact, so that it means the same in every arithmetic."""
        if self.compute is None:
            return {}
        found = self.compute({**values, "run": run}, run.arithmetic)
        return {str(one): self._exact(str(one), value, run.arithmetic) for one, value in found.items()}

    def _exact(self, name: str, value: Any, ar: Arithmetic) -> Any:
        if isinstance(value, list | tuple):
            return [self._exact(name, one, ar) for one in value]
        if callable(value):
            return self._exactly(name, value, ar)
        if isinstance(value, arb) and not value.is_exact():
            raise InvalidInput(f"{self.theorem.id}: compute gives a ball for {name}; choose a point, such as ar.lower")
        return value

    def _exactly(self, name: str, sequence: Callable[[int], Any], ar: Arithmetic) -> Callable[[int], Any]:
        def member(n: int) -> Any:
            with ar.precision():
                return self._exact(name, sequence(n), ar)

        return member

    def _settled_along(
        self, values: Values, chosen: Values, outcome: Outcome, balls: Trajectory, proving: bool
    ) -> bool:
        """Whether rationals or algebra decide all that is open; the last rows first, since they are the hardest."""
        if not self._settleable(outcome, proving):
            return False
        rows, rationals = outcome.open[::-1], _rational(values, balls.keep)
        exact, symbolic = self._algebra
        with suppress(NotRational, InvalidInput):
            rows = tuple(unsettled(self._along(values, chosen, exact, rationals), rows))
        if not rows or not proving:
            return not rows
        with suppress(NotRational, InvalidInput, TypeError):  # the last where SymPy cannot order two numbers
            return not any(unsettled(self._along(values, chosen, symbolic, SymbolicRun(rationals, balls)), rows))
        return False

    def _along(self, values: Values, chosen: Values, level: Level, run: Any) -> Case:
        """The statement along ``run``, in the arithmetic of ``level``."""
        along = {one: getattr(run, one) for one in SEQUENCES if self._sorts.get(one) == (("natural",), "vector")}
        along |= {str(one): sequence(run) for one, sequence in self.along.items()}
        chosen = {one: _read(value, level.ar) for one, value in chosen.items()}
        given = level.numbers({**along, **without_run(values), **chosen, "f()": oracle(values["f"], level.ar)})
        steps = int(values["steps"])
        ranges = {"k": [given["k"]] if "k" in given else indices(steps)}
        laws = self._laws(given, values)
        program, everywhere = self._program(given, level), steps + 1
        return Case(program, given, level, ranges, laws, improved=self._improved, everywhere=everywhere)

    @cached_property
    def _algebra(self) -> Sequence[Level]:
        return [Level.of(ar, self._sorts) for ar in (ExactArithmetic(), SymbolicArithmetic())]

    def _laws(self, given: Mapping[str, Any], values: Values) -> frozenset[str]:
        """Labels of what a run satisfies by the way it is made: ``laws``, the usual ones, equations about sequences."""
        own = {one for one in (*SEQUENCES, *map(str, self.along)) if one in given}
        usual = held_by_runs(values["method"])
        held = (one for one, formula in self.theorem.hypotheses if formula in usual or _is_equation(formula, own))
        return frozenset((*self.laws, *held))

    def _kept(self, values: Values) -> frozenset[int]:
        steps = int(values["steps"])
        tested = [int(values["k"])] if "k" in values else indices(steps)
        return frozenset((*range(min(steps, SHORT) + 1), *(k + more for k in tested for more in range(3))))


def indices(steps: int) -> list[int]:
    """The iterations to test: all up to DENSE, a geometric selection beyond, the last."""
    ratio = (max(steps, 1) / DENSE) ** (1 / POINTS)
    late = {round(DENSE * ratio**power) for power in range(1, POINTS + 1)} if steps > DENSE else set()
    return sorted({*range(min(steps, DENSE) + 1), *late})


def _is_equation(formula: Formula, own: Iterable[str]) -> bool:
    """Whether it says for all k what a member of one of the sequences ``own`` is."""
    if not isinstance(formula, ForAll) or formula.hypotheses or not isinstance(formula.conclusion, sympy.Eq):
        return False
    indexed = any(isinstance(one, Natural) for one in formula.variables)
    return indexed and not {str(one) for one in free(formula)}.isdisjoint(own)


def _rational(values: Values, keep: Iterable[int]) -> Trajectory:
    """The run in rationals, which raises NotRational from the step on that leaves them, or makes them long."""
    ar = ExactArithmetic()
    gradient = values["f"].bind(ar).gradient

    def short(state: State) -> Any:
        if any(int(one.p).bit_length() + int(one.q).bit_length() > LONGEST_RATIONAL for one in state.x):
            raise NotRational("too long a run")
        return gradient(state.x)

    return Trajectory(values["method"], values["start"], int(values["steps"]), short, ar, keep)


def _read(value: Any, ar: Arithmetic) -> Any:
    """A point of any arithmetic, a vector or a sequence of them, in ``ar``."""
    if isinstance(value, list):
        return [_read(one, ar) for one in value]
    if callable(value):
        return lambda n: _read(value(n), ar)
    return ar.number(value if isinstance(value, arb) and isinstance(ar, BallArithmetic) else rational("value", value))
