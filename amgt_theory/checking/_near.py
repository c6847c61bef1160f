"""How far a quantity is from its bound: what a report shows, and what a search raises that wants to get past it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, isfinite, log, log1p, nextafter
from typing import Any

from flint import arb

from amgt_theory.arithmetic import Arithmetic, Number
from amgt_theory.checking._exact import NotRational
from amgt_theory.checking._program import FASTER, Known, Program
from amgt_theory.checking._values import nearest_float

ATTAINED = 1 - 1e-12  # a ratio of quantity to bound that counts as attaining it, before balls decide
GOALS = ("ratio", "pace")  # what of it a search raises
EXCESS = float(FASTER - 1)

Rows = list[tuple[tuple[Any, ...], list[tuple[Number, ...]]]]


@dataclass(eq=False)  # not frozen, which takes three times as long: one is made for each case
class Measure:
    """What a case shows of the bound, computed when asked for.

    ``rows`` are what the main conclusion's function gave, with the variables' values there; None where there are no
    variables and nobody has called it.
    """

    program: Program = field(repr=False)
    known: Known = field(repr=False)
    ar: Arithmetic = field(repr=False)
    rows: Rows | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measure) and self._distances == other._distances

    @property
    def margin(self) -> float | None:
        """The smallest certain distance to the bound, None where there is none."""
        least = min((distance for distance, *_ in self._distances), default=inf)
        return least if isfinite(least) else None

    @property
    def ratio(self) -> float | None:
        """The largest quantity / (bound * per), inverted for a lower bound, None where there is none."""
        most = max((part for _, part, *_ in self._distances), default=-inf)
        return most if isfinite(most) else None

    @cached_property
    def near(self) -> Near | None:
        """How near the bound is where it is not attained, None where there is no such place."""
        nearest, rises = -inf, []
        for _, part, instance, place in self._distances:
            if nearest < part < ATTAINED:
                nearest = part
                rises.append((part, instance, place))
        return Near(tuple(rises), self._functions[self.program.faster], self.ar) if rises else None

    @cached_property
    def _functions(self) -> Mapping[str, Callable[..., Any]]:
        return self.program.concluded(self.known)

    @cached_property
    def _distances(self) -> list[tuple[float, float, tuple[Any, ...], int]]:
        """The distance to the bound and the part of it used, at the variables' values, for each coordinate."""
        main = self.program.conclusions[0]
        with self.ar.precision():
            found = [((), self._functions[main.function]())] if self.rows is None else self.rows
            return [
                (*_measured(left, main.relation, right), instance, place)
                for instance, rows in found
                for place, (*_, left, right) in enumerate(rows)
            ]


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


def _measured(left: Number, relation: str, right: Number) -> tuple[float, float]:
    """The certain distance to a bound, and which part of it is used; there is no distance to a side of an equation."""
    part, whole = (right, left) if relation == ">=" else (left, right)
    has_ratio = whole > 0 and not (relation == ">=" and right == 0)  # 0 is no part of anything
    return inf if relation == "=" else _down(whole - part), nearest_float(part / whole) if has_ratio else -inf


def _down(value: Number) -> float:
    """A float below ``value``."""
    lower = nearest_float(value.lower() if isinstance(value, arb) else value)
    return lower if lower == 0 else nextafter(lower, -inf)
