"""AMGT with a harmonic step converges for every alpha and k0, after a transient (theory notes, section 3, any_step).

While steps are too large for descent, they are too short to go far: the gap stays below its peak. From then on the
Lyapunov function contracts as in power_rate.
"""

from contextlib import AbstractContextManager

from sympy import Abs, Expr, Lambda, Max, Min, Pow, Rational, Sum, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, MOMENT_RATIO, V, amgt, lyapunov_function, step_size, t, w
from amgt_theory.language import ForAll, Formula, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, G, L, Real, a, alpha, beta1, beta2, c, d, eps, f, f_star, function, gap0, gradient, h_lo, i, j, k,
    k0, m, mu, n, square, tau, v, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

R, T, peak, longest = (Real(name) for name in "R T peak longest".split())
X, Y, Z, other = Real("x"), Real("y"), Real("z"), Coordinate("other")
HALF = Rational(1, 2)
REACH, STILL = Min(R, tau / eps), 1 / (k0 + 1) + log((T + HALF) / (k0 + 1 + HALF))
LEFT, SPAN, CORRECTED = 1 - beta1, k + k0 + 1, 1 - beta1 ** (k + 1)
START = (1 + 4 * beta1**2) * peak
ROOT = sqrt(At(w(k + 1), i))
GAIN = HARMONIC(k + 1) * At(t(k + 1), i) / (CORRECTED * (ROOT + eps))
HIGHEST = HARMONIC(k + 1) / (eps * CORRECTED)
PATH = Sum(1 / (j + k0), (j, 1, k))

THEOREM = Theorem(
    id="strongly_convex.any_step",
    title="AMGT with a harmonic step converges for every alpha and k0",
    kind="theorem",
    claim="C6",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.any_step",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        ("used_moment_above", ForAll((k, i), le(At(v(k + 1), i) / (1 - beta2 ** (k + 1)), At(w(k + 1), i)))),
        ("threshold", ForAll((k, i), le(Abs(At(t(k + 1), i) * At(m(k + 1), i) / CORRECTED), tau))),
        *lyapunov_function(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, d),
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, beta2),
        lt(beta2, 1),
        lt(beta1**2, beta2),
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        lt(0, gap0),
    ),
    where=(
        (R, MOMENT_RATIO),
        (T, Max(k0 + 1, 2 * L * alpha / (eps * (1 - beta1) ** 2))),
        (peak, (sqrt(gap0) + sqrt(L * d / 2) * alpha * REACH * STILL) ** 2),
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * ((T + 1) / (k + k0 + 1)) ** c,
    also=(ForAll((k,), le(f(x(k)) - f_star, START)),),
    notes="Clip or norm clip with a constant tau; AMSGrad on or off; bias correction on. f need only satisfy the PL "
    "inequality. The transient ends where k + k0 reaches T; the notes count its steps with a ceiling and sum 1/(j+k0) "
    "over them, here a logarithm bounds the sum and T + 1 the end, so that one formula holds for all k.",
)


def late(n: Expr) -> Expr:
    """Step n + 1 satisfies the step condition."""
    return le(2 * L * alpha, eps * LEFT**2 * (n + k0 + 1))


def early(n: Expr) -> Expr:
    return le(n + k0, T)


def gap(n: Expr) -> Expr:
    return f(x(n)) - f_star


def derive(proof: Proof) -> None:
    _constants(proof)
    proof.note("The transient: no step is long, so the gap stays below its peak.")
    _moves(proof)
    _path(proof)
    _peak(proof)
    _first_value(proof)
    proof.note("After it the Lyapunov function does not rise, so gradients are at most G for all k.")
    _not_rising(proof)
    _bounded(proof)
    proof.note("So the gains have a lower end, and the Lyapunov function contracts.")
    _contraction(proof)
    _rate(proof)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, LEFT), {lt(beta1, 1): 1})
    with proof.induction(k, {"beta1_power": le(beta1**k, 1)}) as (_, step):
        step.combine("next", le(beta1 ** (k + 1), 1), {"beta1_power": beta1, lt(beta1, 1): 1})
    with proof.fix("corrected", k) as inner:
        inner.combine("below", le(LEFT, CORRECTED), {"beta1_power": beta1})
    with proof.fix("corrected_positive", k) as inner:
        inner.combine("positive", lt(0, CORRECTED), {"corrected": 1, "beta1_below": 1})
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")
    size = 2 * L * alpha / (eps * LEFT**2)
    from_start, from_size = proof.law("max_left", k0 + 1, size), proof.law("max_left", size, k0 + 1)
    proof.combine("T_after_start", le(k0 + 1, T), {from_start: 1, "definition_T": -1})
    proof.combine("T_positive", lt(0, T), {"T_after_start": 1}, k0 + 1)
    proof.combine("T_after_transient", le(size, T), {from_size: 1, "definition_T": -1})
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, gap(k)), {floor: 1})


