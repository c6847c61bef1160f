"""Every refusal: one line naming the parameter or hypothesis, the value, the condition and the remedy."""

from typing import Any

import numpy as np
import pytest
import sympy

from amgt_theory.errors import InvalidInput
from amgt_theory.language import eq, le, lt
from amgt_theory.predictor import predictor
from amgt_theory.symbols import L, c, d, function, gap0, k, k0, mu, n, p
from amgt_theory.theorem import Theorem


def stated(bound: Any, *assumptions: Any, **more: Any) -> Theorem:
    return Theorem("test.bound", "test", "theorem", "test", gap0, bound, assumptions=assumptions, **more)


def refusal(theorem: Theorem, values: dict[str, Any], **options: Any) -> str:
    with pytest.raises(InvalidInput) as caught:
        predictor(theorem, values, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"mu": "abc"}, "mu = 'abc' is not a finite exact number; give"),
        ({"mu": float("nan")}, "mu = nan is not a finite exact number"),
        ({"mu": None}, "mu = None is not a finite exact number"),
        ({"mu": True}, "mu = True is not a finite exact number"),
        ({"L": "inf"}, "L = 'inf' is not a finite exact number"),
        ({"tau": float("inf")}, "to switch thresholding off give a tau of at least G"),
        ({"betta1": 0}, "unknown parameter 'betta1'; did you mean 'beta1'?"),
        ({"beta1": 1}, "needs beta1 < 1; here 1 >= 1; lower beta1"),
        ({"beta1": "-0.5"}, "needs 0 <= beta1; here 0 > -0.5; increase beta1"),
        ({"mu": 3}, "needs mu <= L; here 3 > 2; increase L or lower mu"),
        ({"eps": 0}, "needs 0 < eps; here 0 >= 0; increase eps"),
        (
            {"alpha": 4},
            "strongly_convex.power_rate: needs 2*L*alpha <= eps*(1 - beta1)^2*(k0 + 1); here 16 > 8; "
            "increase k0 or lower alpha",
        ),
    ],
)
def test_values(rate: Theorem, plain: dict[str, Any], change: dict[str, Any], message: str) -> None:
    assert message in refusal(rate, {**plain, **change})


def test_missing_values_are_all_named(rate: Theorem, plain: dict[str, Any]) -> None:
    message = refusal(rate, {"mu": 1, "L": 2, "tau": 1, "gap0": 1})
    assert "no value for alpha, beta1, eps, k0; give -p alpha=... -p beta1=... -p eps=... -p k0=..." in message


def test_equality_on_the_edge_is_allowed(rate: Theorem, plain: dict[str, Any]) -> None:
    predictor(rate, plain)  # 2 L alpha = 8 = k0 + 1
    just_over = f"2.{'0' * 400}1"
    message = refusal(rate, {**plain, "alpha": just_over})
    assert "increase k0 or lower alpha" in message


def test_algebra_decides_equality_of_irrational_sides() -> None:
    root = sympy.sqrt(c) * sympy.sqrt(mu)
    assert predictor(stated(c, le(root, L)), {"c": 2, "mu": 8, "L": 4})() == 2.0
    assert predictor(stated(c, eq(sympy.sqrt(c) + sympy.sqrt(mu), L**p)), {"c": 2, "mu": 8, "L": 18, "p": "1/2"})() == 2
    assert "needs sqrt(c)*sqrt(mu) < L; here 4 >= 4" in refusal(stated(c, lt(root, L)), {"c": 2, "mu": 8, "L": 4})


def test_what_cannot_be_decided_is_refused() -> None:
    """e^(log c) against c: equal, but not algebraic; SymPy's own cancelling is kept out by a defined symbol."""
    theorem = stated(c, le(sympy.exp(mu) * c, L))
    with pytest.raises(InvalidInput, match=r"needs c\*exp\(mu\) <= L; here 2.71828 > 2.71828|here"):
        predictor(theorem, {"c": 1, "mu": 1, "L": "2.71828"})


