"""How near a bound is, for a search that wants to get past it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, log, log1p
from typing import Any

from amgt_theory.arithmetic import Arithmetic, Number
from amgt_theory.checking._exact import NotRational
from amgt_theory.checking._program import FASTER
from amgt_theory.checking._values import nearest_float

ATTAINED = 1 - 1e-12  # a ratio of quantity to bound that counts as attaining it, before balls decide
GOALS = ("ratio", "pace")  # what of it a search raises
EXCESS = float(FASTER - 1)


@dataclass(frozen=True)
class Near:
    """How near the bound is where it is not attained; 1 would be attaining it.

    ``ratio`` is the largest ratio of quantity to bound below 1. It is near 1 too where next to nothing happens, in a
    short step or with a small exponent, and there no wrong rate shows. ``pace`` does not reward that: it is the share
    of the bound's exponents and rate that is used. It is computed when asked for. ``rises`` are the ratios that were
    the largest so far, with the variables' values and the coordinate they belong to; ``faster`` gives there the bound
    and the bound with exponents and rate FASTER times as large.
    """

    rises: tuple[tuple[float, tuple[Any, ...], int], ...]
    faster: Callable[..., list[tuple[Number, Number]]] = field(repr=False, compare=False)
    ar: Arithmetic = field(repr=False, compare=False)

    @property
    def ratio(self) -> float:
        return self.rises[-1][0]

    @cached_property
    def pace(self) -> float:
        with self.ar.precision():
            return max(self._pace(*one) for one in self.rises)

    def _pace(self, ratio: float, instance: tuple[Any, ...], place: int) -> float:
        """1 - EXCESS |log ratio| / |log (faster / bound)|; -inf where there is no rate, or no number that is one."""
        try:
            rows = self.faster(*instance)
        except NotRational:
            return -inf
        bound, faster = rows[min(place, len(rows) - 1)]
        change = nearest_float((faster - bound) / bound) if bound > 0 and faster > 0 else 0.0
        return 1 + EXCESS * log(ratio) / abs(log1p(change)) if change and change > -1 and ratio > 0 else -inf
