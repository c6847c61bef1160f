"""Without momentum the sharp exponent needs the least constants (theory notes, section 3, sharp_exponent)."""

from sympy import Expr, Lambda, Min, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, amgt, step_size, t, w
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, Vector, a, alpha, beta1, beta2, c, eps, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, k0,
    m, mu, tau, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h_0 = Real("h_0")
THRESHOLD = Min(1, tau / G)
STEP_CONDITION = le(L * (alpha / eps + h_0), 2 * (k0 + 1))
SPAN = k + 1 + k0
GAIN = HARMONIC(k + 1) * At(t(k + 1), i) / ((1 - beta1 ** (k + 1)) * (sqrt(At(w(k + 1), i)) + eps))
LOWEST = HARMONIC(k + 1) * THRESHOLD / (G + eps)
HIGHEST = alpha / (eps * SPAN)


def gap(n: Expr) -> Expr:
    return f(x(n)) - f_star


def decrease(h: Expr) -> Expr:
    """A coordinate with gain h lowers f by phi(h) g_i^2."""
    return h - L * h**2 / 2


def remaining(n: Expr) -> Expr:
    """A bound on the losses after step n."""
    return c * L * h_0 / (n + k0 + Rational(1, 2))


THEOREM = Theorem(
    id="strongly_convex.sharp_exponent_plain",
    title="without momentum AMGT with a harmonic step has twice the exponent in closed form",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.sharp_exponent, beta1 = 0",
    setting=(*SMOOTH, *PL, *BOUNDED_BELOW, *amgt(HARMONIC), ("gap", eq(gap0, gap(0)))),
    assumptions=(
        eq(beta1, 0),
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        le(0, beta2),
        lt(beta2, 1),
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        lt(0, gap0),
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * gap0)),
        (h_0, alpha * THRESHOLD / (G + eps)),
        (c, mu * h_0),
    ),
    over=(k,),
    quantity=gap(k),
    bound=gap0 * exp(c * L * h_0 / (k0 + Rational(1, 2))) * ((k0 + 1) / (k + k0 + 1)) ** (2 * c),
    notes="f need only satisfy the PL inequality; strong convexity gives it (lemmas.pl). Constant threshold tau: clip, "
    "norm clip or none; AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _steps(proof)
    _gradients(proof)
    _contraction(proof)
    _rate(proof)


