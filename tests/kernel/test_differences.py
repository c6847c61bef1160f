"""A scope computes the difference of a relation once: what it remembers is what it would compute."""

from __future__ import annotations

from typing import Any

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.kernel import verify
from amgt_theory.kernel.formulas import difference
from amgt_theory.kernel.scope import Scope


def test_a_relation_does_not_get_the_difference_of_another_in_the_same_place() -> None:
    scope = Scope()
    for number in range(1000):  # each relation is freed before the next is made, unless the scope keeps it
        assert scope.difference(("<=", "x", number)) == difference(("<=", "x", number))


def test_the_scopes_of_one_theorem_share_what_is_remembered() -> None:
    outer, relation = Scope(), ("<=", "x", 1)
    assert Scope(outer).difference(relation) is outer.difference(relation)
    assert relation not in [kept for kept, _ in Scope().differences.values()]


@pytest.mark.parametrize("identity", ["momentum.lyapunov_step", "constrained.convex"])
def test_what_is_remembered_stays_as_computed(monkeypatch: pytest.MonkeyPatch, identity: str) -> None:
    """No rule, sign or normal form has written to a polynomial that a scope hands out again."""
    remembered = Scope.difference
    repeated = 0

    def compared(scope: Scope, relation: Any) -> Any:
        nonlocal repeated
        repeated += id(relation) in scope.differences
        assert remembered(scope, relation) == difference(relation)
        return remembered(scope, relation)

    monkeypatch.setattr(Scope, "difference", compared)
    assert verify(Catalogue.of(proofs_folder()).certificate(identity))
    assert repeated > 10
