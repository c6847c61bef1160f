"""The verdicts: known true, false, undecidable and vacuous statements, and the better bounds of tight ones."""

import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from sympy import exp, gamma, log, sqrt

from amgt_theory.checking import FAIL, PASS, UNKNOWN, VACUOUS, StepCheck, automatic, run, too_good
from amgt_theory.checking._judge import UNSATISFIED
from amgt_theory.errors import InvalidInput
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    L,
    Natural,
    Real,
    Vector,
    beta1,
    c,
    f,
    f_star,
    function,
    gap0,
    gradient,
    i,
    k,
    mu,
    square,
    y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

x, z = Real("x"), Real("z")


def statement(quantity: Any, bound: Any, *assumptions: Any, **fields: Any) -> Theorem:
    said = ("doc.statement", "a statement", "lemma", "a test")
    return Theorem(*said, quantity, bound, assumptions=assumptions, **fields)


def at(**values: Any) -> Callable[[Any], dict[Any, Any]]:
    return lambda draw: values


def outcome(theorem: Theorem, **values: Any) -> str:
    return StepCheck(theorem, at(**values)).evaluate(values).verdict


class TestOneCase:
    def test_true(self) -> None:
        assert outcome(statement(x, z), x=1, z=2) == PASS

    def test_false(self) -> None:
        assert outcome(statement(x, z), x=2, z=1) == FAIL

    @pytest.mark.parametrize("value", ["1/3", "1/7", 2])
    def test_equal_rationals_hold(self, value: Any) -> None:
        assert outcome(statement(x / 3, z / 3), x=value, z=value) == PASS

    def test_equal_irrational_sides_hold(self) -> None:
        assert outcome(statement(sqrt(x) + exp(z), exp(z) + sqrt(x)), x=2, z="1/3") == PASS
        assert outcome(statement(sqrt(x) * sqrt(z), sqrt(x * z)), x=2, z=3) == PASS

    def test_a_case_with_a_power_that_is_no_real_number_is_none(self) -> None:
        theorem = statement((x ** (z / 2)) ** 2, x**z, direction="exact")
        assert outcome(theorem, x=2, z=-3) == outcome(theorem, x=-2, z=4) == PASS
        assert outcome(theorem, x=0, z=-3) == outcome(theorem, x=-2, z="1/3") == UNSATISFIED

    def test_a_tiny_violation_is_found_with_more_bits(self) -> None:
        assert outcome(statement(x, z), x=1 + Fraction(1, 2**300), z=1) == FAIL
        assert StepCheck(statement(exp(x), exp(z)), at()).evaluate({"x": Fraction(1, 2**500), "z": 0}).bits > 500

    def test_what_stays_open_is_unknown(self) -> None:
        almost_zero = exp(-exp(x))  # below any 1000 bits, and no algebra compares it with 0
        assert outcome(statement(1, 1 - almost_zero), x=8) == UNKNOWN

    def test_a_violation_whose_hypotheses_stay_open_is_unknown(self) -> None:
        almost_zero = exp(-exp(c))
        assert outcome(statement(x, z, le(1 + almost_zero, 1)), x=2, z=1, c=8) == UNKNOWN
        assert outcome(statement(x, z, le(sqrt(c) ** 2, c)), x=2, z=1, c=2) == FAIL

    def test_a_violated_hypothesis_makes_the_case_unsatisfied(self) -> None:
        assert outcome(statement(x, z, lt(0, x)), x=0, z=-1) == "unsatisfied"
        assert outcome(statement(x, z, le(0, x)), x=0, z=-1) == FAIL

    def test_equations_hold_by_rationals_or_algebra_never_by_agreement(self) -> None:
        def equal(left: Any, right: Any, **values: Any) -> str:
            return outcome(statement(left, right, direction="exact"), **values)

        assert equal(x, z, x="1/3", z="1/3") == PASS
        assert equal(exp(x) * exp(z), exp(x + z), x=1, z=2) == PASS
        assert equal(log(x) + log(z), log(x * z), x="6/35", z="35/4") == PASS
        assert equal(gamma(x + 3), (x + 2) * (x + 1) * x * gamma(x), x="-999/1000") == PASS
        assert equal(x, z, x=1, z=1 + Fraction(1, 2**150)) == FAIL
        assert equal(x + exp(-exp(z)), x, x=1, z=8) == UNKNOWN  # they agree to more bits than any that are tried

    @pytest.mark.parametrize("members", [[], [0], [0, 0, 0]])
    def test_members_that_a_sequence_does_not_have_are_no_evidence(self, members: list[int]) -> None:
        v = function("v", "natural")
        assert outcome(statement(v(3), -1), v=members) == "unsatisfied"
        assert outcome(statement(x, z, lt(5, v(3))), x=2, z=1, v=members) == "unsatisfied"
        assert outcome(statement(v(3), 1), v=[0, 0, 0, 0]) == PASS

    def test_lower_bounds(self) -> None:
        assert outcome(statement(x, z, direction="lower"), x=2, z=1) == PASS
        assert outcome(statement(x, z, direction="lower"), x=1, z=2) == FAIL

    def test_a_division_by_zero_is_zero_as_in_the_kernel(self) -> None:
        assert outcome(statement(1 / x, 0), x=0) == PASS

    def test_further_conclusions_count(self) -> None:
        assert outcome(statement(x, z, also=(le(z, 5),)), x=1, z=6) == FAIL

    def test_every_coordinate_counts(self) -> None:
        u = Vector("u")
        theorem = statement(u[i], z, over=(i,))
        assert outcome(theorem, u=[1, 2, 3], z=3) == PASS
        assert outcome(theorem, u=[1, 4, 3], z=3) == FAIL


