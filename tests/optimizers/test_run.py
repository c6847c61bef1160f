"""Runs record what happened, in every arithmetic and for every kind of method."""

from dataclasses import FrozenInstanceError

import pytest
from flint import arb, ctx

from amgt_theory.arithmetic import arithmetic
from amgt_theory.optimizers import AMGT, Box, run, sgd
from amgt_theory.problems import Quadratic, problem, problem_names

AMGT_EXAMPLE = AMGT(alpha=1, beta1="1/2", eps=1, k0=20)


def start(d: int) -> list[str]:
    return [f"{(-1) ** i * (i + 2)}/3" for i in range(d)]


@pytest.mark.parametrize("name", problem_names())
def test_arithmetics_agree_for_a_few_steps(name):
    p = problem(name, d=3)
    runs = {a: run(AMGT_EXAMPLE, p, start(3), steps=6, arithmetic=a) for a in ("mpmath", "ball", "float64")}
    for k in range(7):
        fine = runs["mpmath"].gap[k]
        assert float(runs["ball"].gap[k].mid()) == pytest.approx(float(fine), rel=1e-12)
        assert runs["float64"].gap[k] == pytest.approx(float(fine), rel=1e-10)
        assert runs["float64"].gradient_norm[k] == pytest.approx(float(runs["mpmath"].gradient_norm[k]), rel=1e-10)


def test_mpmath_step_lies_in_the_ball_of_the_same_step():
    """Along a run of 50 steps: from each iterate, taken as exact, the ball step contains the mpmath step."""
    fine, ball = arithmetic("mpmath", 200), arithmetic("ball", 113)
    p = problem("log_cosh", mu="1/2", L=4, d=4)
    bound = p.bind(fine)
    state = AMGT_EXAMPLE.start(start(4), fine)
    for _ in range(50):
        following = AMGT_EXAMPLE.step(state, bound.gradient(state.x), fine)
        as_balls = type(state)(state.k, *(ball.vector(part) for part in (state.x, state.m, state.v)))
        enclosed = AMGT_EXAMPLE.step(as_balls, p.gradient(as_balls.x, ball), ball)
        for name in ("x", "m", "v"):
            for t, point in zip(getattr(enclosed, name), getattr(following, name), strict=True):
                assert t.contains(arb(point))
                assert t.rad() < 1e-30
        state = following


def test_iterates_on_balls_are_exact_and_values_enclose():
    r = run(AMGT_EXAMPLE, problem("huber", d=2), start(2), steps=20, arithmetic="ball", bits=80)
    assert all(t.is_exact() for x in r.x for t in x)
    assert len(r.x) == len(r.gap) == len(r.gradient_norm) == 21
    fine = run(lambda x, k, gradient: r.x[k], problem("huber", d=2), start(2), steps=20, arithmetic="ball", bits=300)
    assert all(a.contains(b) or a.overlaps(b) for a, b in zip(r.gap[1:], fine.gap[1:], strict=True))


def test_any_callable_runs():
    p = Quadratic([1, 4])

    def descent(x, k, gradient):
        return [s - t / 4 for s, t in zip(x, gradient(x), strict=True)]

    by_hand = run(descent, p, [1, 1], steps=5)
    built_in = run(sgd("1/4"), p, [1, 1], steps=5)
    assert by_hand.x == built_in.x
    assert by_hand.gap == built_in.gap

    class Shrink:
        def __call__(self, x, k, gradient):
            return x / k

    assert list(run(Shrink(), p, [6, 12], steps=3, arithmetic="float64").x[3]) == [1, 2]


def test_known_run():
    r = run(sgd("1/4"), Quadratic([1, 4], minimizer=[1, 0], f_star=7), [2, 1], steps=2, arithmetic="float64")
    assert [list(x) for x in r.x] == [[2, 1], [1.75, 0], [1.5625, 0]]
    assert list(r.gap) == [2.5, 0.28125, 0.158203125]
    assert r.gradient_norm[1] == 0.75


def test_zero_steps_and_frozen_result():
    r = run(AMGT_EXAMPLE, problem("quadratic"), [1, 1], steps=0)
    assert len(r.gap) == 1
    with pytest.raises(FrozenInstanceError):
        r.gap = ()


def test_divergence_overflows_in_silence():
    r = run(sgd(100), Quadratic([1]), [1], steps=400, arithmetic="float64")
    assert not r.gap[-1] < 1e300


def test_projected_run_stays_inside():
    amgt = AMGT(alpha=1, eps=1, projection=Box("1/4", 1))
    r = run(amgt, Quadratic([1, 2]), [1, 1], steps=30, arithmetic="ball")
    assert all(0.25 <= t <= 1 for x in r.x for t in x)


def test_precision_is_left_as_it_was():
    before = ctx.prec
    run(AMGT_EXAMPLE, problem("pl_sine"), [1, 1], steps=3, arithmetic="ball")
    assert ctx.prec == before
    with pytest.raises(ZeroDivisionError):
        run(lambda x, k, gradient: 1 / 0, problem("pl_sine"), [1, 1], steps=3, arithmetic="ball")
    assert ctx.prec == before
