"""The ball steps of AMGT against a second implementation, in plain mpmath from the theory notes, step by step."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import mpmath
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from amgt_theory import strategies
from amgt_theory.arithmetic import BallArithmetic, MpmathArithmetic, rational
from amgt_theory.errors import UndecidedComparison
from amgt_theory.optimizers import (
    AMGT,
    QSGD,
    Ball,
    Box,
    Clip,
    GridRounding,
    HalfSpace,
    Hard,
    NormClip,
    PowerOfTwo,
    Simplex,
    Soft,
    TopS,
)
from amgt_theory.problems import Problem, Quadratic
from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import Draw, pick
from checks import plain_amgt

BITS, FINE = 113, 1200  # of the balls, and of the second implementation
AGREEMENT = Fraction(1, 2**700)  # the second implementation's own rounding, and far below a ball's radius
NARROW = Fraction(1, 2**40)  # a square root near 0 loses half the digits
STEPS, EXAMPLES = 8, 25
BALLS, POINTS = BallArithmetic(BITS), MpmathArithmetic(FINE)
MP = mpmath.MPContext()
MP.prec = FINE

UNIT = tuple(map(Fraction, "1/2 1 1/3 1/10 3".split()))


def uniforms(seeded: int, k: int, d: int) -> list[Fraction]:
    """What QSGD is documented to draw in step k."""
    draw = Random(f"{seeded} {k}").getrandbits
    return [Fraction(2 * draw(52) + 1, 2**53) for _ in range(d)]


# -- each stage, drawn: for the library, and in the words of the second implementation


def threshold(kind: Any, word: str, draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    tau, q = drawing.positive(draw), pick(draw, (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(1, 3)))
    return {"threshold": kind(tau, q)}, {"threshold": (word, tau, q)}


def compressor(where: str, make: Any, draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    ours, plain = make(draw, d)
    names = {"update": ("compressor", "update_compressor"), "gradient": ("gradient_compressor", "gradient_compressor")}
    return {names[where][0]: ours}, {names[where][1]: plain}


def top(draw: Draw, d: int) -> tuple[Any, Any]:
    s = 1 + drawing.natural(draw, d)
    return TopS(s), ("top", s)


def grid(draw: Draw, d: int) -> tuple[Any, Any]:
    delta = pick(draw, UNIT)
    return GridRounding(delta), ("grid", delta)


def power_of_two(draw: Draw, d: int) -> tuple[Any, Any]:
    return PowerOfTwo(), ("power of two",)


def qsgd(draw: Draw, d: int) -> tuple[Any, Any]:
    s, seeded = 1 + drawing.natural(draw, 3), drawing.natural(draw, 99)
    return QSGD(s, seeded), ("qsgd", s, partial(uniforms, seeded))


def projection(make: Any, draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    ours, plain = make(draw, d)
    return {"projection": ours}, {"projection": plain}


def box(draw: Draw, d: int) -> tuple[Any, Any]:
    lo = drawing.vector(draw, d)
    hi = [entry + pick(draw, (1, 2, 0)) * drawing.positive(draw) for entry in lo]
    return Box(lo, hi), ("box", lo, hi)


def ball(draw: Draw, d: int) -> tuple[Any, Any]:
    center, radius = drawing.vector(draw, d), drawing.positive(draw)
    return Ball(radius, center), ("ball", center, radius)


def half_space(draw: Draw, d: int) -> tuple[Any, Any]:
    normal, offset = drawing.nonzero_vector(draw, d), drawing.signed(draw)
    return HalfSpace(normal, offset), ("half-space", normal, offset)


def simplex(draw: Draw, d: int) -> tuple[Any, Any]:
    total = drawing.positive(draw)
    return Simplex(total), ("simplex", total)


def clamp(draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    d_lo = pick(draw, (Fraction(0), *UNIT))
    ends = (d_lo, pick(draw, (d_lo + 1, 2 * d_lo + Fraction(1, 7), None)))
    same = {"clamp": ends, "eps": pick(draw, (Fraction(0), Fraction(1, 10))) if ends[1] else Fraction(1, 10)}
    return same, same


def errors(draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    same = {"errors": tuple(tuple(drawing.vector(draw, d)) for _ in range(pick(draw, (1, 3, STEPS))))}
    return same, same


def switch(name: str, value: bool, draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    return {name: value}, {name: value}


def power(draw: Draw, d: int) -> tuple[dict[str, Any], dict[str, Any]]:
    same = {"p": pick(draw, (Fraction(1, 2), Fraction(0), Fraction(1), Fraction(2, 3))), "k0": drawing.positive(draw)}
    return same, same


STAGES = {
    "clip": partial(threshold, Clip, "clip"),
    "norm clip": partial(threshold, NormClip, "norm"),
    "soft threshold": partial(threshold, Soft, "soft"),
    "hard threshold": partial(threshold, Hard, "hard"),
    **{
        f"{name} of the {where}": partial(compressor, where, make)
        for where in ("update", "gradient")
        for name, make in (("top-s", top), ("grid", grid), ("power of two", power_of_two), ("qsgd", qsgd))
    },
    **{f"in a {make.__name__}": partial(projection, make) for make in (box, ball, half_space, simplex)},
    "clamp": clamp,
    "errors": errors,
    "schedule": power,
    "no bias correction": partial(switch, "bias_correction", False),
    "AMSGrad": partial(switch, "amsgrad", True),
}


@dataclass
class Seen:
    """Steps compared, those among them that moved, and runs that ended where balls could not take a step."""

    compared: int = 0
    moved: int = 0
    undecided: int = 0


@st.composite
def cases(draw: st.DrawFn, stage: str) -> tuple[Problem, AMGT, plain_amgt.Method, list[Fraction]]:
    """A problem, a method with this stage and perhaps others, the same for the second implementation, a start."""
    problem = draw(st.one_of(strategies.quadratics(), strategies.smooth_problems()))
    base = draw(strategies.methods(problem.L, share=pick(draw, (1, 10, 100)), threshold=None, amsgrad=False))
    names = {stage} | {name for name in STAGES if pick(draw, (False, False, False, True))}
    ours: dict[str, Any] = {}
    plain: dict[str, Any] = {}
    for name in sorted(names, key=lambda one: one == stage):  # the stage asked for comes last, and stays
        more, words = STAGES[name](draw, problem.d)
        ours |= more
        plain |= words
    method = replace(base, **ours)
    numbers = {one: getattr(method, one) for one in "alpha beta1 beta2 eps k0 p".split()}
    start = strategies.start(draw, problem)
    return problem, method, plain_amgt.Method(**{**plain, **numbers}), start


@pytest.mark.parametrize("stage", STAGES)
def test_each_ball_step_contains_the_step_of_plain_mpmath(stage: str) -> None:
    seen = Seen()

    @seed(0)
    @settings(max_examples=EXAMPLES, database=None, deadline=None)
    @given(cases(stage))
    def compare(case: Any) -> None:
        walk(*case, seen)

    compare()
    assert seen.compared >= EXAMPLES, seen
    assert seen.moved >= seen.compared // 4, seen
    assert seen.undecided <= seen.compared // 8, seen


def walk(problem: Problem, method: AMGT, plain: plain_amgt.Method, start: Sequence[Fraction], seen: Seen) -> None:
    """A run in balls; before each step the state is made exact, and both implementations step from there."""
    state = method.start(start, BALLS).exact(BALLS)
    for k in range(1, STEPS + 1):
        gradient = problem.gradient(state.x, BALLS)
        try:
            after = method.step(state, gradient, BALLS)
        except UndecidedComparison:
            seen.undecided += 1  # of the exact step: at a jump of a hard threshold or a compressor
            return
        x, m, v, v_max = (None if one is None else list(map(point, one)) for one in state[1:])
        expected = plain_amgt.step(plain, MP, k, plain_gradient(problem, x), x, m, v, v_max)
        for name, balls, numbers in zip("x m v v_max".split(), after[1:], expected, strict=True):
            if balls is not None:
                assert all(map(contains, balls, numbers)), f"{name}_{k}: {balls} against {numbers}"
        seen.compared += 1
        seen.moved += after.x != state.x
        state = after.exact(BALLS)


def point(ball: Any) -> Any:
    exact = rational("point", ball)
    return MP.mpf(exact.numerator) / exact.denominator


def plain_gradient(problem: Problem, x: Sequence[Any]) -> list[Any]:
    """Of a quadratic from its matrix, else the problem's own in mpmath."""
    if not isinstance(problem, Quadratic):
        return [MP.mpf(one) for one in problem.gradient(x, POINTS)]
    rows = [[MP.mpf(entry.numerator) / entry.denominator for entry in row] for row in problem.matrix]
    minimizer = [MP.mpf(entry.numerator) / entry.denominator for entry in problem.minimizer]
    return [MP.fdot(row, [s - t for s, t in zip(x, minimizer, strict=True)]) for row in rows]


