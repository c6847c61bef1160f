"""Runs of AMGT as models of theorems, and what their statements speak of beside the iterates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import mul
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import Arithmetic, Float64Arithmetic, Number, Vector
from amgt_theory.optimizers import AMGT, GridRounding, Hard, Recurrence, Soft, State, Trajectory
from amgt_theory.problems import Problem, Quadratic, RidgeSum, Welsch
from amgt_theory.strategies import drawing
from amgt_theory.strategies._methods import clips, methods
from amgt_theory.strategies.drawing import Draw, pick

STEPS = (3, 10, 30)
FARTHEST = 30  # where exp(-t^2/2) is 2^-650


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def runs(
    draw: DrawFn, problems: SearchStrategy[Problem], powers: Sequence[Any] = (1,), late: int = 0, **condition: Any
) -> dict[str, Any]:
    """A run, not from the minimizer: f, method, start and steps; and tau, step_size of a statement about it.

    The step sizes are alpha/(k+k0)^p with p from ``powers``; they are listed where p is 0 or 1. ``condition`` goes to
    :func:`methods`; it holds from step ``late`` + 1 on. tau is any number where the method has no threshold.
    """
    problem, p = draw(problems), pick(draw, powers)
    method = draw(methods(problem.L, p=p, **condition))
    if late and p:
        method = replace(method, alpha=method.alpha * (method.k0 + 1 + late) / (method.k0 + 1))
    steps = pick(draw, STEPS) + late
    sizes = [method.alpha / (max(k, 1) + method.k0) ** p for k in range(steps + 3)] if p in (0, 1) else []
    return {
        "f": problem,
        "method": method,
        "start": start(draw, problem),
        "steps": steps,
        "tau": method.threshold.tau if method.threshold else drawing.positive(draw),
        "step_size": sizes,
    }


def start(
    draw: Draw, problem: Problem, vector: Callable[..., list[Fraction]] = drawing.nonzero_vector
) -> list[Fraction]:
    """The first point of a run: the minimizer and a ``vector``, not the minimizer unless that may be 0.

    Never so far out that 1 - exp(-t^2/2) is 1 to thousands of bits and no ball sees the run move.
    """
    offset = vector(draw, problem.d)
    if isinstance(problem, RidgeSum) and isinstance(problem.phi, Welsch):
        while any(abs(sum(map(mul, one, offset))) > FARTHEST for one in problem.directions):
            offset = [entry / 2 for entry in offset]
    return [x + y for x, y in zip(problem.minimizer, offset, strict=True)]


@st.composite
def linear_runs(draw: DrawFn, exponents: Sequence[int], steps: int, share: Fraction = Fraction(1, 8)) -> dict[str, Any]:
    """A long run on a quadratic with gradients far below eps, just below the limit L alpha = ``share`` eps (k0+1).

    Its gap decays like k^(-2 c), c = mu alpha/eps from ``exponents``: so many steps show an exponent that is too large,
    an eighth of them that it is not that of L.
    """
    mu, eps, exponent, kappa = drawing.positive(draw), drawing.positive(draw), pick(draw, exponents), pick(draw, (1, 2))
    method = AMGT(exponent * eps / mu, 0, drawing.beta(draw), eps, kappa * exponent / share, threshold=None)
    start = [eps / mu * pick(draw, (1, -1)) / 10**6, Fraction(0)]
    return {
        "f": Quadratic([mu, kappa * mu][:kappa]),
        "method": method,
        "start": start[:kappa],
        "steps": steps if kappa == 1 else steps // 8,
        "tau": drawing.positive(draw) + eps,
    }


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def clipped_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run with a clip, steps of any size, and beta1^2 < beta2, so that no step is long."""
    run = draw(runs(problems, share=100, threshold=draw(clips()), **condition))
    least = run["method"].beta1 ** 2
    beta2 = drawing.between(draw, least, Fraction(1), open_low=True, open_high=True)
    return {**run, "method": replace(run["method"], beta2=beta2)}


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def thresholded_runs(
    draw: DrawFn, problems: SearchStrategy[Problem], q: Fraction = Fraction(0), **condition: Any
) -> dict[str, Any]:
    """A run with a soft or hard threshold tau/(k+k0)^q, often small; no entry of a moment is just at it."""
    size = drawing.positive(draw) * pick(draw, (Fraction(1, 1000), Fraction(1))) * Fraction(1013, 1009)
    return draw(runs(problems, threshold=pick(draw, (Soft, Hard))(size, q), **condition))


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def rounded_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run whose updates are rounded to a grid; also its width Delta, and a bound G above what it leads to.

    That is G^2 >= 2 L max((1+2 beta1^2) gap0, d Delta^2 (G+eps)/(4 mu eps min(1,tau/G)^2)).
    """
    run = draw(runs(problems, **condition))
    problem, method, tau = run["f"], run["method"], run["tau"]
    least = drawing.root_below(2 * problem.L * (1 + 2 * method.beta1**2) * gap_near(problem, run["start"]))
    G = Fraction(f"{float(least) * (1 + 1e-4):.4e}") * pick(draw, (1, 2, 10)) or tau  # 0 at another minimizer
    widest = 2 * problem.mu * method.eps * (min(1, tau / G) * G) ** 2 / (problem.L * problem.d * (G + method.eps))
    part = drawing.between(draw, Fraction(0), Fraction(1), open_low=True)
    width = Fraction(f"{float(drawing.root_below(10**40 * widest) * part) * 0.999e-20:.3e}")
    return {**run, "method": replace(method, compressor=GridRounding(width)), "Delta": width, "G": G}


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def inexact_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run with gradient errors, few, or the same one at every step; also error, and level(k), the square of step k's.
    """
    run = draw(runs(problems, **condition))
    d, steps = run["f"].d, run["steps"]
    errors = [drawing.vector(draw, d) for _ in range(pick(draw, (1, 2, 4)))]
    errors *= steps if len(errors) == 1 else 1
    listed = [*errors, *[[Fraction(0)] * d] * (steps + 2 - len(errors))]
    level = [Fraction(0), *(sum(entry * entry for entry in error) for error in listed)]
    return {**run, "method": replace(run["method"], errors=errors), "error": listed, "level": level}


