"""Timing commands, each in a fresh process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence

PYTHON = [sys.executable, "-c"]
NOTHING = [*PYTHON, "pass"]
SYMPY = [*PYTHON, "import sympy"]
AMGT = [*PYTHON, "from amgt_theory.cli import main; main()"]


def seconds(command: Sequence[str], repeats: int = 5) -> float:
    """The median wall time of a command with an empty cache of evidence; an unproved theorem is no failure here."""
    times = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as cache:
            environment = {**os.environ, "XDG_CACHE_HOME": cache}
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            times.append(time.perf_counter() - start)
            if done.returncode not in (0, 1) or "Traceback" in done.stderr:
                sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return statistics.median(times)


def compare(
    commands: Mapping[str, Sequence[str]], baseline: str, against: Sequence[str], repeats: int = 5
) -> None:
    """Print a line for each command: seconds, and how many times the baseline that is."""
    base = seconds(against, repeats)
    print(f"{baseline:<40}{base:8.3f} s {1:8.2f} x")
    for name, command in commands.items():
        taken = seconds(command, repeats)
        print(f"{name:<40}{taken:8.3f} s {taken / base:8.2f} x")
