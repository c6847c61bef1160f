"""Bounds that come one iteration after the other."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, islice
from math import log10
from typing import Any

import numpy as np

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, Float64Arithmetic, MpmathArithmetic
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.predictor._backends import MOST_BITS, is_fine
from amgt_theory.predictor._decide import PRECISIONS
from amgt_theory.predictor._evaluate import Number
from amgt_theory.predictor._inverse import Iterations
from amgt_theory.predictor._values import exact, is_scalar, natural, natural_array
from amgt_theory.theorem import Theorem

Recursion = Callable[..., Iterator[Number]]
LARGEST = 10**7


@dataclass(frozen=True)
class RecursivePredictor:
    """The bounds B_0, B_1, ... of a theorem's ``recursion`` at exact ``values``, up to the largest k asked for."""

    theorem: Theorem
    recursion: Recursion
    values: Mapping[str, Fraction]
    backend: str
    bits: int
    relative_radius: Fraction | None = None

    def __call__(self, k: Any) -> Any:
        """The bound at iteration ``k`` >= 1, or at each of an array or list of them; types as of :class:`Predictor`."""
        if is_scalar(k):
            return self._at([natural(k)])[0]
        if self.backend == "numpy":
            array = natural_array(k)
            return np.array(self._at([int(one) for one in array.ravel()])).reshape(array.shape)
        return self._at([natural(one) for one in np.ravel(np.asarray(k, dtype=object))])

    def smallest_k(self, tol: Any) -> Iterations:
        """The smallest k >= 1 with bound(k) <= tol, decided on balls; raises InvalidInput beyond k = 10^7."""
        wanted = exact("tol", tol)
        if wanted <= 0:
            raise InvalidInput(f"tol = {tol} violates tol > 0; give a positive one")
        for bits in PRECISIONS[1:]:
            ar = BallArithmetic(bits)
            with ar.precision():
                goal = ar.number(wanted)
                for k, bound in zip(range(1, LARGEST + 1), islice(self._bounds(ar), 1, None), strict=False):
                    if bound <= goal:
                        return Iterations(k, log10(k))
                    if not bound > goal:
                        break  # more bits
                else:
                    raise InvalidInput(
                        f"{self.theorem.id}: the recursion stays above tol = {tol} up to k = {LARGEST}; "
                        "use the closed form, recursive=False"
                    )
        raise UndecidedComparison(f"{self.theorem.id}: bound({k}) <= {tol} is open at {bits} bits; choose another tol")

    def _at(self, iterations: list[int]) -> list[Number]:
        if max(iterations) > LARGEST:
            raise InvalidInput(
                f"k = {max(iterations)} violates k <= {LARGEST}, the reach of the recursion; use recursive=False"
            )
        if self.backend == "numpy":
            return [float(one) for one in self._pick(Float64Arithmetic(), iterations)]
        if self.backend == "mpmath":
            return self._pick(MpmathArithmetic(self.bits), iterations)
        bits = self.bits
        while bits <= MOST_BITS:
            found = self._pick(BallArithmetic(bits), iterations)
            radius = self.relative_radius
            if all(one.is_finite() and (radius is None or is_fine(one, radius)) for one in found):
                return found
            bits *= 2
        raise InvalidInput(f"{self.theorem.id}: {MOST_BITS} bits do not reach relative radius {radius}; ask for less")

    def _pick(self, ar: Arithmetic, iterations: list[int]) -> list[Number]:
        wanted = set(iterations)
        with ar.precision():
            bounds = zip(count(), self._bounds(ar), strict=False)
            found = {k: bound for k, bound in islice(bounds, max(iterations) + 1) if k in wanted}
        return [found[k] for k in iterations]

    def _bounds(self, ar: Arithmetic) -> Iterator[Number]:
        number = (lambda value: np.float64(ar.number(value))) if isinstance(ar, Float64Arithmetic) else ar.number
        return self.recursion(ar, **{name: number(self.values[name]) for name in self.values})


def recursion_parameters(recursion: Recursion) -> tuple[list[str], list[str]]:
    """The names of the values a recursion needs, and of those it can do without."""
    keywords = [one for one in inspect.signature(recursion).parameters.values() if one.kind is one.KEYWORD_ONLY]
    needed = [one.name for one in keywords if one.default is one.empty]
    return needed, [one.name for one in keywords if one.name not in needed]
