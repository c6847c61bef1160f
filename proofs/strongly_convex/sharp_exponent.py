"""Twice the exponent of power_rate, for a quarter of its step: gap_k = O(k^(-2c)) (theory notes, section 3).

So the distance to the minimizer is O(k^-c), not only O(k^(-c/2)).
"""

from sympy import Expr, Lambda, Min, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, V, amgt, lyapunov, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, Real, a, alpha, beta1, c, eps, f, f_star, function, gap0, gradient, i, k, k0, m, mu,
    over_coordinates, tau, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

C, width, radius, ratio = (Real(name) for name in "C width radius ratio".split())
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(8 * L * alpha, eps * (1 - beta1) ** 3 * (k0 + 1))


def root(n: Expr) -> Expr:
    """sqrt(L h_hi) at step n + 1."""
    return sqrt(L * HARMONIC(n + 1) / (eps * (1 - beta1 ** (n + 1))))


def sharp_lyapunov(n: Expr) -> Expr:
    deviation = over_coordinates((At(m(n), i) - At(gradient(x(n)), i)) ** 2)
    return f(x(n)) - f_star + root(n) / L * beta1**2 * deviation


def remaining(n: Expr) -> Expr:
    """A bound on the losses after step n."""
    return 3 * c * width / ((1 - beta1) * sqrt(n + k0 + Rational(1, 2)))


def loss(n: Expr) -> Expr:
    return remaining(n) - remaining(n + 1)


THEOREM = Theorem(
    id="strongly_convex.sharp_exponent",
    title="AMGT with a harmonic step has a polynomial rate with twice the exponent",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        ("lyapunov", ForAll((k,), eq(V(k), sharp_lyapunov(k)))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * (1 + beta1**2) * gap0)),
        (c, mu * alpha * GAIN / (G + eps)),
        (H, alpha / (eps * (1 - beta1))),
        (C, 3 * c * sqrt(L * H) / ((1 - beta1) * sqrt(k0 + Rational(1, 2)))),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * exp(C) * ((k0 + 1) / (k + k0 + 1)) ** (2 * c),
    notes="c is that of power_rate. f need only satisfy the PL inequality; strong convexity gives it (lemmas.pl). "
    "Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    _constants(proof)
    _schedule(proof)
    smooth_values = {step_size: HARMONIC, V: Lambda(k, lyapunov(k, HARMONIC))}
    proof.cite("momentum.descent", smooth_values, conclusion=3, name="gradients", why="gradients are at most G")
    values = {step_size: HARMONIC}
    proof.cite("momentum.sharp_recurrence", values, name="contraction", why="V contracts by 1 - 2 mu h_lo (1 - 3/4 nu)")
    proof.cite("momentum.sharp_recurrence", values, conclusion=1, name="gap_below")
    proof.cite("momentum.sharp_recurrence", values, conclusion=2, name="start", why="and starts little above the gap")
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {"gap_below": 1, floor: 1})
    _losses(proof)
    _rate(proof)


