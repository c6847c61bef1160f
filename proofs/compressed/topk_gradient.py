"""Without momentum, keeping the s largest gradient entries contracts with the share s/d (theory notes, section 4)."""

from sympy import Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.iteration_laws import selection
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, Vector, d, f, f_star, gradient, h_hi, h_lo, i, mu, s, y, z
from amgt_theory.theorem import Theorem

h, selected, gain = Vector("h"), Vector("selected"), Real("gain")
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))
GRADIENT = At(gradient(y), i)
SCORE = Lambda(i, GRADIENT**2)

THEOREM = Theorem(
    id="compressed.topk_gradient",
    title="keeping the s largest gradient entries contracts with the share s/d",
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
    assumptions=(lt(0, mu), le(mu, L), le(0, h_lo), le(h_lo, h_hi), le(L * h_hi, 2), lt(0, d)),
    quantity=f(z) - f_star,
    per=f(y) - f_star,
    bound=1 - 2 * mu * s / d * SMALLEST,
    tight=True,
    notes="selected is 1 on the s coordinates kept and 0 elsewhere. No momentum.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    descent = proof.cite("compressed.topk_descent", why="what the step takes off f")
    for number in (1, 2):
        proof.cite("compressed.topk_descent", conclusion=number)
    pl = proof.use("pl", {}, why="the PL inequality")
    proof.combine(
        "contraction",
        le(f(z) - f_star, THEOREM.bound * (f(y) - f_star)),
        {descent: 1, pl: s / d * SMALLEST},
        why="together, for phi >= 0 up to 2/L",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.selection import topk_gradient, topk_gradients

    return StepCheck(THEOREM, lambda draw: draw(topk_gradients(2)), topk_gradient)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
