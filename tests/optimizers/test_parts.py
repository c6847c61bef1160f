"""Thresholds, compressors and projections keep their promises."""

from fractions import Fraction as F
from itertools import pairwise

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import arithmetic, rational
from amgt_theory.optimizers import (
    QSGD,
    Ball,
    Box,
    Clip,
    GridRounding,
    HalfSpace,
    Hard,
    Identity,
    NormClip,
    PowerOfTwo,
    Simplex,
    Soft,
    TopS,
)

BALL = arithmetic("ball", 120)
FINE = arithmetic("mpmath", 200)

small = st.fractions(min_value=-4, max_value=4, max_denominator=64)
positive = st.fractions(min_value=F(1, 16), max_value=4, max_denominator=16)
vectors = st.integers(1, 5).flatmap(lambda d: st.lists(small, min_size=d, max_size=d))


def squares(u) -> F:
    return sum((t * t for t in u), F(0))


def sub(u, v):
    return [s - t for s, t in zip(u, v, strict=True)]


def fractions(x):
    return [rational("x", t) for t in x]


# -- thresholds


@given(vectors, positive)
@settings(max_examples=60, deadline=None)
def test_thresholds_are_their_definitions(m, tau):
    exact = {
        Clip: [max(-tau, min(tau, t)) for t in m],
        Soft: [max(abs(t) - tau, 0) * (1 if t > 0 else -1) for t in m],
    }
    for kind, expected in exact.items():
        for t, value in zip(kind(tau).bind(FINE)(FINE.vector(m), 1), expected, strict=True):
            assert abs(t - FINE.number(value)) < 1e-50
    hard = Hard(tau).bind(FINE)(FINE.vector(m), 1)
    kept = FINE.less_each(FINE.abs(FINE.vector(m)), FINE.number(tau))
    assert hard == [0 if below else t for below, t in zip(kept, FINE.vector(m), strict=True)]
    assert squares(sub(fractions(hard), fractions(FINE.vector(m)))) <= len(m) * tau**2
    assert squares(sub(exact[Soft], m)) <= len(m) * tau**2


@given(vectors, positive)
@settings(max_examples=40, deadline=None)
def test_norm_clip_keeps_the_direction_and_bounds_the_norm(m, tau):
    u = NormClip(tau).bind(FINE)(FINE.vector(m), 1)
    assert FINE.norm(u) <= FINE.number(tau) * (1 + FINE.number(2) ** -190)
    gain = NormClip(tau).bind_gain(FINE)(FINE.vector(m), 1)
    assert 0 < gain <= 1
    assert gain == 1 or squares(m) > tau**2


@given(vectors, positive)
@settings(max_examples=40, deadline=None)
def test_clip_gain_reproduces_the_clip(m, tau):
    with BALL.precision():
        u = BALL.vector(m)
        gains = Clip(tau).bind_gain(BALL)(u, 1)
        for t, c, clipped in zip(u, gains, Clip(tau).bind(BALL)(u, 1), strict=True):
            assert (c * t).overlaps(clipped)
            assert c > 0
            assert not c > 1


def test_continuous_thresholds_take_balls_over_a_kink():
    wide = [arb(1, 0.25), arb(0, 2)]
    with BALL.precision():
        for threshold in (Clip(1), Soft(1), NormClip(1)):
            image = threshold.bind(BALL)(wide, 1)
            for point in ([0.75, -2], [1, 0], [1.25, 2], [1.125, 1]):
                value = threshold.bind(BALL)(BALL.vector(point), 1)
                assert all(ball.overlaps(t) for ball, t in zip(image, value, strict=True))


def test_scheduled_threshold():
    clip = Clip(6, q=1).bind(FINE, F(2))
    assert [clip(FINE.vector([9]), k)[0] for k in (1, 4)] == [2, 1]


# -- compressors


