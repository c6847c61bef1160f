"""The iteration, against steps written out independently."""

import math
from dataclasses import replace
from fractions import Fraction as F

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import arithmetic, rational
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.optimizers import (
    AMGT,
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
    State,
    TopS,
    adam,
    amsgrad,
    heavy_ball,
    sgd,
)
from amgt_theory.optimizers._amgt import LONG

BALL = arithmetic("ball", 113)
FINE = arithmetic("mpmath", 200)
FLOAT = arithmetic("float64")

small = st.fractions(min_value=-4, max_value=4, max_denominator=64)
unit = st.fractions(min_value=0, max_value=F(31, 32), max_denominator=32)
positive = st.fractions(min_value=F(1, 32), max_value=4, max_denominator=32)
thresholds = st.one_of(
    st.none(),
    st.builds(Clip, positive, st.sampled_from([0, "1/2", 1])),
    st.builds(NormClip, positive),
    st.builds(Soft, positive),
    st.builds(Hard, positive),
)
projections = st.one_of(
    st.none(),
    st.builds(lambda lo, width: Box(lo, lo + width), small, positive),
    st.builds(Ball, positive, small),
    st.builds(lambda a: HalfSpace([1, a, -1], 1), small),
    st.builds(Simplex, positive),
)
methods = st.builds(
    AMGT,
    alpha=positive,
    beta1=unit,
    beta2=unit,
    eps=positive,
    k0=st.fractions(min_value=0, max_value=8, max_denominator=2),
    p=st.sampled_from([0, "1/3", "1/2", 1]),
    threshold=thresholds,
    compressor=st.sampled_from([Identity(), TopS(1), TopS(2), GridRounding("1/8"), PowerOfTwo()]),
    gradient_compressor=st.sampled_from([Identity(), TopS(2), PowerOfTwo()]),
    projection=projections,
    bias_correction=st.booleans(),
    amsgrad=st.booleans(),
    clamp=st.sampled_from([None, (0, 2), ("1/4", 2), ("1/2", None)]),
)
points = st.lists(small, min_size=3, max_size=3)


def encloses(ball: arb, value) -> bool:
    """Up to the rounding of ``value`` to 200 bits."""
    point = arb(FINE.number(value))
    return ball.overlaps(point + arb(0, 2.0**-190) * (1 + abs(point)))


# -- known answers


def test_two_steps_by_hand():
    """Gradients 1 and 7 with beta2 = 13/35 make sqrt(v^_2) = 6 rational: v^_2 = (beta2 + 49)/(beta2 + 1) = 36."""
    amgt = AMGT(alpha=2, beta1="1/2", beta2="13/35", eps=1, k0=3, threshold=Clip(3))
    state = amgt.start([10], BALL)
    with BALL.precision():
        state = amgt.step(state, [1], BALL)
        # m = 1/2, m^ = 1, v^ = 1, D = 1/2, alpha_1 = 2/4
        assert encloses(state.x[0], F(39, 4))
        state = amgt.step(state, [7], BALL)
        # m = 15/4, m^ = 5, clipped to 3, D = 1/7, alpha_2 = 2/5
        assert encloses(state.m[0], F(15, 4))
        assert encloses(state.x[0], F(39, 4) - F(2, 5) * F(3, 7))
        # gains: alpha_2/(1-beta1^2) D min(1, 3/5)
        assert encloses(amgt.gains(state, BALL)[0], F(2, 5) / F(3, 4) / 7 * F(3, 5))


def test_amsgrad_maximum_remembers_the_larger_corrected_moment():
    amgt = AMGT(alpha=1, beta1=0, beta2=0, eps=1, p=0, threshold=None, amsgrad=True)
    state = amgt.start([0], FLOAT)
    for gradient in (3, 1):
        state = amgt.step(state, [gradient], FLOAT)
    assert state.v_max[0] == 9
    assert state.x[0] == -3 / 4 - 1 / 4


def test_clamp_bounds_the_preconditioner_from_both_sides():
    amgt = AMGT(alpha=1, beta1=0, beta2=0, eps=0, p=0, threshold=None, clamp=("1/2", 4))
    state = amgt.step(amgt.start([0, 0, 0], FLOAT), [8, 1, 0], FLOAT)  # 1/|g| = 1/8, 1, infinity
    assert list(amgt.gains(state, FLOAT)) == [0.5, 1, 4]
    assert list(state.x) == [-4, -1, 0]


