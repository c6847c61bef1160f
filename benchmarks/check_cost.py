"""What a check costs against dimension and number of steps, as a plot: ``python -m benchmarks.check_cost [FILE]``.

Left, seconds for one checked step of a dense quadratic against d, beside a line of slope 2. Right, seconds for a run of
so many checked steps, beside a line through its end.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks._iterations import our_check
from benchmarks.check_speed import rates

DIMENSIONS = (2, 5, 10, 20, 50, 100, 200, 500, 1000)
STEPS = 20_000
FILE = Path(__file__).with_name("check_cost.png")


def against_dimension() -> list[float]:
    """Seconds a step at each d."""
    return [1 / rates(our_check(d))[0] for d in DIMENSIONS]


def against_steps(d: int = 10, marks: int = 20) -> tuple[list[int], list[float]]:
    """Numbers of steps, and the CPU seconds a run took to get there."""
    step, ks, taken = our_check(d), [0], [0.0]
    began = time.process_time()
    for k in range(1, STEPS + 1):
        step()
        if k % (STEPS // marks) == 0:
            ks.append(k)
            taken.append(time.process_time() - began)
    return ks, taken


def main() -> None:
    from matplotlib.figure import Figure

    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    cost, (ks, taken) = against_dimension(), against_steps()
    figure = Figure(figsize=(10, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.loglog(DIMENSIONS, cost, "o-", label="checked step, 113 bits")
    left.loglog(DIMENSIONS, [cost[-1] * (d / DIMENSIONS[-1]) ** 2 for d in DIMENSIONS], "--", label="slope 2")
    left.set(xlabel="d", ylabel="seconds a step", title="dense quadratic")
    right.plot(ks, taken, "o-", label="checked steps, d = 10")
    right.plot([0, ks[-1]], [0, taken[-1]], "--", label="linear")
    right.set(xlabel="k", ylabel="seconds", title="a run of k steps")
    for axes in (left, right):
        axes.legend()
        axes.grid(alpha=0.3)
    figure.savefig(path, dpi=110)
    for d, seconds in zip(DIMENSIONS, cost, strict=True):
        print(f"d = {d:5}: {seconds * 1e6:12.1f} us a step")
    print(f"{STEPS} steps at d = 10: {taken[-1]:.2f} s; first half {taken[len(taken) // 2]:.2f} s; {path.name} written")


if __name__ == "__main__":
    main()
