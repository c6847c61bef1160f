"""What ``amgt check --power`` measures: errors are planted as they are called, and counted as what they are."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sympy
from click.testing import CliRunner, Result
from hypothesis import find
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from sympy import Max, Rational, exp, log, sqrt

from amgt_theory.arithmetic import Float64Arithmetic
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import Finding, StepCheck, TrajectoryCheck, _run, check_of, power
from amgt_theory.checking._beyond import beyond
from amgt_theory.checking._implied import implied
from amgt_theory.checking._misfits import claiming_more
from amgt_theory.checking._planting import DROPPED, PlantedError, bound_errors, opposite, planted, violating, without
from amgt_theory.checking._power import HOPELESS, IMPLIED, LATE, REFUSED, UNREACHED, power_of
from amgt_theory.checking._rates import scaled_exponents, scaled_rate
from amgt_theory.checking._tampering import ANOTHER, REJECTED, changes, outcome, sampled
from amgt_theory.cli import main
from amgt_theory.cli._workspace import Workspace
from amgt_theory.function_classes import PL, SMOOTH, STRONGLY_CONVEX
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.optimizers import AMGT, Clip, Trajectory
from amgt_theory.problems import Quadratic
from amgt_theory.report import power as power_module
from amgt_theory.report.power import power_report
from amgt_theory.symbols import At, L, Natural, Real, Vector, beta1, eps, f, gap0, i, k, mu, tau
from amgt_theory.theorem import Theorem

x, c, n = Real("x"), Real("c"), Natural("n")
y, y_of = Vector("y"), Real("y_of")

FEW = 50
QUICK = """
    descent.contraction momentum.lyapunov_step lemmas.pl lemmas.gradient_gap lemmas.product_power lemmas.product_gamma
    lemmas.product_exponential refute.linear_rate
""".split()


def made(**fields: Any) -> Theorem:
    return Theorem(**{"id": "made.small", "title": "made", "kind": "lemma", "source": "a test", **fields})


def at(theorem: Theorem, **values: Any) -> StepCheck:
    """A check of a hand-made theorem at one case."""
    named = {str(one): one for one in (x, c, n, k, mu, L)}
    return StepCheck(theorem, lambda draw: {named[name]: draw(st.just(value)) for name, value in values.items()})


def found(check: StepCheck) -> dict[str, Finding]:
    """Findings where the check knows the case it is given, and no local search leaves it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_run, "SEARCHED", 0)
        return {one.error: one for one in power_of(check, bound_errors(check.theorem), FEW)}


@cache
def catalogue() -> Catalogue:
    return Catalogue.of(proofs_folder())


# -- planting


def test_each_error_says_what_it_does() -> None:
    names = [error.name for error in bound_errors(made(quantity=x, bound=mu * (1 + L) ** -k, over=(k,)))]
    assert names == [
        *(f"constant too small by {size}" for size in ("1%", "5%", "20%")),
        *(f"exponent too large by {size}" for size in ("1%", "5%", "20%")),
        "index off by one: k+1 for k",
        "mu and L swapped",
    ]


def test_a_lower_bound_is_made_larger() -> None:
    names = [error.name for error in bound_errors(made(quantity=x, bound=1 - mu, direction="lower"))]
    assert {name.rsplit(" by ")[0] for name in names} == {"constant too large", "rate too small"}


def test_a_bound_of_zero_has_no_constant_to_get_wrong() -> None:
    assert not list(bound_errors(made(quantity=x, bound=0)))


def test_what_a_check_changed_in_its_theorem_stays() -> None:
    theorem = made(quantity=x, bound=mu * (1 + L) ** -k, over=(k,))
    own = at(replace(theorem, assumptions=(lt(0, x),)), x=1)
    changed = {one.theorem.assumptions for error in bound_errors(theorem) for one in error.plant(own)}
    assert changed == {own.theorem.assumptions}


@pytest.mark.parametrize(
    ("identity", "seed"),
    [("inexact.absolute", 2), ("inexact.relative", 3), ("lemmas.recursion_perturbed", 1)],
)
def test_errors_that_other_seeds_missed_are_caught(identity: str, seed: int) -> None:
    """Each was: the draws seldom came near the bound in a way that shows the error."""
    check = check_of(Catalogue.of(proofs_folder()), identity)
    assert check is not None
    assert [one.error for one in power_of(check, bound_errors(check.theorem), seed=seed) if one.missed] == []


