"""Running a check: shards of examples, each a pure function of the check, the seed and its number.

The cases of a shard are drawn by Hypothesis; from those nearest to the bound a local search goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from math import inf
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity
from hypothesis import strategies as st

from amgt_theory.checking._checks import Model, StepCheck
from amgt_theory.checking._judge import FAIL, PASS, UNKNOWN, UNSATISFIED, Outcome
from amgt_theory.checking._maximize import Case, Evaluate, climb, height, simpler
from amgt_theory.checking._near import GOALS
from amgt_theory.checking._records import record

SHARD = 50  # examples
SEARCHED = 50  # cases that the local search of a shard tries at most
STARTS = 1  # cases that it starts from, for each goal
VACUOUS = "VACUOUS"
ENOUGH = 4  # a check is vacuous unless one in so many cases satisfies the hypotheses


@dataclass(frozen=True)
class Shard:
    """What the examples of one shard showed; ``undecided`` and ``counterexample`` are records.

    ``satisfied`` of the ``examples`` drawn satisfy the hypotheses; ``searched`` more were tried by the local search.
    """

    index: int
    examples: int
    satisfied: int
    searched: int
    min_margin: float | None
    worst: dict[str, Any] | None
    undecided: dict[str, Any] | None
    counterexample: dict[str, Any] | None


@dataclass(frozen=True)
class Result:
    """The verdict on a theorem's check.

    PASS: every case that satisfies the hypotheses satisfies the conclusion, rigorously. FAIL: one rigorously does not;
    ``counterexample`` is the smallest found. UNKNOWN: one stayed undecided, ``counterexample`` is it. VACUOUS: too few
    cases satisfied the hypotheses. ``examples`` counts the cases drawn, ``searched`` those that the local search tried
    beside them; it seeks equality, and one that cannot be told from a violation there says nothing. ``min_margin`` is
    the smallest distance to the bound, ``worst`` the case with the largest ratio of quantity to bound found: the
    bound's slack.
    """

    id: str
    verdict: str
    examples: int
    satisfied: int
    searched: int
    min_margin: float | None
    worst: dict[str, Any] | None
    counterexample: dict[str, Any] | None


def run(check: StepCheck, examples: int = 2 * SHARD, seed: int = 0) -> Result:
    """Run ``check`` on at least ``examples`` cases, whole shards at a time; it ends with the first counterexample."""
    tally = Tally()
    for index in range(-(-examples // SHARD)):
        tally += run_shard(check, seed, index)
        if tally.counterexample:
            break
    return tally.result(check.theorem.id)


def run_shard(check: StepCheck, seed: int, index: int) -> Shard:
    """The shard number ``index`` of a check: always the same for the same check and seed."""
    seen = _Seen(check)
    attack(check, check.evaluate, seed, index, seen.drawn, seen.searched)
    return seen.shard(index)


Look = Callable[[Mapping[Any, Any], Outcome], None]


def attack(check: StepCheck, evaluate: Evaluate, seed: int, index: int, drawn: Look, searched: Look) -> None:
    """Show every case of a shard: to ``drawn`` those of Hypothesis, to ``searched`` those of the local search.

    It ends with a counterexample, made smaller: the last case shown is the smallest.
    """
    nearest = _Nearest()
    key = f"{check.theorem.id} {seed} {index}".encode()
    number = int.from_bytes(hashlib.sha256(key).digest()[:8], "big")

    @hypothesis.seed(number)
    @hypothesis.settings(
        max_examples=SHARD,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.target, Phase.shrink),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        print_blob=False,
    )
    @hypothesis.given(_drawn(check.model))
    def draw(model: Mapping[Any, Any]) -> None:
        outcome = evaluate(model)
        drawn(model, outcome)
        if outcome.verdict == FAIL:
            raise _Violated
        if outcome.verdict == UNSATISFIED:
            return
        nearest.add(model, outcome)
        for goal in GOALS:
            if (here := height(outcome, goal)) > -inf:
                hypothesis.target(here, label=goal)
        if outcome.ratio is None and outcome.margin is not None:
            hypothesis.target(-outcome.margin, label="margin")

    try:
        draw()
    except _Violated:
        return
    except hypothesis.errors.Unsatisfiable:
        pass  # nothing was drawn: the shard is empty, and the check vacuous
    for case in climb(check, evaluate, nearest.starts, SEARCHED, number):
        searched(*case)
        if case[1].verdict == FAIL:
            searched(*simpler(check, evaluate, case))


def merged(identity: str, shards: Iterable[Shard]) -> Result:
    """The result of shards given in order; none is kept."""
    return reduce(Tally.__add__, shards, Tally()).result(identity)


@dataclass(frozen=True)
class Tally:
    """What shards showed so far; they are added in order, so that of equals the first one stays."""

    examples: int = 0
    satisfied: int = 0
    searched: int = 0
    min_margin: float | None = None
    worst: dict[str, Any] | None = None
    undecided: dict[str, Any] | None = None
    counterexample: dict[str, Any] | None = None

    def __add__(self, shard: Shard) -> Tally:
        margins = [one for one in (self.min_margin, shard.min_margin) if one is not None]
        worst = [one for one in (self.worst, shard.worst) if one]
        return Tally(
            self.examples + shard.examples,
            self.satisfied + shard.satisfied,
            self.searched + shard.searched,
            min(margins, default=None),
            max(worst, key=lambda one: float(one["ratio"]), default=None),
            self.undecided or shard.undecided,
            self.counterexample or shard.counterexample,
        )

    def result(self, identity: str) -> Result:
        """The verdict on the shards added."""
        verdict = FAIL if self.counterexample else UNKNOWN if self.undecided else PASS
        if verdict == PASS and self.satisfied * ENOUGH < max(self.examples, ENOUGH):
            verdict = VACUOUS
        found = self.counterexample or self.undecided
        counts = (self.examples, self.satisfied, self.searched)
        return Result(identity, verdict, *counts, self.min_margin, self.worst, found)


@st.composite
def _drawn(draw: st.DrawFn, model: Model) -> Mapping[Any, Any]:
    return model(draw)


class _Violated(Exception):
    """Tells Hypothesis that the case is a counterexample, to be shrunk."""


@dataclass
class _Nearest:
    """The cases nearest to the bound that do not attain it, for each goal, no two equally near."""

    found: dict[str, list[Case]] = field(default_factory=lambda: {goal: [] for goal in GOALS})

    def add(self, model: Mapping[Any, Any], outcome: Outcome) -> None:
        for goal, known in self.found.items():
            here = height(outcome, goal)
            if here > -inf and all(here != height(other, goal) for _, other in known):
                known.append((model, outcome))
                known.sort(key=lambda case: -height(case[1], goal))
                del known[STARTS:]

    @property
    def starts(self) -> list[tuple[str, Case]]:
        return [(goal, case) for goal, known in self.found.items() for case in known]


@dataclass
class _Seen:
    """What the cases of one shard showed so far. Shrinking counts for the counterexample only."""

    check: StepCheck
    examples: int = 0
    satisfied: int = 0
    tried: int = 0
    margins: list[float] = field(default_factory=list)
    worst: tuple[float, Mapping[Any, Any], Outcome] | None = None
    undecided: tuple[Mapping[Any, Any], Outcome] | None = None
    counterexample: tuple[Mapping[Any, Any], Outcome] | None = None

    def drawn(self, model: Mapping[Any, Any], outcome: Outcome) -> None:
        if not self.counterexample:
            self.examples += 1
            self.satisfied += outcome.verdict != UNSATISFIED
        self.note(model, outcome)

    def searched(self, model: Mapping[Any, Any], outcome: Outcome) -> None:
        self.tried += not self.counterexample
        if outcome.verdict != UNKNOWN or (outcome.pending and outcome.pending.verdict == FAIL):
            self.note(model, outcome)

    def note(self, model: Mapping[Any, Any], outcome: Outcome) -> None:
        first = self.counterexample is None
        if outcome.verdict == FAIL:
            self.counterexample = model, outcome  # the last one shown is the smallest
        if not first or outcome.verdict == UNSATISFIED:
            return
        if outcome.verdict == UNKNOWN and self.undecided is None:
            self.undecided = model, outcome
        if outcome.margin is not None:
            self.margins.append(outcome.margin)
        if outcome.ratio is not None and (self.worst is None or outcome.ratio > self.worst[0]):
            self.worst = outcome.ratio, model, outcome

    def shard(self, index: int) -> Shard:
        worst = None
        if self.worst is not None:
            ratio, model, outcome = self.worst
            worst = {"ratio": ratio, **record(self.check, model, outcome)}
        kept = (None if one is None else record(self.check, *one) for one in (self.undecided, self.counterexample))
        counts = (self.examples, self.satisfied, self.tried)
        return Shard(index, *counts, min(self.margins, default=None), worst, *kept)