def test_error_sequence_ends_and_callable_sees_the_gradient():
    plain = AMGT(alpha=1, beta1=0, beta2=0, eps=1, threshold=None)
    listed = replace(plain, errors=[["1/2"]])
    relative = replace(plain, errors=lambda k, gradient: [gradient[0] / (2 * k)])
    start = plain.start([0], FLOAT)
    assert listed.step(start, [1], FLOAT).m == plain.step(start, ["3/2"], FLOAT).m
    assert relative.step(start, [1], FLOAT).m == plain.step(start, ["3/2"], FLOAT).m
    later = State(5, *(FLOAT.vector([1]),) * 3)
    assert listed.step(later, [1], FLOAT).x == plain.step(later, [1], FLOAT).x


def test_top_s_breaks_ties_made_by_the_clip_by_the_momentum():
    amgt = AMGT(alpha=1, beta1=0, beta2=0, eps=1, p=0, threshold=Clip(1), compressor=TopS(1))
    state = amgt.step(amgt.start([0, 0, 0], FLOAT), [2, -3, 1], FLOAT)
    assert list(state.x) == [0, 1 / 4, 0]


def test_schedules():
    amgt = AMGT(alpha=6, beta1=0, beta2=0, eps=1, k0=2, p="1/2", threshold=Clip(4, q=1), clamp=(1, 1))
    state = amgt.step(State(1, *(FLOAT.vector([0]),) * 3), [9], FLOAT)
    assert state.x[0] == -6 / math.sqrt(4) * (4 / 4)  # k + k0 = 4


# -- textbook methods, in plain floats


def test_adam_is_textbook_adam():
    x, m, v = 1.0, 0.0, 0.0
    method = adam(alpha="1/10", eps="1/100")
    state = method.start([1], FLOAT)
    for k in range(1, 40):
        g = 3 * x
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        x -= 0.1 * (m / (1 - 0.9**k)) / (math.sqrt(v / (1 - 0.999**k)) + 0.01)
        state = method.step(state, 3 * state.x, FLOAT)
        assert state.x[0] == pytest.approx(x, rel=1e-9, abs=1e-12)


def test_amsgrad_is_textbook_amsgrad():
    x, m, v, top = 1.0, 0.0, 0.0, 0.0
    method = amsgrad(alpha="1/10", eps="1/100")
    state = method.start([1], FLOAT)
    for _ in range(40):
        g = 3 * x
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        top = max(top, v)
        x -= 0.1 * m / (math.sqrt(top) + 0.01)
        state = method.step(state, 3 * state.x, FLOAT)
        assert state.x[0] == pytest.approx(x, rel=1e-9, abs=1e-12)


def test_heavy_ball_is_polyaks():
    before, x = F(1), F(1)
    method = heavy_ball("1/8", "1/2")
    state = method.start([1], FLOAT)  # all dyadic: exact in float64
    for _ in range(8):
        before, x = x, x - F(1, 8) * 3 * x + F(1, 2) * (x - before)
        state = method.step(state, 3 * state.x, FLOAT)
        assert F(state.x[0]) == x


def test_gradient_descent():
    state = sgd("1/4").step(sgd("1/4").start([1, 2], FLOAT), [4, -8], FLOAT)
    assert list(state.x) == [0, 4]


def test_adam_cycles_where_theory_says_so():
    """f = x^2/2, beta1 = beta2 = 0: |x| = alpha/2 - eps is a 2-cycle (theory notes, section 7)."""
    method = adam(alpha=1, beta1=0, beta2=0, eps="1/8")
    state = method.start(["3/8"], FLOAT)
    for sign in (-1, 1, -1):
        state = method.step(state, state.x, FLOAT)
        assert state.x[0] == sign * 3 / 8


# -- properties


@given(methods, points, points, st.lists(st.integers(0, 64).map(lambda n: F(n, 16)), min_size=3, max_size=3), points)
@settings(max_examples=150, deadline=None)
def test_one_step_agrees_across_arithmetics(amgt, x, m, v, gradient):
    """From one exact state: 200-bit mpmath inside the ball, float64 to its precision. Balls may decline, never err."""
    results = {}
    for ar in (BALL, FINE, FLOAT):
        dyadic = State(3, ar.vector(x), ar.vector(m), ar.vector(v), ar.vector(v) if amgt.amsgrad else None)
        try:
            results[ar] = amgt.step(dyadic, gradient, ar)
        except UndecidedComparison:
            assert ar is BALL
            return
    with BALL.precision():
        for name in ("x", "m", "v"):
            balls, fine, floats = (getattr(results[ar], name) for ar in (BALL, FINE, FLOAT))
            for ball, point, number in zip(balls, fine, floats, strict=True):
                assert ball.rad() < 2.0**-90
                assert encloses(ball, point)
                if name != "x" or amgt.compressor == Identity():  # a rounded decision may fall the other way
                    assert number == pytest.approx(float(point), rel=1e-9, abs=1e-9)


