"""Values and gradients belong together, in every arithmetic."""

import pickle
from dataclasses import FrozenInstanceError
from fractions import Fraction as F

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import arithmetic
from amgt_theory.errors import InvalidInput
from amgt_theory.problems import (
    Huber,
    LessardRechtPackard,
    LogCosh,
    NesterovChain,
    PLSine,
    Quadratic,
    RidgeSum,
    problem,
    problem_names,
)

BALL = arithmetic("ball", 113)
FINE = arithmetic("mpmath", 400)
FLOAT = arithmetic("float64")

coordinates = st.fractions(min_value=-4, max_value=4, max_denominator=32)
points = st.lists(coordinates, min_size=3, max_size=3)
names = st.sampled_from(problem_names())


@given(names, points, points)
@settings(max_examples=150, deadline=None)
def test_gradient_is_the_derivative_of_the_value(name, x, direction):
    """Central differences at 400 bits; a kink of the gradient costs no more than the step."""
    p = problem(name, d=3)
    h = FINE.number(2) ** -100
    v = FINE.vector(direction)
    forward, backward = (p.value(FINE.add(FINE.vector(x), FINE.mul(s * h, v)), FINE) for s in (1, -1))
    difference = (forward - backward) / (2 * h)
    assert abs(difference - FINE.dot(p.gradient(x, FINE), v)) < FINE.number(2) ** -80


@given(names, points)
@settings(max_examples=100, deadline=None)
def test_arithmetics_agree(name, x):
    p = problem(name, d=3)
    value, gradient = p.value_and_gradient(x, BALL)
    fine_value, fine_gradient = p.value_and_gradient(x, FINE)
    float_value, float_gradient = p.value_and_gradient(x, FLOAT)
    with BALL.precision():
        for ball, point in zip([value, *gradient], [fine_value, *fine_gradient], strict=True):
            assert ball.overlaps(arb(point) + arb(0, 2.0**-380) * (1 + abs(arb(point))))
            assert ball.rad() < 1e-29
    assert float_value == pytest.approx(float(fine_value), rel=1e-12, abs=1e-12)
    assert list(float_gradient) == pytest.approx([float(t) for t in fine_gradient], rel=1e-12, abs=1e-12)


@given(names, points)
@settings(max_examples=100, deadline=None)
def test_balls_over_kinks_are_enclosed(name, x):
    p = problem(name, d=3)
    with BALL.precision():
        centre = BALL.vector(x)
        value, gradient = p.value_and_gradient([t + arb(0, 0.5) for t in centre], BALL)
        assert value.is_finite()
        for shift in (-0.5, 0.25, 0.5):
            point_value, point_gradient = p.value_and_gradient([t + shift for t in centre], BALL)
            assert value.overlaps(point_value)
            assert all(a.overlaps(b) for a, b in zip(gradient, point_gradient, strict=True))


@pytest.mark.parametrize("name", problem_names())
def test_gap_keeps_its_accuracy_near_the_minimiser(name):
    p = problem(name, d=2)
    with BALL.precision():
        x = BALL.add(BALL.exact(BALL.vector(p.minimizer)), BALL.number("1e-12"))
        assert p.bind(BALL).gap(x).rel_accuracy_bits() > 60


def test_known_values():
    third = F(1, 3)
    q = Quadratic([1, 3], reflectors=[[1, 2]], minimizer=[1, 0], f_star=third)
    z = [F(1), F(1)]
    a = q.matrix
    image = [sum(s * t for s, t in zip(row, z, strict=True)) for row in a]
    expected = sum(s * t for s, t in zip(z, image, strict=True)) / 2 + third
    assert abs(q.value([2, 1], FINE) - FINE.number(expected)) < 1e-90
    lessard = LessardRechtPackard()
    assert [lessard.gradient([x], FINE)[0] for x in (-1, 1, "3/2", 2, 3)] == [-25, 25, 25.5, 26, 51]
    assert [lessard.value([x], FINE) for x in (1, 2, 3)] == [12.5, 38, 76.5]
    huber = RidgeSum(Huber(), [[2, 0]], [3], [1, 1])
    assert huber.value([1, 2], FINE) == 2.5 + 3 * 1.5
    assert huber.gradient([1, 2], FINE) == [1 + 6, 2]
    assert float(PLSine(2, 2).value([1, 0], FINE)) == pytest.approx(2 * (1 + 3 * 0.8414709848078965**2))


