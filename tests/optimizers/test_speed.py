"""A rigorous step check is worth having only if it is cheaper than a plain multiprecision run."""

import time

import mpmath
import pytest

from amgt_theory.arithmetic import arithmetic
from amgt_theory.optimizers import AMGT
from amgt_theory.problems import problem

BITS = 113


@pytest.mark.slow
@pytest.mark.parametrize(("d", "steps", "factor"), [(10, 1000, 4), (100, 40, 20)])
def test_ball_step_check_outruns_plain_mpmath(d, steps, factor):
    """Two gradients, two gaps and one step on balls, against one AMGT iteration as one would write it in mpmath."""
    plain = max(plain_steps_per_second(d, steps) for _ in range(3))
    balls = max(ball_checks_per_second(d, 3 * steps) for _ in range(3))
    assert balls >= factor * plain, (balls, plain)


def plain_steps_per_second(d: int, steps: int) -> float:
    with mpmath.workprec(BITS):
        mpf, sqrt = mpmath.mpf, mpmath.sqrt
        a = [[mpf(entry.numerator) / entry.denominator for entry in row] for row in problem("quadratic", d=d).matrix]
        x, m, v = [mpf(1) / (i + 3) for i in range(d)], [mpf(0)] * d, [mpf(0)] * d
        beta1, beta2, eps, alpha, tau = mpf(9) / 10, mpf(999) / 1000, mpf(1), mpf(1), mpf(1)
        began = time.perf_counter()
        for k in range(1, steps + 1):
            g = [sum(s * t for s, t in zip(row, x, strict=True)) for row in a]
            m = [beta1 * s + (1 - beta1) * t for s, t in zip(m, g, strict=True)]
            v = [beta2 * s + (1 - beta2) * t * t for s, t in zip(v, g, strict=True)]
            c1, c2, step = 1 - beta1**k, 1 - beta2**k, alpha / (k + 10)
            x = [t - step * max(-tau, min(tau, s / c1)) / (sqrt(r / c2) + eps) for t, s, r in zip(x, m, v, strict=True)]
        return steps / (time.perf_counter() - began)


def ball_checks_per_second(d: int, steps: int) -> float:
    ar = arithmetic("ball", BITS)
    bound, amgt = problem("quadratic", d=d).bind(ar), AMGT(alpha=1, eps=1, k0=10).bind(ar)
    state = amgt.start([f"1/{i + 3}" for i in range(d)])
    with ar.precision():
        for _ in range(3):
            state = amgt.step(state, bound.gradient(state.x)).exact(ar)
    began = time.perf_counter()
    for _ in range(steps):
        with ar.precision():
            _, gradient = bound.gap_and_gradient(state.x)
            bound.gap_and_gradient(amgt.step(state, gradient).x)
    return steps / (time.perf_counter() - began)
