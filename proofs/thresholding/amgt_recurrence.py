"""AMGT whose updates carry an error, such as a soft or hard threshold: V contracts towards a neighbourhood.

Theory notes, section 4. Nothing is assumed of the gains: the neighbourhood depends on their ratio and so on the bound G
on the gradients, the gradients on the neighbourhood, and G must be above what it leads to.
"""

from sympy import Lambda, Max, Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    DECREASING_STEP, HYPERPARAMETERS, MOMENTS, POSITIVE_STEP, V, corrected_lowest_gain, gain, gains_below, highest_gain,
    lowest_gain, step_size, t, w,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, beta1, d, eps, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu,
    square, tau, v, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import ENOUGH, START, limit, lyapunov, short_steps

error, g = (function(name, "natural", result="vector") for name in ("error", "g"))
level, top, root = (Real(name) for name in ("level", "top", "root"))
GAIN = Min(1, tau / G)
SHORT = short_steps()
LOWEST, CLIP, LYAPUNOV = corrected_lowest_gain(k + 1, G), At(t(k + 1), i), lyapunov()

THEOREM = Theorem(
    id="thresholding.amgt_recurrence",
    title="AMGT with errors of its updates contracts V towards a neighbourhood, its gradients below G",
    kind="lemma",
    claim="C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *MOMENTS,
        ("step", ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - gain(k + 1) * (At(m(k + 1), i) + At(error(k), i))))),
        ("error_bound", ForAll((k, i), le(CLIP * At(error(k), i) ** 2, level), (le(GAIN, CLIP),))),
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", SHORT),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("lyapunov", ForAll((k,), eq(V(k), LYAPUNOV(k)))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        *HYPERPARAMETERS,
        lt(0, gap0),
        le(0, level),
        lt(0, G),
        ENOUGH,
    ),
    where=((limit, d * level * (G + eps) / (mu * eps * GAIN)),),
    over=(k,),
    quantity=V(k + 1) - limit,
    per=V(k) - limit,
    bound=1 - mu * LOWEST,
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), START),
        ForAll((k,), le(square(gradient(x(k))), G**2)),
        ForAll((k,), le(mu * lowest_gain(k + 1, G), 1)),
        ForAll((k,), le(Max(0, V(k + 1) - limit), (1 - mu * lowest_gain(k + 1, G)) * Max(0, V(k) - limit))),
    ),
    notes="The error is one of the moment that a clip has scaled by its gain t: 1 without a clip, at least "
    "min(1, tau/G) with one. The bias correction is in both ends of the gains, so that their ratio is "
    "(G+eps)/(eps min(1,tau/G)).",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _gains(proof)
    why = "where the gains of a step are above h_lo, V contracts towards the neighbourhood"
    with proof.fix("one_step", k, assume=gains_below(G), why=why) as inner:
        _step(inner)
    _start(proof)
    why = "and where V is below its bound, gradients are below G"
    with proof.fix("gradients", k, assume={"below": le(V(k), top)}, why=why) as inner:
        small = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: f(x(k)) - f_star})
        weights = {small: 1, "gap_below": 2 * L, "below": 2 * L, "root_squared": -1, "enough": G + root}
        inner.combine("here", le(square(gradient(x(k))), G**2), weights)
    values = {function("U", "natural"): V, g: Lambda(k, gradient(x(k))), level: top}
    why = "so both hold at every step"
    for number, name in enumerate(("contraction", "gradients_below", "slower_at_most_one", "excess")):
        proof.cite("momentum.towards_limit", values, conclusion=number, name=name, why="" if number else why)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.define(top, Max(START, limit))
    start, largest = proof.law("max_left", START, limit), proof.law("max_left", limit, START)
    proof.combine("start_below", le(START, top), {start: 1, "definition_top": -1})
    proof.combine("limit_below", le(limit, top), {largest: 1, "definition_top": -1})
    proof.combine("top_positive", lt(0, top), {"start_below": 1}, START)
    proof.combine("inside_positive", lt(0, L * top), {}, L * top)
    proof.define(root, sqrt(2 * L * top))
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * top}, name="root_squared")
    proof.cite("lemmas.root_double", {G: root, Real("a"): L * top}, conclusion=1, name="root_positive")
    same = proof.rewrite("same_root", "definition_top", Real("hole"), sqrt(2 * L * Real("hole")))
    proof.combine("enough", le(root, G), {ENOUGH: 1, same: 1, "definition_root": 1})


