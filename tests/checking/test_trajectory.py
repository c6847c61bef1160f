"""Checks along runs: verdicts without slack, what is settled exactly, memory, and the guards of their models."""

import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from sympy import sqrt

from amgt_theory.arithmetic import BallArithmetic
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import FAIL, PASS, UNKNOWN, TrajectoryCheck, check_of, run
from amgt_theory.checking._judge import Outcome
from amgt_theory.checking._values import oracle
from amgt_theory.errors import InvalidInput
from amgt_theory.function_classes import SMOOTH
from amgt_theory.iteration_laws import FIRST_MOMENT, HARMONIC, amgt, t, w
from amgt_theory.language import ForAll, eq
from amgt_theory.optimizers import AMGT, Clip, Hard, NormClip, Trajectory
from amgt_theory.problems import Quadratic
from amgt_theory.symbols import At, Real, alpha, beta1, eps, f, f_star, i, k, k0, m, square, x
from amgt_theory.theorem import Theorem

CATALOGUE = Catalogue.of(proofs_folder())
HALVING = AMGT(alpha="1/2", beta1=0, beta2=0, eps=1, p=0, threshold=None)
bound = Real("bound")


def statement(quantity: Any, limit: Any, **fields: Any) -> Theorem:
    said = ("doc.along", "a statement about runs", "lemma", "a test")
    return Theorem(*said, quantity, limit, **{"over": (k,), **fields})


def outcome(theorem: Theorem, method: AMGT = HALVING, steps: int = 5, **values: Any) -> Outcome:
    model = {"f": Quadratic([1, 3]), "method": method, "start": [1, "1/3"], "steps": steps, **values}
    return TrajectoryCheck(theorem, lambda draw: model).evaluate(model)


def catalogued(identity: str) -> TrajectoryCheck:
    check = check_of(CATALOGUE, identity)
    assert isinstance(check, TrajectoryCheck)
    return check


class TestVerdicts:
    def test_a_tiny_violation_is_no_rounding(self) -> None:
        """By 2^-300 at the start, where the gap is 2/3: what a tolerance would let through."""
        above = statement(f(x(k)) - f_star, Real("bound"))
        assert outcome(above, bound=Fraction(2, 3)).verdict == PASS
        assert outcome(above, bound=Fraction(2, 3) - Fraction(1, 2**300)).verdict == FAIL
        assert outcome(above, bound=Fraction(5, 9)).verdict == FAIL

    def test_equality_at_the_start_is_settled_exactly(self) -> None:
        assert outcome(statement(f(x(k)) - f_star, f(x(0)) - f_star)).verdict == PASS

    def test_equality_along_the_run_is_settled_by_algebra(self) -> None:
        gap = f(x(k)) - f_star
        found = outcome(statement(gap, gap + bound), bound=0)
        assert (found.verdict, found.margin) == (PASS, 0)

    def test_one_step_can_be_violated_where_laws_hold_with_equality(self) -> None:
        """w = v^ and, where nothing is clipped, t = 1: the laws say <=, and balls of both sides overlap."""
        theorem = statement(f(x(k)) - f_star, Fraction(2, 3) - alpha / 100, setting=amgt(HARMONIC))
        for threshold in (None, Clip(1), NormClip("1/7")):
            method = AMGT(alpha="1/3", beta1="1/2", beta2="1/3", eps="1/5", k0=2, threshold=threshold)
            assert outcome(theorem, method, tau=Fraction(1, 7), step_size=[1] * 9).verdict == FAIL

    def test_what_balls_cannot_step_through_is_unknown(self) -> None:
        """At |m| = tau exactly, and not dyadic: no ball decides whether the entry goes or stays."""
        method = AMGT(alpha=1, beta1=0, beta2=0, eps=1, threshold=Hard("1/3"))
        theorem = statement(square(x(k)), 100)
        found = TrajectoryCheck(theorem, lambda draw: {}).evaluate(
            {"f": Quadratic([1]), "method": method, "start": ["1/3"], "steps": 2}
        )
        assert found.verdict == UNKNOWN
        assert "overlap at 6400 bits" in found.what

    @pytest.mark.parametrize(
        ("identity", "worse"),
        [
            ("strongly_convex.power_rate", "1/10"),
            ("constrained.box", "1/10"),
            ("constrained.recurrence", "1/10"),
            ("momentum.late_gains", "1/10"),
            ("travel.reach", "1/5"),
            ("nonconvex.inexact", "1/2"),
        ],
    )
    def test_a_bound_that_is_too_good_is_refuted_with_all_hypotheses_certain(self, identity: str, worse: str) -> None:
        assert run(replace(catalogued(identity), improvement=Fraction(worse)), 100).verdict == FAIL


