"""The search behind inexact.relative_gain_false: where reading a relative gradient error as a gain goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from amgt_theory.catalogue import Catalogue, proofs_folder

Form = tuple[Fraction, Fraction, Fraction]  # a x^2 + 2 b x y + c y^2


def square(a: Fraction, b: Fraction) -> Form:
    return a * a, a * b, b * b


def combined(*terms: tuple[Fraction, Form]) -> Form:
    first, second, third = (sum((weight * form[n] for weight, form in terms), Fraction(0)) for n in range(3))
    return first, second, third


def excess(theta: Fraction, beta1: Fraction, gain: Fraction, error: Fraction) -> Form:
    """V after one step minus the claimed bound, on f = x^2/2, as a form in x and the deviation m - x."""
    weight = (1 + theta) * gain / (1 - beta1) * beta1**2
    moment = 1 + (1 - beta1) * error, beta1
    position = 1 - gain * moment[0], -gain * moment[1]
    deviation = moment[0] - position[0], moment[1] - position[1]
    rho, half = 1 - (1 - theta) * gain, Fraction(1, 2)
    return combined(
        (half, square(*position)),
        (weight, square(*deviation)),
        (-rho * half, square(Fraction(1), Fraction(0))),
        (-rho * weight, square(Fraction(0), Fraction(1))),
    )


def violations(theta: Fraction) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """(beta1, gain, error) of a grid within the step condition for which some state exceeds the claimed bound."""
    for percent, part, sign in product((10, 30, 50, 70, 80, 90, 95, 98, 99), range(1, 21), (-1, 1)):
        beta1 = Fraction(percent, 100)
        gain = Fraction(7, 10) * (1 - beta1) / (1 + theta) * Fraction(part, 20)  # 7/10 is just below 1/sqrt 2
        if 2 * (1 - theta) * gain > 1 - beta1:
            continue
        a, b, c = excess(theta, beta1, gain, sign * theta)
        if a > 0 or c > 0 or a * c < b * b:
            yield beta1, gain, sign * theta


@pytest.mark.parametrize(("theta", "found"), [("1/3", False), ("1/2", False), ("11/20", True), ("9/10", True)])
def test_where_a_relative_gradient_error_is_no_gain(theta: str, found: bool) -> None:
    assert any(violations(Fraction(theta))) is found


def test_the_witness_is_one() -> None:
    theorem = Catalogue.of(proofs_folder()).theorem("inexact.relative_gain_false")
    beta1, gain, theta = Fraction(9, 10), Fraction(1, 30), Fraction(9, 10)
    a, b, c = excess(theta, beta1, gain, theta)
    deviation = Fraction(3, 4)
    assert a + 2 * b * deviation + c * deviation**2 > 0
    assert theorem.bound > 1
