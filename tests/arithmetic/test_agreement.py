"""The three arithmetics compute the same thing, each to the precision it has."""

import math
from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import Arithmetic, arithmetic, rational

BALL = arithmetic("ball", 113)
FINE = arithmetic("mpmath", 300)
FLOAT = arithmetic("float64")

rationals = st.fractions(min_value=-20, max_value=20, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 1000), max_value=20, max_denominator=1000)
vectors = st.integers(1, 4).flatmap(lambda d: st.lists(rationals, min_size=d, max_size=d))
pairs = st.integers(1, 4).flatmap(
    lambda d: st.tuples(st.lists(rationals, min_size=d, max_size=d), st.lists(rationals, min_size=d, max_size=d))
)


def listed(x):
    return list(x) if hasattr(x, "__len__") else [x]


def assert_agree(compute):
    """``compute(ar)`` at 300 bits lies in the ball at 113 bits, up to its own rounding; float64 is close to both."""
    with BALL.precision():
        balls = listed(compute(BALL))
        fine = [arb(t) for t in listed(compute(FINE))]
    with FLOAT.precision():
        floats = listed(compute(FLOAT))
    assert len(balls) == len(fine) == len(floats)
    for ball, point, number in zip(balls, fine, floats, strict=True):
        assert ball.rad() < (1 + abs(point)) * 2.0**-95
        assert ball.overlaps(point + arb(0, 2.0**-280) * (1 + abs(point))), (ball, point)
        assert number == pytest.approx(float(point.mid()), rel=1e-11, abs=1e-11)


def encloses(balls, values) -> bool:
    """Whether each ball contains the rational, compared exactly."""
    return all(
        abs(rational("centre", ball.mid()) - value) <= rational("radius", ball.rad())
        for ball, value in zip(balls, values, strict=True)
    )


ELEMENTARY = ["abs", "exp", "expm1", "sin", "cos", "tanh", "log_cosh"]


@pytest.mark.parametrize("name", ELEMENTARY)
@given(x=vectors)
@settings(max_examples=25, deadline=None)
def test_elementary_functions(name, x):
    assert_agree(lambda ar: getattr(ar, name)(ar.vector(x)))
    assert_agree(lambda ar: getattr(ar, name)(ar.number(x[0])))


