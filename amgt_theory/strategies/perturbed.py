"""Steps and runs under errors: gradient errors in the worst directions, thresholds as errors, AMGT from any state.

What takes ``values`` and ``ar`` computes, in that arithmetic, what a model cannot hold as rationals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import Arithmetic, Number, Vector
from amgt_theory.optimizers import Hard, Identity, Soft, State, Threshold
from amgt_theory.problems import Problem
from amgt_theory.strategies import drawing
from amgt_theory.strategies._methods import methods
from amgt_theory.symbols import k

Values = Mapping[str, Any]


def point(draw: DrawFn, problem: Problem) -> list[Fraction]:
    """A point that is not the minimizer."""
    return [x + y for x, y in zip(problem.minimizer, drawing.nonzero_vector(draw, problem.d), strict=True)]


def momentum(draw: DrawFn) -> Fraction:
    """beta1: often 0, where bounds are tight."""
    return drawing.beta(draw) if drawing.pick(draw, (False, True)) else Fraction(0)


def rational_below(expression: Any, values: Mapping[Any, Any]) -> Fraction:
    """A positive SymPy expression at rational ``values``: exactly where it is rational, else just below.

    >>> from amgt_theory.symbols import tau, q
    >>> print(rational_below(2 / tau**q, {tau: Fraction(4, 9), q: Fraction(1, 2)}))
    3
    """
    exact = {one: sympy.Rational(value.numerator, value.denominator) for one, value in values.items()}
    value = expression.xreplace(exact)
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    return Fraction(str(sympy.N(value, 30))) * (1 - Fraction(1, 10**20))


# -- errors of the gradient


def share_of_gradient(values: Values, ar: Arithmetic) -> Vector:
    """(1 - 1e-6) part_i g_j at y, the coordinates j turned by "turn" places: shorter than g when |part_i| <= 1.

    The step that such an error may undo gives equality, which balls cannot tell.
    """
    return _share(values["f"].bind(ar).gradient(ar.vector(values["y"])), values["part"], ar, values["turn"])


def _share(gradient: Vector, part: Sequence[Fraction], ar: Arithmetic, turn: int = 0) -> Vector:
    turned = [*gradient[turn:], *gradient[:turn]]
    return ar.mul(ar.vector([one * (1 - Fraction(1, 10**6)) for one in part]), turned)


def along_gradient(values: Values, ar: Arithmetic) -> Vector:
    """:func:`share_of_gradient` divided by the norm of the gradient: no longer than 1."""
    norm = ar.norm(values["f"].bind(ar).gradient(ar.vector(values["y"])))
    return ar.div(share_of_gradient(values, ar), norm + ar.number(Fraction(1, 10**18)))


def relative_errors(values: Values, ar: Arithmetic) -> list[Vector]:
    """theta (1 - 1e-6) part_i g_i at every point of a run with the gains h from x(0)."""
    gradient, theta, beta = values["f"].bind(ar).gradient, ar.number(values["theta"]), ar.number(values["beta1"])
    x, m, errors = ar.vector(values["x(0)"]), ar.zeros(values["f"].d), list[Vector]()
    for gains, part in zip(values["h"], values["parts"], strict=True):
        slope = gradient(x)
        errors.append(ar.mul(theta, _share(slope, part, ar)))
        m = ar.combine(beta, m, 1 - beta, ar.add(slope, errors[-1]))
        x = ar.sub(x, ar.mul(ar.vector(gains), m))
    return errors


# -- gains and levels of a run


def shrinking_gains(draw: DrawFn, limit: Fraction, steps: int = 5) -> list[tuple[Fraction, Fraction]]:
    """An interval of gains for each step: the upper ends positive, at most ``limit`` and not increasing."""
    intervals, high = [], limit
    for _ in range(steps):
        high = drawing.between(draw, Fraction(0), high, open_low=True)
        intervals.append((drawing.between(draw, Fraction(0), high), high))
    return intervals


def values_along(expression: Any, values: Mapping[Any, Any], steps: int) -> list[Fraction]:
    """An expression in the natural number k at k = 0, 1, ..., as :func:`rational_below` gives it."""
    return [rational_below(expression, {**values, k: Fraction(step)}) for step in range(steps)]


# -- thresholds


def error_thresholds(draw: DrawFn, tau: Fraction, q: Fraction = Fraction(0)) -> Threshold | None:
    """Soft, hard, or none: then the error is to be drawn."""
    kind = drawing.pick(draw, (None, Soft, Hard)) if tau else None
    return kind(tau, q) if kind else None


def threshold_errors(values: Values, ar: Arithmetic) -> list[Vector]:
    """What the threshold changes in each moment of a run with the gains h from x(0); it acts on the corrected one.

    Without a threshold, the errors that were drawn.
    """
    if values["threshold"] is None:
        return list(map(ar.vector, values["error"]))
    cut = values["threshold"].bind(ar, values.get("k0", Fraction(0)))
    gradient, beta = values["f"].bind(ar).gradient, ar.number(values["beta1"])
    x, m, errors = ar.vector(values["x(0)"]), ar.zeros(values["f"].d), list[Vector]()
    for step, gains in enumerate(values["h"], start=1):
        m, corrected = ar.combine(beta, m, 1 - beta, gradient(x)), 1 - beta**step
        update = ar.mul(corrected, cut(ar.div(m, corrected), step))
        errors.append(ar.sub(update, m))
        x = ar.sub(x, ar.mul(ar.vector(gains), update))
    return errors


# -- steps of AMGT


@st.composite
def amgt_steps(
    draw: DrawFn, problems: SearchStrategy[Problem], powers: tuple[int, ...] = (1, 0), **condition: Any
) -> dict[str, Any]:
    """f, method, and the state before a step: any y, moments that no run would visit included, after ``steps`` steps.

    ``condition`` goes to :func:`methods`; p is one of ``powers``.
    """
    problem = draw(problems)
    method = draw(methods(problem.L, p=drawing.pick(draw, powers), **condition))
    return {
        "f": problem,
        "method": replace(method, bias_correction=drawing.pick(draw, (True, False))),
        "y": point(draw, problem),
        "moment": drawing.vector(draw, problem.d),
        "second_moment": [v * v for v in drawing.vector(draw, problem.d)],
        "steps": drawing.natural(draw),
    }


def amgt_step(values: Values, ar: Arithmetic) -> dict[str, Any]:
    """The step from that state to z: the new moment m, its bias correction, the gains h and h_lo <= h_i <= h_hi.

    The gradient is the model's "oracle" where there is one. The gains are those without threshold and compressor; h_lo
    is 1e-6 below the smallest, so that balls can tell.
    """
    method, step = values["method"], int(values["steps"]) + 1
    y, m, v = (ar.vector(values[one]) for one in ("y", "moment", "second_moment"))
    before = State(step - 1, y, m, v, v if method.amsgrad else None)
    gradient = ar.vector(values["oracle"]) if "oracle" in values else values["f"].bind(ar).gradient(y)
    after = method.bind(ar).step(before, gradient)
    h = list(replace(method, threshold=None, compressor=Identity()).bind(ar).gains(after))
    corrected = ar.number(1 - method.beta1**step if method.bias_correction else 1)
    h_hi: Number = ar.number(method.alpha / (step + method.k0) ** int(method.p) / method.eps) / corrected
    smallest = reduce(ar.minimum, h) * ar.number(1 - Fraction(1, 10**6))
    return {"z": after.x, "m": after.m, "corrected": corrected, "h": h, "h_hi": h_hi, "h_lo": smallest}


# -- runs of AMGT on any gradients


@st.composite
def corrupted_runs(draw: DrawFn, kind: type[Threshold]) -> dict[str, Any]:
    """A method with a threshold of the given kind, a start and a few gradients, of any size."""
    d, power = drawing.pick(draw, range(1, 5)), drawing.pick(draw, (1, 0, Fraction(1, 2)))
    return {
        "method": draw(methods(drawing.positive(draw), p=power, threshold=kind(drawing.positive(draw)))),
        "x(0)": drawing.vector(draw, d),
        "gradients": [drawing.vector(draw, d) for _ in range(4)],
    }


def corrupted_run(values: Values, ar: Arithmetic) -> dict[str, list[Vector]]:
    """x, the corrected first moment and the second moment w in the denominator, along such a run."""
    method, state = values["method"], values["method"].bind(ar).start(values["x(0)"])
    run = {"x": [state.x], "moment": [state.m], "w": [state.v]}
    for step, gradient in enumerate(values["gradients"], start=1):
        state = method.bind(ar).step(state, ar.vector(gradient))
        first, second = (1 - ar.number(beta) ** step for beta in (method.beta1, method.beta2))
        w = ar.div(state.v, second) if state.v_max is None else state.v_max
        for name, member in (("x", state.x), ("moment", ar.div(state.m, first)), ("w", w)):
            run[name].append(list(member))
    return run
