"""Rates solved for the number of iterations: what such a theorem takes from its rate, statement and check.

``setting``, ``assumptions`` and ``where`` are the rate's, so that a change there is one here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sympy import Lambda

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.derivation import Proof
from amgt_theory.function_classes import Named
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, function, k, k0, n
from amgt_theory.theorem import Theorem

if TYPE_CHECKING:
    from amgt_theory.arithmetic import Arithmetic, Number
    from amgt_theory.checking import StepCheck

e, tol = function("e", "natural"), Real("tol")

LATEST = 99
"""The last iteration that checks draw, so that integers stay small in counterexamples."""

Measured = Callable[[Mapping[str, Any], "Arithmetic"], "Number"]


@cache
def _catalogue() -> Catalogue:
    return Catalogue.of(proofs_folder())


def rate(identity: str) -> Theorem:
    """The theorem that bounds its quantity after k steps."""
    return _catalogue().theorem(identity)


def not_yet(theorem: Theorem) -> Named:
    """The quantity of a rate is still above the tolerance."""
    return (("not_yet", lt(tol, theorem.quantity)),)


def solve_power(
    proof: Proof, theorem: Theorem, rate: Theorem, start: Any, exponent: Any, first: Any = k0 + 1, limit: Any = 0
) -> None:
    """The end of a proof: quantity <= limit + start (first/(k+k0+1))^exponent, where 0 < exponent, solved for k."""
    numbers = {Real("start"): start, Real("first"): first, c: exponent, Real("limit"): limit}
    _solve(proof, theorem, rate, "complexity.iterations", numbers)


def solve_linear(proof: Proof, theorem: Theorem, rate: Theorem, start: Any, limit: Any = 0) -> None:
    """The end of a proof: quantity <= limit + start rho^k, where 0 < rho < 1, solved for k."""
    numbers = {Real("start"): start, Real("limit"): limit}
    _solve(proof, theorem, rate, "complexity.iterations_linear", numbers)


def _solve(proof: Proof, theorem: Theorem, rate: Theorem, solution: str, numbers: Mapping[Any, Any]) -> None:
    decay = proof.cite(rate.id, why="the rate")
    proof.use(decay, {})
    solved = proof.cite(solution, {e: Lambda(n, rate.quantity.subs(k, n)), **numbers}, why="solved for k")
    proof.combine("iterations", le(k, theorem.bound), {solved: 1}, why="so the gap exceeds tol so long at most")


def iterations_check(theorem: Theorem, identity: str, measured: Measured | None = None) -> StepCheck:
    """The check of the rate on ``theorem``, with a tolerance just below what is ``measured`` after k steps of a run.

    Where the rate's check makes no run, tolerances are drawn.
    """
    from dataclasses import replace
    from fractions import Fraction

    from amgt_theory.checking import check_of
    from amgt_theory.strategies import drawing

    of_rate = check_of(_catalogue(), identity)
    assert of_rate is not None
    model_of_rate, compute_of_rate = of_rate.model, of_rate.compute

    def model(draw: Any) -> dict[Any, Any]:
        drawn = dict(model_of_rate(draw))
        if not measured:
            return {**drawn, tol: drawing.pick(draw, (Fraction(1, 100), Fraction(1, 10**6), drawing.positive(draw)))}
        below = drawing.between(draw, Fraction(1, 2), Fraction(1), open_high=True)
        return {k: drawing.natural(draw, min(drawn["steps"], LATEST)), **drawn, "below": below}

    def compute(values: Mapping[str, Any], ar: Arithmetic) -> dict[Any, Any]:
        computed = dict(compute_of_rate(values, ar)) if compute_of_rate else {}
        if measured:
            computed[tol] = ar.lower(ar.number(values["below"]) * measured(values, ar))
        return computed

    return replace(of_rate, theorem=theorem, model=model, compute=compute)


def reached(values: Mapping[str, Any], shrunk: Number, ar: Arithmetic) -> dict[Any, Any]:
    """A quantity that its rate has brought as near to the limit as it can be, and a tolerance just below that."""
    lowest, above = ar.number(values["limit"]), ar.number(values["start"]) * shrunk
    now, later = (ar.lower(lowest + share * above) for share in (1, ar.number(values["part"])))
    return {e: [now] * (values["k"] + 1), tol: later}
