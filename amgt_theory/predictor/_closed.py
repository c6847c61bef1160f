"""A theorem's bound at given parameters, as a function of k."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import sympy

from amgt_theory.arithmetic import BallArithmetic
from amgt_theory.errors import InvalidInput, UndecidedComparison
from amgt_theory.predictor._backends import Balls, Doubles, on_backend
from amgt_theory.predictor._decide import Iteration, at_most, decimal
from amgt_theory.predictor._evaluate import Number
from amgt_theory.predictor._exponent import exponent
from amgt_theory.predictor._hypotheses import check_hypotheses
from amgt_theory.predictor._inverse import Iterations, smallest
from amgt_theory.predictor._values import Closed, closed, exact, is_scalar, natural, natural_array
from amgt_theory.symbols import k
from amgt_theory.theorem import Theorem


@dataclass(frozen=True)
class Predictor:
    """``theorem.bound`` with its definitions put in, at exact ``values``; call it with k (without, if free of k).

    Made by :func:`amgt_theory.predictor.predictor`, which checks everything.
    """

    theorem: Theorem
    values: Mapping[str, Fraction]
    backend: str
    bits: int
    relative_radius: Fraction | None = None

    def __call__(self, k: Any = None) -> Any:
        """The bound at iteration ``k`` >= 1, or at each of an array or list of them.

        numpy gives a float, or an array of the shape of k; mpmath and ball an mpf or arb, or a list. For one k a
        double is rounded from a ball; arrays are computed in float64, where values below 2.2e-308 may become 0. Raises
        InvalidInput when k is not whole, below 1, missing or superfluous.
        """
        if (k is None) == self._indexed:
            problem = "depends on k; give k >= 1" if k is None else "does not depend on k; give none"
            raise InvalidInput(f"{self.theorem.id}: the bound {problem}")
        if k is None:
            return self._at(None)
        if is_scalar(k):
            iteration = natural(k)
            self._check([iteration])
            return self._at(iteration)
        if self.backend == "numpy":
            array = natural_array(k)
            self._check(array)
            return self._doubles.array(array)
        iterations = [natural(one) for one in np.ravel(np.asarray(k, dtype=object))]
        self._check(iterations)
        return [self._at(one) for one in iterations]

    def smallest_k(self, tol: Any) -> Iterations:
        """The smallest k >= 1 with bound(k) <= tol, for a decreasing upper bound.

        bound(k) <= tol < bound(k-1) is decided on balls, by algebra at equality. Beyond 10^18 only log10 of k is found,
        to 12 digits. Raises InvalidInput when the bound grows, is free of k or stays above ``tol``.
        """
        theorem, wanted = self.theorem, exact("tol", tol)
        if wanted <= 0:
            raise InvalidInput(f"tol = {tol} violates tol > 0; give a positive one")
        if theorem.direction == "lower" or not self._indexed:
            raise InvalidInput(f"{theorem.id}: has no upper bound that decreases with k; choose a theorem with a rate")
        target, goal = sympy.Rational(wanted.numerator, wanted.denominator), BallArithmetic(64).number(wanted)
        first = self._balls.at(1, 64)

        def reached(iteration: Iteration) -> bool:
            here = self._balls.at(iteration, 64)
            if here > first:
                raise InvalidInput(f"{theorem.id}: the bound grows with k at these values; no k is the smallest")
            if here < goal or here > goal:
                return bool(here < goal)
            return at_most(self._statement.bound, target, self._exact, iteration)

        def too_large(iteration: Iteration) -> InvalidInput:
            limit = decimal(self._balls.at(iteration, 256))
            return InvalidInput(f"{theorem.id}: the bound stays above {limit} and never reaches tol = {tol}; raise tol")

        try:
            return smallest(reached, too_large)
        except UndecidedComparison as error:
            raise UndecidedComparison(f"{theorem.id}: {error}; choose another tol") from None

    @property
    def exponent(self) -> Number:
        """The number c with which the bound decays as k^-c; see :func:`amgt_theory.predictor.exponent`."""
        symbolic = Balls(self.theorem.id, self.theorem.closed(exponent(self.theorem)), self._exact)
        return on_backend(symbolic, self.backend, self.bits, self.relative_radius)(None)

    # -- one expression on the chosen backend

    def _check(self, iterations: Any) -> None:
        if self._statement.assumes_k:
            check_hypotheses(self.theorem, self._exact, [int(one) for one in np.ravel(iterations)])

    @cached_property
    def _indexed(self) -> bool:
        return bool(self._statement.bound.has(k))

    @cached_property
    def _statement(self) -> Closed:
        return closed(self.theorem)

    @cached_property
    def _exact(self) -> dict[sympy.Symbol, Fraction]:
        return {symbol: self.values[name] for name, symbol in self._statement.parameters.items()}

    @cached_property
    def _balls(self) -> Balls:
        return Balls(self.theorem.id, self._statement.bound, self._exact)

    @cached_property
    def _doubles(self) -> Doubles:
        return Doubles(self._balls)

    @cached_property
    def _at(self) -> Callable[[int | None], Number]:
        return on_backend(self._balls, self.backend, self.bits, self.relative_radius)
