"""Problems with exactly known constants, from every family."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.problems import (
    Cauchy,
    Cosine,
    GemanMcClure,
    Huber,
    LessardRechtPackard,
    LogCosh,
    NesterovChain,
    PLSine,
    Problem,
    PseudoHuber,
    Quadratic,
    RidgeSum,
    Welsch,
)
from amgt_theory.strategies import drawing
from amgt_theory.strategies.drawing import pick

CONVEX_RIDGES = (Huber, LogCosh, PseudoHuber)
NONCONVEX_RIDGES = (Cosine, GemanMcClure, Welsch, Cauchy)

_CONDITIONS = tuple(map(Fraction, "1 2 10 3/2 5/4 100 1000".split()))
_CURVATURES = tuple(map(Fraction, "1 1/2 2 1/100 100".split()))
_WEIGHTS = tuple(map(Fraction, "1 1/2 3".split()))
_FLOORS = tuple(map(Fraction, "1 1/10 1/1000".split()))


@st.composite
def constants(draw: DrawFn) -> tuple[Fraction, Fraction]:
    """(mu, L) with 0 < mu <= L: mu and the condition number kappa >= 1 are drawn, L = kappa mu; shrink to (1, 1)."""
    mu = pick(draw, _CURVATURES) if pick(draw, (True, False)) else drawing.positive(draw)
    kappa = pick(draw, _CONDITIONS) if pick(draw, (True, False)) else drawing.between(draw, Fraction(1), Fraction(16))
    return mu, kappa * mu


@st.composite
def quadratics(draw: DrawFn, most: int = 4) -> Quadratic:
    """Positive definite quadratics; the ends mu, L of the spectrum are favoured, rotated or not."""
    mu, L = draw(constants())
    d = pick(draw, range(1, most + 1))
    spectrum = [drawing.between(draw, mu, L) for _ in range(d)]
    return Quadratic(spectrum, _reflectors(draw, d), *_place(draw, d))


def eigendirection(problem: Quadratic, place: int) -> list[Fraction]:
    """The unit eigenvector of a quadratic for its eigenvalue number ``place``."""
    u = [Fraction(index == place) for index in range(problem.d)]
    for v in reversed(problem.reflectors):
        along = sum((x * y for x, y in zip(u, v, strict=True)), Fraction(0))
        scale = 2 * along / sum((x * x for x in v), Fraction(0))
        u = [x - scale * y for x, y in zip(u, v, strict=True)]
    return u


def flattest(draw: DrawFn, problem: Quadratic) -> list[Fraction]:
    """A point away from the minimizer in the direction in which the curvature is mu."""
    u = eigendirection(problem, problem.eigenvalues.index(min(problem.eigenvalues)))
    size = drawing.positive(draw)
    return [at + size * entry for at, entry in zip(problem.minimizer, u, strict=True)]


def flat_place(draw: DrawFn) -> tuple[Quadratic, list[Fraction], Fraction]:
    """A quadratic with mu < L, a point where its curvature is mu, and a gain, 0 < L h <= 1.

    With this gain, no momentum and no error, f decreases least: a rate that takes L for mu is wrong there.
    """
    mu, largest = draw(constants())
    problem = Quadratic([mu, largest + mu if mu == largest else largest], [drawing.nonzero_vector(draw, 2)])
    return problem, flattest(draw, problem), drawing.between(draw, Fraction(0), 1 / problem.L, open_low=True)


def _reflectors(draw: DrawFn, d: int) -> list[list[Fraction]]:
    return [drawing.nonzero_vector(draw, d) for _ in range(pick(draw, (0, 0, 1, 2)) if d > 1 else 0)]


def _place(draw: DrawFn, d: int) -> tuple[list[Fraction], Fraction]:
    """Where the minimum is, and its value: mostly the origin and 0."""
    if pick(draw, (True, True, False)):
        return [Fraction(0)] * d, Fraction(0)
    return drawing.vector(draw, d), pick(draw, (Fraction(0), Fraction(-3), Fraction(7, 2)))


@st.composite
def ridge_sums(draw: DrawFn, ridges: tuple[Any, ...], strongly_convex: bool, most: int = 3) -> RidgeSum:
    """x'Ax/2 + sum of w_i phi(<a_i, x>) with few directions; A is positive definite where asked for, else >= 0."""
    d = pick(draw, range(1, most + 1))
    phi = pick(draw, ridges)()
    count = pick(draw, (1, 1, 2, 3))
    directions = [_direction(draw, d) for _ in range(count)]
    weights = [pick(draw, _WEIGHTS) for _ in directions]
    least = pick(draw, _FLOORS) if strongly_convex else Fraction(0)
    spectrum = [least + pick(draw, (Fraction(0), Fraction(1), Fraction(5))) for _ in range(d)]
    return RidgeSum(phi, directions, weights, spectrum, (), *_place(draw, d))


