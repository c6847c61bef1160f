"""Problems with exactly known constants, from every family."""

from __future__ import annotations

from collections.abc import Callable
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
from amgt_theory.strategies._numbers import between, dimensions, nonzero_vectors, positive, vectors

CONVEX_RIDGES = (Huber, LogCosh, PseudoHuber)
NONCONVEX_RIDGES = (Cosine, GemanMcClure, Welsch, Cauchy)

_CONDITIONS = tuple(Fraction(text) for text in "1 2 10 3/2 5/4 100 1000".split())


@st.composite
def constants(draw: DrawFn) -> tuple[Fraction, Fraction]:
    """(mu, L) with 0 < mu <= L: mu and the condition number kappa >= 1 are drawn, L = kappa mu; shrink to (1, 1)."""
    mu = draw(st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(2), Fraction(1, 100), Fraction(100))) | positive())
    kappa = draw(st.sampled_from(_CONDITIONS) | between(1, 16))
    return mu, kappa * mu


@st.composite
def quadratics(draw: DrawFn, most: int = 4) -> Quadratic:
    """Positive definite quadratics; the ends mu, L of the spectrum are favoured, rotated or not."""
    mu, L = draw(constants())
    d = draw(dimensions(most))
    spectrum = [draw(between(mu, L)) for _ in range(d)]
    reflectors = draw(st.just([]) | st.lists(nonzero_vectors(d), min_size=1, max_size=2)) if d > 1 else []
    return Quadratic(spectrum, reflectors, *draw(_places(d)))


@st.composite
def _places(draw: DrawFn, d: int) -> tuple[list[Fraction], Fraction]:
    """Where the minimum is, and its value: mostly the origin and 0."""
    plain = ([Fraction(0)] * d, Fraction(0))
    return draw(st.just(plain) | st.tuples(vectors(d), st.sampled_from((Fraction(0), Fraction(-3), Fraction(7, 2)))))


@st.composite
def ridge_sums(draw: DrawFn, ridges: tuple[Any, ...], strongly_convex: bool, most: int = 3) -> RidgeSum:
    """x'Ax/2 + sum of w_i phi(<a_i, x>) with few directions; A is positive definite where asked for, else >= 0."""
    d = draw(dimensions(most))
    phi = draw(st.sampled_from(ridges))()
    directions = draw(st.lists(nonzero_vectors(d).filter(_moderate), min_size=1, max_size=3))
    weights = [draw(st.sampled_from((Fraction(1), Fraction(1, 2), Fraction(3)))) for _ in directions]
    floor_ = draw(st.sampled_from((Fraction(1), Fraction(1, 10), Fraction(1, 1000))))
    least = floor_ if strongly_convex else Fraction(0)
    spectrum = [least + draw(st.sampled_from((Fraction(0), Fraction(1), Fraction(5)))) for _ in range(d)]
    return RidgeSum(phi, directions, weights, spectrum, (), *draw(_places(d)))


def _moderate(direction: list[Fraction]) -> bool:
    return max(map(abs, direction)) <= 100


@st.composite
def chains(draw: DrawFn) -> NesterovChain:
    """Nesterov's chain, 0 < mu < L."""
    mu, L = draw(constants())
    return NesterovChain(mu, L + mu if mu == L else L, draw(dimensions(4)))


@st.composite
def piecewise_quadratics(draw: DrawFn) -> LessardRechtPackard:
    """The piecewise quadratic of Lessard, Recht and Packard."""
    mu, L = draw(constants())
    return LessardRechtPackard(mu, L, draw(dimensions(3)))


@st.composite
def sines(draw: DrawFn) -> PLSine:
    """t^2 + 3 sin^2 t, scaled, in each coordinate: PL, not convex."""
    return PLSine(draw(positive()), draw(dimensions(3)))


def strongly_convex_problems() -> SearchStrategy[Problem]:
    """All strongly convex families, quadratics twice as often; shrink to x^2/2."""
    return st.one_of(
        quadratics(),
        quadratics(),
        piecewise_quadratics(),
        ridge_sums(CONVEX_RIDGES, strongly_convex=True),
        chains(),
    )


@st.composite
def _degenerate_quadratics(draw: DrawFn) -> Quadratic:
    """Quadratics with eigenvalue 0: convex and PL, many minimizers."""
    mu, L = draw(constants())
    return Quadratic([mu, Fraction(0), L], draw(st.just([]) | st.lists(nonzero_vectors(3), min_size=1, max_size=1)))


def pl_problems() -> SearchStrategy[Problem]:
    """Problems with a PL constant, convex or not; shrink to x^2/2."""
    return st.one_of(strongly_convex_problems(), strongly_convex_problems(), sines(), _degenerate_quadratics())


def convex_problems() -> SearchStrategy[Problem]:
    """Convex problems, with or without strong convexity; shrink to x^2/2."""
    return st.one_of(
        strongly_convex_problems(), _degenerate_quadratics(), ridge_sums(CONVEX_RIDGES, strongly_convex=False)
    )


def nonconvex_problems() -> SearchStrategy[Problem]:
    """Smooth problems that are bounded below and not convex."""
    return st.one_of(ridge_sums(NONCONVEX_RIDGES, strongly_convex=False), sines())


def smooth_problems() -> SearchStrategy[Problem]:
    """Everything with a Lipschitz gradient and a minimum; shrink to x^2/2."""
    return st.one_of(convex_problems(), nonconvex_problems())


Family = Callable[[], SearchStrategy[Problem]]
