"""Rates solved for the number of iterations: what such a theorem takes from its rate, statement and check.

``setting``, ``assumptions`` and ``where`` are the rate's, so that a change there is one here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.function_classes import Named
from amgt_theory.language import lt
from amgt_theory.symbols import Real, k
from amgt_theory.theorem import Theorem

if TYPE_CHECKING:
    from amgt_theory.arithmetic import Arithmetic, Number
    from amgt_theory.checking import StepCheck

tol = Real("tol")

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
