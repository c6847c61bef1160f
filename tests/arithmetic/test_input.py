"""What counts as a number, and the errors for what does not."""

import pickle
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from flint import arb

from amgt_theory.arithmetic import Exact, ExactRows, ExactVector, arithmetic, rational, rational_vector
from amgt_theory.errors import InvalidInput

NAMES = ["mpmath", "ball", "float64"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (3, Fraction(3)),
        (Fraction(1, 3), Fraction(1, 3)),
        (0.1, Fraction(0.1)),
        ("0.1", Fraction(1, 10)),
        ("-3/7", Fraction(-3, 7)),
        ("1e-3", Fraction(1, 1000)),
        (Decimal("0.1"), Fraction(1, 10)),
        (np.int64(4), Fraction(4)),
        (np.float32(0.5), Fraction(1, 2)),
        (mpmath.mpf("0.75"), Fraction(3, 4)),
        (mpmath.mpf(-12), Fraction(-12)),
        (arb(-0.75), Fraction(-3, 4)),
        (arb(0), Fraction(0)),
    ],
)
def test_numbers_are_read_exactly(written, meant):
    assert rational("x", written) == meant


BAD_NUMBERS = [
    float("nan"),
    float("inf"),
    "nan",
    "abc",
    "1/0",
    "",
    "1e999999999",
    "1e99999999999999",
    "1e9_999_999_999",
    "9" * 200_000,
    None,
    True,
    1j,
    [1],
    arb(0, 1),
    arb("nan"),
    mpmath.mpf("inf"),
    mpmath.mpf("nan"),
    Decimal("NaN"),
    Decimal("1e999999999"),
    mpmath.ldexp(1, 10**10),
    object(),
]


@pytest.mark.parametrize("bad", BAD_NUMBERS, ids=lambda bad: f"{type(bad).__name__} {str(bad)[:18]}")
def test_bad_numbers_are_rejected_in_one_line_that_names_them(bad):
    with pytest.raises(InvalidInput, match=r"^step = .* is not a finite exact number; give ") as caught:
        rational("step", bad)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bad", ["abc", None, float("nan"), mpmath.mpf("nan"), 3, "12", [], [[1]], ["x"]])
def test_bad_vectors_are_rejected_by_every_arithmetic(name, bad):
    with pytest.raises(InvalidInput, match="x0"):
        arithmetic(name).vector(bad, "x0")


@pytest.mark.parametrize("bad", [5, "12", [], [None]])
def test_bad_rational_vectors(bad):
    with pytest.raises(InvalidInput, match="w"):
        rational_vector("w", bad)


def test_float64_names_its_range():
    with pytest.raises(InvalidInput, match=r"alpha violates \|alpha\| < 1\.8e308.*mpmath"):
        arithmetic("float64").number("1e400", "alpha")


@pytest.mark.parametrize("bits", [0, 1, -5, 2.5, True, None, 10**7, "100"])
def test_bad_precisions(bits):
    with pytest.raises(InvalidInput, match=r"bits = .* violates 2 <= bits"):
        arithmetic("ball", bits)


def test_unknown_arithmetic_suggests_the_nearest():
    with pytest.raises(InvalidInput, match="did you mean 'mpmath'"):
        arithmetic("mpmth")


def test_numpy_is_another_name_of_float64():
    assert arithmetic("numpy").name == "float64"
    assert arithmetic("float64", bits=500).bits == 53


def test_an_arithmetic_has_a_precision_of_its_own():
    before = mpmath.mp.prec
    low, high = arithmetic("mpmath", 50), arithmetic("mpmath", 500)
    third = high.number("1/3")
    low.number("1/3")
    assert (high.number(1) / 3 - third) == 0
    assert mpmath.mp.prec == before


@pytest.mark.parametrize("name", NAMES)
def test_arithmetics_travel_between_processes(name):
    ar = pickle.loads(pickle.dumps(arithmetic(name, 77)))
    assert repr(ar) == repr(arithmetic(name, 77))


@dataclass(frozen=True)
class Sample:
    a: Exact = Exact(above=0, at_most=2)
    v: ExactVector = ExactVector(at_least=0)
    b: Exact = Exact("1/2", at_least=0, below=1)
    w: ExactVector = ExactVector(optional=True)
    rows: ExactRows = ExactRows(optional=True)


def test_exact_fields_hold_fractions():
    sample = Sample("1/3", [1, "0.5"], rows=[[1, 2]])
    assert (sample.a, sample.b, sample.v, sample.w) == (Fraction(1, 3), Fraction(1, 2), (1, Fraction(1, 2)), ())
    assert sample.rows == ((1, 2),)
    assert replace(sample, a=2).a == 2
    assert hash(sample) == hash(Sample("1/3", [1, "0.5"], rows=[[1, 2]]))
    assert eval(repr(sample)) == sample
    with pytest.raises(AttributeError):
        sample.a = 1


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"a": 0}, "a = 0 violates 0 < a <= 2; choose a within that range"),
        ({"a": 3}, "a = 3 violates 0 < a <= 2"),
        ({"b": 1}, "b = 1 violates 0 <= b < 1"),
        ({"b": "-1/7"}, "b = -1/7 violates 0 <= b < 1"),
        ({"b": "x"}, "b = 'x' is not a finite exact number"),
        ({"v": [1, -1]}, r"v\[1\] = -1 violates 0 <= v\[1\]"),
        ({"v": []}, "v is empty"),
        ({"v": None}, "v = None is not a sequence of numbers"),
        ({"rows": [[1], [1, 2]]}, r"rows\[1\] has 2 coordinates, not 1"),
        ({"rows": [[0, 0]]}, r"rows\[0\] = 0 violates"),
        ({"rows": 3}, "rows = 3 is not a sequence of vectors"),
    ],
)
def test_exact_fields_say_which_condition_is_violated(keywords, message):
    with pytest.raises(InvalidInput, match=message):
        Sample(**{"a": 1, "v": [1]} | keywords)