def test_exponents_and_rates_are_scaled_where_they_are() -> None:
    assert scaled_exponents(x**2 * c**mu * exp(-L), 2) == x**2 * c ** (2 * mu) * exp(-2 * L)
    assert scaled_exponents((-1) ** k * c**k, 2) == (-1) ** k * c ** (2 * k)
    assert scaled_rate(1 - mu * c, Rational(3, 2)) == 1 - Rational(3, 2) * mu * c
    assert scaled_rate(2 - mu, 2) == 2 - mu
    assert scaled_rate(1 + mu, 2) == 1 + mu


def test_every_case_of_a_dropped_assumption_violates_it() -> None:
    theorem = made(quantity=x, bound=c, assumptions=(le(x, c), lt(0, c)))
    assert [str(one) for one in violating(theorem, theorem.assumptions[0]).assumptions] == ["c < x", "0 < c"]
    assert [str(one) for one in violating(theorem, theorem.assumptions[1]).assumptions] == ["x <= c", "c <= 0"]


def test_a_definition_in_a_bound_is_no_hiding_place() -> None:
    rate = Real("rate")
    errors = bound_errors(made(quantity=x, bound=rate, where=((rate, 1 - mu / L),)))
    assert "mu and L swapped" in [error.name for error in errors]


# -- what is known to be false


def test_errors_in_an_attained_bound_are_false_and_caught() -> None:
    theorem = made(quantity=x, bound=c * Rational(1, 2) ** k, tight=True)
    results = found(at(theorem, x=1, c=4, k=2))
    assert all(one.false and one.caught and one.examples == 1 and one.slack == 1 for one in results.values())


def test_nothing_is_called_false_without_a_reason() -> None:
    loose = made(quantity=x, bound=c * Rational(1, 2) ** k)
    results = found(at(loose, x=1, c=8, k=2))
    assert not any(one.caught or one.missed for one in results.values() if one.kind != "index")
    assert {one.false for one in results.values()} <= {None, True}
    assert all(one.caught for one in results.values() if one.false)


def test_a_weaker_claim_is_not_called_false() -> None:
    growing = made(quantity=x, bound=c**n, tight=True)  # a larger exponent allows more
    results = found(at(growing, x=4, c=2, n=2))
    exponents = [one for one in results.values() if one.kind == "exponent"]
    assert len(exponents) == 3
    assert all(one.false is None and not one.caught and not one.missed for one in exponents)


def test_a_bound_declared_tight_that_no_case_attains_is_a_failure() -> None:
    results = found(at(made(quantity=x, bound=c, tight=True), x=1, c=2))
    assert all(one.missed for one in results.values() if one.kind == "constant")


@pytest.mark.parametrize(
    ("value", "slack", "overreach"), [(100, 1.0, 1.01), (98, 0.98, 1.05), (60, 0.6, 2), (1, 0.01, 1000), (0, 0, None)]
)
def test_slack_says_how_far_a_claim_must_overreach(value: int, slack: float, overreach: float | None) -> None:
    for one in found(at(made(quantity=x, bound=c), x=value, c=100)).values():
        assert one.slack == pytest.approx(slack)
        assert one.overreach == overreach


def test_a_case_of_the_theorem_is_held_against_every_error_in_its_bound() -> None:
    drawn = []

    def model(draw: Any) -> dict[str, Any]:
        drawn.append(draw(st.just({"x": 1, "c": 4, "k": 2})))
        return drawn[-1]  # type: ignore[no-any-return]

    theorem = made(quantity=x, bound=c * Rational(1, 2) ** k, tight=True)
    errors = list(bound_errors(theorem))
    assert all(one.caught for one in power_of(StepCheck(theorem, model), errors, FEW))
    assert len(drawn) == 1 < len(errors)


def test_checks_made_from_one_another_share_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    check, runs = check_of(catalogue(), "strongly_convex.power_rate"), list[Any]()
    assert isinstance(check, TrajectoryCheck)
    model = find(st.composite(check.model)(), lambda values: True)
    make = Trajectory.of
    monkeypatch.setattr(Trajectory, "of", lambda *arguments: runs.append(arguments) or make(*arguments))
    for one in (check, replace(check, improvement=Fraction(1, 2))):
        one.evaluate(model)
    assert len(runs) == 1
    check.evaluate(dict(model))
    assert len(runs) == 2