@st.composite  # type: ignore[arg-type]  # mypy: a keyword after ** cannot be told from the draw
def bounded_inexact_runs(draw: DrawFn, problems: SearchStrategy[Problem], **condition: Any) -> dict[str, Any]:
    """A run with short gradient errors; also error, their bound eta, and a bound G that is above what it leads to.

    That is G >= eta + sqrt(2 L max((1+beta1) gap0, C (G+eps) eta^2/(mu eps min(1,tau/G)))): the least one, or a larger.
    """
    momentum = pick(draw, (False, True))
    run = draw(runs(problems, share=Fraction(1, 4) if momentum else Fraction(1), momentum=momentum, **condition))
    problem, method, tau = run["f"], run["method"], run["tau"]
    amplification = Fraction(1, 2) + 5 * method.beta1 / 2 - method.beta1**2
    slope = 2 * problem.L * amplification / (problem.mu * method.eps)
    longest = drawing.root_below(tau / slope)  # beyond it no G is large enough
    eta = drawing.between(draw, Fraction(0), Fraction(9, 10) * longest)
    errors = [drawing.short_vector(draw, problem.d, eta**2) for _ in range(pick(draw, (1, 2, 4)))]
    errors *= run["steps"] if len(errors) == 1 else 1
    start, G = 2 * problem.L * (1 + method.beta1) * gap_near(problem, run["start"]), Fraction(0)
    for _ in range(500):
        least = eta + drawing.root_below(max(start, slope * (G + method.eps) * eta**2 * max(1, G / tau)))
        if least <= G:
            break
        G = Fraction(f"{float(least) * (1 + 1e-4):.4e}")
    G = G * pick(draw, (1, 2, 10)) if tau >= G > 0 else G or tau  # 0 at another minimizer
    silent = [[Fraction(0)] * problem.d] * (run["steps"] + 2 - len(errors))
    return {**run, "method": replace(method, errors=errors), "error": [*errors, *silent], "eta": eta, "G": G}


def gap_near(problem: Problem, place: Sequence[Fraction]) -> Fraction:
    """The gap at a point, as floats give it."""
    ar = Float64Arithmetic()
    return Fraction(float(problem.bind(ar).gap(ar.vector(place))))


def near_gradient(draw: DrawFn, problem: Problem) -> dict[str, Any]:
    """A point y that is not the minimizer, and how a moment differs from the gradient there: often not at all."""
    d = problem.d
    parts = [drawing.pick(draw, (Fraction(1), drawing.between(draw, Fraction(0), Fraction(2)))) for _ in range(d)]
    offset = drawing.pick(draw, ([Fraction(0)] * d, drawing.vector(draw, d)))
    y = [x + move for x, move in zip(problem.minimizer, drawing.nonzero_vector(draw, d), strict=True)]
    return {"y": y, "parts": parts, "offset": offset}


def moment_near_gradient(values: Mapping[str, Any], ar: Arithmetic) -> Vector:
    """parts_i g_i + offset_i for the gradient g at y."""
    gradient = values["f"].bind(ar).gradient(ar.vector(values["y"]))
    return ar.add(ar.mul(ar.vector(values["parts"]), gradient), ar.vector(values["offset"]))


def walk(values: Mapping[str, Any], ar: Arithmetic) -> list[State]:
    """The states of a short run in ``ar``."""
    run = Trajectory.of(values, ar, keep=range(int(values["steps"]) + 1))
    return [run.state(k) for k in range(run.steps + 1)]


def gap_of(values: Mapping[str, Any], ar: Arithmetic, k: int) -> Number:
    """The gap after k steps of a run."""
    return values["f"].bind(ar).gap(values["run"].x(k))