def _gains(proof: Proof) -> None:
    """What is needed of the gains at every step, whatever the gradients."""
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="gains_above")
    proof.cite("momentum.corrected_gain", name="gains_ordered")
    with proof.induction(k, {"largest_first": le(step_size(k + 1), step_size(1))}) as (_, step):
        step.combine("next", le(step_size(k + 2), step_size(1)), {"decreasing_step": 1, "largest_first": 1})
    for number, name in enumerate(("gains_decrease", "highest_positive", "without_correction")):
        proof.cite("momentum.highest_gain", name=name, conclusion=number)
    with proof.fix("short", k) as inner:
        scale = 1 / (eps * (1 - beta1))
        weights = {"without_correction": 2 * L, "largest_first": 2 * L * scale, SHORT: scale}
        inner.combine("here", le(2 * L * highest_gain(k + 1), 1 - beta1), weights)
    with proof.fix("small", k) as inner:
        here = highest_gain(k + 1)
        inner.use("highest_positive", {})
        half = Rational(1, 2)
        inner.combine("here", le(mu * here, 1), {le(mu, L): here, "short": half}, half, beta1 / 2)


def _step(proof: Proof) -> None:
    for fact in ("positive_step", "corrected", "short", "gains_ordered", "gains_decrease"):
        proof.use(fact, {})
    for name in ("gains_above", "step", "first_moment"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    scale = step_size(k + 1) / (1 - beta1 ** (k + 1))
    with proof.fix("weighted_error", i, why="an error weighs as much as its gain") as coordinate:
        coordinate.use("threshold_below", {})
        coordinate.use("error_bound", {})
        spread = sqrt(At(w(k + 1), i)) + eps
        wider = coordinate.combine("wider", le(1 / spread, 1 / eps), {}, spread - eps, multiplier=spread * eps)
        weights = {"error_bound_1": scale / spread, wider: scale * level}
        goal = le(gain(k + 1) * At(error(k), i) ** 2, highest_gain(k + 1) * level)
        coordinate.combine("here", goal, weights)
    proof.combine("lowest_nonnegative", le(0, LOWEST), {}, LOWEST)
    for place in (k, k + 1):
        proof.use("lyapunov", {k: place})
    values = {
        y: x(k),
        z: x(k + 1),
        Vector("h"): Lambda(i, gain(k + 1)),
        Vector("m"): m(k),
        Vector("m_next"): m(k + 1),
        Vector("error"): error(k),
        h_lo: LOWEST,
        h_hi: highest_gain(k + 1),
        Real("next_hi"): highest_gain(k + 2),
        Real("V"): V(k),
        Real("V_next"): V(k + 1),
    }
    step = proof.cite("thresholding.indexed_step", values)
    contraction = le(V(k + 1) - limit, (1 - mu * LOWEST) * (V(k) - limit))
    proof.combine("there", contraction, {step: 1, "definition_limit": -mu * LOWEST})


def _start(proof: Proof) -> None:
    proof.use("positive_step", {k: 0})
    proof.use("highest_positive", {k: 0})
    proof.use("short", {k: 0})
    first = proof.use("lyapunov", {k: 0})
    proof.combine("lyapunov_start", eq(V(0), gap0 + LYAPUNOV(0) - f(x(0)) + f_star), {first: 1, "gap": -1})
    values = {y: x(0), Vector("m"): m(0), h_hi: highest_gain(1), Real("V"): V(0)}
    proof.cite("thresholding.start", values, name="start", why="V starts at (1+2 beta1^2) gap0 at most")
    proof.combine("first_below", le(V(0), top), {"start": 1, "start_below": 1})
    with proof.fix("gap_below", k) as inner:
        for fact in ("positive_step", "corrected"):
            inner.use(fact, {})
        offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        spread = inner.summed("spread", le(0, offset), {}, offset)
        weight = 2 * highest_gain(k + 1) / (1 - beta1) * beta1**2
        inner.combine("here", le(f(x(k)) - f_star, V(k)), {"lyapunov": -1, spread: weight})


def check():
    from dataclasses import replace

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Clip
    from amgt_theory.strategies import drawing, quadratics, rounded_runs, walk

    def model(draw):  # rounding after a clip, with rational runs; none of equality, which sqrt(2 L ...) leaves open
        threshold = Clip(drawing.positive(draw)) if drawing.pick(draw, (True, False)) else None
        run = draw(rounded_runs(quadratics(3), powers=(0, 1), threshold=threshold, amsgrad=False, share="3/8"))
        method = replace(run["method"], beta1=run["method"].beta1 or "1/8", beta2=0)
        area = run["Delta"] ** 2 / (4 * min(1, run["tau"] / run["G"]))
        return {**run, "method": method, "steps": 4, level: area, k: drawing.natural(draw, 3)}

    def compute(values, ar):
        method, states = values["method"], walk(values, ar)
        clip = method.threshold.bind_gain(ar) if method.threshold else None
        run = {one: [getattr(state, str(one)) for state in states] for one in (x, m, v)}
        clips, errors, ones = [], [], ar.add(ar.zeros(len(states[0].x)), ar.number(1))
        for state in states:
            corrected = ar.number(1 - method.beta1 ** max(state.k, 1))
            clips.append(clip(ar.div(state.m, corrected), state.k) if clip and state.k else ones)
            if state.k:
                moved = ar.mul(corrected, method.bind(ar).update(state))
                errors.append(ar.sub(ar.div(moved, clips[-1]), state.m))
        return {**run, w: run[v], t: clips, error: errors}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
