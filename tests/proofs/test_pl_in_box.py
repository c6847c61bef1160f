"""The search behind refute.pl_in_box: PL functions with a point on a segment where the projected method stays."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

GRID = tuple(Fraction(half, 2) for half in range(9))


def value(height: Fraction, centre: int, x: Fraction) -> Fraction:
    """The value at (x, 0), where both variables x + y and x - y are x."""
    return x**2 / 2 + height * x**2 / (1 + x**2) + (x - centre) ** 2 / 2


def slope(height: Fraction, centre: int, x: Fraction) -> Fraction:
    return 2 * x - centre + 2 * height * x / (1 + x**2) ** 2


def stuck() -> Iterator[tuple[Fraction, int, Fraction, Fraction, Fraction]]:
    """(height, centre, point, better point, gap) with slope 0 at the point, on a grid."""
    for height, centre, x in product((Fraction(half, 2) for half in range(1, 30)), range(1, 12), GRID):
        if slope(height, centre, x) == 0:
            better = min(GRID[:-1], key=lambda at: value(height, centre, at))
            gap = value(height, centre, x) - value(height, centre, better)
            if gap > 0:
                yield height, centre, x, better, gap


def test_the_witness_is_found() -> None:
    found = {witness[:2]: witness[2:] for witness in stuck()}
    point, better, gap = found[Fraction(25, 2), 9]
    assert point == Fraction(1, 2)
    assert better >= 3
    assert gap >= 5
    near = (point - Fraction(1, 10), point + Fraction(1, 10))
    assert all(value(Fraction(25, 2), 9, at) > value(Fraction(25, 2), 9, point) for at in near)


def test_the_two_parts_have_one_valley_each() -> None:
    for at in GRID[1:]:
        assert slope(Fraction(25, 2), 0, at) - at > 0
