"""The power of a check: which planted errors it catches, and how far a false claim must go before it is seen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from time import process_time
from typing import Any

import hypothesis

from amgt_theory.catalogue import Catalogue
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._find import check_of
from amgt_theory.checking._implied import implied
from amgt_theory.checking._judge import FAIL, UNKNOWN, UNSATISFIED, Outcome
from amgt_theory.checking._near import ATTAINED
from amgt_theory.checking._places import IMPOSSIBLE
from amgt_theory.checking._planting import CONSTANT, DROPPED, PlantedError, planted
from amgt_theory.checking._run import SHARD, attack
from amgt_theory.checking._tampering import ANOTHER, REJECTED, Change, changes, outcome, sampled
from amgt_theory.derivation import bound_to
from amgt_theory.errors import AmgtError, InvalidInput
from amgt_theory.kernel import Rejected, verify
from amgt_theory.theorem import Theorem

HOPELESS = 30  # cases of which none satisfies the hypotheses, after which none is expected to
LONGER = 4  # times the examples, to find out whether what passed is false
TAMPERED = 4  # changed certificates of each kind
LADDER = (1.01, 1.05, 1.2, 1.5, 2.0, 5.0, 10.0, 100.0, 1000.0)
CERTIFICATE = "certificate"
IMPLIED = "implied by the other hypotheses"
UNREACHED = "not reachable: no case violates it alone"
REFUSED = "not reachable: no such case can be built"
LATE = "not reachable: no case violates it alone that was tried before time was over"
UNBUILT = "the case cannot be built"


@dataclass(frozen=True)
class Finding:
    """What became of one planted error.

    ``false``: True where the changed statement is known to be false: a case violates it, or the theorem is declared
    tight and the constant is wrong. False where its bound claims no more than the theorem's in any case compared, or
    other hypotheses imply the one left out. None where neither is known. A wrong bound of a tight theorem that is not
    caught is attacked for longer to find out.
    ``caught`` after so many ``examples``, else that many were tried. ``slack`` is the worst ratio of quantity to bound
    that the check of the theorem itself found; ``overreach`` the least factor of a ladder by which a claim must be
    better than the theorem for this case to refute it, None when even the largest is not enough. ``remark`` says what
    the counts do not.
    """

    id: str
    error: str
    kind: str
    false: bool | None
    tight: bool
    caught: bool
    examples: int
    slack: float | None = None
    overreach: float | None = None
    remark: str = ""

    @property
    def missed(self) -> bool:
        """Whether it is a failure of the project: a tight theorem's false claim, or a tampered certificate, passed."""
        return self.false is True and not self.caught and (self.tight or self.kind == CERTIFICATE)


def power(
    catalogue: Catalogue, identity: str, examples: int = 2 * SHARD, seed: int = 0, seconds: float = inf
) -> Iterator[Finding]:
    """Plant every error in one theorem and its certificate; ``examples`` are tried for each, as ``amgt check`` does.

    Fewer are tried where they take longer than ``seconds`` of a processor in all. Raises InvalidInput, naming the
    nearest id, when there is no such theorem.
    """
    theorem, check = catalogue.theorem(identity), check_of(catalogue, identity)
    if check is not None:
        yield from power_of(check, planted(catalogue, theorem), examples, seed, seconds)
    yield from tampered(catalogue, theorem)


def power_of(
    check: StepCheck, errors: Iterable[PlantedError], examples: int = 2 * SHARD, seed: int = 0, seconds: float = inf
) -> Iterator[Finding]:
    """What ``check`` makes of each error planted in its theorem.

    A wrong bound is held against every case that the theorem's own check tries, all of them at once, for half of the
    ``seconds`` at most. One of a tight theorem that passes is attacked by its own check too, and a theorem without some
    hypothesis always is; they share what is left of the seconds.
    """
    theorem, end = check.theorem, process_time() + seconds
    trials = [_Trial.of(error, check) for error in errors]
    known = _attack(check, examples, seed, seconds / 2, [one for one in trials if one.error.kind != DROPPED])
    slack, overreach = known.ratio, _overreach(known.ratio)
    for place, one in enumerate(trials):
        share = (end - process_time()) / (len(trials) - place)
        false, caught, number, remark = _result(one, theorem, known, examples, seed, share)
        if one.error.kind == CONSTANT and theorem.tight:
            false = True
        facts = (theorem.id, one.error.name, one.error.kind, false, theorem.tight, caught, number)
        yield Finding(*facts, slack, overreach, remark)


