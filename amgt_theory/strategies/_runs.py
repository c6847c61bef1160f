"""Runs of AMGT as models of theorems, and what their statements speak of beside the iterates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import Arithmetic, MpmathArithmetic, Vector
from amgt_theory.optimizers import State
from amgt_theory.problems import Problem
from amgt_theory.strategies._methods import methods
from amgt_theory.strategies._numbers import nonzero_vectors, positive

STEPS = (3, 10, 30)


@st.composite
def runs(
    draw: DrawFn, problems: SearchStrategy[Problem], powers: tuple[int, ...] = (1,), late: int = 0, **condition: Any
) -> dict[str, Any]:
    """A run, not from the minimizer: f, method, start and steps; and tau, step_size of a statement about it.

    The step sizes are alpha/(k+k0)^p with p from ``powers``. ``condition`` goes to :func:`methods`; it holds from step
    ``late`` + 1 on. tau is any number where the method has no threshold.
    """
    problem, p = draw(problems), draw(st.sampled_from(powers))
    method = draw(methods(problem.L, p=p, **condition))
    later = (method.k0 + 1 + late) / (method.k0 + 1)
    method = replace(method, alpha=method.alpha * later**p)
    offset = draw(nonzero_vectors(problem.d))
    steps = draw(st.sampled_from(STEPS)) + late
    return {
        "f": problem,
        "method": method,
        "start": [x + y for x, y in zip(problem.minimizer, offset, strict=True)],
        "steps": steps,
        "tau": method.threshold.tau if method.threshold else draw(positive()),
        "step_size": [method.alpha / (max(k, 1) + method.k0) ** p for k in range(steps + 3)],
    }


def states_of(values: Mapping[str, Any], ar: Arithmetic) -> list[State]:
    """The states of a run in mpmath, at the bits of ``ar``; of the same run a check sees the same points."""
    points = MpmathArithmetic(ar.bits)
    step, gradient = values["method"].bind(points).step, values["f"].bind(points).gradient
    with points.precision():
        states = [values["method"].bind(points).start(values["start"])]
        for _ in range(int(values["steps"])):
            states.append(step(states[-1], gradient(states[-1].x)))
    return states


def gains_of(values: Mapping[str, Any], ar: Arithmetic) -> list[Vector]:
    """The gains h of every step of a run, x_{k-1} - x_k = h m_k; the member 0 is that of step 1."""
    _, *states = states_of(values, ar)
    gains = list(map(values["method"].bind(MpmathArithmetic(ar.bits)).gains, states))
    return [gains[0], *gains]


def gradients_of(values: Mapping[str, Any], ar: Arithmetic) -> list[Vector]:
    """The gradients at the points of a run."""
    points = MpmathArithmetic(ar.bits)
    gradient = values["f"].bind(points).gradient
    with points.precision():
        return [gradient(state.x) for state in states_of(values, ar)]
