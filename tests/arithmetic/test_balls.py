"""Balls enclose, also over kinks, and never guess."""

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import arithmetic
from amgt_theory.errors import UndecidedComparison

BALL = arithmetic("ball", 100)

centres = st.fractions(min_value=-4, max_value=4, max_denominator=16)
radii = st.fractions(min_value=0, max_value=2, max_denominator=16)
places = st.fractions(min_value=-1, max_value=1, max_denominator=8)


def number(value: Fraction):
    return arb(fmpq(value.numerator, value.denominator))


@given(st.lists(st.tuples(centres, radii, places), min_size=1, max_size=4), centres, radii)
@settings(max_examples=100, deadline=None)
def test_every_point_of_a_ball_is_mapped_into_its_image(entries, a, b):
    """Continuous operations enclose the value at every point, kinks included."""
    with BALL.precision():
        balls = [arb(number(c), number(r)) for c, r, _ in entries]
        points = [number(c + r * place) for c, r, place in entries]
        lo, hi = number(a), number(a + b)
        operations = {
            "clip": lambda x: BALL.clip(x, lo, hi),
            "minimum": lambda x: BALL.minimum(x, lo),
            "maximum": lambda x: BALL.maximum(x, lo),
            "abs": BALL.abs,
            "sorted": BALL.sorted,
            "norm": lambda x: [BALL.norm(x)],
            "square": BALL.square,
            "tanh": BALL.tanh,
            "log_cosh": BALL.log_cosh,
            "sqrt": lambda x: BALL.sqrt(BALL.abs(x)),
        }
        for name, operation in operations.items():
            for image, value in zip(operation(balls), operation(points), strict=True):
                assert image.is_finite(), name
                assert image.overlaps(value), name


def test_root_of_a_ball_that_touches_zero_is_finite():
    root = BALL.sqrt([arb(0, 1), arb(4)])
    assert root[0].contains(0)
    assert root[0].contains(1)
    assert root[1] == 2
    assert BALL.sqrt(arb(0)) == 0


def test_comparison_of_overlapping_balls_names_both_and_the_remedy():
    with pytest.raises(UndecidedComparison, match=r"\[2\.0.* < 1\.5.*100 bits; use more bits"):
        BALL.less(arb("2.0 +/- 1"), arb("1.5"))
    assert BALL.less(arb("1 +/- 0.1"), arb("1.5"))
    assert not BALL.less(arb("2 +/- 0.1"), arb("1.5"))
    assert not BALL.less(arb(1), arb(1))


DECISIONS = {
    "round": lambda x: BALL.round([x + arb(0.5)]),
    "floor": lambda x: BALL.floor([x]),
    "power of two at 3": lambda x: BALL.power_of_two([x * 3]),
    "largest": lambda x: BALL.largest([x, arb(1), arb(0)], 1),
    "less": lambda x: BALL.less_each([x], arb(1)),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_discontinuous_decisions_raise_rather_than_guess(name):
    with BALL.precision(), pytest.raises(UndecidedComparison, match="use more bits"):
        DECISIONS[name](arb(1, 1e-20))


def test_power_of_two_over_zero_encloses_the_powers_of_all_its_numbers():
    with BALL.precision():
        around = arb(1, 3) / 64  # from -1/32 to 1/16
        (powers,) = BALL.power_of_two([around])
        assert all(powers.contains(arb(one)) for one in (0, -1 / 32, 1 / 16))
        assert abs(powers) <= arb(1) / 11


def test_order_within_the_kept_group_needs_no_decision():
    overlapping = arb(5, 1)
    assert BALL.largest([overlapping, arb(1), overlapping + 1], 2) == [True, False, True]


def test_half_integers_round_to_even_only_when_exact():
    assert BALL.round([arb(2.5), arb(3.5), arb(-0.5)]) == [2, 4, 0]
    with pytest.raises(UndecidedComparison):
        BALL.round([arb(2.5625, 0.0625)])  # reaches down to 2.5, which goes to 2; the rest to 3


def test_precision_is_restored_also_after_an_error():
    before = ctx.prec
    with BALL.precision():
        assert ctx.prec == 100
    with pytest.raises(UndecidedComparison), BALL.precision():
        BALL.less(arb(0, 1), arb(0))
    assert ctx.prec == before
    BALL.number("1/3")
    BALL.vector(["1/3"])
    assert ctx.prec == before


def test_a_precision_is_restored_though_entered_again():
    before = ctx.prec
    finer = arithmetic("ball", before + 1)  # whatever other tests left behind
    with finer.precision():
        with finer.precision():
            assert ctx.prec == before + 1
        assert ctx.prec == before + 1
    assert ctx.prec == before


def test_exact_takes_midpoints():
    middle = BALL.exact([arb(1, 0.5), arb(3)])
    assert middle == [1, 3]
    assert all(t.is_exact() for t in middle)


def test_points_of_other_arithmetics_convert_exactly():
    third = arithmetic("mpmath", 200).number("1/3")
    assert BALL.number(third).is_exact()
    assert arithmetic("mpmath", 200).number(BALL.number(third)) == third
    assert BALL.vector(arithmetic("float64").vector([0.1]))[0] == arb(0.1)


@pytest.mark.parametrize("name", "maximum minimum".split())
def test_a_number_that_is_no_ball_is_refused_where_it_would_be_read_as_one(name):
    ar, other = arithmetic("ball"), arithmetic("mpmath").number(2)
    with pytest.raises(TypeError, match="it is no ball; convert it with number"):
        getattr(ar, name)(other, ar.number(1))


def test_nor_is_its_middle_taken():
    with pytest.raises(AttributeError, match="mid"):
        arithmetic("ball").exact([arithmetic("mpmath").number(2)])


@pytest.mark.parametrize("name", "exp log sin tanh log1p".split())
def test_functions_of_a_number_that_is_no_ball_are_refused(name):
    ar, other = arithmetic("ball"), arithmetic("mpmath").number(2)
    with pytest.raises(TypeError, match="it is no ball"):
        getattr(ar, name)([other])