def test_the_seconds_end_it() -> None:
    theorem = made(quantity=x, bound=c)
    errors = list(bound_errors(theorem))
    check = StepCheck(theorem, lambda draw: {"x": draw(st.integers(0, 1000)), "c": 10_000})
    assert {one.examples for one in power_of(check, errors, FEW, seconds=0)} == {1}
    assert min(one.examples for one in power_of(check, errors, FEW)) >= FEW


# -- hypotheses

SMALL = """
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")
THEOREM = Theorem(
    id="made.square", title="x^2 <= y x", kind="lemma", source="a test",
    quantity=x**2, bound=y * x, assumptions=(le(0, x), le(x, y), lt(-1, y)),
)


def derive(proof):
    proof.combine("bound", le(x**2, THEOREM.bound), {le(x, y): x})
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "square.py").write_text(SMALL)
    return Workspace(tmp_path)


def test_a_hypothesis_that_is_needed_is_seen_to_be(workspace: Workspace) -> None:
    results = {one.error: one for one in power(workspace.catalogue, "made.square", FEW)}
    assert results["dropped: 0 <= x"].caught
    assert results["dropped: x <= y"].caught
    implied = results["dropped: -1 < y"]  # 0 <= x <= y says it already
    assert (implied.false, implied.caught, implied.remark) == (False, False, IMPLIED)


def test_what_others_imply_is_no_error_only_where_that_is_known(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    unknown = {one.error: one for one in power(workspace.catalogue, "made.square", FEW)}["dropped: -1 < y"]
    assert (unknown.false, unknown.caught, unknown.remark) == (None, False, UNREACHED)


def test_implications_are_found_through_roots_and_coordinates() -> None:
    setting = (("above", ForAll((i,), le(At(y, i), L))), ("below", ForAll((i,), le(mu, At(y, i)))))
    assumptions = (le(mu, L), lt(x, sqrt(c)), le(0, c), le(x, 0), le(x, Max(mu, 0)))
    theorem = made(quantity=x, bound=c, setting=setting, assumptions=assumptions)
    assert [implied(theorem, one) for one in assumptions] == [True, False, False, False, True]
    assert not implied(theorem, setting[0][1])
    assert not implied(theorem, ForAll((i,), le(At(y, i), c)))


# -- models beyond an assumption


def drawn_beyond(assumption: Any, values: dict[Any, Any], wanted: Any = lambda values: True, **fields: Any) -> Any:
    """A case of the model that draws ``values``, moved beyond ``assumption``."""
    theorem = violating(made(**{"quantity": x, "bound": c, "assumptions": (assumption,), **fields}), assumption)
    check = StepCheck(theorem, lambda draw: {key: draw(st.just(value)) for key, value in values.items()})
    return find(st.composite(beyond(check, check.model, opposite(assumption)))(), wanted)


def test_a_number_is_moved_to_where_the_assumption_does_not_hold() -> None:
    one, half = Fraction(1), Fraction(1, 2)
    for assumption in (le(0, x), lt(0, x), le(2 * x, c), le(x**2, c)):
        find_all = drawn_beyond(assumption, {x: half, c: one})
        left, right = (side.xreplace(find_all) for side in assumption.args)
        assert not (left < right if assumption.func is sympy.Lt else left <= right)
    assert drawn_beyond(le(1, n), {n: 3})[n] == 0
    assert drawn_beyond(lt(0, x), {x: -half, c: one})[x] == -half  # it holds no more as it is


def test_a_method_has_what_it_refuses() -> None:
    method = AMGT(alpha=1, threshold=Clip(1))
    assert drawn_beyond(lt(0, eps), {"method": method})["method"].eps <= 0
    assert drawn_beyond(lt(beta1, 1), {"method": method})["method"].beta1 >= 1
    assert drawn_beyond(lt(0, tau), {"method": method})["method"].threshold.tau <= 0
    assert (method.eps, method.beta1) == (AMGT(alpha=1).eps, AMGT(alpha=1).beta1)


def test_constants_are_claimed_only_of_what_has_them() -> None:
    problem = Quadratic([1, 4])
    weaker = drawn_beyond(lt(0, mu), {f: problem, mu: problem.mu}, setting=(*SMOOTH, *PL))
    assert weaker[mu] == weaker[f].mu <= 0
    assert weaker[f].gradient([1, 1], Float64Arithmetic()).any()
    level = drawn_beyond(le(mu, L), {f: problem}, setting=(*SMOOTH, *PL))[f]
    assert level.mu > level.L >= 0
    assert not level.gradient([1, 1], Float64Arithmetic()).any()
    with pytest.raises(Unsatisfiable):  # no strongly convex function has such constants
        drawn_beyond(le(mu, L), {f: problem}, setting=(*SMOOTH, *STRONGLY_CONVEX))


def test_what_equations_define_follows() -> None:
    law = ("law", eq(y_of, 2 * x))
    values = {x: Fraction(1), y_of: Fraction(2)}
    followed = drawn_beyond(le(0, x), values, lambda values: y_of not in values, setting=(law,))
    assert followed[x] < 0


def test_a_run_starts_at_the_minimizer_where_nothing_may_be_left() -> None:
    problem = Quadratic([1], minimizer=[3])
    run = {f: problem, "start": [Fraction(1)], "method": AMGT(alpha=1)}
    assert drawn_beyond(lt(0, gap0), run, quantity=gap0, setting=SMOOTH)["start"] == [3]


def test_a_case_that_has_no_value_is_none() -> None:
    theorem = made(quantity=x, bound=log(c))
    nothing = PlantedError("dropped: nothing", DROPPED, lambda check: (check,))
    (finding,) = power_of(at(theorem, x=1, c=-1), [nothing], FEW)
    assert finding.remark == UNREACHED


@pytest.mark.parametrize(
    ("identity", "error"),
    [
        ("travel.power_bound", "0 < eps"),
        ("compressed.topk_update_rate", "0 <= beta1"),
        ("complexity.any_step", "0 < mu"),
        ("descent.contraction", "mu <= L"),
        ("strongly_convex.recursive_bound", "0 < gap0"),
    ],
)
def test_hypotheses_are_left_alone(identity: str, error: str) -> None:
    check = check_of(catalogue(), identity)
    assert check is not None
    (finding,) = power_of(
        check, [one for one in planted(catalogue(), check.theorem) if one.name == f"dropped: {error}"], FEW
    )
    assert finding.remark == ""


def test_a_model_that_draws_only_what_is_valid_is_left(workspace: Workspace) -> None:
    own = (
        SMALL
        + """

