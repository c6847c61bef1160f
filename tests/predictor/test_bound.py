"""A bound's value: worked out by hand, computed by other means, and the same on every backend."""

import math
import time
from fractions import Fraction
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from amgt_theory.language import lt
from amgt_theory.predictor import exponent, predictor
from amgt_theory.symbols import L, Real, c, d, function, gap0, h_lo, j, k, k0, mu, n, rho, tau, y
from amgt_theory.theorem import Theorem

BACKENDS = ("numpy", "mpmath", "ball")


def stated(bound: Any, *assumptions: Any, **more: Any) -> Theorem:
    return Theorem("test.bound", "test", "theorem", "test", gap0, bound, assumptions=assumptions, **more)


def as_float(value: Any) -> float:
    return float(value.mid()) if isinstance(value, flint.arb) else float(value)


@pytest.mark.parametrize("backend", BACKENDS)
def test_contraction_factor(backend: str) -> None:
    f = predictor(stated(1 - mu * h_lo), {"mu": "1/2", "h_lo": 0.2}, backend)
    assert as_float(f()) == 0.9


@pytest.mark.parametrize("backend", BACKENDS)
def test_power_by_hand(backend: str) -> None:
    """((k0+1)/(k+k0+1))^(1/2) at k0 = 0 is 1/sqrt(k+1)."""
    f = predictor(stated(gap0 * ((k0 + 1) / (k + k0 + 1)) ** c), {"c": "0.5", "k0": 0, "gap0": 6}, backend)
    assert [as_float(one) for one in f([3, 8, 99])] == pytest.approx([3.0, 2.0, 0.6], rel=1e-15)


@pytest.mark.parametrize("backend", BACKENDS)
def test_rate_by_another_route(rate: Theorem, plain: dict[str, Any], backend: str) -> None:
    gradient = math.sqrt(8)
    power = 2 / (gradient + 1)
    expected = [2 * (8 / (k + 8)) ** power for k in (1, 10, 1000)]
    found = predictor(rate, plain, backend)([1, 10, 1000])
    assert [as_float(one) for one in found] == pytest.approx(expected, rel=1e-14)


def test_threshold_below_the_gradient_bound_slows_down(rate: Theorem, plain: dict[str, Any]) -> None:
    """tau >= G leaves the exponent alone, tau = G/r divides it by r."""
    off, same, slow = (predictor(rate, {**plain, "tau": tau}, "mpmath").exponent for tau in (3, 100, "1/4"))
    assert off == same
    assert slow * 4 * slow.context.sqrt(8) == pytest.approx(off, rel=1e-50)


@pytest.mark.parametrize("backend", BACKENDS)
def test_products_sums_and_gamma(backend: str) -> None:
    """prod (1 - 1/(j+1)) = 1/(k+1); sum of 1/(j(j+1)) = 1 - 1/(k+1); Gamma(k+1)/Gamma(k+2) = 1/(k+1)."""
    telescoping = sympy.Product(1 - 1 / (j + k0), (j, 1, k))
    total = 1 - sympy.Sum(1 / (j * (j + k0)), (j, 1, k))
    ratio = sympy.gamma(k + k0) / sympy.gamma(k + k0 + 1)
    for bound in (telescoping, total, ratio):
        f = predictor(stated(bound), {"k0": 1}, backend)
        assert [as_float(one) for one in f([1, 9, 999])] == pytest.approx([1 / 2, 1 / 10, 1 / 1000], rel=1e-12)
        assert as_float(f(4)) == pytest.approx(1 / 5, rel=1e-12)


def test_gamma_of_large_arguments_does_not_cancel() -> None:
    f = predictor(stated(sympy.gamma(k + c) / sympy.gamma(k)), {"c": "1/2"})
    assert f(np.array([10**12]))[0] == pytest.approx(1e6, rel=1e-12)


@pytest.mark.parametrize("backend", BACKENDS)
def test_functions(backend: str) -> None:
    bound = sympy.exp(1) * sympy.exp(-c) * sympy.Max(c, sympy.log(k), -c) + sympy.Abs(-k) ** sympy.Rational(3, 2)
    f = predictor(stated(bound), {"c": 1}, backend)
    assert as_float(f(4)) == pytest.approx(math.log(4) + 8, rel=1e-14)
    assert as_float(f(1)) == pytest.approx(2, rel=1e-14)


def test_a_tenth_is_a_tenth() -> None:
    """No float on the way: the ball of 10 c is exactly the integer, up to rounding at the last of 200 bits."""
    for value in ("1/10", "0.1", 0.1, Fraction(1, 10), np.float64(0.1), "1e-1"):
        f = predictor(stated(c + sympy.Rational(1, 10)), {"c": value}, "ball")
        with flint.ctx.workprec(2000):
            assert f().contains(flint.fmpq(1, 5))
        assert f().rad() < flint.arb(2) ** -190
        assert f.values["c"] == Fraction(1, 10)


@given(
    st.fractions("1/100", 1),
    st.fractions(1, 20),
    st.fractions("1/100", 5),
    st.fractions(0, "9/10"),
    st.fractions("1/10", 2),
    st.lists(st.integers(1, 10**9), min_size=1, max_size=5),
)
@example(Fraction(1), Fraction(1), Fraction(1), Fraction(0), Fraction(1), [1])
def test_backends_agree(
    rate: Theorem, mu: Fraction, kappa: Fraction, gap0: Fraction, beta1: Fraction, tau: Fraction, ks: list[int]
) -> None:
    L, eps, alpha = kappa * mu, Fraction(1), Fraction(1, 2)
    k0 = max(Fraction(0), 2 * L * alpha / (eps * (1 - beta1) ** 2) - 1)
    values = {"mu": mu, "L": L, "gap0": gap0, "beta1": beta1, "tau": tau, "eps": eps, "alpha": alpha, "k0": k0}
    doubles = predictor(rate, values)(np.array(ks))
    points = predictor(rate, values, "mpmath", bits=400)(ks)
    for bits in (30, 200):
        balls = predictor(rate, values, "ball", bits=bits)(ks)
        for ball, point, double in zip(balls, points, doubles, strict=True):
            assert ball.overlaps(flint.arb(point, abs(point) / 2**390))
            assert double == pytest.approx(float(point), rel=1e-13)