def test_bound_problem_is_made_once_and_left_behind_by_pickling():
    p = problem("log_cosh", d=3)
    assert p.bind(BALL) is p.bind(BALL)
    assert p.bind(BALL) is not p.bind(arithmetic("ball", 113))
    copy = pickle.loads(pickle.dumps(p))
    assert copy == p
    assert copy.value([1, 2, 3], BALL).overlaps(p.value([1, 2, 3], BALL))
    with pytest.raises(FrozenInstanceError):
        p.f_star = 3


def test_names_are_derived_and_defaults_meet_the_request():
    assert len(problem_names()) >= 11
    for name in problem_names():
        p = problem(name, L=6, d=4)
        assert (p.name, p.L, p.d) == (name, 6, 4)
        assert hash(p) == hash(problem(name, L=6, d=4))
    assert problem("huber", mu="1/3", L=5).mu == F(1, 3)
    assert problem("quadratic", mu=2).L == 20


BAD = {
    "name": (lambda: problem("quadratc"), "unknown problem 'quadratc'; did you mean 'quadratic'"),
    "mu > L": (lambda: problem("quadratic", mu=2, L=1), "mu = 2, L = 1 violate 0 < mu <= L"),
    "mu nan": (lambda: problem("huber", mu=float("nan")), "mu = nan"),
    "d": (lambda: problem("quadratic", d=0), "d = 0 violates d >= 1"),
    "d float": (lambda: problem("pl_sine", d=1.5), r"d = 1\.5 violates"),
    "d bool": (lambda: problem("huber", d=True), "d = True violates"),
    "one curvature": (lambda: problem("quadratic", mu=1, L=2, d=1), "d = 1 violates d >= 2"),
    "no mu": (lambda: problem("cosine", mu=1), "mu = 1 violates that cosine has no mu"),
    "L": (lambda: problem("cosine", L=0), "L = 0 violates 0 < L"),
    "sine mu": (lambda: problem("pl_sine", mu=1, L=10), r"mu = 1 violates mu <= 0\.219"),
    "sine L": (lambda: problem("pl_sine", L=-1), "violates"),
    "equal": (lambda: problem("log_cosh", mu=1, L=1), "mu = 1 violates mu < L"),
    "zero quadratic": (lambda: Quadratic([0, 0]), "eigenvalues = 0 violates"),
    "negative": (lambda: Quadratic([1, -1]), r"eigenvalues\[1\] = -1 violates"),
    "reflector length": (lambda: Quadratic([1, 2], [[1, 2, 3]]), "reflectors have 3 coordinates"),
    "reflector zero": (lambda: Quadratic([1, 2], [[0, 0]]), r"reflectors\[0\] = 0 violates"),
    "minimizer": (lambda: Quadratic([1, 2], minimizer=[1]), "minimizer has 1 coordinates"),
    "f_star": (lambda: Quadratic([1], f_star="x"), "f_star = 'x'"),
    "chain": (lambda: NesterovChain(2, 2, 3), "mu = 2 violates mu < L = 2"),
    "piecewise": (lambda: LessardRechtPackard(3, 2), "mu = 3 violates mu <= L = 2"),
    "phi": (lambda: RidgeSum("log_cosh", [[1]], [1]), "phi = 'log_cosh' is not a ridge function"),
    "weights": (lambda: RidgeSum(LogCosh(), [[1]], [1, 2]), "have 1 and 2 entries"),
    "weight": (lambda: RidgeSum(LogCosh(), [[1]], [0]), r"weights\[0\] = 0 violates"),
    "directions": (lambda: RidgeSum(LogCosh(), [[1], [1, 2]], [1, 1]), r"directions\[1\] has 2 coordinates"),
    "no directions": (lambda: RidgeSum(LogCosh(), [], [1]), "directions is empty"),
    "eigenvalues": (lambda: RidgeSum(LogCosh(), [[1]], [1], [1, 2]), "eigenvalues has 2 coordinates"),
    "x": (lambda: problem("quadratic").value([1], FINE), "x has 1 coordinates, the problem has d = 2"),
    "x nan": (lambda: problem("quadratic").value([1, float("nan")], FINE), r"x\[1\] = nan"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_requests(name):
    make, message = BAD[name]
    with pytest.raises(InvalidInput, match=message) as caught:
        make()
    assert "\n" not in str(caught.value)
