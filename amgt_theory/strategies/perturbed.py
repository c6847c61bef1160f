"""Steps and runs under errors: gradient errors in the worst directions, thresholds as errors, AMGT from any state.

What takes ``values`` and ``ar`` computes, in that arithmetic, what a model cannot hold as rationals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from math import floor, isqrt
from typing import Any

import sympy
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from amgt_theory.arithmetic import Arithmetic, Float64Arithmetic, Number, Vector
from amgt_theory.errors import UndecidedComparison
from amgt_theory.optimizers import QSGD, Clip, Hard, Identity, NormClip, PowerOfTwo, Soft, State, Threshold
from amgt_theory.problems import Problem, Quadratic
from amgt_theory.strategies import drawing
from amgt_theory.strategies._methods import methods
from amgt_theory.strategies._problems import pl_problems, quadratics
from amgt_theory.strategies._runs import moment_near_gradient, near_gradient
from amgt_theory.symbols import k

Values = Mapping[str, Any]
SMALL = Fraction(1, 10**30)  # below it, what is only known nearly counts as 0


def point(draw: DrawFn, problem: Problem) -> list[Fraction]:
    """A point that is not the minimizer."""
    return [x + y for x, y in zip(problem.minimizer, drawing.nonzero_vector(draw, problem.d), strict=True)]


def momentum(draw: DrawFn) -> Fraction:
    """beta1: often 0, where bounds are tight."""
    return drawing.beta(draw) if drawing.pick(draw, (False, True)) else Fraction(0)


def size_of_gradient(problem: Problem, place: Sequence[Fraction]) -> Fraction:
    """The largest |g_i| to a few digits, not below it; 1 where the gradient is 0."""
    largest = max(map(abs, map(float, problem.gradient(place, Float64Arithmetic()))))
    return Fraction(f"{largest * (1 + 1e-3):.3e}") or Fraction(1)


def rational_below(expression: Any, values: Mapping[Any, Any]) -> Fraction:
    """A positive SymPy expression at rational ``values``: exact without powers that vary, else just below; at least 0.

    >>> from amgt_theory.symbols import tau, q
    >>> print(rational_below(2 / tau**2, {tau: Fraction(1, 3)}), float(rational_below(tau**q, {tau: 2, q: 3})))
    18 8.0
    """
    exact = {one: sympy.Rational(value.numerator, value.denominator) for one, value in values.items()}
    if all(power.exp.is_Integer for power in expression.atoms(sympy.Pow)):
        value = expression.xreplace(exact)
        return Fraction(int(value.p), int(value.q))
    near = expression.evalf(30, subs=exact)
    return Fraction(str(near)) * (1 - Fraction(1, 10**20)) if near > SMALL else Fraction(0)


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


def gain_interval(draw: DrawFn, limit: Fraction) -> tuple[Fraction, Fraction]:
    """0 < h_lo <= h_hi <= limit: what is selected moves, so that no case is trivially one of equality."""
    high = drawing.between(draw, Fraction(0), limit, open_low=True)
    return drawing.between(draw, Fraction(0), high, open_low=True), high


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


# -- runs with any gains


def compressed_runs(draw: DrawFn, share: Fraction) -> dict[str, Any]:
    """f, a start, and gains from r H/(k+k0) to H/(k+k0) in step k, L H at most ``share`` (1-beta1) (k0+1)."""
    problem, weight, late, steps = draw(pl_problems()), momentum(draw), drawing.positive(draw), 5
    ratio, part = (drawing.between(draw, Fraction(0), Fraction(1), open_low=True) for _ in range(2))
    largest = part * share * (1 - weight) * (late + 1) / problem.L
    highest = [largest / (step + late) for step in range(1, steps + 1)]
    return {
        **{"f": problem, "beta1": weight, "k0": late, "H": largest, "r": ratio},
        "k": drawing.pick(draw, range(1, steps + 1)),
        "x(0)": point(draw, problem),
        "h": [drawing.gains(draw, ratio * high, high, problem.d) for high in highest],
    }


def updates_along(values: Values, ar: Arithmetic, update: Callable[[int, Vector], Vector]) -> list[Vector]:
    """``update(step, m)`` for each moment of the run with the gains h from x(0) that moves by these updates."""
    gradient, beta = values["f"].bind(ar).gradient, ar.number(values["beta1"])
    x, m, updates = ar.vector(values["x(0)"]), ar.zeros(values["f"].d), list[Vector]()
    for step, gains in enumerate(values["h"]):
        m = ar.combine(beta, m, 1 - beta, gradient(x))
        updates.append(update(step, m))
        x = ar.sub(x, ar.mul(ar.vector(gains), updates[-1]))
    return updates


# -- thresholds


def error_thresholds(draw: DrawFn, tau: Fraction, q: Fraction = Fraction(0)) -> Threshold | None:
    """Soft, hard, or none: then the error is to be drawn."""
    kind = drawing.pick(draw, (None, Soft, Hard)) if tau else None
    return kind(tau, q) if kind else None


def _decide_powers(ar: Arithmetic, power: Fraction) -> None:
    if ar.name == "exact" and power.denominator > 1:
        raise UndecidedComparison(f"the power {power} of a rational is not rational; take balls")


def threshold_errors(values: Values, ar: Arithmetic) -> list[Vector]:
    """What the threshold changes in each moment of a run with the gains h from x(0); it acts on the corrected one.

    Without a threshold, the errors that were drawn.
    """
    if values["threshold"] is None:
        return list(map(ar.vector, values["error"]))
    _decide_powers(ar, values["threshold"].q)
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
    draw: DrawFn, /, problems: SearchStrategy[Problem], powers: tuple[int, ...] = (1, 0), **condition: Any
) -> dict[str, Any]:
    """f, method, and the state before a step: any y, moments near the gradient or not, after ``steps`` steps.

    ``condition`` goes to :func:`methods`; p is one of ``powers``.
    """
    problem = draw(problems)
    method = draw(methods(problem.L, p=drawing.pick(draw, powers), **condition))
    return {
        "f": problem,
        "method": replace(method, bias_correction=drawing.pick(draw, (True, False))),
        **near_gradient(draw, problem),
        "second_moment": [v * v for v in drawing.vector(draw, problem.d)],
        "steps": drawing.natural(draw),
    }


def amgt_step(values: Values, ar: Arithmetic) -> dict[str, Any]:
    """The step from that state to z: the new moment m, its bias correction, the gains h and h_lo <= h_i <= h_hi.

    The gradient is the model's "oracle" where there is one. The gains are those without compressor, soft or
    hard threshold; h_lo is 1e-6 below the smallest, so that balls can tell.
    """
    method, step = values["method"], int(values["steps"]) + 1
    y, m, v = ar.vector(values["y"]), moment_near_gradient(values, ar), ar.vector(values["second_moment"])
    before = State(step - 1, y, m, v, v if method.amsgrad else None)
    gradient = ar.vector(values["oracle"]) if "oracle" in values else values["f"].bind(ar).gradient(y)
    after = method.bind(ar).step(before, gradient)
    threshold = method.threshold if isinstance(method.threshold, Clip | NormClip) else None
    h = list(replace(method, threshold=threshold, compressor=Identity()).bind(ar).gains(after))
    corrected = ar.number(1 - method.beta1**step if method.bias_correction else 1)
    h_hi: Number = ar.number(method.alpha / (step + method.k0) ** int(method.p) / method.eps) / corrected
    smallest = reduce(ar.minimum, h) * ar.number(1 - Fraction(1, 10**6))
    return {"z": after.x, "m": after.m, "corrected": corrected, "h": h, "h_hi": h_hi, "h_lo": smallest}


@st.composite
def thresholded_steps(draw: DrawFn, kind: type[Threshold]) -> dict[str, Any]:
    """Steps of AMGT from any state with a soft or hard threshold, of about the size of the gradient.

    Half of the hard ones meet a tie, |m^_i| = tau: AMGT keeps m^_i there, a step with "ties_dropped" does not. They
    are on quadratics with beta2 = 0, so that all is rational and a tie can be decided.
    """
    dropped = False
    if kind is Hard and drawing.pick(draw, (False, True)):
        step = draw(amgt_steps(quadratics(), threshold=None))
        method = replace(step["method"], beta2=0, amsgrad=False)
        tau = abs(drawing.pick(draw, _corrected_moments(step))) or Fraction(1)
        dropped = drawing.pick(draw, (False, True))
    else:
        step = draw(amgt_steps(pl_problems(), threshold=None))
        method = step["method"]
        tau = size_of_gradient(step["f"], step["y"])
        tau *= drawing.pick(draw, (Fraction(1), Fraction(1, 2), drawing.positive(draw)))
    return {**step, "method": replace(method, threshold=kind(tau)), "tau": tau, "ties_dropped": dropped}


def _corrected_moments(step: Values) -> list[Fraction]:
    """m^ after a step on a quadratic."""
    beta = step["method"].beta1
    corrected = 1 - beta ** (step["steps"] + 1) if step["method"].bias_correction else Fraction(1)
    rows = zip(exact_gradient(step["f"], step["y"]), step["parts"], step["offset"], strict=True)
    return [(beta * (part * g + offset) + (1 - beta) * g) / corrected for g, part, offset in rows]


def thresholded_step(values: Values, ar: Arithmetic) -> dict[str, Any]:
    """:func:`amgt_step` with the thresholded moment, ``kept``; z follows from it where ties are dropped."""
    step, method = amgt_step(values, ar), values["method"]
    moment = ar.div(step["m"], step["corrected"])
    if not values["ties_dropped"]:
        return {**step, "kept": method.threshold.bind(ar)(moment, 1)}
    del step["z"]
    above = ar.less_each(ar.mul(ar.number(-1), ar.abs(moment)), -ar.number(values["tau"]))
    return {**step, "kept": ar.select(above, moment, ar.zeros(len(moment)))}


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
    _decide_powers(ar, method.p)
    run = {"x": [state.x], "moment": [state.m], "w": [state.v]}
    for step, gradient in enumerate(values["gradients"], start=1):
        state = method.bind(ar).step(state, ar.vector(gradient))
        first, second = (1 - ar.number(beta) ** step for beta in (method.beta1, method.beta2))
        w = ar.div(state.v, second) if state.v_max is None else state.v_max
        for name, member in (("x", state.x), ("moment", ar.div(state.m, first)), ("w", w)):
            run[name].append(list(member))
    return run


# -- rounding


def power_of_two_below(number: Fraction | int) -> Fraction:
    """The largest power of two up to |number|, 0 for 0."""
    size = abs(Fraction(number))
    if not size:
        return size
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    near = Fraction(2) ** exponent
    return near if near <= size else near / 2


@st.composite
def rounded_steps(draw: DrawFn) -> dict[str, Any]:
    """Steps of AMGT on a quadratic whose updates are rounded to powers of two.

    L h_hi <= 0.53 (1-beta1); beta2 = 0, so that all is rational and every rounding can be decided.
    """
    step = draw(amgt_steps(quadratics(), share=Fraction(53, 100), threshold=None, compressor=PowerOfTwo()))
    return {**step, "method": replace(step["method"], beta2=0, amsgrad=False)}


def rounded_step(values: Values, ar: Arithmetic) -> dict[str, Any]:
    """:func:`amgt_step` with the rounded moment and the powers of two below it; all scaled by the bias correction."""
    step = amgt_step(values, ar)
    moment = ar.div(step["m"], step["corrected"])
    rounded = PowerOfTwo().bind(ar)(moment, moment, 1)
    below = [abs(q) if abs(q) <= abs(u) else abs(q) / 2 for q, u in zip(rounded, moment, strict=True)]
    scaled = {name: ar.mul(step["corrected"], vector) for name, vector in (("quantized", rounded), ("power", below))}
    return {**step, **scaled}


@st.composite
def vectors_to_round(draw: DrawFn, most: int = 5) -> dict[str, Any]:
    """g, not 0, in at most 4 dimensions, equal entries included; and up to ``most`` levels s."""
    d = drawing.pick(draw, (4, 1, 2, 3))
    flat = [drawing.positive(draw) * drawing.pick(draw, (1, -1))] * d
    g = flat if drawing.pick(draw, (True, False)) else drawing.nonzero_vector(draw, d)
    return {"g": g, "s": drawing.pick(draw, range(1, most + 1))}


def rounding_of_qsgd(values: Values, ar: Arithmetic) -> tuple[Vector, Vector]:
    """The level that each |g_i| is above, and the chance of the next one, measured on QSGD's exact distribution."""
    s, g = values["s"], values["g"]
    square = sum((one**2 for one in g), Fraction(0))
    levels = [ar.number(isqrt(floor(s**2 * one**2 / square))) for one in g]
    scale = ar.number(s) / ar.sqrt(ar.number(square))
    outcomes = QSGD(int(s)).distribution(g, ar)
    means = [sum(chance * abs(q[place]) for chance, q in outcomes) * scale for place in range(len(g))]
    return levels, [mean - level for mean, level in zip(means, levels, strict=True)]


