"""The local search beside the drawn cases: what it finds, what it leaves alone, and that it is always the same."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from sympy import Rational

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import FAIL, PASS, StepCheck, TrajectoryCheck, _run, automatic, check_of, replay, run
from amgt_theory.checking._maximize import climb, simpler
from amgt_theory.checking._places import edited, part, places
from amgt_theory.checking._terrain import Terrain
from amgt_theory.function_classes import PL
from amgt_theory.language import ForAll, le, lt
from amgt_theory.problems import Quadratic
from amgt_theory.symbols import L, Natural, Real, c, f, f_star, function, gradient, h_lo, k, k0, mu, square, y
from amgt_theory.theorem import Theorem

x, z, n = Real("x"), Real("z"), Natural("n")
e = function("e", "natural")
FAR = 10**9  # beyond what is drawn


def statement(quantity: Any, bound: Any, *assumptions: Any, **fields: Any) -> Theorem:
    return Theorem("doc.search", "a statement", "lemma", "a test", quantity, bound, assumptions=assumptions, **fields)


def terrain(theorem: Theorem, **fields: Any) -> Terrain:
    return Terrain(StepCheck(theorem, lambda draw: {}, **fields))


def moving(theorem: Theorem, model: dict[Any, Any], **fields: Any) -> set[str]:
    return {str(key) for key in terrain(theorem, **fields).movable(model)}


class TestFinds:
    def test_what_no_draw_reaches(self) -> None:
        far = automatic(statement(x, FAR, le(0, x)))
        found = run(far, 50)
        assert (found.verdict, found.examples) == (FAIL, 50)
        assert found.searched > 0
        assert found.counterexample is not None
        assert replay(far, found.counterexample).verdict == FAIL

    def test_nothing_where_it_is_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_run, "SEARCHED", 0)
        assert run(automatic(statement(x, FAR, le(0, x))), 50).verdict == PASS

    def test_runs_nearer_to_the_bound(self, monkeypatch: pytest.MonkeyPatch) -> None:
        check = check_of(Catalogue.of(proofs_folder()), "complexity.linear_rate_with_errors")
        assert isinstance(check, TrajectoryCheck)
        found = run(check, 50)
        monkeypatch.setattr(_run, "SEARCHED", 0)
        drawn = run(check, 50)
        assert found.verdict == drawn.verdict == PASS
        assert found.worst is not None
        assert drawn.worst is not None
        assert found.worst["ratio"] > 2 * drawn.worst["ratio"]

    def test_an_exponent_a_little_too_large(self) -> None:
        catalogue = Catalogue.of(proofs_folder())
        check = check_of(catalogue, "lemmas.product_power")
        assert check is not None
        wrong = ((k0 + 1) / (k + k0 + 1)) ** (Rational(101, 100) * c)
        false = replace(check, theorem=replace(check.theorem, bound=wrong))
        assert run(false, 200).verdict == FAIL
        assert run(check, 200).verdict == PASS

    def test_no_case_outside_the_hypotheses(self) -> None:
        assert run(automatic(statement(x, z + 1, le(0, x), le(x, z))), 100).verdict == PASS

    def test_the_same_cases_for_the_same_seed(self) -> None:
        check = automatic(statement(x, 2 * z, lt(0, x), le(x, z)))
        start = {x: Fraction(1), z: Fraction(3)}

        def tried(seed: int) -> list[Any]:
            return list(climb(check, check.evaluate, [("ratio", (start, check.evaluate(start)))], 20, seed))

        assert tried(1) == tried(1) != tried(2)
        assert len(tried(1)) == 20
        assert max(outcome.ratio or 0 for _, outcome in tried(1)) > 1 / 3

    @pytest.mark.parametrize("seed", range(4))
    def test_what_is_far_away_in_few_steps(self, seed: int) -> None:
        """What brings the quantity nearer is tried again twice as far."""
        check, start = automatic(statement(x, 10**30, le(0, x))), {x: Fraction(1)}
        found = climb(check, check.evaluate, [("ratio", (start, check.evaluate(start)))], 25, seed)
        assert max(model[x] for model, _ in found) > 10**15

    def test_a_counterexample_is_made_shorter(self) -> None:
        check = automatic(statement(x, 2, le(0, x)))
        model = {x: Fraction(12345, 67)}
        shorter, outcome = simpler(check, check.evaluate, (model, check.evaluate(model)))
        assert outcome.verdict == FAIL
        assert shorter[x].denominator == 1


class TestEdges:
    def test_what_stood_at_an_edge_follows(self) -> None:
        theorem = statement(x, z, le(x, z))
        before = {z: Fraction(1), x: Fraction(1)}
        assert terrain(theorem).followed(before, {**before, z: Fraction(5, 2)}, (z,))[x] == Fraction(5, 2)

    def test_what_did_not_stays(self) -> None:
        theorem = statement(x, z, le(x, z))
        before = {z: Fraction(2), x: Fraction(1)}
        assert terrain(theorem).followed(before, {**before, z: Fraction(3)}, (z,))[x] == 1

    def test_a_sequence_goes_on_attaining_its_recursion(self) -> None:
        theorem = statement(e(k), e(0), setting=(("law", ForAll((k,), le(e(k + 1), c * e(k)))),), over=(k,))
        before = {c: Fraction(1, 2), e: [Fraction(1), Fraction(1, 2), Fraction(1, 4)], k: 2}
        after = terrain(theorem).followed(before, {**before, c: Fraction(1, 3)}, (c,))
        assert after[e] == [1, Fraction(1, 3), Fraction(1, 9)]

    def test_edges_are_found(self) -> None:
        theorem = statement(x, z, le(2 * x, 1 - z))
        model = {x: Fraction(1, 8), z: Fraction(0)}
        assert terrain(theorem).edge(model, (x,), random.Random(0)) == Fraction(1, 2)


class TestLeavesAlone:
    def test_constants_of_a_class_of_functions(self) -> None:
        theorem = statement(h_lo, 1 / mu, setting=PL)
        quadratic = Quadratic([1, 2])
        assert moving(theorem, {f: quadratic, h_lo: Fraction(1)}) == {"f", "h_lo"}
        assert moving(theorem, {f: quadratic, mu: Fraction(1), h_lo: Fraction(1)}) == {"h_lo"}

    def test_all_where_a_hypothesis_is_none_of_a_problem(self) -> None:
        flat = ForAll((y,), le(square(gradient(y)), f(y) - f_star))
        assert moving(statement(h_lo, L, setting=(("flat", flat),)), {f: Quadratic([1]), "own": 2}) == set()

    def test_all_where_the_tested_statement_leaves_a_hypothesis_out(self) -> None:
        """The set of constrained.convex_set is no part of what is tested: a problem moved has another optimum in it."""
        check = check_of(Catalogue.of(proofs_folder()), "constrained.convex_set")
        assert check is not None
        assert run(check, 50).searched == 0
        assert run(replace(check, is_rigid=False), 50).verdict == FAIL

    def test_zeros_and_dimensions_of_problems(self) -> None:
        assert list(places(Quadratic([2, 0], [[1, 0]]))) == [("eigenvalues", 0), ("reflectors", 0, 0)]

    def test_places_of_a_model(self) -> None:
        model = {"f": Quadratic([2, 3]), "y": [Fraction(1), Fraction(2)], "k": 3, "name": "1/3", "flag": True}
        for place in places(model):
            assert part(edited(model, place, part(model, place) + 1), place) == part(model, place) + 1
        assert edited(model, ("f", "eigenvalues", 0), Fraction(-1)) is None
        assert {place[0] for place in places(model)} == {"f", "y", "k"}


def test_zero_is_no_part_of_anything() -> None:
    outcome = StepCheck(statement(x, 0, direction="lower"), lambda draw: {}).evaluate({x: 1})
    assert (outcome.verdict, outcome.ratio) == (PASS, None)


def test_a_short_step_is_near_the_bound_but_uses_no_more_of_its_rate() -> None:
    check = StepCheck(statement(x, 1 - z), lambda draw: {})
    short, long = (check.evaluate({x: 1 - 2 * one, z: one}).near for one in (Fraction(1, 1000), Fraction(1, 10)))
    assert short is not None
    assert long is not None
    assert short.ratio > long.ratio + 0.05
    assert short.pace == pytest.approx(long.pace, abs=0.15)


def test_problems_with_claimed_constants_are_no_family() -> None:
    from amgt_theory.checking import _misfits
    from amgt_theory.problems import problem_names

    assert _misfits.Claimed.name not in problem_names()
