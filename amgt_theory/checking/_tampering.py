"""Certificates changed in one place: what the kernel, and the comparison with the theorem, make of them.

A change is harmless only if the statement is untouched (then the steps are another proof of the same theorem), or if it
writes the same statement in another way, of those listed in :func:`same_statement`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from amgt_theory.derivation import bound_to
from amgt_theory.kernel import Rejected, verify
from amgt_theory.theorem import Theorem

STATEMENT = ("variables", "hypotheses", "conclusions")
RELATIONS = ("<=", "<", "=")
LISTS = ("hypotheses", "steps", "terms", "conclusions", "assume")
REJECTED, ANOTHER = "rejected", "another statement"

Place = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """One change of a certificate: its kind, where it is made, and the ``document`` that has it."""

    kind: str
    place: Place
    document: Any

    @property
    def part(self) -> str:
        """Which part of the theorem it is in: hypotheses, conclusions, steps, ..."""
        return str(self.place[2]) if len(self.place) > 2 else ""


def changes(document: Any) -> Iterator[Change]:
    """Every single change of some kinds to the last theorem of a certificate.

    An integer one larger or of the other sign, a variable or relation for another, sides swapped, an item of a list
    left out, two in the other order.
    """
    last = ("theorems", len(document["theorems"]) - 1)
    theorem = part(document, last)
    names = [variable[0] for variable in theorem["variables"]]
    for below in places(theorem):
        here = part(theorem, below)
        for kind, place, new in _changes_at(here, below, names):
            if new != here:  # a lone variable has no other one to be renamed to
                yield Change(kind, (*last, *place), edited(document, (*last, *place), new))


def _changes_at(here: Any, below: Place, names: list[str]) -> Iterator[tuple[str, Place, Any]]:
    if isinstance(here, int):
        yield "coefficient", below, here + 1
        yield "coefficient", below, -here if here else -1
    elif isinstance(here, str) and here in names:
        yield "rename", below, names[names.index(here) - 1]
    elif isinstance(here, str) and here in RELATIONS:
        for other in RELATIONS:
            if other != here:
                yield "relation", below, other
    elif isinstance(here, list) and here and here[0] in RELATIONS:
        yield "swap sides", below, [here[0], here[2], here[1]]
    elif isinstance(here, list) and below and below[-1] in LISTS:
        for number in range(len(here)):
            yield f"drop {below[-1]}", below, [*here[:number], *here[number + 1 :]]
            if number:
                order = [*here[: number - 1], here[number], here[number - 1], *here[number + 1 :]]
                yield "reorder", below, order


def outcome(theorem: Theorem, original: Any, change: Change) -> str:
    """REJECTED, ANOTHER statement, or why the change is harmless; anything else has slipped through."""
    try:
        proved = verify(json.dumps(change.document))[-1]
    except Rejected:
        return REJECTED
    if bound_to(theorem, proved):
        return ANOTHER
    if change.part not in STATEMENT:
        return "harmless: another proof of the same statement"
    reason = same_statement(original, change)
    return f"harmless: {reason}" if reason else f"slipped through: {change.kind} at {change.place}"


def same_statement(original: Any, change: Change) -> str:
    """How a change of the statement leaves its meaning; empty when it does not."""
    kind, place = change.kind, change.place
    if kind == "swap sides" and part(change.document, place)[0] == "=":
        return "an equation turned around"
    if kind == "reorder" and place[2:] == ("hypotheses",):
        return "hypotheses in another order"
    if kind == "rename" and change.part == "hypotheses" and len(place) == 5 and place[-1] == 0:
        return "the name of a hypothesis"
    if kind == "coefficient":
        relations = [part(one, place[:-1]) for one in (original, change.document)]
        numbers = all(len(one) == 3 and {type(side) for side in one[1:]} == {int} for one in relations)
        if numbers and relations[0][0] == "<=" and len({left <= right for _, left, right in relations}) == 1:
            return "as true or false as before"  # 1 <= 0 and 2 <= 0
    return ""


def sampled(found: list[Change], number: int, seed: int = 0) -> list[Change]:
    """So many of the changes, always the same ones; all where there are no more."""
    return found if len(found) <= number else random.Random(seed).sample(found, number)


def places(tree: Any, here: Place = ()) -> Iterator[Place]:
    """The place of every part of a document, as the positions that lead to it."""
    yield here
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for position, child in children:
        yield from places(child, (*here, position))


def part(tree: Any, place: Place) -> Any:
    """The part of a document at a place."""
    for position in place:
        tree = tree[position]
    return tree


def edited(tree: Any, place: Place, new: Any) -> Any:
    """A document with another part at a place; it shares the rest with the first one."""
    if not place:
        return new
    copy = tree.copy()
    copy[place[0]] = edited(tree[place[0]], place[1:], new)
    return copy
