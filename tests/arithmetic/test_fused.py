"""Recorded computations do what the arithmetic does, number by number; what is not coordinatewise is not recorded."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from typing import Any

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from amgt_theory.arithmetic import arithmetic, fused

BALL = arithmetic("ball", 113)
MPMATH = arithmetic("mpmath", 113)
fractions = st.fractions(min_value=-4, max_value=4, max_denominator=64)



def operation(name: str) -> Callable[..., tuple[Any, ...]]:
    return lambda ar, *operands: (getattr(ar, name)(*operands),)


UNARY = {name: operation(name) for name in "square abs exp sin tanh log_cosh".split()}
BINARY: dict[str, Callable[..., tuple[Any, ...]]] = {
    **{name: operation(name) for name in "add sub mul minimum maximum".split()},
    "div": lambda ar, x, y: (ar.div(x, ar.add(ar.square(y), ar.number(1))),),
    "sqrt": lambda ar, x, y: (ar.sqrt(ar.square(ar.sub(x, y))),),
    "clip": lambda ar, x, y: (ar.clip(x, -ar.number(1), ar.number("1/3")), ar.combine(ar.number(3), x, 2, y)),
}


def same(one: Any, other: Any) -> bool:
    """Whether two results are the same numbers; of balls, the same balls."""
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, arb):
        return bool(one.mid() == other.mid() and one.rad() == other.rad())
    return bool(one == other)


@pytest.mark.parametrize("name", [*UNARY, *BINARY])
@pytest.mark.parametrize("ar", [BALL, MPMATH], ids=["ball", "mpmath"])
@given(x=st.lists(st.tuples(fractions, fractions, fractions), min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_it_computes_what_the_arithmetic_does(ar, name, x):
    computation, parameters = ({**UNARY, **BINARY})[name], "x" if name in UNARY else "xy"
    with ar.precision():
        values = [ar.vector(one) for one in list(zip(*x, strict=True))[: len(parameters)]]
        if ar is BALL:  # also balls around 0 and over kinks
            values = [[t + arb(0, radius) for t in one] for one, radius in zip(values, (2, "1e-20"), strict=False)]
        loop = fused(ar, computation, dict.fromkeys(parameters, True))
        assert loop is not None
        assert same(loop(*values), computation(ar, *values))


def test_parts_of_a_tuple_and_results_of_a_type_of_their_own() -> None:
    Pair = namedtuple("Pair", "n x")
    loop = fused(
        MPMATH,
        lambda ar, n, x, a: Pair(n + 1, ar.mul(a / (n + 1), x)),
        {"pair": {"n": False, "x": True}, "a": False},
    )
    assert loop is not None
    after = loop(Pair(1, MPMATH.vector([1, 2])), MPMATH.number(6))
    assert isinstance(after, Pair)
    assert after == (2, [3, 6])


@pytest.mark.parametrize("computation", [
    lambda ar, x: (ar.mul(ar.sum(x), x),),
    lambda ar, x: (ar.mul(ar.norm(x), x),),
    lambda ar, x: (x if ar.number(1) < ar.number(2) else ar.abs(x),),
    lambda ar, x: (ar.select(ar.less_each(x, ar.number(1)), x, ar.zeros(len(x))),),
    lambda ar, x: ([2 * t for t in x],),
    lambda ar, x: (x * 0.5,),
], ids=["sum", "norm", "comparison", "selection", "loop", "float"])  # fmt: skip
def test_what_is_not_coordinatewise_is_left_to_the_arithmetic(computation):
    assert fused(BALL, computation, {"x": True}) is None
