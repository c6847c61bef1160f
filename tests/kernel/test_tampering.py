"""Real certificates, changed in one place: rejected, or refused as the proof of another statement, or harmless."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking._tampering import STATEMENT, Change, changes, outcome, same_statement, sampled
from amgt_theory.derivation import bound_to
from amgt_theory.kernel import Rejected, verify

IDS = ["lemmas.pl", "momentum.lyapunov_step", "refute.linear_rate"]


@cache
def catalogue() -> Catalogue:
    return Catalogue.of(proofs_folder())


def original(identity: str) -> Any:
    return json.loads(catalogue().certificate(identity))


def some_changes(identity: str, number: int | None) -> list[Change]:
    """All changes of a certificate, or some of them, always the same ones."""
    found = list(changes(original(identity)))
    return sampled(found, len(found) if number is None else number)


some = pytest.mark.parametrize("number", [30, pytest.param(None, marks=pytest.mark.slow)], ids=["some", "all"])


def test_the_certificates_are_accepted_untouched() -> None:
    for identity in IDS:
        text = catalogue().certificate(identity)
        assert not bound_to(catalogue().theorem(identity), verify(text)[-1])
        assert verify(json.dumps(json.loads(text)))[-1] == verify(text)[-1]


@some
@pytest.mark.parametrize("identity", IDS)
def test_no_change_slips_through(identity: str, number: int | None) -> None:
    document, theorem = original(identity), catalogue().theorem(identity)
    counts = Counter(outcome(theorem, document, change) for change in some_changes(identity, number))
    print(identity, counts.total(), dict(counts))
    assert not [reason for reason in counts if reason.startswith("slipped")]
    assert counts["rejected"] > counts.total() / 2


@some
@pytest.mark.parametrize("identity", IDS)
def test_no_change_of_the_statement_passes_for_the_theorem(identity: str, number: int | None) -> None:
    """The statement alone, changed on a valid proof: bound_to refuses it exactly when its meaning has changed."""
    document, theorem = original(identity), catalogue().theorem(identity)
    proved = verify(json.dumps(document))[-1]
    for change in some_changes(identity, number):
        if change.part in STATEMENT:
            refused = bound_to(theorem, stated(change.document["theorems"][-1], proved))
            assert bool(refused) != bool(same_statement(document, change)), (change.kind, change.place)


def stated(theorem: Any, proved: Any) -> Any:
    """``proved`` with the statement in ``theorem``, proved or not."""
    frozen = {field: tuple(map(tuples, theorem[field])) for field in STATEMENT}
    return replace(proved, **frozen)


def tuples(tree: Any) -> Any:
    return tuple(map(tuples, tree)) if isinstance(tree, list) else tree


def test_other_certificates_are_refused() -> None:
    proofs = {identity: verify(catalogue().certificate(identity))[-1] for identity in IDS}
    for identity in IDS:
        for other, proved in proofs.items():
            assert bool(bound_to(catalogue().theorem(identity), proved)) == (identity != other)


def test_a_false_lemma_cannot_be_smuggled_in() -> None:
    """A theorem put before the others is checked like any other, also when it takes an id that is cited."""
    document = json.loads(catalogue().certificate("lemmas.pl"))
    false = {"id": "Lemma", "variables": [], "hypotheses": [], "conclusions": [["<=", 1, 0]], "steps": []}
    for lemma in (false, {**false, "id": "lemmas.pl"}):
        with pytest.raises(Rejected, match="do not reach the conclusion"):
            verify(json.dumps({**document, "theorems": [lemma, *document["theorems"]]}))
    assumed = {**false, "hypotheses": [["h", ["<=", 1, 0]]]}
    proved = verify(json.dumps({**document, "theorems": [*document["theorems"], assumed]}))[-1]
    assert bound_to(catalogue().theorem("lemmas.pl"), proved)