def _direction(draw: DrawFn, d: int) -> list[Fraction]:
    """Small entries: the ridge bends within reach of the points that are drawn."""
    drawn = [drawing.small(draw) for _ in range(d)]
    return drawn if any(drawn) else [Fraction(1), *drawn[1:]]


@st.composite
def chains(draw: DrawFn) -> NesterovChain:
    """Nesterov's chain, 0 < mu < L."""
    mu, L = draw(constants())
    return NesterovChain(mu, L + mu if mu == L else L, pick(draw, (1, 2, 3, 4)))


@st.composite
def piecewise_quadratics(draw: DrawFn) -> LessardRechtPackard:
    """The piecewise quadratic of Lessard, Recht and Packard."""
    mu, L = draw(constants())
    return LessardRechtPackard(mu, L, pick(draw, (1, 2, 3)))


@st.composite
def sines(draw: DrawFn) -> PLSine:
    """t^2 + 3 sin^2 t, scaled, in each coordinate: PL, not convex."""
    return PLSine(drawing.positive(draw), pick(draw, (1, 2, 3)))


@st.composite
def _degenerate_quadratics(draw: DrawFn) -> Quadratic:
    """Quadratics with eigenvalue 0: convex and PL, many minimizers."""
    mu, L = draw(constants())
    return Quadratic([mu, Fraction(0), L], _reflectors(draw, 3))


_STRONGLY_CONVEX = (
    *(quadratics(), quadratics(), piecewise_quadratics()),
    *(ridge_sums(CONVEX_RIDGES, strongly_convex=True), chains()),
)
_MERELY_CONVEX = (_degenerate_quadratics(), ridge_sums(CONVEX_RIDGES, strongly_convex=False))
_NONCONVEX = (ridge_sums(NONCONVEX_RIDGES, strongly_convex=False), sines())


def strongly_convex_problems() -> SearchStrategy[Problem]:
    """All strongly convex families, quadratics twice as often; shrink to x^2/2."""
    return st.one_of(*_STRONGLY_CONVEX)


def pl_problems() -> SearchStrategy[Problem]:
    """Problems with a PL constant, convex or not; shrink to x^2/2."""
    return st.one_of(*_STRONGLY_CONVEX, _MERELY_CONVEX[0], sines())


def convex_problems() -> SearchStrategy[Problem]:
    """Convex problems, with or without strong convexity; shrink to x^2/2."""
    return st.one_of(*_STRONGLY_CONVEX, *_MERELY_CONVEX)


def nonconvex_problems() -> SearchStrategy[Problem]:
    """Smooth problems that are bounded below and not convex."""
    return st.one_of(*_NONCONVEX)


def smooth_problems() -> SearchStrategy[Problem]:
    """Everything with a Lipschitz gradient and a minimum; shrink to x^2/2."""
    return st.one_of(*_STRONGLY_CONVEX, *_MERELY_CONVEX, *_NONCONVEX)