def tampered(catalogue: Catalogue, theorem: Theorem, number: int = TAMPERED) -> Iterator[Finding]:
    """Certificates of ``theorem`` with one coefficient of the proof, one hypothesis or one conclusion changed.

    So many of each. A change that leaves a valid proof of the same statement is no error, and does not count.
    """
    try:
        certificate = catalogue.certificate(theorem.id)
        proved = not bound_to(theorem, verify(certificate)[-1])
    except (AmgtError, Rejected):
        proved = False
    if not proved:
        return  # what is rejected as it is cannot be tampered with
    original = json.loads(certificate)
    found = list(changes(original))
    for name, belongs in PARTS.items():
        kind = [change for change in found if belongs(change)]
        answers = [outcome(theorem, original, change) for change in sampled(kind, number)]
        harmless = sum(answer.startswith("harmless") for answer in answers)
        errors = [answer for answer in answers if not answer.startswith("harmless")]
        if errors:
            caught = set(errors) <= {REJECTED, ANOTHER}
            remark = f"{harmless} more left a valid proof of the same statement" if harmless else ""
            label = f"certificate: {name} changed"
            yield Finding(theorem.id, label, CERTIFICATE, True, theorem.tight, caught, len(errors), remark=remark)


PARTS: Mapping[str, Callable[[Change], bool]] = {
    "a coefficient": lambda change: change.kind == "coefficient" and change.part == "steps",
    "a hypothesis": lambda change: change.part == "hypotheses",
    "a conclusion": lambda change: change.part == "conclusions",
}


@dataclass
class _Trial:
    """An error planted in a check, and what the cases of the theorem's own check show of it.

    ``caught`` is the number of the first case that violates the changed statement. ``compared`` says whether there was
    a case to compare the bounds at, ``nearer`` whether the changed one was nearer in any.
    """

    error: PlantedError
    changed: tuple[StepCheck, ...]
    remark: str = ""
    caught: int = 0
    compared: bool = False
    nearer: bool = False

    @classmethod
    def of(cls, error: PlantedError, check: StepCheck) -> _Trial:
        try:
            changed = error.plant(check)
        except InvalidInput as reason:
            return cls(error, (), f"cannot be tested: {reason}")
        return cls(error, changed)

    def look(self, model: Mapping[Any, Any], known: Outcome, number: int) -> None:
        """Judge the changed statement at case ``number``, whose outcome for the theorem is ``known``."""
        if self.caught or not self.changed or known.verdict == UNSATISFIED:
            return
        found = _outcome(self.changed[0], model)
        if found.verdict == FAIL:
            self.caught = number
        elif known.ratio is not None and known.ratio < ATTAINED and found.verdict != UNSATISFIED:
            self.compared = True
            self.nearer |= found.ratio is None or found.ratio > known.ratio * (1 + 1e-12)


def _result(
    trial: _Trial, theorem: Theorem, known: _Seen, examples: int, seed: int, seconds: float
) -> tuple[bool | None, bool, int, str]:
    """Whether the changed statement is known to be false, whether that was seen, in how many cases; and a remark."""
    if not trial.changed:
        return None, False, 0, trial.remark
    if trial.caught:
        return True, True, trial.caught, ""
    if trial.error.kind == DROPPED:
        return _without(trial, theorem, examples, seed, seconds)
    if trial.compared and not trial.nearer and trial.error.kind != CONSTANT:
        return False, False, known.examples, "claims no more than the theorem in any case compared"
    (check,) = trial.changed
    if not check.theorem.tight:
        return None, False, known.examples, ""
    tried = _attack(check, examples, seed, seconds)
    number = known.examples + tried.examples
    if tried.caught:
        return True, True, number, ""
    if _attack(check, LONGER * examples, seed + 1, seconds).caught:
        return True, False, number, f"{LONGER} times the examples violate it"
    return None, False, number, ""


