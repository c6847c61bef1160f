"""How the rates hang together: limits of one bound that are another bound, taken from the theorems' own expressions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import sympy

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.iteration_laws import v_max
from amgt_theory.symbols import G, L, alpha, beta1, c, eps, gap0, k, k0, mu, p, rho, tau
from amgt_theory.theorem import Theorem

POSITIVE = {one: sympy.Symbol(str(one), positive=True) for one in (G, L, alpha, beta1, c, eps, gap0, k, k0, mu, p, tau)}


def theorem(name: str) -> Theorem:
    return Catalogue.of(proofs_folder()).theorem(f"strongly_convex.{name}")


def over_positive(expression: Any, values: Mapping[Any, Any] | None = None) -> Any:
    """The expression over positive numbers, where SymPy knows powers, with some of them given."""
    given = {POSITIVE[symbol]: value for symbol, value in (values or {}).items()}
    return expression.xreplace(POSITIVE).subs(given)


def step_condition(name: str) -> Any:
    relation = theorem(name).assumptions[-1]
    return over_positive(relation.rhs - relation.lhs)


def test_the_stretched_rate_becomes_the_power_rate() -> None:
    stretched, power = (over_positive(theorem(name).bound) for name in ("stretched_rate", "power_rate"))
    limit = sympy.limit(sympy.log(stretched / power), POSITIVE[p], 1, "-")
    assert sympy.simplify(sympy.expand_log(limit)) == 0
    assert sympy.expand(step_condition("stretched_rate").subs(POSITIVE[p], 1) - step_condition("power_rate")) == 0


def test_the_stretched_rate_at_exponent_0_belongs_to_the_linear_rate() -> None:
    """It is exp(-c k) where the linear rate has (1 - c)^k, which is sharper, under the same step condition."""
    stretched, linear = theorem("stretched_rate"), theorem("linear_rate")
    start = linear.bound.subs(k, 0)
    assert sympy.simplify(over_positive(stretched.bound, {p: 0}) - over_positive(start * sympy.exp(-c * k))) == 0
    assert linear.definitions[rho] == 1 - stretched.definitions[c]
    assert sympy.expand(step_condition("stretched_rate").subs(POSITIVE[p], 0) - step_condition("linear_rate")) == 0


@pytest.mark.parametrize("name", ["power_rate", "stretched_rate", "sharp_exponent", "sharp_exponent_plain"])
def test_a_threshold_above_all_gradients_changes_nothing(name: str) -> None:
    """For tau >= G, so also in the limit of large tau, the exponent is that without a threshold."""
    stated = theorem(name)
    others = {symbol: value for symbol, value in stated.where if symbol != G}
    exponent = others[c].subs(others)
    excess = sympy.Symbol("excess", nonnegative=True)
    assert over_positive(exponent, {tau: POSITIVE[G] * (1 + excess)}) == over_positive(mu * alpha / (G + eps))


def test_the_sharp_exponent_is_twice_the_power_rates() -> None:
    sharp, power = theorem("sharp_exponent"), theorem("power_rate")
    assert sharp.closed(c) == power.closed(c)
    ratio = (k0 + 1) / (k + k0 + 1)
    assert sharp.bound.has(ratio ** (2 * c))
    assert power.bound.has(ratio**c)


@pytest.mark.parametrize(
    ("name", "used"), [("sharp_exponent_tight_momentum", 0), ("asymptotic_exponent_tight", v_max)]
)
def test_all_exponents_below_that_of_the_lower_bound_are_reached(name: str, used: Any) -> None:
    """2 c of the lower bound with momentum is the least upper bound of asymptotic_exponent's; used is 0 for Adam."""
    lower, reached, spread = theorem(name), theorem("asymptotic_exponent"), eps + sympy.sqrt(used)
    first = k0 + sympy.Rational(1, 2)
    assert lower.bound.has((first / (k + first)) ** (2 * c))
    limit = reached.assumptions[-1]
    assert limit.lhs.subs(v_max, used) / spread in reached.bound.atoms(sympy.Symbol)
    assert limit.rhs / spread == 2 * lower.definitions[c]
