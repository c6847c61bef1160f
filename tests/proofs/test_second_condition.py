"""The search behind refute.without_second_condition: where one condition on the step is not enough."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

MOMENTS = tuple(Fraction(sixth, 6) for sixth in range(-40, 41))


def growth(beta1: Fraction, gain: Fraction, moment: Fraction) -> Fraction:
    """V_next/V on f = x^2/2 from x = 1 with a step along ``moment``."""
    weight, half = gain / (1 - beta1), Fraction(1, 2)
    position = 1 - gain * moment
    after = half * position**2 + weight * (beta1 * (moment - position)) ** 2
    return after / (half + weight * (moment - 1) ** 2)


def violations(beta1: Fraction, condition: bool) -> Iterator[tuple[Fraction, Fraction]]:
    """(gain, moment) for which V shrinks by less than 1 - gain, with or without the condition 2 gain <= 1 - beta1."""
    for part, moment in product(range(1, 71), MOMENTS):
        gain = (1 - beta1) * Fraction(part, 100)  # 7/10 is just below 1/sqrt 2
        if not (condition and 2 * gain > 1 - beta1) and growth(beta1, gain, moment) > 1 - gain:
            yield gain, moment


@pytest.mark.parametrize(
    ("beta1", "found"), [("1/10", True), ("1/5", True), ("1/4", False), ("4/5", False), ("9/10", True)]
)
def test_without_the_condition(beta1: str, found: bool) -> None:
    assert any(violations(Fraction(beta1), condition=False)) is found


@pytest.mark.parametrize("beta1", ["0", "1/10", "1/2", "9/10"])
def test_with_it(beta1: str) -> None:
    assert not any(violations(Fraction(beta1), condition=True))


def test_the_witnesses_are_found() -> None:
    tenth, nine_tenths = Fraction(1, 10), Fraction(9, 10)
    found = set(violations(tenth, condition=False))
    witnesses = {(gain, moment) for gain, moment in found if moment == 0}
    assert witnesses == {(gain, Fraction(0)) for gain, _ in found if gain > (1 - tenth) * (Fraction(1, 2) + tenth)}
    assert witnesses
    assert growth(tenth, Fraction(63, 100), Fraction(-1, 4)) == 1 - Fraction(63, 100) + Fraction(5017761, 85000000)
    assert (Fraction(7, 100), Fraction(13, 3)) in violations(nine_tenths, condition=False)
