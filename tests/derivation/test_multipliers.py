"""Weights of combinations: known answers, and recovery of weights that are known by construction."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Rational, cancel

from amgt_theory.derivation.multipliers import eliminate, solve_weights
from amgt_theory.errors import DerivationError
from amgt_theory.symbols import At, L, f, gradient, i, mu, over_coordinates, square, y, z

SLOPE = over_coordinates(At(gradient(y), i) * (z[i] - y[i]))
DISTANCE = over_coordinates((z[i] - y[i]) ** 2)


def test_weights_of_the_pl_inequality() -> None:
    """|g|^2 - 2 mu (f(y) - f(z)) from strong convexity and a completed square: weights 2 mu and 1."""
    strong = f(z) - f(y) - SLOPE - mu / 2 * DISTANCE
    completed = over_coordinates((At(gradient(y), i) + mu * (z[i] - y[i])) ** 2)
    target = square(gradient(y)) - 2 * mu * (f(y) - f(z))
    assert solve_weights(target, [completed, strong]) == [1, 2 * mu]


def test_no_weights() -> None:
    with pytest.raises(DerivationError, match="no weights"):
        solve_weights(f(y), [f(z)])


def test_weights_not_determined() -> None:
    with pytest.raises(DerivationError, match="not determined"):
        solve_weights(f(y), [f(y) - f(z), f(z), f(y)])


WEIGHTS = st.fractions(min_value=-9, max_value=9, max_denominator=9)


@given(WEIGHTS, WEIGHTS, WEIGHTS)
def test_weights_are_recovered(one: Fraction, two: Fraction, three: Fraction) -> None:
    facts = [f(z) - f(y) - SLOPE, DISTANCE * L - f(y), square(gradient(y)) / L + f(z) * mu]
    weights = [one * mu, two / L, Rational(three)]
    target = sum(weight * fact for weight, fact in zip(weights, facts, strict=True))
    found = solve_weights(target, facts)
    assert [cancel(left - right) for left, right in zip(found, weights, strict=True)] == [0, 0, 0]


def test_elimination() -> None:
    """The weight of z_i = value turns z_i^2 into value^2."""
    value = y[i] - At(gradient(y), i) / L
    weight, rest = eliminate(z[i] ** 2, z[i], value)
    assert not rest.has(z[i])
    assert (z[i] ** 2 - weight * (value - z[i]) - rest).expand() == 0