@given(vectors, st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_top_s_is_the_best_s_sparse_approximation(u, s):
    kept = fractions(TopS(s).bind(FINE)(FINE.vector(u), FINE.vector(u), 1))
    assert sum(t != 0 for t in kept) <= s
    assert squares(sub(kept, fractions(FINE.vector(u)))) <= (1 - F(min(s, len(u)), len(u))) * squares(u) + F(1, 2**180)
    dropped = [abs(t) for t, q in zip(u, kept, strict=True) if q == 0]
    assert min((abs(q) for q in kept if q), default=5) >= max(dropped, default=F(0)) - F(1, 2**180)


@given(vectors)
@settings(max_examples=60, deadline=None)
def test_power_of_two_has_relative_error_at_most_a_third(u):
    vector = FINE.vector(u)
    for t, q in zip(vector, PowerOfTwo().bind(FINE)(vector, vector, 1), strict=True):
        exact, rounded = rational("t", t), rational("q", q)
        assert 3 * abs(rounded - exact) <= abs(exact)
        assert rounded == 0 or abs(rounded.numerator) & (abs(rounded.numerator) - 1) == 0
    for t, q, c in zip(
        vector, PowerOfTwo().bind(FINE)(vector, vector, 1), PowerOfTwo().bind_gain(FINE)(vector), strict=True
    ):
        assert abs(c * t - q) < 1e-50
        assert F(2, 3) - F(1, 2**190) <= rational("c", c) <= F(4, 3) + F(1, 2**190)


def test_a_third_is_attained():
    assert PowerOfTwo().bind(FINE)(FINE.vector([3]), None, 1) == [4]  # |4 - 3| = 3/3


@given(vectors, positive)
@settings(max_examples=60, deadline=None)
def test_grid_rounding_moves_by_at_most_half_a_cell(u, delta):
    rounded = GridRounding(delta).bind(FINE)(FINE.vector(u), None, 1)
    for t, q in zip(u, fractions(rounded), strict=True):
        assert abs(q - t) <= delta / 2 + F(1, 2**180)
        assert abs(q / delta - round(q / delta)) < F(1, 2**180)


def test_identity():
    u = FINE.vector([1, 2])
    assert Identity().bind(FINE)(u, u, 1) == u
    assert Identity().bind_gain(FINE)(u) == [1, 1]


# vectors with a rational norm, so that the distribution is exact
pythagorean = st.sampled_from([[3, 4], [-5, 12], [1, 2, 2], [2, -3, 6], [1, 1, 1, -1], [7], [0, 3, 4], [2, 4, 5, 6]])


@given(pythagorean, positive, st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_qsgd_is_unbiased_with_the_stated_variance(direction, scale, s):
    """By enumerating every outcome exactly; omega = min(d/s^2, sqrt(d)/s) and the sharper d/(4 s^2)."""
    u = [scale * t for t in direction]
    outcomes = QSGD(s).distribution(u)
    d, square = len(u), squares(u)
    assert sum(p for p, _ in outcomes) == 1
    assert all(p > 0 for p, _ in outcomes)
    assert [sum(p * q[i] for p, q in outcomes) for i in range(d)] == u
    variance = sum(p * squares(sub(q, u)) for p, q in outcomes)
    assert variance <= F(d, s * s) * square
    assert variance**2 <= F(d, s * s) * square**2
    assert variance <= F(d, 4 * s * s) * square
    if s == 1:
        norm = rational("norm", FINE.sqrt(FINE.number(square)))
        assert abs(variance - (sum(map(abs, u)) * norm - square)) < F(1, 10**40)


@given(vectors, st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_qsgd_with_an_irrational_norm_is_unbiased_on_balls(u, s):
    with BALL.precision():
        outcomes = QSGD(s).distribution(u, BALL)
        for i, t in enumerate(u):
            assert sum(p * q[i] for p, q in outcomes).overlaps(BALL.number(t))
        assert sum(p for p, _ in outcomes).contains(1)


@given(vectors.filter(any), st.integers(1, 3), st.integers(1, 50))
@settings(max_examples=40, deadline=None)
def test_qsgd_draws_an_outcome_of_its_distribution_and_repeats_it(u, s, k):
    q = QSGD(s, seed=5).bind(FINE)(FINE.vector(u), None, k)
    assert q == QSGD(s, seed=5).bind(FINE)(FINE.vector(u), None, k)
    outcomes = [v for _, v in QSGD(s).distribution(u, FINE)]
    assert any(all(abs(a - b) < 1e-50 for a, b in zip(q, v, strict=True)) for v in outcomes)


def test_qsgd_draws_with_the_stated_frequencies():
    compress = QSGD(1, seed=1).bind(arithmetic("float64"))
    u = arithmetic("float64").vector([3, 4])
    hits = sum(compress(u, u, k)[0] > 0 for k in range(1, 3001))
    assert 1700 < hits < 1900  # 3/5 of 3000, four standard deviations either way


def test_qsgd_of_zero_and_of_one_coordinate_on_balls():
    compress = QSGD(2).bind(BALL)
    with BALL.precision():
        assert compress(BALL.vector([0, 0]), None, 1) == [0, 0]
        assert compress(BALL.vector(["1/3"]), None, 1)[0].overlaps(BALL.number("1/3"))  # level 2 of 2, for certain


# -- projections

box_ends = st.tuples(small, positive)
projections = st.one_of(
    st.builds(lambda end: Box(end[0], end[0] + end[1]), box_ends),
    st.builds(lambda r, c: Ball(r, [c, 0, 1]), positive, small),
    st.builds(Ball, positive),
    st.builds(lambda a, b: HalfSpace([1, a, -2], b), small, small),
    st.builds(Simplex, positive),
)
points = st.lists(small, min_size=3, max_size=3)
TINY = FINE.number(2) ** -150


@given(projections, points, points)
@settings(max_examples=150, deadline=None)
def test_projections_are_nearest_points(projection, y, z):
    """P y is in X, P is idempotent and nonexpansive, and <y - P y, w - P y> <= 0 for w = P z in X characterises it."""
    project = projection.bind(FINE)
    v, w = FINE.vector(y), FINE.vector(z)
    pv, pw = project(v), project(w)
    assert FINE.norm(FINE.sub(project(pv), pv)) < TINY
    assert FINE.norm(FINE.sub(pv, pw)) <= FINE.norm(FINE.sub(v, w)) + TINY
    assert FINE.dot(FINE.sub(v, pv), FINE.sub(pw, pv)) <= TINY
    assert in_set(projection, pv)


def in_set(projection, x) -> bool:
    match projection:
        case Box(lo, hi):
            return all(FINE.number(lo) <= t <= FINE.number(hi) for t in x)
        case Ball(radius, center):
            offset = FINE.sub(x, FINE.vector(center) if isinstance(center, tuple) else FINE.number(center))
            return bool(FINE.norm(offset) <= FINE.number(radius) + TINY)
        case HalfSpace(normal, offset):
            return bool(FINE.dot(FINE.vector(normal), x) <= FINE.number(offset) + TINY)
        case Simplex(total):
            return all(t >= 0 for t in x) and abs(FINE.sum(x) - FINE.number(total)) < TINY
    return False


@given(projections, points)
@settings(max_examples=80, deadline=None)
def test_projected_balls_enclose_projected_points(projection, y):
    with BALL.precision():
        wide = [t + arb(0, 0.5) for t in BALL.vector(y)]
        image = projection.bind(BALL)(wide)
        for shift in (-0.5, -0.125, 0, 0.5):
            value = projection.bind(BALL)([t + shift for t in BALL.vector(y)])
            assert all(ball.overlaps(t) for ball, t in zip(image, value, strict=True))
            assert all(t.rad() < 1e-25 for t in value)


@pytest.mark.parametrize(
    ("y", "expected"),
    [([2, 0, 0], [1, 0, 0]), (["1/2", "1/2", "1/2"], ["1/3"] * 3), ([1, "3/4", -5], ["5/8", "3/8", 0])],
)
def test_simplex_by_hand(y, expected):
    project = Simplex().bind(FINE)
    for t, value in zip(project(FINE.vector(y)), FINE.vector(expected), strict=True):
        assert abs(t - value) < TINY


def test_box_with_vector_ends():
    project = Box([0, -1], [1, "1/2"]).bind(FINE)
    assert project(FINE.vector([5, 5])) == [1, 0.5]
    assert Box([0, -1], 2).dimension == 2
    assert Box(0, 1).dimension is None


def test_order_of_clip_and_rank_is_monotone():
    """Ranking by |m| agrees with ranking by |T(m)| for every threshold, ties aside."""
    m = FINE.vector(["1/2", 3, -2, "5/2"])
    for threshold in (Clip(1), NormClip(1), Soft(1), Hard(1)):
        sizes = FINE.abs(threshold.bind(FINE)(m, 1))
        ordered = [sizes[i] for i in sorted(range(4), key=lambda i: abs(m[i]))]
        assert all(a <= b for a, b in pairwise(ordered))