def _moves(proof: Proof) -> None:
    values = {step_size: HARMONIC}
    proof.cite("momentum.gain_nonnegative", values, name="gains_nonnegative")
    proof.cite("momentum.gain_nonnegative", values, conclusion=2, name="threshold_nonnegative")
    values = {step_size: HARMONIC, longest: REACH}
    proof.cite("momentum.longest_step", values, conclusion=1, name="moves")
    proof.cite("momentum.longest_step", values, conclusion=2, name="reach_positive")
    proof.cite("lemmas.gap_growth", values, name="growth", why="the root of the gap grows with the path")


def _path(proof: Proof) -> None:
    """While k + k0 <= T the sum of 1/(j+k0) is at most 1/(k0+1) + log((T+1/2)/(k0+3/2))."""
    first, last = k0 + 1 + HALF, T + HALF
    proof.combine("ends_ordered", le(first, last), {"T_after_start": 1})
    quotient = proof.cite("lemmas.log_quotient", {X: last, Y: first})
    order = proof.cite("lemmas.log_monotone", {X: first, Y: last})
    proof.combine("still_nonnegative", le(0, STILL), {quotient: -1, order: 1}, 1 / (k0 + 1))
    with proof.induction(k, {"path_nonnegative": le(0, PATH)}) as (_, step):
        step.combine("next", le(0, PATH.subs(k, k + 1)), {"path_nonnegative": 1}, 1 / (k + 1 + k0))
    claims = {"path": ForAll((), le(PATH, STILL), (early(k),))}
    with proof.induction(k, claims, why="the path of the transient") as (base, step):
        with base.fix("start", assume={"early": early(0)}) as inner:
            inner.combine("here", le(0, STILL), {"still_nonnegative": 1})
        with step.fix("next", assume={"early": early(k + 1)}) as inner:
            end = k + 1 + k0 + HALF
            upper = inner.cite("lemmas.harmonic_sum_upper", {k: k + 1})
            here = inner.cite("lemmas.log_quotient", {X: end, Y: first})
            inner.combine("not_last", le(end, last), {"early": 1})
            longer = inner.cite("lemmas.log_monotone", {X: end, Y: last})
            inner.combine("here", le(PATH.subs(k, k + 1), STILL), {upper: 1, here: 1, longer: 1, quotient: -1})


def _peak(proof: Proof) -> None:
    travelled = sqrt(gap0) + sqrt(L * d / 2) * alpha * REACH * PATH
    farthest = sqrt(gap0) + sqrt(L * d / 2) * alpha * REACH * STILL
    scale = sqrt(L * d / 2) * alpha * REACH
    with proof.fix("peak_bound", k, assume={"early": early(k)}, why="so the gap is at most its peak") as inner:
        path = inner.use(inner.use("path", {}), {})
        inner.use("path_nonnegative", {})
        inner.combine("travelled_nonnegative", le(0, travelled), {}, travelled)
        inner.combine("farthest_nonnegative", le(0, farthest), {}, farthest)
        inner.combine(
            "here",
            le(gap(k), peak),
            {"growth": 1, path: scale * (travelled + farthest), "definition_peak": -1},
            signs=["reach_positive", "path_nonnegative", "still_nonnegative"],
        )
    proof.combine("peak_nonnegative", le(0, peak), {"definition_peak": -1}, farthest**2)
    with proof.fix("early_gradients", k, assume={"early": early(k)}) as inner:
        bound = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: gap(k)})
        peaked = inner.use("peak_bound", {})
        inner.combine("here", le(square(gradient(x(k))), 2 * L * peak), {bound: 1, peaked: 2 * L})
    g = At(gradient(x(k)), i)
    moments = ForAll((), le(square(m(k)), 2 * L * peak), (early(k),))
    with proof.induction(k, {"early_moments": moments}, why="as are gradients and moments") as (base, step):
        with base.fix("start", assume={"early": early(0)}) as inner:
            nothing = inner.summed("nothing", eq(At(m(0), i) ** 2, 0), {"first_moment_start": At(m(0), i)})
            inner.combine("here", le(square(m(0)), 2 * L * peak), {nothing: 1}, 2 * L * peak)
        with step.fix("next", assume={"early": early(k + 1)}) as inner:
            inner.combine("before", early(k), {"early": 1}, 1)
            old, new = inner.use("early_moments", {}), inner.use("early_gradients", {})
            average = inner.summed(
                "average",
                le(At(m(k + 1), i) ** 2, beta1 * At(m(k), i) ** 2 + LEFT * g**2),
                {"first_moment": None},
                beta1 * LEFT * (At(m(k), i) - g) ** 2,
            )
            inner.combine("here", le(square(m(k + 1)), 2 * L * peak), {average: 1, old: beta1, new: LEFT})