def _constants(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_nonnegative", le(0, beta1), {"assumption_1": -1})
    proof.combine("one", lt(0, 1), {}, 1)
    proof.combine("beta1_below", lt(beta1, 1), {"assumption_1": 1, "one": 1})
    proof.combine("inside_positive", lt(0, L * gap0), {}, L * gap0)
    proof.cite("lemmas.root_double", {a: L * gap0}, name="G_squared")
    proof.cite("lemmas.root_double", {a: L * gap0}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("h_0_nonnegative", le(0, h_0), {"definition_h_0": -1}, alpha * THRESHOLD / (G + eps))
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * h_0)
    with proof.fix("corrected", k) as inner:
        inner.combine("one_here", eq(1 - beta1 ** (k + 1), 1), {"assumption_1": -(beta1**k)})
    with proof.fix("gaps_nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, gap(k)), {floor: 1})


def _steps(proof: Proof) -> None:
    """A step is a gradient step with diagonal gains in [0, h_hi], L h_hi <= 2."""
    values = {step_size: HARMONIC}
    proof.cite("momentum.gain_nonnegative", values, name="gains_nonnegative")
    proof.cite("momentum.gain_nonnegative", values, conclusion=1, name="gains_corrected")
    with proof.fix("gains_above", k, i, why="gains are at most alpha/(eps (k+k0))") as inner:
        inner.use("corrected", {})
        inner.combine("corrected_positive", lt(0, 1 - beta1 ** (k + 1)), {"corrected_1": -1, "one": 1})
        inner.combine(
            "here",
            le(GAIN, HIGHEST),
            {"gains_corrected": 1, "corrected_1": -HIGHEST / (1 - beta1 ** (k + 1))},
        )
    with proof.fix("gradient_step", k, i, why="without momentum a step follows the gradient") as inner:
        g = At(gradient(x(k)), i)
        inner.combine(
            "here",
            eq(At(x(k + 1), i), At(x(k), i) - GAIN * g),
            {"step": 1, "first_moment": -GAIN, "assumption_1": -GAIN * (At(m(k), i) - g)},
        )
    with proof.fix("small_step", k, why="L h_hi <= 2") as inner:
        inner.combine(
            "here",
            le(L * HIGHEST, 2),
            {STEP_CONDITION: 1},
            L * h_0,
            2 * k,
            multiplier=SPAN,
        )
    with proof.fix("decrease_nonnegative", k) as inner:
        inner.use("small_step", {})
        inner.combine("here", le(0, decrease(HIGHEST)), {"small_step_1": HIGHEST / 2})


def _contract(inner: Proof, lowest: Expr, name: str, why: str) -> None:
    """descent.contraction at step k + 1."""
    for fact in ("gradient_step", "gains_above"):
        with inner.fix(f"{fact}_here", i) as coordinate:
            coordinate.use(fact, {})
    inner.cite(
        "descent.contraction",
        {y: x(k), z: x(k + 1), Vector("h"): Lambda(i, GAIN), h_lo: lowest, h_hi: HIGHEST},
        name=name,
        why=why,
    )


def _gradients(proof: Proof) -> None:
    with proof.fix("not_rising", k, why="so the gap never rises") as inner:
        inner.use("small_step", {})
        inner.use("decrease_nonnegative", {})
        inner.use("gaps_nonnegative", {})
        with inner.fix("gains_below_here", i) as coordinate:
            coordinate.use("gains_nonnegative", {})
        _contract(inner, Rational(0), "step_down", "")
        inner.combine("here", le(gap(k + 1), gap(k)), {"step_down": 1}, 2 * mu * Min(0, decrease(HIGHEST)) * gap(k))
    with proof.induction(k, {"below_start": le(gap(k), gap0)}) as (base, step):
        base.combine("start", le(gap(0), gap0), {"gap": -1})
        step.combine("next", le(gap(k + 1), gap0), {"not_rising": 1, "below_start": 1})
    with proof.fix("gradients", k, why="and gradients are at most G") as inner:
        bound = inner.cite("lemmas.gradient_gap", {y: x(k), gap0: gap(k)})
        inner.combine("here", le(bound.formula.lhs, G**2), {bound: 1, "below_start": 2 * L, "G_squared": -1})


def _contraction(proof: Proof) -> None:
    values = {step_size: HARMONIC, function("g", "natural", result="vector"): Lambda(k, gradient(x(k)))}
    proof.cite("momentum.gain_sandwich", values, name="gains_below", why="so the gains are at least h_lo = h_0/(k+k0)")
    with proof.fix("contraction", k, why="phi(h_lo) <= phi(h_hi), so a step contracts by 1 - 2 mu phi(h_lo)") as inner:
        inner.use("small_step", {})
        inner.use("gaps_nonnegative", {})
        with inner.fix("gains_below_here", i) as coordinate:
            coordinate.use("gains_below", {})
        shrinks = inner.law("min_left", 1, tau / G)
        lowest = h_0 / SPAN
        wider = inner.combine(
            "ordered",
            le(LOWEST, HIGHEST),
            {shrinks: HARMONIC(k + 1) / (G + eps)},
            HARMONIC(k + 1) * G / (eps * (G + eps)),
        )
        named = inner.combine("named", eq(LOWEST, lowest), {"definition_h_0": -1 / SPAN})
        _contract(inner, LOWEST, "step_down", "")
        inner.combine(
            "left", le(0, 2 - L * (HIGHEST + LOWEST)), {STEP_CONDITION: 1, named: L * SPAN}, 2 * k, multiplier=SPAN
        )
        inner.combine(
            "other_end",
            le(decrease(LOWEST), decrease(HIGHEST)),
            {wider: (2 - L * (HIGHEST + LOWEST)) / 2},
        )
        smallest = inner.law("min_greatest", decrease(LOWEST), decrease(HIGHEST), decrease(LOWEST))
        inner.combine(
            "here",
            le(gap(k + 1), (1 - 2 * c / SPAN + c * L * h_0 / SPAN**2) * gap(k)),
            {
                "step_down": 1,
                smallest: 2 * mu * gap(k),
                named: -2 * mu * gap(k) * (1 - L * (LOWEST + lowest) / 2),
                "definition_c": gap(k) * (2 / SPAN - L * h_0 / SPAN**2),
            },
        )


def _rate(proof: Proof) -> None:
    loss = remaining(k) - remaining(k + 1)
    with proof.fix("contraction_with_loss", k, why="the loss telescopes, by the midpoint rule") as inner:
        inner.use("gaps_nonnegative", {})
        inner.combine(
            "here",
            le(gap(k + 1), (1 - 2 * c / SPAN + loss) * gap(k)),
            {"contraction": 1},
            c * L * h_0 * gap(k) / (4 * SPAN**2 * (SPAN - Rational(1, 2)) * (SPAN + Rational(1, 2))),
        )
    e, lost, S = (function(name, "natural") for name in ("e", "loss", "S"))
    values = {e: Lambda(k, gap(k)), lost: Lambda(k, loss), S: Lambda(k, remaining(k)), c: 2 * c}
    rate = proof.cite("lemmas.recursion_perturbed", values, why="so the exponent is 2 c")
    with proof.fix("rate", k, why="the rate") as inner:
        power = ((k0 + 1) / (k + k0 + 1)) ** (2 * c)
        spent = remaining(0) - remaining(k)
        inner.combine("spent", le(spent, remaining(0)), {}, remaining(k))
        total = inner.cite("lemmas.exp_monotone", {Real("x"): spent, Real("y"): remaining(0)})
        inner.combine("here", le(gap(k), THEOREM.bound), {rate: 1, total: power * gap0, "gap": -exp(spent) * power})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
