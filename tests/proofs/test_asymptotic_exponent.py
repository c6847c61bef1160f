"""With AMSGrad the exponent 2 mu alpha/eps is not reached: a run refutes what holds without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.checking import FAIL, PASS, StepCheck, check_of
from amgt_theory.iteration_laws import v_max
from amgt_theory.language import substitute
from amgt_theory.optimizers import AMGT
from amgt_theory.problems import Quadratic
from amgt_theory.symbols import Real, tau

GRADIENT, ALPHA = 5, 30  # the first gradient and the step, with mu = L = eps = 1: exponents below 60 and below 10
RUN: dict[Any, Any] = {"f": Quadratic([1]), "start": [GRADIENT], "steps": 8000, tau: 100}


@cache
def check() -> StepCheck:
    found = check_of(Catalogue.of(proofs_folder()), "strongly_convex.asymptotic_exponent")
    assert found is not None
    return found


def verdict(stated: StepCheck, amsgrad: bool, exponent: int, **used: int) -> str:
    """That of a run whose gradients fall from the first on, so that the running maximum is the square of the first."""
    method = AMGT(alpha=ALPHA, beta1=0, beta2=0, eps=1, k0=2 * ALPHA, threshold=None, amsgrad=amsgrad)

    def compute(values: Mapping[str, Any], ar: Any) -> dict[Any, Any]:
        return {Real("exponent"): exponent, **{Real(name): value for name, value in used.items()}}

    return replace(stated, compute=compute).evaluate({**RUN, "method": method}).verdict


def without_maximum() -> StepCheck:
    """The statement at v_max = 0, and nothing said about the second moment in the denominator."""
    theorem = check().theorem
    setting = tuple((name, formula) for name, formula in theorem.setting if name != "used_moment_below")
    assumptions: Any = tuple(substitute(one, {v_max: 0}) for one in theorem.assumptions)
    return replace(check(), theorem=replace(theorem, setting=setting, assumptions=assumptions))


@pytest.mark.parametrize("amsgrad", [False, True])
def test_the_exponent_is_reached(amsgrad: bool) -> None:
    assert verdict(check(), amsgrad, exponent=9 if amsgrad else 30, v_max=GRADIENT**2 if amsgrad else 0) == PASS


def test_without_amsgrad_nothing_else_is_needed() -> None:
    assert verdict(without_maximum(), False, exponent=30) == PASS


def test_with_amsgrad_the_running_maximum_counts() -> None:
    assert verdict(without_maximum(), True, exponent=30) == FAIL