class TestLaws:
    def test_a_method_that_does_not_follow_the_law_is_reported(self) -> None:
        theorem = statement(f(x(k)) - f_star, 100, setting=amgt(HARMONIC))
        with pytest.raises(InvalidInput, match="the run contradicts its law step at k = 1"):
            outcome(theorem, tau=1, step_size=[1] * 9)

    def test_a_ball_is_no_choice(self) -> None:
        def compute(values: Mapping[str, Any], ar: Any) -> dict[Any, Any]:
            return {bound: ar.number("1/3")}

        model = {"f": Quadratic([1]), "method": HALVING, "start": [1], "steps": 2}
        with pytest.raises(InvalidInput, match="compute gives a ball for bound"):
            TrajectoryCheck(statement(square(x(k)), bound), lambda draw: model, compute).evaluate(model)


    def test_the_gain_of_a_clip_is_exactly_one_where_nothing_is_clipped(self) -> None:
        for threshold in (Clip("1/3"), NormClip("1/3")):
            method = AMGT(alpha="1/3", beta1="1/2", beta2="1/3", eps="1/5", threshold=threshold)
            values = {"f": Quadratic([1, 3]), "method": method, "start": ["1/7", "1/50"], "steps": 3}
            ar = BallArithmetic(100)
            assert [one == 1 for one in Trajectory.of(values, ar).t(3)] == [True, True]

    def test_what_every_run_satisfies_with_equality_is_settled_for_all_gradients(self) -> None:
        """A coordinate that stays at its minimizer 1/3: w = 0 there, and the gain is the highest, at every k."""
        method = AMGT(alpha="1/3", beta1="1/2", beta2="1/3", eps="1/5", k0=2, threshold=Clip("1/9"))
        highest = alpha / ((k + 1 + k0) * (1 - beta1 ** (k + 1)) * eps)
        gain = highest * eps * At(t(k + 1), i) / (sqrt(At(w(k + 1), i)) + eps)
        problem = Quadratic([1, 3], minimizer=["1/3", "1/7"])
        found = TrajectoryCheck(statement(gain, highest, over=(k, i)), lambda draw: {})
        model = {"f": problem, "method": method, "start": ["1/3", "2/7"], "steps": 8}
        assert found.evaluate(model).verdict == PASS


class TestNames:
    def test_a_symbol_may_share_the_name_of_a_sequence(self) -> None:
        factor = Real("t")
        assert outcome(statement(square(x(k)), factor), t=2).verdict == PASS

    def test_a_definition_may_share_the_name_of_a_key(self) -> None:
        start = Real("start")
        theorem = statement(square(x(k)), start, where=((start, square(x(0))),))
        assert outcome(theorem).verdict == PASS

    def test_a_value_may_not(self) -> None:
        start = Real("start")
        model = {"f": Quadratic([1]), "method": HALVING, "start": [1], "steps": 2, start: 3}
        check = TrajectoryCheck(statement(square(x(k)), start), lambda draw: model)
        with pytest.raises(InvalidInput, match="the symbol start a value, and 'start' is also a key"):
            check.evaluate(model)


class TestMemory:
    SHORT, LONG = 500, 5000

    def test_states_kept_do_not_grow_with_steps(self) -> None:
        def kept(steps: int) -> int:
            values = {"f": Quadratic([1]), "method": HALVING, "start": [1], "steps": steps}
            trajectory = Trajectory.of(values, BallArithmetic(100), keep=range(10))
            for index in range(steps + 1):
                trajectory.x(index)
            return trajectory.kept

        assert kept(self.SHORT) == kept(self.LONG) == 10

    def test_points_that_are_remembered_do_not_grow_with_those_asked_for(self) -> None:
        ar = BallArithmetic(100)
        asked = oracle(Quadratic([1]), ar)
        for index in range(self.LONG):
            asked.gap(ar.vector([index]))
        assert len(asked.points) <= 1000

    def test_peak_memory_of_a_check_does_not_grow_with_steps(self) -> None:
        """The statement compares V at k and k + 1, and the gap with V; V is defined by a law."""
        check = catalogued("strongly_convex.power_rate")
        method = AMGT(alpha=1, beta1="1/2", beta2="1/3", eps=1, k0=100, threshold=Clip(1))
        model = {"f": Quadratic([1, 2]), "method": method, "start": [1, 2], "tau": 1}

        def peak(steps: int) -> int:
            check.evaluate({**model, "steps": steps})  # what is made once is there
            tracemalloc.start()
            assert check.evaluate({**model, "steps": steps}).verdict == PASS
            _, highest = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            return highest

        assert peak(self.LONG) < 1.2 * peak(self.SHORT)


def test_the_sequences_satisfy_their_laws_where_all_is_tested() -> None:
    """gains h: x(k+1) = x(k) - h(k+1) m(k+1), with momentum, AMSGrad and a clip, from a statement of its own."""
    from amgt_theory.symbols import function

    h = function("h", "natural", result="vector")
    law = ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k + 1), i) * At(m(k + 1), i)))
    theorem = statement(square(x(k)), 10, setting=(*SMOOTH, *FIRST_MOMENT, ("step", law)))
    method = AMGT(alpha="1/3", beta1="1/2", beta2="1/3", eps="1/5", k0=2, threshold=Clip("1/9"), amsgrad=True)
    model = {"f": Quadratic([1, 3]), "method": method, "start": [1, "1/3"], "steps": 30}
    check = TrajectoryCheck(theorem, lambda draw: model, along={h: lambda run: run.h})
    assert check.evaluate(model).verdict == PASS
    wrong = replace(check, along={h: lambda run: lambda k: run.h(k + 1)})
    with pytest.raises(InvalidInput, match="contradicts its law step"):
        wrong.evaluate(model)
