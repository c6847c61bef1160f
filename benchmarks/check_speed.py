"""Rigorous checks of AMGT steps per second, against the same in plain mpmath and on bare balls.

``python -m benchmarks.check_speed``. The loops that are compared run in turns, a slice of each at a time, and the
quickest slice counts: it is the one that the rest of the machine left alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks import _iterations as iterations
from benchmarks._iterations import Step

SLICE, SLICES = 0.002, 600  # seconds, number

# what is measured, against what, and the least ratio that is asked for at each d
COMPARISONS: tuple[tuple[str, Callable[[int], Step], Callable[[int], Step], dict[int, float]], ...] = (
    ("check / plain iteration", iterations.our_check, iterations.plain_iteration, {10: 4, 100: 20}),
    ("check / plain check", iterations.our_check, iterations.plain_check, {2: 3, 10: 6, 100: 35, 1000: 80}),
    ("check / bare arb_mat check", iterations.our_check, iterations.bare_check, {2: 0.7, 10: 0.7, 100: 0.7, 1000: 0.7}),
    ("mpmath iteration / plain", iterations.our_mpmath_iteration, iterations.plain_iteration, {10: 1.8, 100: 1.8}),
)


def rates(*steps: Step) -> list[float]:
    """Steps per second of each."""
    best = [0.0] * len(steps)
    for step in steps:
        step()
    for _ in range(SLICES):
        for place, step in enumerate(steps):
            count, began = 0, time.perf_counter()
            while (passed := time.perf_counter() - began) < SLICE:
                step()
                count += 1
            best[place] = max(best[place], count / passed)
            if passed > 50 * SLICE:  # one step fills many slices
                return rates_of_slow(steps, best)
    return best


def rates_of_slow(steps: tuple[Step, ...], known: list[float]) -> list[float]:
    """One step each, where a step takes seconds."""
    found = []
    for step, rate in zip(steps, known, strict=True):
        began = time.perf_counter()
        step()
        found.append(max(rate, 1 / (time.perf_counter() - began)))
    return found


def main() -> None:
    print(f"{'compared':<30}{'d':>6}{'ours/s':>12}{'baseline/s':>12}{'ratio':>8}{'asked':>7}")
    for name, ours, baseline, asked in COMPARISONS:
        for d, least in asked.items():
            fast, slow = rates(ours(d), baseline(d))
            print(f"{name:<30}{d:6}{fast:12.4g}{slow:12.4g}{fast / slow:8.2f}{least:7}", flush=True)


if __name__ == "__main__":
    main()
