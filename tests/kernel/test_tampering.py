"""Real certificates, changed in one place: rejected, or refused as the proof of another statement, or harmless.

A change is harmless only if the statement is untouched (then the steps are another proof of the same theorem), or if it
writes the same statement in another way, of those listed in ``same_statement``.
"""

from __future__ import annotations

import copy
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.derivation import bound_to
from amgt_theory.kernel import Rejected, verify

IDS = ["lemmas.pl", "momentum.lyapunov_step", "refute.linear_rate"]
STATEMENT = ("variables", "hypotheses", "conclusions")
RELATIONS = ("<=", "<", "=")
Place = tuple[Any, ...]


@cache
def catalogue() -> Catalogue:
    return Catalogue.of(proofs_folder())


def places(tree: Any, here: Place = ()) -> Iterator[Place]:
    yield here
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for position, child in children:
        yield from places(child, (*here, position))


def part(tree: Any, place: Place) -> Any:
    for position in place:
        tree = tree[position]
    return tree


def edited(document: Any, place: Place, new: Any) -> Any:
    result = copy.deepcopy(document)
    part(result, place[:-1])[place[-1]] = new
    return result


def without(document: Any, place: Place) -> Any:
    result = copy.deepcopy(document)
    del part(result, place[:-1])[place[-1]]
    return result


def mutations(document: Any) -> Iterator[tuple[str, Place, Any]]:
    """(kind, place, changed document): every single change of these kinds to the last theorem of a certificate."""
    last = ("theorems", len(document["theorems"]) - 1)
    theorem = part(document, last)
    names = [variable[0] for variable in theorem["variables"]]
    for below in places(theorem):
        place, here = (*last, *below), part(theorem, below)
        if isinstance(here, int):
            yield "coefficient", place, edited(document, place, here + 1)
            yield "coefficient", place, edited(document, place, -here if here else -1)
        elif isinstance(here, str) and here in names:
            yield "rename", place, edited(document, place, names[names.index(here) - 1])
        elif isinstance(here, str) and here in RELATIONS:
            for other in RELATIONS:
                if other != here:
                    yield "relation", place, edited(document, place, other)
        elif isinstance(here, list) and here and here[0] in RELATIONS:
            yield "swap sides", place, edited(document, place, [here[0], here[2], here[1]])
        elif (
            isinstance(here, list) and below and below[-1] in ("hypotheses", "steps", "terms", "conclusions", "assume")
        ):
            for number in range(len(here)):
                yield f"drop {below[-1]}", place, without(document, (*place, number))
                if number:
                    order = [*here[: number - 1], here[number], here[number - 1], *here[number + 1 :]]
                    yield "reorder", place, edited(document, place, order)


def same_statement(kind: str, place: Place, document: Any, changed: Any) -> str:
    """How a change of the statement leaves its meaning; empty when it does not."""
    if kind == "swap sides" and part(changed, place)[0] == "=":
        return "an equation turned around"
    if kind == "reorder" and place[2:] == ("hypotheses",):
        return "hypotheses in another order"
    if kind == "rename" and place[2] == "hypotheses" and len(place) == 5 and place[-1] == 0:
        return "the name of a hypothesis"
    if kind == "coefficient":
        relations = [part(one, place[:-1]) for one in (document, changed)]
        numbers = all(len(one) == 3 and {type(side) for side in one[1:]} == {int} for one in relations)
        if numbers and relations[0][0] == "<=" and len({left <= right for _, left, right in relations}) == 1:
            return "as true or false as before"  # 1 <= 0 and 2 <= 0
    return ""


def outcome(identity: str, kind: str, place: Place, document: Any, changed: Any) -> str:
    """ "rejected", "another statement", or why the change is harmless; anything else has slipped through."""
    try:
        proved = verify(json.dumps(changed))[-1]
    except Rejected:
        return "rejected"
    if bound_to(catalogue().theorem(identity), proved):
        return "another statement"
    if place[2] not in STATEMENT:
        return "harmless: another proof of the same statement"
    reason = same_statement(kind, place, document, changed)
    return f"harmless: {reason}" if reason else f"slipped through: {kind} at {place}"


def original(identity: str) -> Any:
    return json.loads(catalogue().certificate(identity))


def sampled(identity: str, number: int | None) -> list[tuple[str, Place, Any]]:
    """All changes of a certificate, or some of them, always the same ones."""
    changes = list(mutations(original(identity)))
    return changes if number is None else random.Random(0).sample(changes, number)


some = pytest.mark.parametrize("number", [30, pytest.param(None, marks=pytest.mark.slow)], ids=["some", "all"])


def test_the_certificates_are_accepted_untouched() -> None:
    for identity in IDS:
        text = catalogue().certificate(identity)
        assert not bound_to(catalogue().theorem(identity), verify(text)[-1])
        assert verify(json.dumps(json.loads(text)))[-1] == verify(text)[-1]


@some
@pytest.mark.parametrize("identity", IDS)
def test_no_change_slips_through(identity: str, number: int | None) -> None:
    document = original(identity)
    changes = sampled(identity, number)
    counts = Counter(outcome(identity, kind, place, document, changed) for kind, place, changed in changes)
    print(identity, len(changes), dict(counts))
    assert not [reason for reason in counts if reason.startswith("slipped")]
    assert counts["rejected"] > counts.total() / 2


@some
@pytest.mark.parametrize("identity", IDS)
def test_no_change_of_the_statement_passes_for_the_theorem(identity: str, number: int | None) -> None:
    """The statement alone, changed on a valid proof: bound_to refuses it exactly when its meaning has changed."""
    document, theorem = original(identity), catalogue().theorem(identity)
    proved = verify(json.dumps(document))[-1]
    for kind, place, changed in sampled(identity, number):
        if place[2] in STATEMENT:
            refused = bound_to(theorem, stated(changed["theorems"][-1], proved))
            assert bool(refused) != bool(same_statement(kind, place, document, changed)), (kind, place)


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