@pytest.mark.parametrize("name", ["sqrt", "log", "log1p"])
@given(x=st.lists(positive, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_functions_of_positive_numbers(name, x):
    assert_agree(lambda ar: getattr(ar, name)(ar.vector(x)))


@given(pairs, positive)
@settings(max_examples=60, deadline=None)
def test_rational_operations_contain_the_exact_result(xy, c):
    x, y = xy
    expected = {
        "add": [s + t for s, t in zip(x, y, strict=True)],
        "sub": [s - t for s, t in zip(x, y, strict=True)],
        "mul": [s * t for s, t in zip(x, y, strict=True)],
        "minimum": [min(s, t) for s, t in zip(x, y, strict=True)],
        "maximum": [max(s, t) for s, t in zip(x, y, strict=True)],
    }
    with BALL.precision():
        u, v, scale = BALL.vector(x), BALL.vector(y), BALL.number(c)
        for name, values in expected.items():
            assert encloses(getattr(BALL, name)(u, v), values), name
        assert encloses(BALL.div(u, scale), [t / c for t in x])
        assert encloses(BALL.sub(scale, u), [c - t for t in x])
        assert encloses(BALL.square(u), [t * t for t in x])
        assert encloses(BALL.clip(u, -scale, scale), [max(-c, min(c, t)) for t in x])
        assert encloses(BALL.combine(scale, u, -scale, v), [c * s - c * t for s, t in zip(x, y, strict=True)])
        assert encloses([BALL.dot(u, v)], [sum(s * t for s, t in zip(x, y, strict=True))])
        assert encloses([BALL.sum(u)], [sum(x)])
        assert encloses(BALL.sorted(u), sorted(x))


@given(pairs, positive)
@settings(max_examples=25, deadline=None)
def test_vector_operations(xy, c):
    x, y = xy
    assert_agree(lambda ar: ar.combine(ar.number(c), ar.vector(x), ar.number(2), ar.vector(y)))
    assert_agree(lambda ar: ar.dot(ar.vector(x), ar.vector(y)))
    assert_agree(lambda ar: ar.norm(ar.vector(x)))
    assert_agree(lambda ar: ar.sum(ar.vector(x)))
    assert_agree(lambda ar: ar.sorted(ar.vector(x)))
    assert_agree(lambda ar: ar.matvec(ar.matrix([x, y, x]), ar.vector(y)))
    assert_agree(lambda ar: ar.form(ar.matrix([x] * len(x)), ar.vector(y))[0])
    assert_agree(lambda ar: ar.form(ar.matrix([x] * len(x)), ar.vector(y))[1])
    assert_agree(lambda ar: ar.clip(ar.vector(x), ar.number(-c), ar.number(c)))
    assert_agree(lambda ar: ar.clip(ar.vector(x), ar.vector([-abs(t) for t in y]), ar.vector([abs(t) for t in y])))


@given(st.lists(st.integers(-2000, 2000).map(lambda n: Fraction(n, 64)), min_size=1, max_size=5), st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_decisions_on_exact_points(x, s):
    """Dyadic inputs, ties included, are decided alike in every arithmetic."""
    order = sorted(range(len(x)), key=lambda i: -x[i])[:s]
    for ar in (BALL, FINE, FLOAT):
        with ar.precision():
            v = ar.vector(x)
            assert [Fraction(float(t)) for t in points(ar, ar.round(v))] == [round(t) for t in x]
            assert [Fraction(float(t)) for t in points(ar, ar.floor(v))] == [math.floor(t) for t in x]
            assert [Fraction(float(t)) for t in points(ar, ar.power_of_two(v))] == [nearest_power(t) for t in x]
            mask = ar.largest(v, s)
            assert [i for i, keep in enumerate(mask) if keep] == sorted(order)
            kept = ar.select(mask, v, ar.number(7))
            assert [Fraction(float(t)) for t in points(ar, kept)] == [t if i in order else 7 for i, t in enumerate(x)]
            assert list(ar.less_each(v, ar.number(1))) == [t < 1 for t in x]


def points(ar: Arithmetic, x):
    return [t.mid() for t in x] if ar is BALL else x


def nearest_power(t: Fraction) -> Fraction:
    """By search over all candidates, ties to the larger."""
    if t == 0:
        return t
    powers = [Fraction(2) ** e for e in range(-12, 12)]
    best = min(powers, key=lambda power: (abs(power - abs(t)), -power))
    return best if t > 0 else -best


@given(rationals)
@settings(max_examples=60, deadline=None)
def test_numbers_are_correctly_rounded(value):
    bits = 60
    rounded = arithmetic("mpmath", bits).number(value)
    exact_rounded = Fraction(int(rounded.man)) * Fraction(2) ** int(rounded.exp) * (-1 if rounded < 0 else 1)
    exact_rounded = abs(exact_rounded) if value >= 0 else -abs(exact_rounded)
    assert abs(exact_rounded - value) <= abs(value) / 2**bits
    assert arithmetic("float64").number(value) == value.numerator / value.denominator
    assert encloses([BALL.number(value)], [value])


def test_log_cosh_keeps_its_relative_accuracy_near_zero_and_does_not_overflow():
    tiny = BALL.number("1e-30")
    with BALL.precision():
        result = BALL.log_cosh(tiny)
        assert result.rel_accuracy_bits() > 90
        assert abs(result / (tiny * tiny / 2) - 1) < 1e-30
    assert FLOAT.log_cosh(FLOAT.vector([1e-9, 2000]))[0] == pytest.approx(5e-19)
    assert FLOAT.log_cosh(FLOAT.vector([2000.0]))[0] == pytest.approx(2000 - math.log(2))
