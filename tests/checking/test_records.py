"""Counterexamples: small, plain data, and found again from the data alone."""

import json
from fractions import Fraction
from typing import Any

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import FAIL, StepCheck, automatic, case_text, check_of, replay, run, too_good
from amgt_theory.checking._records import from_data, shown, to_data
from amgt_theory.errors import InvalidInput
from amgt_theory.language import le, lt
from amgt_theory.optimizers import AMGT, Clip, NormClip, TopS
from amgt_theory.problems import Huber, LessardRechtPackard, LogCosh, NesterovChain, PLSine, Quadratic, RidgeSum
from amgt_theory.symbols import Real, Vector, f, f_star, gradient, mu, square, y
from amgt_theory.theorem import Theorem

CATALOGUE = Catalogue.of(proofs_folder())
x = Real("x")


def found(identity: str) -> tuple[StepCheck, dict[str, Any]]:
    check = check_of(CATALOGUE, identity)
    assert check is not None
    mutant = too_good(check)
    result = run(mutant, 400)
    assert result.counterexample is not None
    return mutant, result.counterexample


@pytest.mark.parametrize("identity", ["momentum.lyapunov_step", "lemmas.pl", "lemmas.log_bound", "lemmas.moment_bound"])
def test_a_counterexample_replays_from_json(identity: str) -> None:
    check, record = found(identity)
    outcome = replay(check, json.loads(json.dumps(record)))
    assert (outcome.verdict, outcome.what, outcome.sides) == (FAIL, record["at"], (record["left"], record["right"]))


def test_a_counterexample_is_small() -> None:
    record = run(too_good(automatic(CATALOGUE.theorem("momentum.lyapunov_step"))), 400).counterexample
    assert record is not None
    problem = from_data(record["values"]["f"])
    assert problem.d == 1
    assert problem == Quadratic([1])
    numbers = [Fraction(text) for name in "h m y".split() for text in record["values"][name]]
    assert all(one.denominator <= 2 and abs(one) <= 1 for one in numbers)


def test_a_wrong_constant_shrinks_to_the_simplest_function() -> None:
    wrong = Theorem(
        "doc.pl", "the PL inequality with 3 in place of 2", "lemma", "a test", square(gradient(y)),
        3 * mu * (f(y) - f_star), "lower", setting=check_of(CATALOGUE, "lemmas.pl").theorem.setting[:1],
        assumptions=(lt(0, mu),),
    )  # fmt: skip
    result = run(automatic(wrong), 200)
    assert result.verdict == FAIL
    assert result.counterexample is not None
    assert from_data(result.counterexample["values"]["f"]) == Quadratic([1])
    assert case_text(result.counterexample).splitlines() == [
        "conclusion: 1.0000000000000000 against 1.5000000000000000",
        "  f = Quadratic(eigenvalues=(1))",
        "  y = (1)",
    ]


@pytest.mark.parametrize(
    "value",
    [
        Fraction(-3, 7),
        5,
        (Fraction(1, 3), (1, 2)),
        Quadratic([1, "1/3"], reflectors=[[1, 2]], minimizer=[0, 1], f_star=7),
        RidgeSum(LogCosh(), [[1, 2]], [3], [1, 1]),
        RidgeSum(Huber(), [[1]], [1]),
        NesterovChain(1, 3, 4),
        LessardRechtPackard(1, 25, 2),
        PLSine("1/3", 2),
        AMGT(1, "1/2", k0="5/2", threshold=NormClip(2), amsgrad=True, compressor=TopS(2)),
        AMGT(1, threshold=Clip("1/3"), clamp=(0, None)),
        AMGT(1, threshold=None),
    ],
)
def test_values_survive_json(value: Any) -> None:
    assert from_data(json.loads(json.dumps(to_data(value)))) == value
    assert "\n" not in shown(value)


def test_a_record_runs_nothing_but_problems_and_methods() -> None:
    with pytest.raises(InvalidInput, match="Path"):
        from_data({"type": "Path", "args": "/"})


def test_a_record_of_another_theorem_is_refused() -> None:
    check = automatic(Theorem("doc.one", "one", "lemma", "a test", x, 1, assumptions=(le(x, 1),)))
    with pytest.raises(InvalidInput, match=r"not of doc\.one"):
        replay(check, {"theorem": "doc.two", "values": {}})


def test_vectors_of_a_model_may_be_lists_or_tuples() -> None:
    u = Vector("u")
    theorem = Theorem("doc.norm", "a norm", "lemma", "a test", square(u), 5)
    assert StepCheck(theorem, lambda draw: {}).evaluate({u: (1, 2)}).ratio == 1
