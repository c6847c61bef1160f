"""Rigorous checks of AMGT steps per second, against plain mpmath: ``python -m benchmarks.check_speed``.

A check takes an exact state, makes one AMGT step in balls of 113 bits, and decides hypotheses and conclusion of
momentum.lyapunov_step there. The baseline is the same iteration, without any check, as one writes it in mpmath (with
gmpy2).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import mpmath

from amgt_theory.arithmetic import Arithmetic, BallArithmetic
from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import PASS, StepCheck
from amgt_theory.optimizers import AMGT, Clip
from amgt_theory.problems import problem

BITS = 113
SECONDS = 1.0
TARGETS = {2: 1, 10: 4, 100: 20}
METHOD = AMGT(alpha="1/100", beta1="1/2", beta2="99/100", eps=1, k0=10, threshold=Clip(1))


def plain(d: int) -> Callable[[], Callable[[], None]]:
    """The iteration in mpmath: a function that starts a run and gives the function that takes its next step."""

    def start() -> Callable[[], None]:
        mpmath.mp.prec = BITS
        mpf = mpmath.mpf
        quadratic = problem("quadratic", mu=1, L=10, d=d)
        A = [[mpf(entry.numerator) / entry.denominator for entry in row] for row in quadratic.matrix]
        alpha, beta1, beta2, eps, tau, k0 = mpf(1) / 100, mpf(1) / 2, mpf(99) / 100, mpf(1), mpf(1), 10
        x, m, v, k = [mpf(1)] * d, [mpf(0)] * d, [mpf(0)] * d, 0

        def step() -> None:
            nonlocal x, m, v, k
            k += 1
            g = [sum(a * b for a, b in zip(row, x, strict=True)) for row in A]
            m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g, strict=True)]
            v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g, strict=True)]
            correct1, correct2, size = 1 - beta1**k, 1 - beta2**k, alpha / (k + k0)
            clipped = [max(-tau, min(tau, a / correct1)) for a in m]
            x = [a - size * u / (mpmath.sqrt(b / correct2) + eps) for a, u, b in zip(x, clipped, v, strict=True)]

        return step

    return start


def checked(d: int) -> Callable[[], Callable[[], None]]:
    """The same run in balls, every step checked."""
    f = problem("quadratic", mu=1, L=10, d=d)

    def start() -> Callable[[], None]:
        ar = BallArithmetic(BITS)
        state = after = METHOD.bind(ar).start([1] * d)
        top, beta1, k0 = ar.number(METHOD.alpha / METHOD.eps), ar.number(METHOD.beta1), int(METHOD.k0)

        def compute(values: Mapping[str, Any], ar: Arithmetic) -> dict[str, Any]:
            nonlocal after
            amgt = METHOD.bind(ar)
            after = amgt.step(state, values["f()"].gradient(state.x))
            gains = ar.div(ar.sub(state.x, after.x), after.m)  # no coordinate of m is 0 here
            highest = (top / ((after.k + k0) * (1 - beta1**after.k))).upper()
            return {"y": state.x, "m": after.m, "h": gains, "h_lo": min(gains).lower(), "h_hi": highest}

        check = StepCheck(Catalogue.of(proofs_folder()).theorem("momentum.lyapunov_step"), lambda draw: {}, compute)

        def step() -> None:
            nonlocal state
            outcome = check.evaluate({"f": f, "beta1": METHOD.beta1})
            assert outcome.verdict == PASS, outcome
            state = after.exact(ar)

        return step

    return start


def rate(start: Callable[[], Callable[[], None]]) -> float:
    """Steps per second."""
    step = start()
    for _ in range(3):
        step()
    count, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        step()
        count += 1
    return count / (time.process_time() - began)


def main() -> None:
    print(f"{'d':>4}{'mpmath steps/s':>18}{'checked steps/s':>18}{'ratio':>8}{'target':>8}")
    for d, target in TARGETS.items():
        base, ours = rate(plain(d)), rate(checked(d))
        print(f"{d:4}{base:18.0f}{ours:18.0f}{ours / base:8.1f}{target:8}")


if __name__ == "__main__":
    main()
