"""The smallest k for a tolerance."""

from fractions import Fraction
from math import log10
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from amgt_theory.errors import InvalidInput
from amgt_theory.predictor import predictor
from amgt_theory.symbols import a, c, gap0, j, k, k0, rho
from amgt_theory.theorem import Theorem


def stated(bound: Any, **more: Any) -> Theorem:
    return Theorem("test.bound", "test", "theorem", "test", gap0, bound, **more)


HYPERBOLA = stated(gap0 / (k + k0))
POWER = stated(gap0 * ((k0 + 1) / (k + k0 + 1)) ** c)


@given(st.integers(1, 10**17), st.integers(0, 100), st.booleans())
def test_hyperbola_exactly(answer: int, k0: int, over: bool) -> None:
    """1/(k+k0) <= 1/(answer+k0) first at the answer; any smaller tolerance needs one more."""
    tol = Fraction(1, answer + k0) - (Fraction(1, 10**60) if over else 0)
    assert predictor(HYPERBOLA, {"gap0": 1, "k0": k0}).smallest_k(tol).count == answer + over


@given(st.fractions("1/10", 4, max_denominator=30), st.fractions("1/1000", 3), st.integers(0, 50))
def test_neighbours_straddle_the_tolerance(c: Fraction, tol: Fraction, k0: int) -> None:
    f = predictor(POWER, {"gap0": 2, "k0": k0, "c": c}, "ball")
    found = f.smallest_k(tol)
    if found.count is None:
        assert found.log10 > 18
        return
    goal = tol.numerator * f(1) / f(1) / tol.denominator
    assert not f(found.count) > goal
    assert found.count == 1 or not f(found.count - 1) < goal
    assert found.log10 == pytest.approx(log10(found.count))


def test_equality_by_algebra() -> None:
    f = predictor(POWER, {"gap0": 8, "k0": 0, "c": "1/2"})
    assert f.smallest_k("1/10").count == 6399  # 8/sqrt(6400)
    geometric = predictor(stated(rho**k), {"rho": "9/10"})
    assert geometric.smallest_k(Fraction(9, 10) ** 50).count == 50
    root = predictor(stated(sympy.sqrt(a) / k), {"a": 2})
    assert root.smallest_k("1/10").count == 15  # 14.14...


def test_astronomical_counts() -> None:
    """gap0 ((k0+1)/(k+k0+1))^c = tol solved for k by hand."""
    found = predictor(POWER, {"gap0": 1, "k0": 9, "c": "1/1000"}).smallest_k("1e-3")
    assert found.count is None
    assert found.log10 == pytest.approx(3001, abs=1e-8)
    assert str(found).startswith("10^3001")
    logarithmic = predictor(stated(1 / sympy.log(k + 1)), {})
    assert logarithmic.smallest_k("1e-6").log10 == pytest.approx(10**6 / 2.302585092994046, rel=1e-11)


def test_across_the_largest_count() -> None:
    f = predictor(HYPERBOLA, {"gap0": 1, "k0": 0})
    assert f.smallest_k("1e-18").count == 10**18
    beyond = f.smallest_k("0.99e-18")
    assert beyond.count is None
    assert beyond.log10 == pytest.approx(18 - log10(0.99), abs=1e-9)


def test_product_bounds() -> None:
    f = predictor(stated(sympy.Product(1 - c / (j + k0), (j, 1, k))), {"c": 1, "k0": 1})
    assert f.smallest_k("0.001").count == 999


def test_what_has_no_answer() -> None:
    floor = predictor(stated(1 / k + a), {"a": "1/20"})
    with pytest.raises(InvalidInput, match=r"stays above 0\.05 and never reaches tol = 0\.01; raise tol"):
        floor.smallest_k("0.01")
    with pytest.raises(InvalidInput, match="grows with k"):
        predictor(stated(a * k), {"a": 1}).smallest_k("0.5")
    with pytest.raises(InvalidInput, match="choose a theorem with a rate"):
        predictor(stated(a), {"a": 1}).smallest_k("0.5")
    with pytest.raises(InvalidInput, match="choose a theorem with a rate"):
        predictor(stated(a / k, direction="lower"), {"a": 1}).smallest_k("0.5")


@pytest.mark.parametrize(("tol", "message"), [(0, "tol > 0"), (-1, "tol > 0"), ("x", "tol = 'x'"), ("nan", "tol")])
def test_tolerances(tol: Any, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        predictor(POWER, {"gap0": 1, "k0": 0, "c": 1}).smallest_k(tol)