class TestRuns:
    def test_a_false_bound_is_refuted_by_a_small_case(self) -> None:
        found = run(automatic(statement(x**2, x, le(0, x))), 200)
        assert found.verdict == FAIL
        assert found.counterexample is not None
        assert Fraction(found.counterexample["values"]["x"]) in range(2, 11)

    def test_vacuous(self) -> None:
        nothing = StepCheck(statement(x, z, lt(x, 0)), lambda draw: {x: 1, z: 0})
        assert run(nothing, 50).verdict == VACUOUS

    def test_a_model_that_never_draws_is_vacuous(self) -> None:
        import hypothesis

        assert run(StepCheck(statement(x, z), lambda draw: hypothesis.reject()), 50).verdict == VACUOUS

    def test_a_tight_bound_made_better_is_refuted(self) -> None:
        square_of_mean = automatic(statement((x + z) ** 2 / 2, x**2 + z**2))
        assert run(square_of_mean, 100).verdict == PASS
        assert run(too_good(square_of_mean), 100).verdict == FAIL

    def test_a_loose_bound_made_better_survives(self) -> None:
        assert run(too_good(automatic(statement((x + z) ** 2, 3 * x**2 + 3 * z**2))), 100).verdict == PASS

    def test_lower_and_zero_bounds_made_better(self) -> None:
        assert run(too_good(automatic(statement(x**2 + z**2, 2 * x * z, direction="lower"))), 100).verdict == FAIL
        assert run(too_good(automatic(statement(-(x**2), 0))), 100).verdict == FAIL

    def test_the_worst_ratio_and_the_margin_are_recorded(self) -> None:
        found = run(automatic(statement(c, 2, le(0, c), le(c, 1))), 50)
        assert found.worst is not None
        assert found.worst["ratio"] == 0.5
        assert found.min_margin is not None
        assert 0.999 < found.min_margin <= 1

    @pytest.mark.parametrize("seed", [0, 1])
    def test_the_same_seed_gives_the_same_result(self, seed: int) -> None:
        def drawn() -> Any:
            return run(automatic(statement(x**2, x + 1, le(0, x))), 100, seed)

        assert drawn() == drawn()


def test_what_is_drawn_does_not_depend_on_the_process() -> None:
    code = "from amgt_theory.checking import check; print(check('inexact.relative_rate', examples=50))"
    imports = ["", "import decimal, click, matplotlib;"]
    runs = [
        subprocess.run(
            [sys.executable, "-c", more + code],
            env={**os.environ, "PYTHONHASHSEED": str(place)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for place, more in enumerate(imports, start=1)
    ]
    assert runs[0] == runs[1]


class TestModelsFromStatements:
    def test_numbers_satisfy_the_assumptions(self) -> None:
        assumptions = (lt(0, mu), le(mu, L), le(0, beta1), lt(beta1, 1), le(2 * L * c, 1 - beta1), le(0, c))
        found = run(automatic(statement(2 * mu * c, 1, *assumptions)), 50)
        assert (found.verdict, found.satisfied) == (PASS, 50)
        assert run(too_good(automatic(statement(2 * mu * c, 1, *assumptions))), 200).verdict == FAIL

    def test_vectors_and_sequences_satisfy_their_bounds(self) -> None:
        h, e = Vector("h"), function("e", "natural")
        setting = (
            ("above", ForAll((i,), le(h[i], L))),
            ("below", ForAll((i,), le(mu, h[i]))),
            ("falls", ForAll((k,), le(e(k + 1), beta1 * e(k)))),
            ("nonnegative", ForAll((k,), le(0, e(k)))),
        )
        theorem = statement(e(k), e(0), le(mu, L), le(0, beta1), le(beta1, 1), setting=setting, over=(k,))
        found = run(automatic(theorem), 50)
        assert (found.verdict, found.satisfied) == (PASS, 50)

    def test_equations_define_what_is_missing(self) -> None:
        power = function("power", "natural")
        setting = (("start", eq(power(0), 1)), ("law", ForAll((k,), eq(power(k + 1), x * power(k)))))
        theorem = statement(power(k), x**k, setting=setting, over=(k,), direction="exact")
        assert run(automatic(theorem), 50).verdict == PASS
        assert outcome(theorem, x=3, k=4) == PASS

    def test_a_universal_hypothesis_needs_a_model_by_hand(self) -> None:
        n = Natural("n")
        theorem = statement(x, 1, setting=(("always", ForAll((n,), le(n * x, 1))),))
        with pytest.raises(InvalidInput, match="define check"):
            automatic(theorem)

    def test_an_unknown_class_of_functions_needs_a_model_by_hand(self) -> None:
        theorem = statement(gap0, 1, setting=(("flat", ForAll((y,), le(square(gradient(y)), f(y) - f_star))),))
        with pytest.raises(InvalidInput, match="define check"):
            automatic(theorem)

    def test_a_symbol_of_no_statement_is_refused(self) -> None:
        with pytest.raises(InvalidInput, match=r"unknown .*symbol in a model 'z'"):
            StepCheck(statement(x, 1), at()).evaluate({x: 1, z: 1})

    def test_a_symbol_without_value_is_named(self) -> None:
        with pytest.raises(InvalidInput, match="no value to z"):
            StepCheck(statement(x, z), at()).evaluate({x: 1})
