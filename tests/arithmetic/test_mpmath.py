"""Multiprecision points: what is rounded, and how often."""

from fractions import Fraction

import mpmath
from hypothesis import given
from hypothesis import strategies as st
from mpmath.libmp import from_rational

from amgt_theory.arithmetic import arithmetic, rational

POINTS = arithmetic("mpmath", 113)
spread = st.builds(
    lambda digits, power: digits * 2.0**power, st.sampled_from((-7, -1, 0, 1, 3)), st.sampled_from(range(-99, 99, 7))
)


@st.composite
def products(draw):
    d = draw(st.integers(1, 5))
    row = st.lists(spread, min_size=d, max_size=d)
    return draw(st.lists(row, min_size=1, max_size=3)), draw(row)


@given(products())
def test_a_product_with_a_matrix_is_rounded_once(rows_and_x):
    rows, x = rows_and_x
    exact = [sum(rational("a", a) * rational("b", b) for a, b in zip(row, x, strict=True)) for row in rows]
    product = POINTS.matvec(POINTS.matrix(rows), POINTS.vector(x))
    assert [t._mpf_ for t in product] == [from_rational(t.numerator, t.denominator, 113, "n") for t in exact]


def test_numbers_of_very_different_size():
    huge = 2**30_000
    product = POINTS.matvec(POINTS.matrix([[1, Fraction(1, huge)], [huge, 0]]), POINTS.vector([2, huge]))
    assert product == [3, 2 * huge]


def test_no_number_is_written_out_that_would_fill_the_memory() -> None:
    vast = mpmath.ldexp(1, 10**13)
    assert POINTS.matvec(POINTS.matrix([[1, 1]]), [vast, POINTS.number(1)]) == [vast]


def test_what_is_not_finite_stays_so():
    product = POINTS.matvec(POINTS.matrix([[1, 2], [0, 1]]), [mpmath.inf, POINTS.number(1)])
    assert product[0] == mpmath.inf
    assert mpmath.isnan(product[1])
