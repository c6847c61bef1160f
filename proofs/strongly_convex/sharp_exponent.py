"""Twice the exponent of power_rate, for a quarter of its step: gap_k = O(k^(-2c)) (theory notes, section 3).

So the distance to the minimizer is O(k^-c), not only O(k^(-c/2)).
"""

from sympy import Lambda, Min, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, V, amgt, gains, lyapunov, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    G, H, L, Real, a, alpha, beta1, c, eps, f, f_star, function, gap0, gradient, k, k0, mu, r, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, C = function("h", "natural", result="vector"), Real("C")
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(8 * L * alpha, eps * (1 - beta1) ** 3 * (k0 + 1))


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
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.cite("lemmas.root_double", {a: L * (1 + beta1**2) * gap0}, conclusion=1, name="G_positive")
    first = le(8 * L * HARMONIC(1), eps * (1 - beta1) ** 3)
    proof.combine("first_short", first, {STEP_CONDITION: 1}, multiplier=k0 + 1)
    proof.combine(
        "step_condition",
        le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2),
        {"first_short": Rational(1, 4)},
        eps * (1 - beta1) ** 2 * (3 + beta1) / 4,
        why="the step condition of the smooth case, at the first step",
    )
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    values = {step_size: HARMONIC, V: Lambda(k, lyapunov(k, HARMONIC))}
    proof.cite("momentum.descent", values, conclusion=3, name="gradients", why="gradients are at most G")
    proof.define(r, eps * (1 - beta1) * GAIN / (G + eps))
    values = {function("g", "natural", result="vector"): Lambda(k, gradient(x(k)))}
    names = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "product")
    for number, name in enumerate(names):
        why = "" if number else "so the gains are between r H/(k+k0) and H/(k+k0)"
        proof.cite("momentum.harmonic_gains", values, conclusion=number, name=name, why=why)
    proof.combine("exponent", eq(c, mu * r * H), {"definition_c": 1, "product": -mu})
    scale = 1 / (eps * (1 - beta1))
    proof.combine("short", le(8 * L * H, (1 - beta1) ** 2 * (k0 + 1)), {"definition_H": 8 * L, STEP_CONDITION: scale})
    proof.cite("strongly_convex.sharp_gains", {h: gains(HARMONIC, later=1)}, why="and the rate is that of such gains")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