def _first_value(proof: Proof) -> None:
    """V <= (1 + 4 beta1^2) peak where the transient ends."""
    deviation = At(m(k), i) - At(gradient(x(k)), i)
    with proof.fix(
        "first_value",
        k,
        assume={"early": early(k), "late": late(k)},
        why="the Lyapunov function where the transient ends",
    ) as inner:
        inner.use("corrected_positive", {})
        peaked, steep = inner.use("peak_bound", {}), inner.use("early_gradients", {})
        moment = inner.use(inner.use("early_moments", {}), {})
        spread = inner.summed(
            "spread",
            le(deviation**2, 2 * At(m(k), i) ** 2 + 2 * At(gradient(x(k)), i) ** 2),
            {},
            (At(m(k), i) + At(gradient(x(k)), i)) ** 2,
        )
        weight = HIGHEST / LEFT
        small = inner.combine(
            "weight_small",
            le(2 * L * weight, 1),
            {"late": 1, "corrected": eps * LEFT * SPAN},
            multiplier=eps * CORRECTED * LEFT * SPAN,
        )
        inner.combine(
            "here",
            le(V(k), START),
            {
                "lyapunov": 1,
                peaked: 1,
                spread: weight * beta1**2,
                moment: 2 * weight * beta1**2,
                steep: 2 * weight * beta1**2,
                small: 4 * beta1**2 * peak,
            },
        )


def _not_rising(proof: Proof) -> None:
    """Gains are nonnegative, which is enough for V not to rise."""
    with proof.fix("gap_below", k) as inner:
        inner.use("corrected_positive", {})
        deviation = At(m(k), i) - At(gradient(x(k)), i)
        squares = inner.summed("squares", le(0, deviation**2), {}, deviation**2)
        inner.combine("here", le(gap(k), V(k)), {"lyapunov": -1, squares: HIGHEST / LEFT * beta1**2})
    with proof.fix(
        "not_rising", k, assume={"late": late(k)}, why="a step that is small enough does not raise V"
    ) as inner:
        inner.use("corrected_positive", {})
        with inner.fix("gains_below", i) as each:
            each.use("gains_nonnegative", {})
        inner.combine("largest_nonnegative", le(0, HIGHEST), {}, HIGHEST)
        inner.combine("small", le(2 * L * HARMONIC(k + 1), eps * LEFT**2), {"late": 1}, multiplier=SPAN)
        inner.cite("momentum.indexed_step", {step_size: Lambda(n, HARMONIC(n)), h_lo: 0})


def _cases(proof: Proof, n: Expr, goal: Formula) -> AbstractContextManager[tuple[Proof, Proof]]:
    """Step n + 1 satisfies the step condition, or does not."""
    return proof.cases("order", 2 * L * alpha, eps * LEFT**2 * (n + k0 + 1), goal)


def _still_early(proof: Proof, n: Expr) -> None:
    """Where step n + 1 violates the step condition, n + 1 + k0 <= T."""
    proof.combine("early", le(n + k0 + 1, T), {"T_after_transient": 1, "order": 1 / (eps * LEFT**2)})


def _bounded(proof: Proof) -> None:
    claims = {"bounded": ForAll((), le(V(k), START), (late(k),))}
    with proof.induction(k, claims) as (base, step):
        with base.fix("start", assume={"late": late(0)}) as inner:
            inner.combine("early", early(0), {"T_after_start": 1}, 1)
            inner.use("first_value", {k: 0})
        goal = le(V(k + 1), START)
        with step.fix("next", assume={"late": late(k + 1)}) as inner, _cases(inner, k, goal) as (after, first):
            before, down = after.use("bounded", {}), after.use("not_rising", {})
            after.combine("here", goal, {before: 1, down: 1})
            _still_early(first, k)
            first.use("first_value", {k: k + 1})
    goal = le(gap(k), START)
    with (
        proof.fix("gaps_bounded", k, why="the gap never exceeds (1 + 4 beta1^2) times its peak") as inner,
        _cases(inner, k, goal) as (after, first),
    ):
        value = after.use(after.use("bounded", {}), {})
        after.combine("here", goal, {value: 1, "gap_below": 1})
        _still_early(first, k)
        first.combine("early_here", early(k), {"early": 1}, 1)
        peaked = first.use("peak_bound", {})
        first.combine("here", goal, {peaked: 1}, 4 * beta1**2 * peak)


