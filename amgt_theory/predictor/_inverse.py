"""The smallest k at which a decreasing bound is small enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import log, log10

from amgt_theory.arithmetic import Arithmetic
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.predictor._decide import Iteration
from amgt_theory.predictor._evaluate import Number

LARGEST = 10**18
LARGEST_LOG = 2**60  # of k, natural: beyond it arb has no exponents


@dataclass(frozen=True)
class Iterations:
    """A number of iterations: ``count`` is exact, or None beyond 10^18, where ``log10`` alone says how many.

    >>> print(Iterations(1000, 3.0), Iterations(None, 434294.48190325))
    1000 10^434294.481903
    """

    count: int | None
    log10: float

    def __str__(self) -> str:
        return f"10^{self.log10:.12g}" if self.count is None else str(self.count)


def smallest(reached: Callable[[Iteration], bool], too_large: Callable[[Iteration], InvalidInput]) -> Iterations:
    """The smallest k with ``reached(k)``, for a ``reached`` that stays true once it is; doubling, then bisection.

    ``too_large`` makes the error for a k up to which it is never reached.
    """
    high = 1
    while not reached(high):
        if high >= LARGEST:
            return Iterations(None, _log_of_smallest(reached, too_large) / log(10))
        high = min(2 * high, LARGEST)
    low = high // 2  # not reached, or 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return Iterations(high, log10(high))


def _log_of_smallest(reached: Callable[[Iteration], bool], too_large: Callable[[Iteration], InvalidInput]) -> float:
    """The natural logarithm of that k, to 40 bits."""
    low, high = Fraction(int(log(LARGEST))), Fraction(64)
    while not reached(_exponential(high)):
        if high >= LARGEST_LOG:
            raise too_large(_exponential(high))
        low, high = high, 2 * high
    while high - low > high / 2**40:
        middle = (low + high) / 2
        try:
            low, high = (low, middle) if reached(_exponential(middle)) else (middle, high)
        except UndecidedComparison:  # closer to the answer than 1000 bits can tell
            return float(middle)
    return float(high)


def _exponential(logarithm: Fraction) -> Callable[[Arithmetic], Number]:
    return lambda ar: ar.exp(ar.number(logarithm))
