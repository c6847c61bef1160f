"""Attacks: facts taken out of their block, and theorems cited for more than they prove. Every one must be rejected."""

from __future__ import annotations

from typing import Any

import pytest

from amgt_theory.kernel.axioms import AXIOMS

# -- nothing leaves its block ----------------------------------------------------------------------


def test_a_block_keeps_its_facts_and_variables(kernel) -> None:
    assumed = kernel.fix("block", "x", ("<=", 1, 0), false=("<=", 1, 0))
    for conclusion in (("<=", 1, 0), ("all", [["x", "real"]], [], ("<=", 1, 0)), ("<=", "x", 0)):
        kernel.rejects(kernel.theorem(conclusion, steps=[assumed]))
    use = kernel.combination("use", kernel.FALSE, {"false": 1})
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[assumed, use]), because="there is no fact 'false'")


def test_a_definition_stays_in_its_block(kernel) -> None:
    define = {"name": "c_is", "rule": "define", "variable": "c", "term": "n"}
    block = kernel.fix("block", "n:natural", ("=", "c", "n"), define)
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[block]), because="the variable c is not declared")
    block = kernel.fix("block", "n:natural", ("<=", 0, "c"), define)
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[block, define]))
    one = {**define, "term": 1}
    cases = {"name": "c", "rule": "cases", "on": [0, 1], "le": [one], "gt": [], "conclusion": ("=", "c", 1)}
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[cases]), because="the variable c is not declared")


def test_a_conclusion_cannot_mention_what_the_proof_defines(kernel) -> None:
    define = {"name": "c_is", "rule": "define", "variable": "c", "term": 1}
    kernel.rejects(kernel.theorem(("<=", 1, "c"), steps=[define]), because="the variable c is not declared")


@pytest.mark.parametrize("name", ["x", "n", "f", "i"])
def test_no_variable_is_declared_twice(kernel, name: str) -> None:
    variables = "x n:natural f:real>real i:coordinate"
    for step in (
        {"name": "d", "rule": "define", "variable": name, "term": 1},
        kernel.fix("d", name, ("<=", 0, 0)),
        {"name": "d", "rule": "induction", "variable": name, "conclusions": [], "base": [], "step": []},
        {"name": "d", "rule": "congruence", "fact": "same", "hole": name, "term": name},
    ):
        theorem = kernel.theorem(("<=", 0, 0), variables=variables, given={"same": ("=", 1, 1)}, steps=[step])
        kernel.rejects(theorem, because="declared twice")


def test_a_definition_is_of_a_number(kernel) -> None:
    for term in ("v", "i", "f", ("vec", "j", 1)):
        step = {"name": "d", "rule": "define", "variable": "c", "term": term}
        kernel.rejects(kernel.theorem(("<=", 0, 0), variables="v:vector i:coordinate f:real>real", steps=[step]))


def test_a_definition_does_not_define_itself(kernel) -> None:
    step = {"name": "d", "rule": "define", "variable": "c", "term": ("+", "c", 1)}
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[step]), because="the variable c is not declared")


def test_premises_used_to_see_that_a_quantified_formula_is_evident_are_forgotten(kernel) -> None:
    absurd = ("all", [["x", "real"]], [("<=", 1, 0)], ("<=", 1, 0))
    lemma = kernel.theorem(("<=", 0, 0), given={"absurd": absurd}, id="Lemma")
    kernel.rejects(lemma, kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "Lemma", {})]))


# -- citing ----------------------------------------------------------------------------------------


def test_a_theorem_cannot_cite_itself_or_a_later_one(kernel) -> None:
    steps = [kernel.instantiate("one", "T", {})]
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=steps), because="there is no fact, axiom or theorem 'T'")
    first = kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "Later", {})], id="First")
    later = kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "First", {})], id="Later")
    kernel.rejects(first, later)


def test_a_cited_theorem_needs_its_hypotheses(kernel) -> None:
    lemma = kernel.theorem(kernel.FALSE, given={"h": ("<=", 1, 0)}, id="Lemma")
    theorem = kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "Lemma", {})])
    kernel.rejects(lemma, theorem, because="is not known")


@pytest.mark.parametrize("number", [-1, 2, 10**30, "0", [0], {}])
def test_the_number_of_a_cited_conclusion(kernel, number: Any) -> None:
    lemma = kernel.theorem(("<=", 0, 0), ("<=", 0, 1), id="Lemma")
    step = kernel.instantiate("one", "Lemma", {}, conclusion=number)
    kernel.rejects(lemma, kernel.theorem(("<=", 0, 0), steps=[step]), because="has no conclusion")


NOT_IDS = [*AXIOMS, "Lemma", "", "a b", "a\nb", "a..b", ".a", "1", "é", "<b>", 1, [], {}]


@pytest.mark.parametrize("id", NOT_IDS, ids=repr)
def test_ids(kernel, id: Any) -> None:
    kernel.rejects(kernel.theorem(("<=", 0, 0), id="Lemma"), kernel.theorem(("<=", 0, 0), id=id))


def test_a_hypothesis_named_like_an_axiom_or_a_theorem_is_only_a_hypothesis(kernel) -> None:
    lemma = kernel.theorem(("<=", 0, 0), id="Lemma")
    for name in ("exp_bound", "Lemma", "T"):
        steps = [kernel.instantiate("one", name, {})]
        proved = kernel.accepts(lemma, kernel.theorem(kernel.FALSE, given={name: kernel.FALSE}, steps=steps))
        assert proved.hypotheses == ((name, kernel.FALSE),)
        assert not proved.axioms | proved.lemmas
        kernel.rejects(lemma, kernel.theorem(kernel.FALSE, given={name: ("<=", 1, 1)}, steps=steps))


def test_what_a_lemma_rests_on_is_counted(kernel) -> None:
    bound = ("<=", ("+", 1, "x"), ("exp", "x"))
    first = kernel.theorem(bound, variables="x", steps=[kernel.instantiate("one", "exp_bound", {"a": "x"})], id="First")
    second = kernel.theorem(bound, variables="x", steps=[kernel.instantiate("one", "First", {"x": "x"})], id="Second")
    third = kernel.theorem(bound, variables="x", steps=[kernel.instantiate("one", "Second", {"x": "x"})])
    proved = kernel.accepts(first, second, third)
    assert (proved.axioms, proved.lemmas) == ({"exp_bound"}, {"First", "Second"})


def test_names_of_facts_are_used_once(kernel) -> None:
    first = kernel.combination("one", ("<=", 0, 1), {}, 1)
    kernel.rejects(kernel.theorem(("<=", 0, 1), steps=[first, first]), because="named twice")
    kernel.rejects(kernel.theorem(("<=", 0, 1), given={"one": ("<=", 0, 0)}, steps=[first]), because="named twice")
    theorem = {**kernel.theorem(kernel.FALSE), "hypotheses": [["h", ("<=", 0, 1)], ["h", ("<=", 1, 0)]]}
    kernel.rejects(theorem, because="named twice")


@pytest.mark.parametrize("name", ["", " ", "a b", "a.", "1", "#1", 1, [], {}, ["h"]], ids=repr)
def test_names_of_facts(kernel, name: Any) -> None:
    kernel.rejects({**kernel.theorem(("<=", 0, 0)), "hypotheses": [[name, ("<=", 0, 0)]]}, because="name")
    kernel.rejects(kernel.theorem(("<=", 0, 0), steps=[kernel.combination(name, ("<=", 0, 0))]), because="name")
