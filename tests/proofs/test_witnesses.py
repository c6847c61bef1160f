"""Searches that find the witnesses of refutations again, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice, product

import pytest
from sympy import Rational

from amgt_theory.catalogue import Catalogue, proofs_folder
from amgt_theory.symbols import eta

HALF = Fraction(1, 2)


# -- refute.linear_rate: f = x^2/2, step alpha_k/eps with beta1 = 0 and no second moment -------------------------------


def gaps(step: Callable[[int], Fraction]) -> Iterator[Fraction]:
    position, number = Fraction(1), 0
    while True:
        yield position**2 / 2
        number += 1
        position -= step(number) * position


def first_above(step: Callable[[int], Fraction], factor: int, ratio: Fraction, steps: int = 300) -> int | None:
    """The first k with gap_k > factor * ratio^k, if any up to ``steps``."""
    bound = Fraction(factor)
    for number, gap in enumerate(islice(gaps(step), steps)):
        if gap > bound:
            return number
        bound *= ratio
    return None


@pytest.mark.parametrize("factor", [1, 100, 10_000])
@pytest.mark.parametrize("ratio", [Fraction(1, 2), Fraction(4, 5), Fraction(9, 10)])
def test_a_harmonic_step_exceeds_every_linear_rate(factor: int, ratio: Fraction) -> None:
    harmonic = {
        (size, offset): first_above(lambda n, a=size, o=offset: a / (n + o), factor, ratio)
        for size, offset in product((HALF, Fraction(1)), (1, 3))
    }
    assert all(found is not None for found in harmonic.values())
    assert first_above(lambda n: HALF, 1, Fraction(1, 2)) is None  # a constant step has a linear rate


# -- refute.euclidean_projection: f = (x^2 + y^2)/2 on {x + y >= 1}, from the solution (1/2, 1/2) ----------------------


def projected_run(scales: tuple[int, int], size: Fraction, offset: int, steps: int) -> tuple[Fraction, Fraction]:
    x, y = HALF, HALF
    for number in range(1, steps + 1):
        x, y = ((1 - scale * size / (number + offset)) * at for scale, at in zip(scales, (x, y), strict=True))
        push = max(Fraction(0), (1 - x - y) / 2)
        x, y = x + push, y + push
    return x, y


def test_unequal_gains_leave_the_solution() -> None:
    scales = list(product(range(1, 5), repeat=2))
    leave = [pair for pair in scales if projected_run(pair, HALF, 9, steps=20) != (HALF, HALF)]
    assert leave == [pair for pair in scales if pair[0] != pair[1]]
    # the farthest of them is the theorem's witness, and its run comes near the theorem's limit
    distance = {pair: abs(projected_run(pair, HALF, 9, steps=60)[0] - HALF) for pair in leave}
    assert max(distance, key=lambda pair: distance[pair]) in {(1, 4), (4, 1)}
    x, y = projected_run((1, 4), HALF, 9, steps=200)
    assert abs(x - Fraction(4, 5)) + abs(y - Fraction(1, 5)) < Fraction(1, 50)


# -- inexact.tight_witness: f = x^2/2 with the oracle x + error --------------------------------------------------------


def largest_late_gap(start: Fraction, error: Fraction, beta1: Fraction, gain: Fraction) -> Fraction:
    """The largest gap in steps 30 to 40."""
    position, moment, late = start, Fraction(0), Fraction(0)
    for number in range(40):
        moment = beta1 * moment + (1 - beta1) * (position + error)
        position -= gain * moment
        late = max(late, position**2 / 2) if number >= 30 else late
    return late


@pytest.mark.parametrize(("beta1", "gain"), [("0", "1"), ("0", "1/2"), ("1/2", "1/4"), ("9/10", "1/40")])
def test_a_constant_error_holds_the_iterate(beta1: str, gain: str) -> None:
    grid = [Fraction(half, 2) for half in range(-4, 5)]
    method = Fraction(beta1), Fraction(gain)
    kept = {
        (start, error)
        for start, error in product(grid, grid)
        if error and largest_late_gap(start, error, *method) == start**2 / 2 == error**2 / 2
    }
    assert {(-error, error) for error in grid if error} <= kept
    assert all(start == -error for start, error in kept if method != (0, 1))
    bound = Catalogue.of(proofs_folder()).theorem("inexact.tight_witness").bound
    for start, error in kept:
        assert bound.subs(eta, Rational(str(error))) == Rational(str(start**2 / 2))