@given(methods, points, points)
@settings(max_examples=100, deadline=None)
def test_gains_times_momentum_is_the_step(amgt, x, gradient):
    amgt = replace(amgt, projection=None)
    has_gains = not isinstance(amgt.threshold, (Soft, Hard)) and isinstance(amgt.compressor, (Identity, PowerOfTwo))
    try:
        state = amgt.step(amgt.start(x, BALL), gradient, BALL)
        state = amgt.step(state.exact(BALL), gradient[::-1], BALL)
    except UndecidedComparison:
        return
    if not has_gains:
        with pytest.raises(InvalidInput, match="has no positive gains"):
            amgt.gains(state, BALL)
        return
    before = amgt.step(amgt.start(x, BALL), gradient, BALL).exact(BALL)
    with BALL.precision():
        for x0, x1, h, m in zip(before.x, state.x, amgt.gains(state, BALL), state.m, strict=True):
            assert h > 0
            assert (x0 - x1).overlaps(h * m)


@given(st.lists(small, min_size=1, max_size=3), st.lists(small, min_size=8, max_size=8))
@settings(max_examples=30, deadline=None)
def test_moments_are_convex_combinations(x, gradients):
    """|m^| and sqrt(v^) never exceed the largest gradient seen."""
    amgt = AMGT(alpha=1, eps=1)
    state = amgt.start(x[:1], FINE)
    for k, g in enumerate(gradients, start=1):
        state = amgt.step(state, [g], FINE)
        most = max(abs(t) for t in gradients[:k]) + F(1, 10**20)
        assert abs(state.m[0]) / (1 - FINE.number("0.9") ** k) <= FINE.number(most)
        assert state.v[0] / (1 - FINE.number("0.999") ** k) <= FINE.number(most) ** 2


def test_a_step_leaves_state_and_precision_alone():
    before = ctx.prec
    amgt = AMGT(alpha=1, eps=1)
    start = amgt.start([1, 2], BALL)
    amgt.step(start, [1, 1], BALL)
    assert start.k == 0
    assert start.x == [1, 2]
    assert ctx.prec == before
    with pytest.raises(AttributeError):
        start.k = 1


def test_numbers_are_kept_exactly():
    amgt = AMGT(alpha=0.1, beta1="0.1", eps="1e-8")
    assert (amgt.alpha, amgt.beta1, amgt.eps) == (F(1, 10), F(1, 10), F(1, 10**8))  # a float as it prints
    assert amgt == replace(amgt)
    assert rational("alpha", amgt.alpha) == amgt.alpha


# -- the step as one loop

coordinatewise = st.builds(
    replace,
    methods,
    threshold=st.one_of(st.none(), st.builds(Clip, positive, st.sampled_from([0, "1/2"])), st.builds(Soft, positive)),
    compressor=st.just(Identity()),
    gradient_compressor=st.just(Identity()),
    projection=st.none(),
)

@given(coordinatewise, points, st.lists(points, min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_step_in_one_loop_is_the_step(amgt, x, gradients):
    bound = amgt.bind(BALL)
    loop = bound._fused()
    assert loop is not None
    with BALL.precision():
        state = bound.start(x)
        for g in gradients:
            expected = bound._step(state, BALL.vector(g))
            state = loop(state, BALL.vector(g))
            assert str(state) == str(expected)


@pytest.mark.parametrize(("changes", "is_one"), [
    ({}, True),
    ({"threshold": Soft(1), "amsgrad": True, "clamp": (1, 2), "p": "1/3"}, True),
    ({"threshold": NormClip(1)}, False),
    ({"compressor": TopS(1)}, False),
    ({"projection": Ball(1)}, False),
    ({"errors": [[1, 2, 3]]}, False),
])  # fmt: skip
def test_a_step_is_one_loop_where_coordinates_do_not_meet(changes, is_one):
    method = replace(AMGT(alpha=1, eps=1), **changes).bind(BALL)
    assert (method._fused() is not None) is is_one


def test_a_long_run_goes_on_in_one_loop():
    bound = AMGT(alpha=1, eps=1).bind(BALL)
    state = bound.start([1])
    with BALL.precision():
        for _ in range(LONG + 1):
            state = bound.step(state, [BALL.number(1)])
        assert "step" in vars(bound)
        assert str(bound.step(state, [BALL.number(1)])) == str(bound._step(state, [BALL.number(1)]))
