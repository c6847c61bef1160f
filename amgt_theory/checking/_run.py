"""Running a check: shards of examples, each a pure function of the check, the seed and its number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity
from hypothesis import strategies as st

from amgt_theory.checking._checks import Model, StepCheck
from amgt_theory.checking._judge import FAIL, PASS, UNKNOWN, UNSATISFIED, Outcome
from amgt_theory.checking._records import record

SHARD = 50  # examples
VACUOUS = "VACUOUS"
ENOUGH = 4  # a check is vacuous unless one in so many cases satisfies the hypotheses


@dataclass(frozen=True)
class Shard:
    """What the examples of one shard showed; ``undecided`` and ``counterexample`` are records."""

    index: int
    examples: int
    satisfied: int
    min_margin: float | None
    worst: dict[str, Any] | None
    undecided: dict[str, Any] | None
    counterexample: dict[str, Any] | None


@dataclass(frozen=True)
class Result:
    """The verdict on a theorem's check.

    PASS: every case that satisfies the hypotheses satisfies the conclusion, rigorously. FAIL: one rigorously does not;
    ``counterexample`` is the smallest found. UNKNOWN: one stayed undecided, ``counterexample`` is it. VACUOUS: too few
    cases satisfied the hypotheses. ``min_margin`` is the smallest distance to the bound, ``worst`` the case with the
    largest ratio of quantity to bound.
    """

    id: str
    verdict: str
    examples: int
    satisfied: int
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
    key = f"{check.theorem.id} {seed} {index}".encode()

    @hypothesis.seed(int.from_bytes(hashlib.sha256(key).digest()[:8], "big"))
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
    def attack(model: Mapping[Any, Any]) -> None:
        seen.add(model)

    try:
        attack()
    except _Violated:
        pass
    except hypothesis.errors.Unsatisfiable:
        pass  # nothing was drawn: the shard is empty, and the check vacuous
    return seen.shard(index)


def merged(identity: str, shards: Iterable[Shard]) -> Result:
    """The result of shards given in order; none is kept."""
    return reduce(Tally.__add__, shards, Tally()).result(identity)


@dataclass(frozen=True)
class Tally:
    """What shards showed so far; they are added in order, so that of equals the first one stays."""

    examples: int = 0
    satisfied: int = 0
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
        return Result(identity, verdict, self.examples, self.satisfied, self.min_margin, self.worst, found)


@st.composite
def _drawn(draw: st.DrawFn, model: Model) -> Mapping[Any, Any]:
    return model(draw)


class _Violated(Exception):
    """Tells Hypothesis that the case is a counterexample, to be shrunk."""


@dataclass
class _Seen:
    """What the cases of one shard showed so far. Shrinking counts for the counterexample only."""

    check: StepCheck
    examples: int = 0
    satisfied: int = 0
    margins: list[float] = field(default_factory=list)
    worst: tuple[float, Mapping[Any, Any], Outcome] | None = None
    undecided: tuple[Mapping[Any, Any], Outcome] | None = None
    counterexample: tuple[Mapping[Any, Any], Outcome] | None = None

    def add(self, model: Mapping[Any, Any]) -> None:
        outcome = self.check.evaluate(model)
        if outcome.verdict == FAIL:
            self.count(outcome, model)
            self.counterexample = model, outcome  # the last one that Hypothesis runs is the smallest
            raise _Violated
        self.count(outcome, model)
        if outcome.verdict == UNSATISFIED or self.counterexample:
            return
        if outcome.verdict == UNKNOWN and self.undecided is None:
            self.undecided = model, outcome
        if outcome.ratio is not None:
            hypothesis.target(outcome.ratio, label="ratio")
        elif outcome.margin is not None:
            hypothesis.target(-outcome.margin, label="margin")

    def count(self, outcome: Outcome, model: Mapping[Any, Any]) -> None:
        if self.counterexample:
            return
        self.examples += 1
        if outcome.verdict == UNSATISFIED:
            return
        self.satisfied += 1
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
        return Shard(index, self.examples, self.satisfied, min(self.margins, default=None), worst, *kept)
