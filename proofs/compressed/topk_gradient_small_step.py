"""Without momentum and with gains up to 1/L, keeping the s largest gradient entries (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.iteration_laws import selection
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Vector, d, f, f_star, gradient, h_hi, h_lo, i, mu, s, square, y, z
from amgt_theory.theorem import Theorem

h, selected = Vector("h"), Vector("selected")
GRADIENT = At(gradient(y), i)
SCORE = Lambda(i, GRADIENT**2)

THEOREM = Theorem(
    id="compressed.topk_gradient_small_step",
    title="keeping the s largest gradient entries in a short step contracts by 1 - mu h_lo s/d",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.topk_gradient",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        *selection(SCORE),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * selected[i] * GRADIENT))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, h_lo), le(L * h_hi, 1), lt(0, d)),
    quantity=f(z) - f_star,
    per=f(y) - f_star,
    bound=1 - mu * h_lo * s / d,
    tight=True,
    notes="selected is 1 on the s coordinates kept and 0 elsewhere. No momentum. Attained for h = 1/L and mu = L "
    "where all gradient entries are equal.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    interval = proof.summed("interval", le(h_lo, h_hi), {"gains_above": 1, "gains_below": 1})
    ordered = proof.combine("ordered", le(h_lo, h_hi), {interval: 1}, multiplier=d)
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, ordered: 1})
    proof.combine("no_longer", le(L * h_hi, 2), {le(L * h_hi, 1): 1}, 1)
    descent = proof.cite("compressed.topk_descent", why="what the step takes off f")
    phi_lo, phi_hi = h_lo - L * h_lo**2 / 2, h_hi - L * h_hi**2 / 2
    proof.combine("lo", le(h_lo / 2, phi_lo), {le(L * h_hi, 1): h_lo / 2, ordered: L * h_lo / 2})
    proof.combine("hi", le(h_lo / 2, phi_hi), {le(L * h_hi, 1): h_hi / 2, ordered: Rational(1, 2)})
    half = proof.law("min_greatest", phi_lo, phi_hi, h_lo / 2, why="phi(h) >= h/2 up to 1/L")
    squares = proof.summed("squares", le(0, GRADIENT**2), {}, GRADIENT**2)
    proof.cite("compressed.topk_descent", conclusion=1)
    pl = proof.use("pl", {}, why="the PL inequality")
    proof.combine(
        "contraction",
        le(f(z) - f_star, THEOREM.bound * (f(y) - f_star)),
        {descent: 1, half: s / d * square(gradient(y)), pl: s / d * h_lo / 2},
        signs=[squares],
        why="together",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.selection import topk_gradient, topk_gradients

    return StepCheck(THEOREM, lambda draw: draw(topk_gradients(1)), topk_gradient)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