def contains(ball: Any, number: Any) -> bool:
    """Whether a ball, a narrow one, contains a number, up to the second implementation's rounding."""
    with BALLS.precision():
        low, high = (rational("end", end) for end in (BALLS.lower(ball), BALLS.upper(ball)))
    value = rational("number", number)
    slack, widest = (part * (1 + abs(value)) for part in (AGREEMENT, NARROW))
    return low - slack <= value <= high + slack and high - low <= widest


def test_a_wrong_step_is_noticed() -> None:
    """The comparison itself: with beta1 and beta2 exchanged nothing agrees."""
    method = AMGT(alpha=1, beta1="1/2", beta2="1/3", eps=1, threshold=None)
    right = plain_amgt.Method(*map(Fraction, (1, "1/2", "1/3", 1, 0, 1)))
    wrong = plain_amgt.Method(*map(Fraction, (1, "1/3", "1/2", 1, 0, 1)))
    problem, start = Quadratic([1, 2]), [Fraction(1), Fraction(1, 3)]
    walk(problem, method, right, start, Seen())
    with pytest.raises(AssertionError, match="m_1"):
        walk(problem, method, wrong, start, Seen())


def test_the_second_implementation_shares_no_code() -> None:
    tree = ast.parse(Path(plain_amgt.__file__).read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"dataclasses", "fractions"}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))