# -- random outcomes


def chances(draw: DrawFn, most: int = 3) -> list[Fraction]:
    """Probabilities of a few outcomes."""
    parts = [1 + drawing.natural(draw, 5) for _ in range(drawing.pick(draw, range(1, most + 1)))]
    return [Fraction(one, sum(parts)) for one in parts]


def listed(outcomes: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Outcomes 1, 2, ... as sequences: one for each entry, and the first outcome as outcome 0, which no sum has."""
    return [list(members) for members in zip(*outcomes[:1], *outcomes, strict=True)]


def noisy_outcomes(draw: DrawFn, problem: Problem, h_lo: Fraction | int, h_hi: Fraction | int) -> list[list[Any]]:
    """Probability, point, gains and error of every outcome of a step from a random point; errors average to 0 there."""
    outcomes = []
    for chance in chances(draw):
        place, gains = point(draw, problem), drawing.gains(draw, h_lo, h_hi, problem.d)
        errors = zero_mean(draw, problem.d, drawing.signed(draw))
        outcomes += [(chance * part, place, gains, error) for part, error in errors]
    return listed(outcomes)


def zero_mean(draw: DrawFn, d: int, sigma: Fraction) -> list[tuple[Fraction, list[Fraction]]]:
    """Two vectors with their probabilities: the average is 0, that of the squared norm at most sigma^2."""
    first = drawing.pick(draw, (Fraction(1, 2), Fraction(1, 5)))
    error = drawing.short_vector(draw, d, sigma**2 / (first * (1 - first)))
    return [(chance, [factor * one for one in error]) for chance, factor in ((first, 1 - first), (1 - first, -first))]


def courses(
    values: Values, ar: Arithmetic, answers: Callable[[int, int, Vector], Sequence[tuple[Any, Vector, Any]]], shown: str
) -> dict[str, Any]:
    """Every course of a few steps x - h * answer from random starts: N, weight(n), x(k, n), h(k, n), ``shown``(k, n).

    answers(step, place, gradient) gives, for course number ``place`` so far, each answer with its probability and what
    is to be shown of it.
    """
    gradient = values["f"].bind(ar).gradient
    known: list[Any] = [(ar.number(one), [ar.vector(x)], [], []) for one, x in values["starts"]]
    for step, gains in enumerate(values["gains"]):
        before, known = known, []
        for place, (weight, points, used, seen) in enumerate(before):
            h = ar.vector(gains[place % len(gains)])
            for chance, answer, one in answers(step, place, gradient(points[-1])):
                after = ar.sub(points[-1], ar.mul(h, answer))
                known.append((weight * chance, [*points, after], [*used, h], [*seen, ar.vector(one)]))

    def member(entry: int) -> Callable[[int, int], Vector]:
        return lambda k, n: known[n - 1][entry][k]

    functions = {name: member(entry) for entry, name in enumerate(("x", "h", shown), start=1)}
    return {"N": len(known), "weight": [known[0][0], *(one[0] for one in known)], **functions}


@st.composite
def compressed_steps(draw: DrawFn) -> dict[str, Any]:
    """A quadratic f, points with probabilities and gains, and a compressor of the gradient with its omega.

    The compressor is QSGD with "s" levels, or for s = 0 one that answers (1 + t) g or (1 - t) g, evenly.
    """
    problem, t = draw(quadratics(most=3)), drawing.pick(draw, (Fraction(1), Fraction(1, 2), Fraction(2)))
    s = drawing.pick(draw, (0, 1, 2, 4))
    omega = Fraction(problem.d, 4 * s**2) if s else t**2
    t = drawing.root_below(omega)
    h_hi = drawing.between(draw, Fraction(0), 2 / problem.L / (1 + omega), open_low=True)
    h_lo = drawing.between(draw, h_hi / 2, h_hi)
    starts = [(one, point(draw, problem), drawing.gains(draw, h_lo, h_hi, problem.d)) for one in chances(draw, 2)]
    return {"f": problem, "s": s, "t": t, "omega": omega, "h_lo": h_lo, "h_hi": h_hi, "starts": starts}


def compressed_outcomes(values: Values, ar: Arithmetic) -> list[list[Any]]:
    """Probability, point, gains and compressed gradient of every outcome of such a step."""
    outcomes = []
    for chance, place, gains in values["starts"]:
        for part, quantized in compressed(values, exact_gradient(values["f"], place), ar):
            outcomes.append((ar.number(chance) * part, ar.vector(place), ar.vector(gains), quantized))
    return listed(outcomes)


def compressed(values: Values, gradient: Sequence[Fraction], ar: Arithmetic) -> list[tuple[Number, Vector]]:
    """The distribution of the compressed gradient."""
    if values["s"]:
        return QSGD(int(values["s"])).distribution(gradient, ar)
    return scaled_answers(values, ar.vector(gradient), ar)


def scaled_answers(values: Values, gradient: Vector, ar: Arithmetic) -> list[tuple[Number, Vector]]:
    """(1 + t) g or (1 - t) g, evenly."""
    factors = (ar.number(1 + values["t"]), ar.number(1 - values["t"]))
    return [(ar.number(Fraction(1, 2)), ar.mul(factor, gradient)) for factor in factors]


def exact_gradient(problem: Quadratic, place: Sequence[Fraction]) -> list[Fraction]:
    """The gradient of a quadratic as rationals."""
    offset = [x - y for x, y in zip(place, problem.minimizer, strict=True)]
    return [sum((a * one for a, one in zip(row, offset, strict=True)), Fraction(0)) for row in problem.matrix]
