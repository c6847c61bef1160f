"""One gradient step with diagonal gains contracts the gap (theory notes, section 3)."""

from sympy import Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, L, Real, Vector, f, f_star, gradient, h_hi, h_lo, i, mu, y, z
from amgt_theory.theorem import Theorem

h, gain = Vector("h"), Real("gain")
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))

THEOREM = Theorem(
    id="descent.contraction",
    title="one step without momentum contracts the gap",
    kind="theorem",
    claim="C1",
    source="theory notes, section 3, descent.contraction",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * At(gradient(y), i)))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, h_lo), le(h_lo, h_hi), le(L * h_hi, 2)),
    quantity=f(z) - f_star,
    per=f(y) - f_star,
    bound=1 - 2 * mu * SMALLEST,
    tight=True,
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    with proof.fix("smallest", i, why="phi(h) = h - L h^2/2 is concave, so it is smallest at an end") as inner:
        inner.use("gains_below", {})
        inner.use("gains_above", {})
        inner.cite("lemmas.smallest_decrease", {Real("h"): h[i]})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    decrease = proof.summed(
        "decrease",
        le(g * (z[i] - y[i]) + L / 2 * (z[i] - y[i]) ** 2, -SMALLEST * g**2),
        {"smallest": g**2, "step": None},
        why="each coordinate decreases f by phi(h_i) g_i^2 at least",
    )
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    for name, end, weights in (
        ("lo", h_lo, {le(L * h_hi, 2): h_lo / 2, le(h_lo, h_hi): L * h_lo / 2}),
        ("hi", h_hi, {le(L * h_hi, 2): h_hi / 2}),
    ):
        proof.combine(f"phi_{name}_nonnegative", le(0, PHI(end)), weights)
    pl = proof.use("pl", {}, why="the PL inequality")
    proof.combine(
        "contraction",
        le(f(z) - f_star, THEOREM.bound * (f(y) - f_star)),
        {descent: 1, decrease: 1, pl: SMALLEST},
        why="together, for phi >= 0 up to 2/L",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
