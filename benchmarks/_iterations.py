"""One AMGT iteration and one check of it, written in several ways; each function starts a run and returns its step.

All run the same method on the same dense quadratic from the same start. The check is that of momentum.lyapunov_step:
the Lyapunov function before and after, its contraction, and every hypothesis about numbers and gains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import mpmath
from flint import arb, arb_mat, ctx, fmpq

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, MpmathArithmetic
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import PASS, StepCheck
from amgt_theory.optimizers import AMGT, Clip
from amgt_theory.problems import Problem, problem

BITS = 113
METHOD = AMGT(alpha="1/100", beta1="1/2", beta2="99/100", eps=1, k0=10, threshold=Clip(1))
THEOREM = "momentum.lyapunov_step"

Step = Callable[[], object]


@cache
def quadratic(d: int) -> Problem:
    return problem("quadratic", mu=1, L=10, d=d)


def plain_iteration(d: int) -> Step:
    """The iteration in mpmath, as one writes it."""
    return _plain(d, checks=False)


def plain_check(d: int) -> Step:
    """The iteration and its check in mpmath, as one writes them: correct to rounding, no proof of anything."""
    return _plain(d, checks=True)


def _plain(d: int, checks: bool) -> Step:
    mpmath.mp.prec = BITS
    mpf = mpmath.mpf
    A = [[mpf(entry.numerator) / entry.denominator for entry in row] for row in quadratic(d).matrix]
    alpha, beta1, beta2, eps, tau, k0 = mpf(1) / 100, mpf(1) / 2, mpf(99) / 100, mpf(1), mpf(1), 10
    mu, L = mpf(1), mpf(10)
    x, m, v, k = [mpf(1)] * d, [mpf(0)] * d, [mpf(0)] * d, 0

    def dot(x: Sequence[Any], y: Sequence[Any]) -> Any:
        return sum(a * b for a, b in zip(x, y, strict=True))

    def step() -> None:
        nonlocal x, m, v, k
        k += 1
        y, g = x, [dot(row, x) for row in A]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g, strict=True)]
        v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g, strict=True)]
        correct1, correct2, size = 1 - beta1**k, 1 - beta2**k, alpha / (k + k0)
        clipped = [max(-tau, min(tau, a / correct1)) for a in m]
        x = [a - size * u / (mpmath.sqrt(b / correct2) + eps) for a, u, b in zip(y, clipped, v, strict=True)]
        if not checks:
            return
        h = [(a - b) / c for a, b, c in zip(y, x, m, strict=True)]
        h_lo, h_hi = min(h), max(h)
        z = [a - b * c for a, b, c in zip(y, h, m, strict=True)]
        g_next = [dot(row, z) for row in A]
        deviation = [a - b for a, b in zip(m, g, strict=True)]
        next_deviation = [beta1 * (a - b) for a, b in zip(m, g_next, strict=True)]
        V = dot(y, g) / 2 + h_hi / (1 - beta1) * dot(deviation, deviation)
        V_next = dot(z, g_next) / 2 + h_hi / (1 - beta1) * dot(next_deviation, next_deviation)
        assert 0 < mu <= L
        assert 0 <= beta1 < 1
        assert 0 < h_lo <= h_hi
        assert all(h_lo <= one <= h_hi for one in h)
        assert 2 * L**2 * h_hi**2 <= (1 - beta1) ** 2
        assert 2 * mu * h_lo <= 1 - beta1
        assert V_next <= (1 - mu * h_lo) * V

    return step


def our_mpmath_iteration(d: int) -> Step:
    """The iteration as the library does it in mpmath, with fdot."""
    ar = MpmathArithmetic(BITS)
    method, bound = METHOD.bind(ar), quadratic(d).bind(ar)
    state = method.start([1] * d)

    def step() -> None:
        nonlocal state
        with ar.precision():
            state = method.step(state, bound.gradient(state.x))

    return step


def bare_check(d: int) -> Step:
    """The iteration and its check on arb and arb_mat directly: the same arithmetic as ours, and nothing else."""
    ctx.prec = BITS
    A = arb_mat([[arb(fmpq(one.numerator, one.denominator)) for one in row] for row in quadratic(d).matrix])
    alpha, beta1, beta2 = arb(fmpq(1, 100)), arb(fmpq(1, 2)), arb(fmpq(99, 100))
    eps, tau, k0, mu, L = arb(1), arb(1), 10, arb(1), arb(10)
    zero, one = arb(0), arb(1)
    x, m, v, k = [arb(1)] * d, [arb(0)] * d, [arb(0)] * d, 0

    def gap_and_gradient(y: list[arb]) -> tuple[arb, list[arb]]:
        column = arb_mat(d, 1, y)
        image = A * column
        return (column.transpose() * image)[0, 0] / 2, image.entries()

    def squares(y: list[arb]) -> arb:
        return sum([a * a for a in y], zero)

    def step() -> None:
        nonlocal x, m, v, k
        k += 1
        gap, g = gap_and_gradient(x)
        rest1, rest2 = one - beta1, one - beta2
        m = [beta1 * a + rest1 * b for a, b in zip(m, g, strict=True)]
        v = [beta2 * a + rest2 * (b * b) for a, b in zip(v, g, strict=True)]
        correct1, correct2, size = one / (one - beta1**k), one / (one - beta2**k), alpha / (k + k0)
        m_hat = [correct1 * a for a in m]
        u = [a if -tau < a < tau else arb.max(-tau, arb.min(tau, a)) for a in m_hat]
        after = [a - size * (b / ((correct2 * c).sqrt() + eps)) for a, b, c in zip(x, u, v, strict=True)]
        h = [(a - b) / c for a, b, c in zip(x, after, m, strict=True)]
        h_lo, h_hi = min(h).lower(), max(h).upper()
        z = [a - b * c for a, b, c in zip(x, h, m, strict=True)]
        gap_next, g_next = gap_and_gradient(z)
        weight = h_hi / rest1
        V = weight * squares([a - b for a, b in zip(m, g, strict=True)]) + gap
        V_next = weight * squares([beta1 * (a - b) for a, b in zip(m, g_next, strict=True)]) + gap_next
        assert zero < mu <= L
        assert zero <= beta1 < one
        assert zero < h_lo <= h_hi
        assert all(h_lo <= a <= h_hi for a in h)
        assert 2 * (L * L) * (h_hi * h_hi) <= rest1 * rest1
        assert 2 * mu * h_lo <= rest1
        assert V_next <= (one - mu * h_lo) * V
        x, m, v = [a.mid() for a in after], [a.mid() for a in m], [a.mid() for a in v]

    return step


def our_check(d: int) -> Step:
    """The library's check of a step, from the theorem's own statement: a PASS is a proof for this step."""
    f, ar = quadratic(d), BallArithmetic(BITS)
    state = after = METHOD.bind(ar).start([1] * d)

    def compute(values: Mapping[str, Any], ar: Arithmetic) -> dict[str, Any]:
        nonlocal after
        after = METHOD.bind(ar).step(state, values["f()"].gradient(state.x))
        gains = [(a - b) / c for a, b, c in zip(state.x, after.x, after.m, strict=True)]  # no coordinate of m is 0 here
        return {"y": state.x, "m": after.m, "h": gains, "h_lo": min(gains).lower(), "h_hi": max(gains).upper()}

    model = {"f": f, "beta1": METHOD.beta1}
    check = StepCheck(Catalogue.of(proofs_folder()).theorem(THEOREM), lambda draw: {}, compute)

    def step() -> None:
        nonlocal state
        outcome = check.evaluate(model)
        assert outcome.verdict == PASS, outcome
        state = after.exact(ar)

    return step