def test_relative_radius_is_reached(rate: Theorem, plain: dict[str, Any]) -> None:
    coarse = predictor(rate, plain, "ball", bits=20)(1000)
    fine = predictor(rate, plain, "ball", bits=20, relative_radius="1e-100")(1000)
    assert coarse.overlaps(fine)
    assert fine.rad() < fine * flint.arb("1e-100") < coarse.rad()


def test_mpmath_has_its_bits_and_leaves_the_global_precision_alone(rate: Theorem, plain: dict[str, Any]) -> None:
    before = mpmath.mp.prec
    value = predictor(rate, plain, "mpmath", bits=77)(10)
    assert value._mpf_[3] <= 77
    assert value.context.prec == 77
    assert mpmath.mp.prec == before


def test_a_million_values_in_a_blink(rate: Theorem, plain: dict[str, Any]) -> None:
    f = predictor(rate, plain)
    ks = np.arange(1, 10**6 + 1)
    f(ks)
    start = time.perf_counter()
    values = f(ks)
    assert time.perf_counter() - start < 0.1
    assert values.shape == ks.shape
    assert (np.diff(values) < 0).all()


def test_shapes_and_types(rate: Theorem, plain: dict[str, Any]) -> None:
    f = predictor(rate, plain)
    assert isinstance(f(3), float)
    assert f(np.int64(3)) == f(3.0) == f("3") == f(3)
    assert f([[1, 2], [3, 4]]).shape == (2, 2)
    assert f([3])[0] == pytest.approx(f(3), rel=1e-15)
    assert f([10**30])[0] == pytest.approx(f(10**30), rel=1e-13)


def test_doubles_survive_overflow_and_underflow() -> None:
    steep = stated(sympy.exp(c * k) * sympy.exp(-rho * k))  # merges into one exponential
    f = predictor(steep, {"c": 900, "rho": "900.5"})
    assert f(np.array([1, 2, 100]))[2] == pytest.approx(math.exp(-50))
    quotient = stated(c**k / (c**k + 1))  # inf/inf in doubles
    assert predictor(quotient, {"c": 10})(np.array([1, 400])).tolist() == pytest.approx([10 / 11, 1])
    constant = stated(sympy.exp(-c) * rho**k)  # a constant below the doubles
    expected = math.exp(400 * math.log(10) - 1000)
    assert predictor(constant, {"c": 1000, "rho": 10})(np.array([400])) == pytest.approx(expected)
    assert predictor(stated(rho**k), {"rho": "1/10"})(np.array([10**6])).tolist() == [0.0]


def test_dimension_and_natural_parameters() -> None:
    f = predictor(stated(d * tau**2 / (k + n)), {"d": 3, "tau": 2, "n": 2})
    assert f(4) == 2.0


@pytest.mark.parametrize(
    ("bound", "power"),
    [
        (gap0 * ((k0 + 1) / (k + k0 + 1)) ** c, c),
        (((k0 + 1) / (k + k0 + 1)) ** (2 * c) * sympy.exp(c), 2 * c),
        (gap0 / (k * (k + 1)), 2),
        (sympy.sqrt(gap0 / (2 * k + 1)) * (k + 1) ** -c, c + sympy.Rational(1, 2)),
        (1 / sympy.log(k + 1), 0),
        (1 / k + 1 / k**2, 1),
    ],
)
def test_exponent(bound: Any, power: Any) -> None:
    theorem = stated(bound, where=()) if not bound.has(L) else None
    assert sympy.simplify(exponent(theorem) - power) == 0


def test_exponent_is_the_logarithmic_slope(rate: Theorem, plain: dict[str, Any]) -> None:
    f = predictor(rate, plain, "ball", bits=2000)
    far = 2**1000
    with flint.ctx.workprec(2000):
        slope = (f(far) / f(2 * far)).log() / flint.arb(2).log()
        assert abs(slope - f.exponent) < flint.arb(2) ** -900
    assert exponent(rate) == c
    assert float(predictor(rate, plain).exponent) == pytest.approx(2 / (math.sqrt(8) + 1))


@given(st.integers(1, 60), st.fractions(0, 3, max_denominator=50))
def test_ball_contains_the_product(steps: int, power: Fraction) -> None:
    theorem = stated(sympy.Product(1 - c / (j + k0), (j, 1, k)), lt(0, k0))
    exact = math.prod((1 - power / (one + 2) for one in range(1, steps + 1)), start=Fraction(1))
    ball = predictor(theorem, {"c": power, "k0": 2}, "ball", bits=60)(steps)
    with flint.ctx.workprec(2000):
        assert ball.contains(flint.fmpq(exact.numerator, exact.denominator))


def test_what_numbers_do_not_determine() -> None:
    from amgt_theory.errors import InvalidInput

    f = function("f", "vector")
    with pytest.raises(InvalidInput, match=r"test\.bound: its bound contains f\(y\), which no parameter determines"):
        predictor(stated(L * f(y)), {"L": 1})
    with pytest.raises(InvalidInput, match="not a power of k"):
        exponent(stated(Real("q") ** k))