def later_gains(run: Trajectory) -> Callable[[int], Vector]:
    """The gains as a sequence whose member k is that of step k + 1."""
    return lambda k: run.h(k + 1)


def harmonic_bounds_of(values: Mapping[str, Any], ar: Arithmetic) -> tuple[Number, Number]:
    """H and r, exact, such that the gains of step k of a run are from r H/(k+k0) to H/(k+k0): as close as can be."""
    run, method = values["run"], values["method"]
    k0 = ar.number(method.k0)
    scaled = [[(k + k0) * ends for ends in _ends_of_gains(run, k)] for k in range(1, run.steps + 1)]
    smallest, largest = reduce(ar.minimum, (low for low, _ in scaled)), reduce(ar.maximum, (high for _, high in scaled))
    H = _at_most(ar, ar.upper(largest), (1 + method.k0) * _largest_gain(method, 1))
    return H, ar.minimum(ar.lower(smallest / ar.number(H)), ar.number(1))


def bounds_on_gains_of(
    values: Mapping[str, Any], ar: Arithmetic
) -> tuple[Callable[[int], Number], Callable[[int], Number]]:
    """Exact bounds on the gains of a run: the least of each step, the largest of it and the later ones.

    Where the run keeps nothing of a step, the largest is that from the kept step before it on.
    """
    run, method = values["run"], values["method"]
    places = sorted({0, *(k for k in run.keep if k <= run.steps)})
    highest = [ar.number(0)] * len(places)
    for k in range(run.steps + 1):
        block = bisect_right(places, k) - 1
        highest[block] = ar.maximum(highest[block], ar.upper(_ends_of_gains(run, k)[1]))
    ends = list(accumulate(reversed(highest), ar.maximum))[::-1]
    highest = [_at_most(ar, end, _largest_gain(method, max(k, 1))) for k, end in zip(places, ends, strict=True)]

    def above(k: int) -> Number:
        if k > run.steps:
            raise IndexError(k)
        return highest[bisect_right(places, k) - 1]

    return lambda k: ar.lower(_ends_of_gains(run, k)[0]), above


def least_squares_of(values: Mapping[str, Any], ar: Arithmetic) -> Callable[[int], Number]:
    """At most the least of the first k squared gradients of a run, for k = 1, 2, ..., exact and very close to it."""
    run = values["run"]

    def square(k: int) -> Number:
        gradient = run.g(k)
        return ar.lower(ar.dot(gradient, gradient))

    def follow(k: int, before: Number) -> Number:
        return ar.minimum(before, square(k - 1))

    return Recurrence(square(0), follow, run.steps + 1, run.keep)


def largest_used_moment_of(values: Mapping[str, Any], ar: Arithmetic) -> Number:
    """v_max of a run, exact: with AMSGrad the largest entry of its running maximum, without it 0."""
    run = values["run"]
    return ar.upper(reduce(ar.maximum, run.w(run.steps))) if values["method"].amsgrad else ar.number(0)


def largest_norm(points: Iterable[Vector], ar: Arithmetic) -> Number:
    """The largest Euclidean norm among points."""
    return reduce(ar.maximum, (ar.norm(ar.vector(one)) for one in points))


def given_gradients(values: Mapping[str, Any], ar: Arithmetic) -> Trajectory:
    """The run whose k-th gradient is the k-th member of ``values["g"]`` from 0 on, whatever the point."""
    vectors = [ar.vector(one) for one in values["g"]]
    return Trajectory(values["method"], values["start"], values["steps"], lambda state: vectors[state.k], ar)


def runs_on_gradients(draw: DrawFn, p: int = 0) -> dict[str, Any]:
    """A method with a constant step, or a harmonic one for p = 1, and a few gradients g for a run of it: any."""
    d = pick(draw, (1, 2, 3))
    gradients = [drawing.vector(draw, d) for _ in range(pick(draw, (1, 2, 4, 6)))]
    method = draw(methods(1, p=p))
    return {
        "g": gradients,
        "method": method,
        "start": [0] * d,
        "steps": len(gradients),
        "tau": method.threshold.tau if method.threshold else drawing.positive(draw),
        "step_size": [method.alpha / (max(k, 1) + method.k0) ** p for k in range(len(gradients) + 2)],
    }


def _ends_of_gains(run: Trajectory, k: int) -> tuple[Number, Number]:
    ar, h = run.arithmetic, run.h(k)
    return reduce(ar.minimum, h), reduce(ar.maximum, h)


def _largest_gain(method: AMGT, k: int) -> Fraction:
    """What theory says that the gains of step ``k`` and of later steps are at most; p is 0 or 1."""
    correction = 1 - method.beta1**k if method.bias_correction else 1
    return Fraction(method.alpha / (method.eps * correction * (k + method.k0) ** method.p))


def _at_most(ar: Arithmetic, end: Number, limit: Fraction) -> Any:
    """``end``, an upper end, or the ``limit`` that theory gives where balls do not show that it is missed."""
    return end if end < ar.number(limit) else limit