def test_close_numbers_are_told_apart() -> None:
    message = refusal(stated(c, le(c, 20)), {"c": "20.0000000001"})
    assert "here 20.0000000001 > 20; lower c" in message


def test_equations_and_assumptions_about_k() -> None:
    assert "needs p = 1; here 2 != 1" in refusal(stated(c, eq(p, 1)), {"p": 2, "c": 1})
    f = predictor(stated(c / k, le(c, k)), {"c": 3})
    assert f(3) == 1.0
    with pytest.raises(InvalidInput, match="needs c <= k at k = 2; here 3 > 2; lower c"):
        f(2)
    with pytest.raises(InvalidInput, match="needs c <= k at k = 2"):
        f(np.array([4, 2]))


def test_assumptions_about_sequences_are_not_about_numbers() -> None:
    e = function("e", "natural")
    assert predictor(stated(c, le(e(k), 1)), {"c": 1})() == 1.0


@pytest.mark.parametrize("bad", [0, -1, "-0", np.int64(0), np.float64(0), [1, 0], np.array([2, -3]), [5, "-5"]])
@pytest.mark.parametrize("backend", ["numpy", "ball"])
def test_k_from_one(rate: Theorem, plain: dict[str, Any], bad: Any, backend: str) -> None:
    with pytest.raises(InvalidInput, match="violates k >= 1; k counts iterations, give k = 1, 2"):
        predictor(rate, plain, backend)(bad)


@pytest.mark.parametrize("bad", [1.5, "3/2", [1, 2.5], np.array([1.5])])
def test_k_is_whole(rate: Theorem, plain: dict[str, Any], bad: Any) -> None:
    with pytest.raises(InvalidInput, match="is not a whole number"):
        predictor(rate, plain)(bad)


@pytest.mark.parametrize("bad", ["x", float("nan"), float("inf"), True, [1, "x"], np.array([1, np.nan])])
def test_k_is_a_number(rate: Theorem, plain: dict[str, Any], bad: Any) -> None:
    with pytest.raises(InvalidInput, match=r"k = .* is not a finite exact number"):
        predictor(rate, plain)(bad)


def test_k_missing_or_superfluous(rate: Theorem, plain: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="depends on k; give k >= 1"):
        predictor(rate, plain)()
    with pytest.raises(InvalidInput, match="does not depend on k; give none"):
        predictor(stated(c), {"c": 1})(3)


def test_options(rate: Theorem, plain: dict[str, Any]) -> None:
    assert "unknown backend 'numpi'; did you mean 'numpy'?" in refusal(rate, plain, backend="numpi")
    assert "numpy computes with 53 bits" in refusal(rate, plain, bits=100)
    assert "bits = 1 violates 2 <= bits" in refusal(rate, plain, backend="ball", bits=1)
    assert "bits = 'x'" in refusal(rate, plain, backend="ball", bits="x")
    assert "backend ball" in refusal(rate, plain, relative_radius="1e-3")
    assert "positive" in refusal(rate, plain, backend="ball", relative_radius=0)


def test_counts_are_whole() -> None:
    assert "d = 3/2 is not a whole number >= 1" in refusal(stated(d * c), {"d": "3/2", "c": 1})
    assert "d = 0 is not a whole number >= 1" in refusal(stated(d * c), {"d": 0, "c": 1})
    assert "n = -1 is not a whole number >= 0" in refusal(stated(n * c), {"n": -1, "c": 1})


@pytest.mark.parametrize("backend", ["numpy", "mpmath", "ball"])
def test_not_a_number(backend: str) -> None:
    f = predictor(stated(c / (k - k0)), {"c": 1, "k0": 3}, backend)
    with pytest.raises(InvalidInput, match="not a finite number"):
        f(3)


def test_long_loops_are_refused() -> None:
    theorem = stated(sympy.Product(1 - c / n, (n, 1, k)))
    for backend in ("numpy", "ball"):
        with pytest.raises(
            InvalidInput, match=r"product of 1000000000 parts violates parts <= 1000000; choose a smaller k"
        ):
            predictor(theorem, {"c": 1}, backend)([10**9])
