"""AMGT with a harmonic step converges for every alpha and k0, after a transient (theory notes, section 3, any_step).

While steps are too large for descent, they are too short to go far: the gap stays below its peak (travel.peak). From
then on the Lyapunov function contracts as in power_rate. Where the transient ends the notes bound it by (1 + 4 beta1^2)
peak; here max(1, 4 (1-beta1)) stands for 4, since a moment is large late, when the weight of its deviation is small.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sympy import Expr, Lambda, Max, Min, Rational, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    HARMONIC, MOMENT_RATIO, RATES, THRESHOLD_BOUND, USED_MOMENT_ABOVE, V, amgt, lowest_gain, lyapunov_function,
    step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, a, alpha, beta1, beta2, c, d, eps, f, f_star, function, gap0, gradient, h_lo, i, j, k, k0, mu, n,
    square, tau, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

Weights = Callable[[Proof], Mapping[Any, Any]]
R, T, peak = (Real(name) for name in "R T peak".split())
X, Y, HALF, LEFT = Real("x"), Real("y"), Rational(1, 2), 1 - beta1
LARGEST, TRAVELLED = Max(1, 4 * LEFT), 1 / (k0 + 1) + log((T + HALF) / (k0 + 1 + HALF))
START, POWER = (1 + beta1**2 * LARGEST) * peak, ((T + 1) / (k + k0 + 1)) ** c

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
        *USED_MOMENT_ABOVE,
        *THRESHOLD_BOUND,
        *lyapunov_function(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, d),
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *RATES,
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        lt(0, gap0),
    ),
    where=(
        (R, MOMENT_RATIO),
        (T, Max(k0 + 1, 2 * L * alpha / (eps * LEFT**2))),
        (peak, (sqrt(gap0) + sqrt(L * d / 2) * alpha * Min(R, tau / eps) * TRAVELLED) ** 2),
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * POWER,
    also=(ForAll((k,), le(f(x(k)) - f_star, START)),),
    notes="Clip or norm clip with a constant tau; AMSGrad on or off; bias correction on. f need only satisfy the PL "
    "inequality. The transient ends where k + k0 reaches T; the notes count its steps with a ceiling and sum 1/(j+k0) "
    "over them, here a logarithm bounds the sum and T + 1 the end, so that one formula holds for all k.",
)
ENDS = {"reached": le(T - k0 - 1, n), "near": le(n, T - k0)}
"""The transient ends at step n: the next one satisfies the step condition."""


def gap(last: Expr) -> Expr:
    return f(x(last)) - f_star


def derive(proof: Proof) -> None:
    _constants(proof)
    proof.note("The transient: no step is long, so the gap stays below its peak.")
    _transient(proof)
    _end(proof)
    proof.note("After it the Lyapunov function does not rise, so gradients are at most G for all k.")
    _bounded(proof)
    proof.note("So the gains have a lower end, and the Lyapunov function contracts.")
    _contraction(proof)
    _rate(proof)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, LEFT), {lt(beta1, 1): 1})
    proof.combine("beta2_nonnegative", le(0, beta2), {lt(0, beta2): 1})
    for number, name in ((1, "corrected"), (2, "power")):
        proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=number, name=name)
    for number, name in ((0, "decreasing_step"), (1, "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    size = 2 * L * alpha / (eps * LEFT**2)
    after_start, after_size = proof.law("max_left", k0 + 1, size), proof.law("max_left", size, k0 + 1)
    proof.combine("T_after_start", le(k0 + 1, T), {after_start: 1, "definition_T": -1})
    proof.combine("T_after_size", le(size, T), {after_size: 1, "definition_T": -1})
    proof.law("max_left", 1, 4 * LEFT, name="at_least_one")
    proof.law("max_left", 4 * LEFT, 1, name="at_least_four")


def _transient(proof: Proof) -> None:
    proof.cite("momentum.gain_nonnegative", {step_size: HARMONIC}, conclusion=2, name="threshold_nonnegative")
    proof.combine("start_early", le(k0, T), {"T_after_start": 1}, 1)
    proof.cite("travel.peak", {k: 0}, conclusion=3, name="peak_positive")
    for number, name in ((0, "peak_bound"), (2, "deviations")):
        with proof.fix(name, k, assume={"early": le(k + k0, T)}) as inner:
            inner.cite("travel.peak", conclusion=number)


def _end(proof: Proof) -> None:
    """V <= START where the transient ends."""
    with proof.fix("late", n, j, assume={"reached": ENDS["reached"]}) as inner:
        small, scale = le(2 * L * HARMONIC(n + j + 1), eps * LEFT**2), eps * LEFT**2
        longer = {"reached": scale, "T_after_size": scale}
        inner.combine("here", small, longer, scale * j, multiplier=n + j + k0 + 1)
    why = "the Lyapunov function where the transient ends"
    with proof.fix("end", n, assume=ENDS, why=why) as inner:
        faded, corrected = beta1**n, 1 - beta1 ** (n + 1)
        inner.use("corrected", {k: n})
        inner.combine("kept", le(0, 1 - faded), {inner.use("power", {k: n}): 1})
        inner.combine("early", le(n + k0, T), {"near": 1})
        peaked, spread = inner.use("peak_bound", {k: n}), inner.use("deviations", {k: n})
        weight, step = HARMONIC(n + 1) / (eps * corrected * LEFT), inner.use("late", {j: 0})
        inner.combine("weight", le(2 * L * weight * corrected, LEFT), {step: 1 / (eps * LEFT)})
        inner.combine(
            "share",
            le(LEFT * (2 - faded) ** 2, LARGEST * corrected),
            {"at_least_four": 1 - faded, "at_least_one": LEFT * faded},
            LEFT * faded * (1 - faded),
            why="where the deviation can be large its weight is small",
        )
        inner.combine(
            "here",
            le(V(n), START),
            {
                inner.use("lyapunov", {k: n}): 1,
                peaked: 1,
                spread: weight * beta1**2,
                "weight": beta1**2 * peak * (2 - faded) ** 2 / corrected,
                "share": beta1**2 * peak / corrected,
            },
        )


def _bounded(proof: Proof) -> None:
    with proof.fix("not_rising", n, assume=ENDS) as inner:
        start = inner.use("end", {})
        with inner.induction(j, {"bounded": le(V(n + j), START)}) as (base, step):
            base.combine("here", le(V(n), START), {start: 1})
            step.use("late", {})
            falls = step.cite("momentum.not_rising", {k: n + j, step_size: HARMONIC})
            step.combine("next", le(V(n + j + 1), START), {falls: 1, "bounded": 1})
    with proof.fix("above_gap", n, assume={"reached": ENDS["reached"]}) as inner:
        inner.use("late", {j: 0})
        inner.cite("momentum.not_rising", {k: n, step_size: HARMONIC}, conclusion=1)
    proof.combine("rest", le(peak, START), {"peak_positive": beta1**2 * LARGEST})
    with proof.fix("each_bounded", n, assume=ENDS) as inner:
        _joined(inner, START, lambda early: {}, lambda late: {late.use(late.use("not_rising", {}), {}): 1})
    _chosen(proof, "each_bounded", "gaps_bounded", START, "so the gap never exceeds that")


def _joined(proof: Proof, bound: Expr, early: Weights, late: Weights) -> None:
    """gap <= bound for all k: from peak <= START <= bound for k <= n, and from V <= bound for n + j."""
    with proof.fix("before", k, assume={"up_to": le(k, n)}) as inner:
        inner.combine("early", le(k + k0, T), {"up_to": 1, "near": 1})
        peaked = inner.use("peak_bound", {})
        inner.combine("here", le(gap(k), bound), {peaked: 1, "rest": 1, **early(inner)})
    with proof.fix("after", j) as inner:
        above = inner.use(inner.use("above_gap", {}), {k: n + j})
        inner.combine("here", le(gap(n + j), bound.subs(k, n + j)), {above: 1, **late(inner)})
    values = {function("e", "natural"): Lambda(k, gap(k)), function("bound", "natural"): Lambda(k, bound)}
    proof.cite("lemmas.shifted", values)


def _chosen(proof: Proof, source: str, name: str, bound: Expr, why: str) -> None:
    with proof.fix(name, k, why=why) as inner:
        with inner.fix("for_each", n, assume=ENDS) as each:
            each.use(each.use(source, {}), {})
        inner.combine("before_end", le(0, T - k0 - 1), {"T_after_start": 1})
        inner.cite("lemmas.natural_above", {Real("X"): T - k0 - 1, Real("low"): gap(k), Real("high"): bound})


def _contraction(proof: Proof) -> None:
    proof.combine("inside", lt(0, L * START), {}, L * START)
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
    step, last = n + j + 1, n + j
    lowest = lowest_gain(step, G).subs(step_size(step), HARMONIC(step))
    why = "the Lyapunov function contracts after the transient"
    with proof.fix("contraction", n, j, assume={"reached": ENDS["reached"]}, why=why) as inner:
        inner.use("late", {})
        with inner.fix("gains_here", i) as each:
            each.use("gains_below", {k: last})
        inner.use("gains_ordered", {k: last})
        inner.combine("lowest_positive", lt(0, lowest), {}, lowest)
        contracts = inner.cite("momentum.indexed_step", {k: last, step_size: HARMONIC, h_lo: lowest})
        factor = 1 - c / (j + 1 + (n + k0))
        inner.combine("here", le(V(step), factor * V(last)), {contracts: 1, "definition_c": V(last) / (step + k0)})


def _rate(proof: Proof) -> None:
    with proof.fix("each_rate", n, assume=ENDS, why="so it decays like a power") as inner:
        with inner.fix("contracting", j) as each:
            each.use("contraction", {})
        with inner.fix("nonnegative", j) as each:
            above, floor = each.use(each.use("above_gap", {}), {k: n + j}), each.use("bounded_below", {y: x(n + j)})
            each.combine("here", le(0, V(n + j)), {above: 1, floor: 1})
        values = {function("e", "natural"): Lambda(k, V(n + k)), k0: n + k0}
        inner.combine("later", le(0, n + k0), {}, n + k0)
        inner.cite("lemmas.recursion_power", values, name="decay")
        _joined(inner, START * POWER, _early_rate, _late_rate)
    _chosen(proof, "each_rate", "rate", START * POWER, "and in the transient the power is at least 1")


def _early_rate(proof: Proof) -> Mapping[Any, Any]:
    """1 <= power."""
    proof.combine("order", le(k + k0 + 1, T + 1), {"early": 1})
    return {proof.cite("lemmas.power_at_least_one", {X: k + k0 + 1, Y: T + 1}): START}


def _late_rate(proof: Proof) -> Mapping[Any, Any]:
    """The power from n on is at most that from T on."""
    old, new = (end / (n + j + k0 + 1) for end in (n + k0 + 1, T + 1))
    proof.combine("positive", lt(0, old), {}, old)
    proof.combine("order", le(old, new), {"near": 1 / (n + j + k0 + 1)})
    larger = proof.cite("lemmas.power_monotone", {X: old, Y: new})
    return {proof.use("decay", {k: j}): 1, proof.use("end", {}): old**c, larger: START}


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
