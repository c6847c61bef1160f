"""Where a check's time goes: Hypothesis, drawing the cases, deciding them: ``python -m benchmarks.check_share``."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import Outcome, StepCheck, check_of, run

EXAMPLES = 500
CHECKS = (
    *("lemmas.pl", "descent.contraction", "momentum.lyapunov_step"),
    *("compressed.topk_update", "strongly_convex.power_rate"),
)


@dataclass
class Stopwatch:
    """Seconds spent in what it wraps."""

    seconds: float = 0.0

    def around(self, timed: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            began = time.perf_counter()
            try:
                return timed(*arguments)
            finally:
                self.seconds += time.perf_counter() - began

        return call


@dataclass(frozen=True, kw_only=True)
class Timed(StepCheck):
    """The check ``inner``, with the time it takes to decide."""

    inner: StepCheck
    deciding: Stopwatch = field(default_factory=Stopwatch)

    def evaluate(self, model: Any, bits: int | None = None) -> Outcome:
        return self.deciding.around(self.inner.evaluate)(model, bits)


def main() -> None:
    catalogue = Catalogue.of(proofs_folder())
    print(f"{'theorem':<30}{'cases/s':>10}{'deciding':>10}{'drawing':>10}{'Hypothesis':>12}")
    for identity in CHECKS:
        inner, drawing = check_of(catalogue, identity), Stopwatch()
        assert inner is not None
        timed = Timed(inner.theorem, drawing.around(inner.model), inner.compute, inner.bits, inner=inner)
        run(timed, 50)  # compiles the statement
        drawing.seconds = timed.deciding.seconds = 0.0
        began = time.perf_counter()
        result = run(timed, EXAMPLES, seed=1)
        total = time.perf_counter() - began
        deciding, drawn = timed.deciding.seconds / total, drawing.seconds / total
        rest = 1 - deciding - drawn
        print(f"{identity:<30}{result.examples / total:10.0f}{deciding:10.0%}{drawn:10.0%}{rest:12.0%}", flush=True)


if __name__ == "__main__":
    main()
