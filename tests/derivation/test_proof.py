"""Writing proofs: what the builder finds by itself, what it refuses, and what only the kernel refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sympy import Ge, Product, sin

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.derivation import Proof, Taken, bound_to, certificate, derive
from amgt_theory.errors import DerivationError, InvalidInput
from amgt_theory.kernel import Rejected, verify
from amgt_theory.language import ForAll, eq, le, lt, to_kernel
from amgt_theory.symbols import Real, f, function, j, k, y
from amgt_theory.theorem import Theorem

a, b = Real("a"), Real("b")
e = function("e", "natural")
BELOW = le(a, 2 * b)

Steps = Callable[[Proof], Any]


@pytest.fixture
def proof() -> Proof:
    """A proof that knows 0 < a <= b, b = 2 a and that e is monotone."""
    facts = {
        "positive": lt(0, a),
        "order": le(a, b),
        "all": ForAll((k,), le(e(k), e(k + 1))),
        "value": eq(b, 2 * a),
    }
    return Proof(facts, Catalogue.of(proofs_folder()).theorem)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (lambda proof: proof.combine("x", le(0, b), {"ordre": 1}), "no fact 'ordre'; known: positive"),
        (lambda proof: proof.combine("x", le(0, b), {le(b, a): 1}), "b <= a is not a fact here"),
        (lambda proof: proof.combine("order", le(0, b), {"order": 1, "positive": 1}), "'order' is named twice"),
        (lambda proof: proof.combine("x", le(0, f(y)), {"order": None}), "x: no weights make the sides equal"),
        (lambda proof: proof.use("order", {k: 1}), "order is not quantified"),
        (lambda proof: proof.use("all", {j: 1}), r"all has no variable j; it has \[k\]"),
    ],
)
def test_refused(proof: Proof, step: Steps, message: str) -> None:
    with pytest.raises(DerivationError, match=message):
        step(proof)


def test_unknown_theorem(proof: Proof) -> None:
    with pytest.raises(InvalidInput, match=r"did you mean 'lemmas\.log_bound'"):
        proof.cite("lemmas.log_bond")


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (Ge(a, b), "turn it round"),
        (le(sin(a), 1), "no translation"),
        (le(Product(a, (j, 0, k)), 1), "does not start at 1"),
    ],
)
def test_not_in_the_language(formula: Any, message: str) -> None:
    with pytest.raises(DerivationError, match=message):
        to_kernel(formula)


def test_weights_are_found(proof: Proof) -> None:
    proof.combine("sum", le(3 * a, 2 * a + b), {"order": None})
    assert proof.steps[-1]["terms"] == [{"weight": 1, "fact": "order"}]


def test_quantified_fact_is_taken_at_the_variables_in_scope(proof: Proof) -> None:
    with proof.fix("again", k) as inner:
        inner.combine("there", le(0, e(k + 1) - e(k)), {"all": 1})
    assert proof.facts["again"] == ForAll((k,), le(0, e(k + 1) - e(k)))


def test_facts_of_a_block_stay_there(proof: Proof) -> None:
    with proof.fix("block", k) as inner:
        inner.combine("inside", le(0, a), {"positive": 1})
    with pytest.raises(DerivationError, match="no fact 'inside'"):
        proof.combine("outside", le(0, a), {"inside": 1})


def test_a_fact_taken_where_it_is_used(proof: Proof) -> None:
    proof.combine("two_steps", le(e(0), e(2)), {Taken("all", {k: 0}): None, Taken("all", {k: 1}): None})
    assert [step["rule"] for step in proof.steps] == ["instantiate", "instantiate", "combination"]


def test_induction_gives_every_claim_for_all(proof: Proof) -> None:
    claims = {"above": le(e(0), e(k)), "there": le(0, a)}
    with proof.induction(k, claims) as (_, step):
        step.combine("next", le(e(0), e(k + 1)), {"above": 1, "all": 1})
    assert [proof.facts[name] for name in claims] == [ForAll((k,), claim) for claim in claims.values()]


def proved(theorem: Theorem, steps: Steps) -> str:
    """Why the kernel does not take the steps for a proof of the theorem; empty when it does."""
    derivation = derive(theorem, steps, Catalogue.of(proofs_folder()).theorem)
    try:
        return bound_to(theorem, verify(certificate([derivation]))[-1])
    except Rejected as error:
        return str(error)


def stated(quantity: Any, bound: Any, *assumptions: Any, **more: Any) -> Theorem:
    return Theorem("test.stated", "test", "lemma", "test", quantity, bound, assumptions=assumptions, **more)


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        (lambda proof: proof.combine("there", BELOW, {"assumption_1": 2, "assumption_2": 1}), ""),
        (lambda proof: proof.combine("there", BELOW, {"assumption_1": 2, "assumption_2": 2}, -a), "the weight"),
        (lambda proof: proof.combine("there", BELOW, {"assumption_1": 1}), "sides differ"),
        (lambda proof: proof.combine("there", lt(a, 2 * b), {"assumption_1": 2}, a), "no strict fact"),
        (lambda proof: proof.combine("there", le(a, 3 * b), {"assumption_1": 3}, 2 * a), "do not reach the conclusion"),
        (lambda proof: proof.law("sqrt_square", -b), "hypothesis .* not known"),
        (lambda proof: proof.equal("there", "assumption_1", "assumption_2"), "not a <= b and b <= a"),
    ],
)
def test_the_kernel_decides(steps: Steps, reason: str) -> None:
    answer = proved(stated(BELOW.lhs, BELOW.rhs, le(a, b), le(0, a)), steps)
    assert re.search(reason, answer) if reason else not answer


def test_functions_of_other_sorts_are_other_functions() -> None:
    vector = function("e", "natural", result="vector")
    assert function("e", "natural") == e
    assert vector != e
    assert vector(0) != e(0)


def test_equal() -> None:
    both = stated(a, b, le(a, b), le(b, a), direction="exact")
    assert not proved(both, lambda proof: proof.equal("there", "assumption_1", "assumption_2"))
