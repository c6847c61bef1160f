"""The power of a check: which planted errors it catches, and how far a false claim must go before it is seen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import hypothesis

from amgt_theory.catalogue import Catalogue
from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._find import check_of
from amgt_theory.checking._judge import FAIL, UNSATISFIED, Outcome
from amgt_theory.checking._near import ATTAINED
from amgt_theory.checking._planting import CONSTANT, DROPPED, PlantedError, planted
from amgt_theory.checking._run import SHARD, attack
from amgt_theory.checking._tampering import ANOTHER, REJECTED, Change, changes, outcome, sampled
from amgt_theory.derivation import bound_to
from amgt_theory.errors import AmgtError, InvalidInput
from amgt_theory.kernel import Rejected, verify
from amgt_theory.theorem import Theorem

WITNESSES = 10  # attaining cases kept
COMPARED = 20  # cases at which the changed bound is compared with the theorem's
LONGER = 4  # times the examples, to find out whether what passed is false
TAMPERED = 4  # changed certificates of each kind
LADDER = (1.01, 1.05, 1.2, 1.5, 2.0, 5.0, 10.0, 100.0, 1000.0)
IMPOSSIBLE = (AmgtError, ArithmeticError, ValueError)  # what a model raises that violates what its parts require
CERTIFICATE = "certificate"


@dataclass(frozen=True)
class Finding:
    """What became of one planted error.

    ``false``: True where the changed statement is known to be false: a case violates it, or the theorem is declared
    tight and the constant is wrong. False where its bound claims no more than the theorem's in any case compared. None
    where neither is known. A wrong bound of a tight theorem that is not caught is attacked for longer to find out.
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


def power(catalogue: Catalogue, identity: str, examples: int = 2 * SHARD, seed: int = 0) -> Iterator[Finding]:
    """Plant every error in one theorem and its certificate; ``examples`` are tried for each, as ``amgt check`` does.

    Raises InvalidInput, naming the nearest id, when there is no such theorem.
    """
    theorem, check = catalogue.theorem(identity), check_of(catalogue, identity)
    if check is not None:
        yield from power_of(check, planted(catalogue, theorem), examples, seed)
    yield from tampered(catalogue, theorem)


def power_of(
    check: StepCheck, errors: Iterable[PlantedError], examples: int = 2 * SHARD, seed: int = 0
) -> Iterator[Finding]:
    """What ``check`` makes of each error planted in its theorem."""
    theorem = check.theorem
    known = _attack(check, examples, seed)
    slack, overreach = known.ratio, _overreach(known.ratio)
    for error in errors:
        false, tried, remark = _planted(check, error, known, examples, seed)
        if error.kind == CONSTANT and theorem.tight:
            false = True
        facts = (theorem.id, error.name, error.kind, false, theorem.tight, tried.caught, tried.examples)
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


def _planted(
    check: StepCheck, error: PlantedError, known: _Seen, examples: int, seed: int
) -> tuple[bool | None, _Seen, str]:
    """Whether the changed statement is known to be false, what its check showed, and a remark."""
    try:
        changed = error.plant(check)
        if changed is None:
            return None, _Seen(), "not reachable: no check for the changed statement"
        tried = _attack(changed, examples, seed)
    except InvalidInput as reason:
        return None, _Seen(), f"cannot be tested: {reason}"
    if tried.caught:
        return True, tried, ""
    if error.kind == DROPPED and not tried.satisfied:
        return None, tried, "not reachable: no case violates it alone"
    if any(_outcome(changed, model).verdict == FAIL for model in known.witnesses):
        return True, tried, "a case that attains the bound violates it"
    if error.kind == DROPPED:
        return None, tried, ""
    if error.kind != CONSTANT and _claims_no_more(changed, known):
        return False, tried, "claims no more than the theorem in any case compared"
    if check.theorem.tight and _attack(changed, LONGER * examples, seed + 1).caught:
        return True, tried, f"{LONGER} times the examples violate it"
    return None, tried, ""


def _claims_no_more(changed: StepCheck, known: _Seen) -> bool:
    """Whether no case is nearer to the changed bound than to the theorem's."""
    pairs = [(_outcome(changed, model).ratio, ratio) for model, ratio in known.compared]
    return bool(pairs) and all(one is not None and one <= ratio * (1 + 1e-12) for one, ratio in pairs)


def _overreach(ratio: float | None) -> float | None:
    return next((factor for factor in LADDER if ratio is not None and factor * ratio > 1), None)


class _Caught(BaseException):
    """Ends a shard at once: Hypothesis would take time to shrink what an Exception shows."""


@dataclass
class _Seen:
    """What a check showed: cases tried and those that satisfy the hypotheses, the worst ratio, and cases to compare."""

    examples: int = 0
    satisfied: int = 0
    ratio: float | None = None
    caught: bool = False
    witnesses: list[Mapping[Any, Any]] = field(default_factory=list)
    compared: list[tuple[Mapping[Any, Any], float]] = field(default_factory=list)

    def add(self, model: Mapping[Any, Any], found: Outcome) -> None:
        self.examples += 1
        self.satisfied += found.verdict != UNSATISFIED
        self.caught = found.verdict == FAIL
        if found.ratio is not None and found.verdict != UNSATISFIED:
            self.ratio = found.ratio if self.ratio is None else max(self.ratio, found.ratio)
            if len(self.compared) < COMPARED and found.ratio < ATTAINED:
                self.compared.append((model, found.ratio))
            if found.ratio >= ATTAINED and len(self.witnesses) < WITNESSES:
                self.witnesses.append(model)


def _attack(check: StepCheck, examples: int, seed: int) -> _Seen:
    """The cases that ``amgt check`` would try, up to the first that violates the statement."""
    seen = _Seen()

    def note(model: Mapping[Any, Any], found: Outcome) -> None:
        seen.add(model, found)
        if seen.caught:
            raise _Caught

    def evaluate(model: Mapping[Any, Any]) -> Outcome:
        return _outcome(check, model)

    try:
        for index in range(-(-examples // SHARD)):
            attack(replace(check, model=_possible(check)), evaluate, seed, index, note, note)
    except _Caught:
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
        return check.evaluate(model)
    except IMPOSSIBLE:
        return Outcome(UNSATISFIED, "the case cannot be built")
