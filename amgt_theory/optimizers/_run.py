"""Runs: a method on a problem, with the gap and gradient norm at every iterate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from amgt_theory.arithmetic import Arithmetic, Number, RationalLike, Vector
from amgt_theory.arithmetic import arithmetic as arithmetic_named
from amgt_theory.errors import InvalidInput
from amgt_theory.optimizers._amgt import AMGT

Gradient: TypeAlias = Callable[[Vector], Vector]
AnyMethod: TypeAlias = AMGT | Callable[[Vector, int, Gradient], Any]


class BoundProblem(Protocol):
    """A problem in one arithmetic: f - f* and grad f at a vector."""

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]: ...

    def gradient(self, x: Vector) -> Vector: ...


class Problem(Protocol):
    """What a run needs to know of a problem."""

    @property
    def d(self) -> int: ...

    def bind(self, ar: Arithmetic) -> BoundProblem: ...


@dataclass(frozen=True)
class Run:
    """What a run visited; index k is after k steps, 0 the start.

    ``x`` iterates, ``gap`` f(x_k) - f*, ``gradient_norm`` |grad f(x_k)|, all of ``arithmetic``. On balls each iterate
    is an exact point and its gap and gradient norm enclose the exact values there; work further with them inside
    ``with run.arithmetic.precision()``, or python-flint widens them to its own precision.
    """

    arithmetic: Arithmetic
    x: tuple[Vector, ...]
    gap: tuple[Number, ...]
    gradient_norm: tuple[Number, ...]


def run(
    method: AnyMethod,
    problem: Problem,
    x0: Iterable[RationalLike],
    steps: int = 1000,
    arithmetic: str | Arithmetic = "mpmath",
    bits: int = 200,
) -> Run:
    """``steps`` steps of ``method`` on ``problem`` from ``x0``.

    ``method`` is an AMGT (so also a baseline) or any callable (x, k, gradient) -> x, where ``gradient`` is a function
    of a vector and k counts from 1. ``arithmetic`` is a name (see :func:`amgt_theory.arithmetic.arithmetic`, with
    ``bits``) or an object. On balls the middle of each step's enclosure is the next iterate: balls carried along a
    trajectory blow up. Raises :class:`InvalidInput` for a method, ``x0`` or ``steps`` that cannot be run.

    >>> from amgt_theory.problems import problem
    >>> half = lambda x, k, gradient: [t / 2 for t in x]
    >>> print([float(gap) for gap in run(half, problem("quadratic", mu=1, L=1, d=1), [4], steps=3).gap])
    [8.0, 2.0, 0.5, 0.125]
    """
    ar = arithmetic if isinstance(arithmetic, Arithmetic) else arithmetic_named(arithmetic, bits)
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 0:
        raise InvalidInput(f"steps = {steps!r} violates steps >= 0; choose a non-negative integer")
    x = ar.exact(ar.vector(x0, "x0"))
    if len(x) != problem.d:
        raise InvalidInput(f"x0 has {len(x)} coordinates, the problem has d = {problem.d}; give x0 that many")
    bound = problem.bind(ar)
    with ar.precision():
        advance = _advance(method, x, bound, ar)
        gap, gradient = bound.gap_and_gradient(x)
        xs, gaps, norms = [x], [gap], [ar.norm(gradient)]
        for k in range(1, steps + 1):
            x = advance(x, k, gradient)
            gap, gradient = bound.gap_and_gradient(x)
            xs.append(x)
            gaps.append(gap)
            norms.append(ar.norm(gradient))
    return Run(ar, tuple(xs), tuple(gaps), tuple(norms))


def _advance(
    method: AnyMethod, x0: Vector, problem: BoundProblem, ar: Arithmetic
) -> Callable[[Vector, int, Vector], Vector]:
    """(x_{k-1}, k, its gradient) -> x_k, for an AMGT or a callable alike."""
    if isinstance(method, AMGT):
        bound = method.bind(ar)
        state = bound.start(x0)

        def step(x: Vector, k: int, gradient: Vector) -> Vector:
            nonlocal state
            state = bound.step(state, gradient).exact(ar)
            return state.x

        return step
    if not callable(method):
        raise InvalidInput(f"method = {method!r} is not a method; give an AMGT or a callable (x, k, gradient) -> x")

    def call(x: Vector, k: int, gradient: Vector) -> Vector:
        result = ar.exact(ar.vector(method(x, k, problem.gradient), f"x_{k}"))
        if len(result) != len(x):
            raise InvalidInput(
                f"the method returned {len(result)} coordinates at k = {k}; return {len(x)}, as many as x"
            )
        return result

    return call