def _contraction(proof: Proof) -> None:
    root, scale = proof.law("sqrt_square", gap0), sqrt(L * d / 2) * alpha * REACH * STILL
    proof.combine(
        "peak_positive",
        lt(0, peak),
        {lt(0, gap0): 1, "definition_peak": -1, root: -1},
        2 * sqrt(gap0) * scale,
        Pow(scale, 2, evaluate=False),
    )
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    squared = proof.cite("lemmas.root_double", {a: L * START})
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * Min(1, tau / G) / (G + eps))
    with proof.fix("gradients", k, why="gradients are at most G") as inner:
        bound = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: gap(k)})
        inner.combine("here", le(square(gradient(x(k))), G**2), {bound: 1, "gaps_bounded": 2 * L, squared: -1})
    values = {step_size: HARMONIC, function("g", "natural", result="vector"): Lambda(k, gradient(x(k)))}
    proof.cite("momentum.gain_sandwich", values, name="gains_below", why="the gains are at least h_lo")
    proof.cite("momentum.gain_sandwich", values, conclusion=2, name="gains_ordered")
    lowest = HARMONIC(k + 1) * Min(1, tau / G) / (G + eps)
    with proof.fix(
        "contraction", k, assume={"late": late(k)}, why="the Lyapunov function contracts after the transient"
    ) as inner:
        with inner.fix("gains_here", i) as each:
            each.use("gains_below", {})
        inner.use("gains_ordered", {})
        inner.combine("lowest_positive", lt(0, lowest), {}, lowest)
        inner.combine("small", le(2 * L * HARMONIC(k + 1), eps * LEFT**2), {"late": 1}, multiplier=SPAN)
        step = inner.cite("momentum.indexed_step", {step_size: Lambda(n, HARMONIC(n)), h_lo: lowest})
        inner.combine("here", le(V(k + 1), (1 - c / SPAN) * V(k)), {step: 1, "definition_c": V(k) / SPAN})


def power(n: Expr) -> Expr:
    return ((T + 1) / (n + k0 + 1)) ** c


def _start_again(proof: Proof, n: Expr) -> None:
    """While n + k0 <= T the power is at least 1."""
    ratio = (T + 1) / (n + k0 + 1)
    quotient = proof.cite("lemmas.log_quotient", {X: T + 1, Y: n + k0 + 1})
    order = proof.cite("lemmas.log_monotone", {X: n + k0 + 1, Y: T + 1})
    tangent = proof.law("exp_bound", c * log(ratio))
    proof.combine("power_large", le(1, ratio**c), {tangent: 1, quotient: -c, order: c})


def _rate(proof: Proof) -> None:
    claims = {"decay": ForAll((), le(V(k), START * power(k)), (late(k),))}
    with proof.induction(k, claims, why="so it decays like a power") as (base, step):
        with base.fix("start", assume={"late": late(0)}) as inner:
            inner.combine("early", le(k0 + 1, T + 1), {"T_after_start": 1}, 1)
            _start_again(inner, 0)
            value = inner.use(inner.use("bounded", {k: 0}), {})
            inner.combine("here", le(V(0), START * power(0)), {value: 1, "power_large": START})
        with step.fix("next", assume={"late": late(k + 1)}) as inner:
            goal = le(V(k + 1), START * power(k + 1))
            with _cases(inner, k, goal) as (after, first):
                before, down = after.use("decay", {}), after.use("contraction", {})
                after.use("nonnegative", {})
                after.combine("V_nonnegative", le(0, V(k)), {"gap_below": 1, "nonnegative_1": 1})
                factor = after.cite("lemmas.factor_power", {a: SPAN})
                chain = after.cite("lemmas.power_chain", {X: T + 1, Y: SPAN, Z: SPAN + 1})
                shrunk = (SPAN / (SPAN + 1)) ** c
                after.combine("here", goal, {down: 1, factor: V(k), before: shrunk, chain: START})
                _still_early(first, k)
                first.combine("end", le(k + k0 + 2, T + 1), {"early": 1})
                _start_again(first, k + 1)
                value = first.use(first.use("bounded", {k: k + 1}), {})
                first.combine("here", goal, {value: 1, "power_large": START})
    with proof.fix("rate", k, why="and in the transient the power is at least 1") as inner:
        goal = le(gap(k), START * power(k))
        with _cases(inner, k, goal) as (after, first):
            value = after.use(after.use("decay", {}), {})
            after.combine("here", goal, {value: 1, "gap_below": 1})
            _still_early(first, k)
            first.combine("end", le(k + k0 + 1, T + 1), {"early": 1}, 1)
            _start_again(first, k)
            first.combine("here", goal, {"gaps_bounded": 1, "power_large": START})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
