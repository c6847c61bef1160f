"""Without momentum, keeping the s largest gradient entries decreases f with the share s/d (theory notes, section 4).

No convexity and no PL inequality: the two rates compressed.topk_gradient and topk_gradient_small_step follow from it.
"""

from sympy import Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA
from amgt_theory.iteration_laws import selection
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, Vector, d, f, gradient, h_hi, h_lo, i, s, square, y, z
from amgt_theory.theorem import Theorem

h, selected, gain = Vector("h"), Vector("selected"), Real("gain")
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))
GRADIENT = At(gradient(y), i)
SCORE = Lambda(i, GRADIENT**2)

THEOREM = Theorem(
    id="compressed.topk_descent",
    title="keeping the s largest gradient entries decreases f by phi(h) |g|^2 s/d at least",
    kind="lemma",
    claim="C8",
    source="theory notes, section 4, compressed.topk_gradient",
    setting=(
        *DESCENT_LEMMA,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        *selection(SCORE),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * selected[i] * GRADIENT))),
    ),
    assumptions=(lt(0, L), le(0, h_lo), le(h_lo, h_hi), le(L * h_hi, 2), lt(0, d)),
    quantity=f(z),
    bound=f(y) - s / d * SMALLEST * square(gradient(y)),
    also=(le(0, s), le(0, SMALLEST)),
    notes="phi(h) = h - L h^2/2, at the end of [h_lo, h_hi] where it is smaller.",
)


def derive(proof: Proof) -> None:
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    for name, end, weights in (
        ("lo", h_lo, {le(L * h_hi, 2): h_lo / 2, le(h_lo, h_hi): L * h_lo / 2}),
        ("hi", h_hi, {le(L * h_hi, 2): h_hi / 2}),
    ):
        proof.combine(f"phi_{name}_nonnegative", le(0, PHI(end)), weights)
    with proof.fix("smallest", i, why="phi(h) = h - L h^2/2 is concave, so it is smallest at an end") as inner:
        inner.use("gains_below", {})
        inner.use("gains_above", {})
        inner.cite("lemmas.smallest_decrease", {Real("h"): h[i]})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    change = z[i] - y[i]
    decrease = proof.summed(
        "decrease",
        le(GRADIENT * change + L / 2 * change**2, -SMALLEST * selected[i] * GRADIENT**2),
        {
            "smallest": selected[i] ** 2 * GRADIENT**2,
            "step": None,
            "selection": (h[i] - SMALLEST) * GRADIENT**2,
        },
        why="each selected coordinate decreases f by phi(h_i) g_i^2 at least",
    )
    share = proof.cite(
        "compressed.topk_selection",
        {Vector("score"): SCORE},
        why="the selected coordinates have the share s/d of |g|^2",
    )
    proof.combine("topk_descent", le(f(z), THEOREM.bound), {descent: 1, decrease: 1, share: SMALLEST}, why="together")
    proof.cite("compressed.topk_selection", {Vector("score"): SCORE}, conclusion=1)
    proof.combine("phi_nonnegative", le(0, SMALLEST), {}, SMALLEST)


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.selection import topk_gradient, topk_gradients

    return StepCheck(THEOREM, lambda draw: draw(topk_gradients(2)), topk_gradient)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
