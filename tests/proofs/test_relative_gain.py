"""The search behind inexact.relative_gain_false: where reading a relative gradient error as a gain goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from amgt_theory import symbols
from amgt_theory.catalogue import Catalogue, proofs_folder

Form = tuple[Fraction, Fraction, Fraction]  # a x^2 + 2 b x y + c y^2


def square(a: Fraction, b: Fraction) -> Form:
    return a * a, a * b, b * b


def combined(*terms: tuple[Fraction, Form]) -> Form:
    first, second, third = (sum((weight * form[n] for weight, form in terms), Fraction(0)) for n in range(3))
    return first, second, third


def excess(theta: Fraction, beta1: Fraction, lowest: Fraction, highest: Fraction, error: Fraction) -> Form:
    """V after a step with the lowest gain minus the claimed bound, on f = x^2/2, as a form in x and m - x."""
    weight = (1 + theta) * highest / (1 - beta1) * beta1**2
    moment = 1 + (1 - beta1) * error, beta1
    position = 1 - lowest * moment[0], -lowest * moment[1]
    deviation = moment[0] - position[0], moment[1] - position[1]
    rho, half = 1 - (1 - theta) * lowest, Fraction(1, 2)
    return combined(
        (half, square(*position)),
        (weight, square(*deviation)),
        (-rho * half, square(Fraction(1), Fraction(0))),
        (-rho * weight, square(Fraction(0), Fraction(1))),
    )


def violations(theta: Fraction, ratio: Fraction) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """(beta1, h_hi, error) of a grid within the step condition for which some state exceeds the claimed bound.

    The gains are between ratio * h_hi and h_hi.
    """
    for percent, part, sign in product((10, 30, 50, 70, 80, 90, 95, 98, 99), range(1, 21), (-1, 1)):
        beta1 = Fraction(percent, 100)
        highest = Fraction(7, 10) * (1 - beta1) / (1 + theta) * Fraction(part, 20)  # 7/10 is just below 1/sqrt 2
        if 2 * (1 - theta) * ratio * highest > 1 - beta1:
            continue
        a, b, c = excess(theta, beta1, ratio * highest, highest, sign * theta)
        if a > 0 or c > 0 or a * c < b * b:
            yield beta1, highest, sign * theta


@pytest.mark.parametrize(("theta", "found"), [("1/3", False), ("1/2", False), ("11/20", True), ("9/10", True)])
def test_where_a_relative_gradient_error_is_no_gain_for_equal_gains(theta: str, found: bool) -> None:
    assert any(violations(Fraction(theta), Fraction(1))) is found


@pytest.mark.parametrize("theta", ["1/100", "1/10", "1/3", "1/2"])
def test_where_it_is_no_gain_for_gains_in_an_interval(theta: str) -> None:
    error = Fraction(theta)
    found = list(violations(error, error**2 / 10))
    assert {beta1 for beta1, _, _ in found} >= {Fraction(percent, 100) for percent in (30, 50, 70, 80)}


@pytest.mark.parametrize("theta", ["1/100", "1/3", "9/10"])
@pytest.mark.parametrize("beta1", ["1/10", "1/2", "9/10"])
def test_the_witness_is_one(theta: str, beta1: str) -> None:
    error, momentum = Fraction(theta), Fraction(beta1)
    highest = (1 - momentum) / 4
    numbers = {symbols.theta: error, symbols.beta1: momentum, symbols.h_hi: highest}
    witness = Catalogue.of(proofs_folder()).theorem("inexact.relative_gain_false")
    named = dict(witness.setting)
    lowest = named["smallest_gain"].rhs.subs(numbers)
    assert [named[name].rhs for name in ("position", "moment", "mistake")] == [1, 1, symbols.theta]
    on_diagonal, _, _ = excess(error, momentum, Fraction(int(lowest.p), int(lowest.q)), highest, error)
    assert on_diagonal > 0