def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        large = drawing.positive(draw)
        return {y: large, x: large * drawing.pick(draw, (Fraction(1), Fraction(1, 2)))}

    return StepCheck(THEOREM, model)
"""
    )
    (workspace.folder / "made" / "square.py").write_text(own)
    results = {one.error: one for one in power(workspace.catalogue, "made.square", FEW)}
    assert results["dropped: 0 <= x"].caught
    assert results["dropped: x <= y"].caught
    assert results["dropped: -1 < y"].examples == 2 * HOPELESS  # each of the two ways is given up


def test_the_theorem_itself_stays_as_it_is(workspace: Workspace) -> None:
    before = workspace.catalogue.theorem("made.square")
    list(power(workspace.catalogue, "made.square", FEW))
    assert workspace.catalogue.theorem("made.square") is before
    assert len(planted(workspace.catalogue, before)) == 3 + 3


# -- hypotheses about f and the iteration


def dropped(identity: str) -> dict[str, Finding]:
    theorem, check = catalogue().theorem(identity), check_of(catalogue(), identity)
    assert check is not None
    errors = [one for one in planted(catalogue(), theorem) if one.name in {f"dropped: {label}" for label in LABELS}]
    return {one.error: one for one in power_of(check, errors, 2 * FEW)}


LABELS = ("smoothness", "pl", "strong_convexity", "gains_above", "gains_below", "recursion", "slope_at_optimum")


@pytest.mark.parametrize(
    ("identity", "number"),
    [("descent.contraction", 4), ("lemmas.pl", 1), ("lemmas.chung", 1), ("constrained.gradient_bound", 2)],
)
def test_classes_of_functions_and_laws_are_seen_to_be_needed(identity: str, number: int) -> None:
    results = dropped(identity)
    assert len(results) == number
    assert all(one.caught and one.false for one in results.values())


def test_what_is_claimed_of_a_problem_is_not_what_it_has() -> None:
    problem = Quadratic([1, 4])

    def model(draw: Any) -> dict[Any, Any]:
        return {f: draw(st.just(problem)), mu: problem.mu}

    for constant, better in ((mu, lambda one: one.mu > 1 and one.L >= 4), (L, lambda one: one.L < 4 or one.mu != 1)):
        drawn = find(st.composite(claiming_more(model, constant))(), lambda values, better=better: better(values[f]))
        assert drawn[mu] == drawn[f].mu <= drawn[f].L
        assert drawn[f].gradient([1] * drawn[f].d, Float64Arithmetic()).shape == (drawn[f].d,)


def test_a_class_is_left_whole() -> None:
    theorem = made(quantity=x, bound=L, setting=(*SMOOTH, *PL))
    assert [label for label, _ in without(theorem, ["pl"]).setting] == ["descent_lemma", "lipschitz_gradient"]
    names = [one.name for one in planted(Catalogue({}), theorem)]
    assert names[-2:] == ["dropped: smoothness", "dropped: pl"]


# -- the table of the whole catalogue


def test_the_report_names_what_is_missed() -> None:
    passed = Finding("made.small", "exponent too large by 5%", "exponent", True, True, False, 100, 0.98, 1.05, "why")
    caught = Finding("made.small", "constant too small by 1%", "constant", True, True, True, 7, 0.98, 1.05)
    report = power_report([caught, passed])
    assert "* `made.small`: exponent too large by 5% (why)" in report
    assert "| `made.small` (tight) | 0.98 | 5% | 2 | 2 | 1 | 7 | 100 |  | exponent too large by 5% |" in report
    assert "| all | 2 | 2 | 1 | 1 |" in report
    assert "Not measured" not in report


def test_the_report_counts_hypotheses_and_certificates() -> None:
    facts = ("made.small", "dropped: 0 < x", "hypothesis")
    needed, unseen = Finding(*facts, True, False, True, 3), Finding(*facts, None, False, False, 30, remark="why")
    slipped = Finding("made.small", "certificate: a coefficient changed", "certificate", True, False, False, 4)
    report = power_report([needed, unseen, slipped, replace(slipped, caught=True, examples=3)])
    assert "| `made.small` |  |  | 4 | 3 | 2 | 3 | 4 | 1 of 2 | certificate: a coefficient changed |" in report
    assert "3 of 7 tampered certificates were rejected" in report


def test_the_report_tells_why_hypotheses_are_not_seen_to_be_needed() -> None:
    facts = ("made.small", "dropped: 0 < x", "hypothesis")
    found = [Finding(*facts, True, False, True, 3), Finding(*facts, False, False, False, 30, remark=IMPLIED)]
    found += [Finding(*facts, None, False, False, 30, remark=one) for one in (UNREACHED, UNREACHED, REFUSED, LATE, "")]
    said = " ".join(power_report(found).split())
    assert "Of 7 hypotheses that were left out 1 are seen to be needed, and 1 are implied by the others." in said
    assert "1 were violated alone, with the conclusion true in each case tried; 2 were not, 1 cannot be" in said


def test_an_interrupted_table_says_so_and_goes_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (workspace.folder / "made" / "other.py").write_text(SMALL.replace("made.square", "made.other"))
    table, kept, attempts = tmp_path.parent / "benchmarks" / "POWER.md", tmp_path / "kept", list[str]()

    def interrupted(catalogue: Catalogue, identity: str, *options: Any) -> Any:
        attempts.append(identity)
        if attempts == ["made.other", "made.square"]:
            raise KeyboardInterrupt
        return power(catalogue, identity, FEW)

    monkeypatch.setattr(power_module, "power", interrupted)
    with pytest.raises(KeyboardInterrupt):
        power_module.measure(workspace.folder, kept, 1)
    assert "**Not measured**, 1 theorems: `made.square`" in table.read_text()
    power_module.measure(workspace.folder, kept, 1)
    assert attempts == ["made.other", "made.square", "made.square"]
    assert "Not measured" not in table.read_text()


# -- the catalogue


@pytest.mark.parametrize("identity", QUICK)
def test_errors_that_make_a_tight_theorem_false_are_caught(identity: str) -> None:
    results = list(power(catalogue(), identity, 2 * FEW))
    assert not [one for one in results if one.missed]
    assert all(one.caught for one in results if one.kind in ("constant", "rate", "certificate"))


@pytest.mark.parametrize(
    ("identity", "error"),
    [
        ("strongly_convex.asymptotic_exponent", "exponent too large by 20%"),
        ("strongly_convex.late_rate", "exponent too large by 20%"),
        ("strongly_convex.sharp_exponent_tight_momentum", "exponent too small by 1%"),
        ("thresholding.vanishing", "exponent too large by 1%"),
        ("adam.online_amgt", "constant too large by 1%"),  # algebra shows that a hypothesis holds
        ("lemmas.chung", "exponent too large by 5%"),
        ("lemmas.moment_square", "exponent too large by 1%"),
        ("inexact.neighbourhood", "index off by one: k+1 for k"),
    ],
)
def test_wrong_bounds_are_caught(identity: str, error: str) -> None:
    check = check_of(catalogue(), identity)
    assert check is not None
    wrong = next(one for one in planted(catalogue(), check.theorem) if one.name == error)
    (finding,) = power_of(check, [wrong], 4 * FEW)
    assert finding.caught


@pytest.mark.slow
def test_no_error_is_missed_in_the_whole_catalogue() -> None:
    results = (one for identity in catalogue().entries for one in power(catalogue(), identity, 2 * FEW))
    assert not [one for one in results if one.missed]


@pytest.mark.parametrize("identity", ["descent.contraction", "lemmas.chung", "quadratic.spectrum"])
def test_tampered_certificates_are_rejected(identity: str) -> None:
    theorem, original = catalogue().theorem(identity), json.loads(catalogue().certificate(identity))
    answers = [outcome(theorem, original, change) for change in sampled(list(changes(original)), 20, seed=1)]
    assert {answer for answer in answers if not answer.startswith("harmless")} <= {REJECTED, ANOTHER}
    assert REJECTED in answers


def test_a_tampered_certificate_that_passes_is_a_failure() -> None:
    accepted = Finding("made.small", "certificate: a coefficient changed", "certificate", True, False, False, 4)
    assert accepted.missed


# -- the command


def amgt(workspace: Workspace, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--power", *arguments], obj=workspace)


def test_the_report_is_json(workspace: Workspace) -> None:
    result = amgt(workspace, "made.square", "--examples", "50", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"id", "error", "false", "tight", "caught", "examples"} <= set(report[0])
    assert len(report) == 3 + 3 + 3  # the constant, the assumptions, the certificate


def test_the_report_is_a_table(workspace: Workspace) -> None:
    result = amgt(workspace, "made.square", "--examples", "50")
    assert "dropped: 0 <=" in " ".join(result.stdout.split())
    assert "planted errors are caught; none that must be is missed" in result.stdout


def test_a_missed_error_is_exit_code_1(workspace: Workspace) -> None:
    loose = SMALL.replace('title="x^2 <= y x"', 'title="x", tight=True').replace("bound=y * x", "bound=2 * y * x + 1")
    loose = loose.replace("{le(x, y): x}", "{le(x, y): 2 * x}, x**2, 1")
    (workspace.folder / "made" / "square.py").write_text(loose)
    result = amgt(workspace, "made.square", "--examples", "50")
    assert result.exit_code == 1
    assert "MISSED" in result.stdout


@pytest.mark.parametrize("option", ["--jobs 2", "--store folder", "--dask address:1", "--bits 200"])
def test_options_of_campaigns_are_refused(workspace: Workspace, option: str) -> None:
    result = amgt(workspace, *option.split())
    assert result.exit_code == 2
    assert result.stderr.startswith(f"amgt: --power takes no {option.split()[0]}")
    assert result.stderr.count("\n") == 1


def test_an_unknown_theorem_is_named(workspace: Workspace) -> None:
    assert amgt(workspace, "made.squares").exit_code == 2