def _without(
    trial: _Trial, theorem: Theorem, examples: int, seed: int, seconds: float
) -> tuple[bool | None, bool, int, str]:
    """The same of a theorem without a hypothesis: each way to leave it is tried with so many examples."""
    tried = _Seen()
    for way in trial.changed:
        tried.add_all(_attack(way, examples, seed, seconds / len(trial.changed)))
        if tried.caught:
            return True, True, tried.examples, ""
    if tried.unreached and implied(theorem, trial.error.left_out):
        return False, False, tried.examples, IMPLIED
    return None, False, tried.examples, tried.unreached


def _overreach(ratio: float | None) -> float | None:
    return next((factor for factor in LADDER if ratio is not None and factor * ratio > 1), None)


class _Enough(BaseException):
    """Ends a shard at once: Hypothesis would take time to shrink what an Exception shows."""


@dataclass
class _Seen:
    """What a check showed: cases tried and those that satisfy the hypotheses, the worst ratio, a violation.

    ``built`` counts the cases that are some, ``late`` says that time was over before all were tried.
    """

    examples: int = 0
    built: int = 0
    satisfied: int = 0
    ratio: float | None = None
    caught: bool = False
    late: bool = False

    @property
    def unreached(self) -> str:
        """Why no case satisfies the hypotheses, "" where one does."""
        return "" if self.satisfied else LATE if self.late else UNREACHED if self.built else REFUSED

    def add(self, found: Outcome) -> None:
        self.examples += 1
        self.built += found.what != UNBUILT
        self.satisfied += found.verdict != UNSATISFIED
        self.caught = found.verdict == FAIL
        if found.ratio is not None and found.verdict != UNSATISFIED:
            self.ratio = found.ratio if self.ratio is None else max(self.ratio, found.ratio)

    def add_all(self, other: _Seen) -> None:
        self.examples += other.examples
        self.built += other.built
        self.satisfied += other.satisfied
        self.caught |= other.caught
        self.late |= other.late


def _attack(check: StepCheck, examples: int, seed: int, seconds: float, trials: Sequence[_Trial] = ()) -> _Seen:
    """The cases that ``amgt check`` would try, each shown to ``trials`` too.

    It ends with the first that violates the statement, where none of the first cases satisfies the hypotheses, and
    after so many ``seconds`` of a processor.
    """
    seen, end = _Seen(), process_time() + seconds

    def note(model: Mapping[Any, Any], found: Outcome) -> None:
        seen.add(found)
        for one in trials:
            one.look(model, found, seen.examples)
        seen.late = process_time() > end
        if seen.caught or seen.late or (seen.examples >= HOPELESS and not seen.satisfied):
            raise _Enough

    def evaluate(model: Mapping[Any, Any]) -> Outcome:
        return _outcome(check, model)

    try:
        for index in range(-(-examples // SHARD)):
            attack(replace(check, model=_possible(check)), evaluate, seed, index, note, note)
    except _Enough:
        pass
    return seen


def _possible(check: StepCheck) -> Callable[[Any], Mapping[Any, Any]]:
    """The check's model; a case that cannot be built, such as a method with a negative step, is left out."""

    def model(draw: Any) -> Mapping[Any, Any]:
        try:
            return check.model(draw)
        except IMPOSSIBLE:
            hypothesis.reject()

    return model


def _outcome(check: StepCheck, model: Mapping[Any, Any]) -> Outcome:
    try:
        found = check.evaluate(model, proving=False)
    except IMPOSSIBLE:
        return Outcome(UNSATISFIED, UNBUILT)
    if found.verdict == UNKNOWN and "nan" in found.sides:  # of a division by 0, say
        return Outcome(UNSATISFIED, f"{found.what} has no value")
    return found