def _constants(proof: Proof) -> None:
    inside = L * (1 + beta1**2) * gap0
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("inside_positive", lt(0, inside), {}, inside)
    proof.cite("lemmas.root_double", {a: inside}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    proof.combine("H_nonnegative", le(0, H), {"definition_H": -1}, alpha / (eps * (1 - beta1)))
    with proof.induction(k, {"beta1_power": le(beta1**k, 1)}) as (_, step):
        step.combine("next", le(beta1 ** (k + 1), 1), {"beta1_power": beta1, lt(beta1, 1): 1})
    with proof.fix("corrected", k) as inner:
        inner.combine("below", le(1 - beta1, 1 - beta1 ** (k + 1)), {"beta1_power": beta1})


def _schedule(proof: Proof) -> None:
    left = 1 - beta1
    proof.combine(
        "step_condition",
        le(8 * L * HARMONIC(1), eps * left**3),
        {STEP_CONDITION: 1},
        multiplier=k0 + 1,
        why="the step condition, at the first step",
    )
    proof.combine(
        "weaker_condition",
        le(2 * L * HARMONIC(1), eps * left**2),
        {STEP_CONDITION: Rational(1, 4)},
        eps * left**2 * (k0 + 1) * (3 + beta1) / 4,
        multiplier=k0 + 1,
    )
    proof.cite("lemmas.harmonic_step", name="decreasing_step")


def _losses(proof: Proof) -> None:
    """The losses (3/2) c nu_k/(k+k0) add up to C at most."""
    proof.define(width, sqrt(L * H))
    squared = proof.law("sqrt_square", L * H)
    proof.combine("width_squared", eq(width**2, L * H), {"definition_width": width + sqrt(L * H), squared: 1})
    proof.combine("width_nonnegative", le(0, width), {"definition_width": -1}, sqrt(L * H))
    with proof.fix("contraction_with_loss", k, why="the loss telescopes, by the midpoint rule") as inner:
        span, corrected = k + 1 + k0, 1 - beta1 ** (k + 1)
        inner.combine("corrected_positive", lt(0, corrected), {"corrected": 1, "beta1_below": 1})
        inner.define(radius, sqrt(span))
        roots = {
            a: span,
            Real("before"): sqrt(span - Rational(1, 2)),
            Real("here"): radius,
            Real("after"): sqrt(span + Rational(1, 2)),
        }
        telescoped = inner.cite("lemmas.root_sum", roots)
        inner.cite("lemmas.root_sum", roots, conclusion=2, name="radius_positive")
        radius_squared = inner.law("sqrt_square", span)
        inner.define(ratio, width / radius)
        inner.combine("ratio_nonnegative", le(0, ratio), {"definition_ratio": -1}, width / radius)
        inner.combine(
            "ratio_squared",
            le(L * alpha / (eps * corrected * span), ratio**2),
            {
                "definition_ratio": -(ratio + width / radius),
                "width_squared": -1 / radius**2,
                radius_squared: L * H / (span * radius**2),
                "definition_radius": L * H * (radius + sqrt(span)) / (span * radius**2),
                "definition_H": -L / span,
                "corrected": L * alpha / (eps * span * (1 - beta1) * corrected),
            },
        )
        below = inner.cite(
            "lemmas.sqrt_bound",
            {Real("x"): root(k) ** 2, Real("y"): ratio},
            why="nu_k <= sqrt(L H/(k+k0))/(1-beta1)",
        )
        inner.combine(
            "here",
            le(V(k + 1), (1 - 2 * c / span + loss(k)) * V(k)),
            {
                "contraction": 1,
                "definition_c": V(k) * (2 - Rational(3, 2) * root(k) / (1 - beta1)) / span,
                below: V(k) * Rational(3, 2) * c / (span * (1 - beta1)),
                "definition_ratio": V(k) * Rational(3, 2) * c / (span * (1 - beta1)),
                telescoped: V(k) * Rational(3, 2) * c * width / (1 - beta1),
            },
            signs=["nonnegative"],
        )


def _rate(proof: Proof) -> None:
    values = {
        function("e", "natural"): V,
        function("loss", "natural"): Lambda(k, loss(k)),
        function("S", "natural"): Lambda(k, remaining(k)),
        c: 2 * c,
    }
    rate = proof.cite("lemmas.recursion_perturbed", values, why="so the exponent is 2 c")
    proof.use("nonnegative", {k: 0}, name="start_nonnegative")
    with proof.fix("rate", k, why="the rate") as inner:
        power = ((k0 + 1) / (k + k0 + 1)) ** (2 * c)
        spent = remaining(0) - remaining(k)
        inner.combine(
            "spent",
            le(spent, C),
            {"definition_C": -1, "definition_width": 3 * c / ((1 - beta1) * sqrt(k0 + Rational(1, 2)))},
            remaining(k),
        )
        total = inner.cite(
            "lemmas.exp_monotone", {Real("x"): spent, Real("y"): C}, why="all losses together are at most C"
        )
        inner.combine(
            "here",
            le(f(x(k)) - f_star, THEOREM.bound),
            {"gap_below": 1, rate: 1, total: power * V(0), "start": power * exp(C)},
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
