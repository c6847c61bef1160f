"""How theorems contain each other: one of them at special values, taken from the theorems' own expressions."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import sympy

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.symbols import G, L, Real, alpha, beta1, d, eps, gap0, h_hi, h_lo, k, k0, mu, s, tau
from amgt_theory.theorem import Theorem

slope0, slope_star = Real("slope0"), Real("slope_star")
POSITIVE = {
    one: sympy.Symbol(str(one), positive=True)
    for one in (G, L, alpha, beta1, d, eps, gap0, h_lo, h_hi, k, k0, mu, s, slope0, slope_star, tau)
}


@cache
def theorem(identity: str) -> Theorem:
    return Catalogue.of(proofs_folder()).theorem(identity)


def closed(identity: str, expression: Any = None, **values: Any) -> Any:
    """An expression of the theorem, its bound unless given, at ``values``, over positive numbers, which SymPy knows."""
    stated = theorem(identity)
    whole = stated.closed(stated.bound if expression is None else expression)
    return whole.xreplace({Real(name): sympy.sympify(value) for name, value in values.items()}).xreplace(POSITIVE)


def same(left: Any, right: Any) -> bool:
    return bool(sympy.simplify(left - right) == 0)


def test_top_s_with_all_coordinates_is_no_compression() -> None:
    plain = closed("descent.contraction")
    assert same(closed("compressed.topk_gradient", s=d), plain)
    assert same(closed("relations.topk_all"), plain)


def test_top_s_with_all_coordinates_in_a_short_step_contracts_by_the_lowest_gain() -> None:
    assert same(closed("compressed.topk_gradient_small_step", s=d), closed("momentum.lyapunov_step"))


def test_the_compared_bounds_are_those_of_the_exact_and_the_inexact_rate() -> None:
    compared = "relations.exact_below_inexact"
    inexact = closed(compared)
    assert closed(compared, theorem(compared).quantity) == closed("strongly_convex.power_rate")
    assert inexact == closed("relations.inexact_without_errors")
    least = closed("relations.inexact_without_errors", G)
    assert same(closed("inexact.power_rate", eta=0).subs(POSITIVE[G], least), inexact)


def test_without_momentum_and_errors_the_exact_and_the_inexact_rate_are_one() -> None:
    assert closed("relations.inexact_without_errors", beta1=0) == closed("strongly_convex.power_rate", beta1=0)


def test_a_large_threshold_makes_the_inexact_rate_explicit() -> None:
    assert same(closed("inexact.explicit_rate", eta=0), closed("relations.inexact_without_errors", tau=sympy.oo))
    without = closed("inexact.explicit_rate", G)
    implicit = closed("inexact.power_rate", tau=sympy.oo).subs(POSITIVE[G], without)
    assert same(implicit, closed("inexact.explicit_rate"))


def test_where_the_solution_has_no_slope_the_rate_in_a_box_is_that_without() -> None:
    assert closed("constrained.power_rate", slope_star=0) == closed("relations.box_implies_power")
    without_momentum = closed("constrained.power_rate", slope_star=0, beta1=0)
    assert without_momentum == closed("strongly_convex.power_rate", beta1=0)


@pytest.mark.parametrize(
    "identity",
    ["strongly_convex.power_rate", "constrained.power_rate", "constrained.convex_rate", "inexact.power_rate"],
)
def test_as_the_threshold_grows_the_bound_becomes_that_without_one(identity: str) -> None:
    """tau enters by min(1, tau/G) only, which is 1 from tau = G on."""
    bound, threshold = closed(identity), POSITIVE[tau]
    gains = [one for one in bound.atoms(sympy.Min) if one.has(threshold) and 1 in one.args]
    ratios = [ratio for gain in gains for ratio in gain.args if ratio != 1]
    assert ratios
    assert not any((ratio / threshold).has(threshold) for ratio in ratios)
    assert not bound.xreplace(dict.fromkeys(gains, sympy.S.One)).has(threshold)
