"""Keeping all d gradient entries is no compression: top-s with s = d has the factor of descent.contraction."""

from sympy import Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, L, Real, Vector, d, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, s, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, selected, gain = Vector("h"), Vector("selected"), Real("gain")
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))
GRADIENT = At(gradient(y), i)
SCORE, other = Lambda(i, GRADIENT**2), Coordinate("other")

THEOREM = Theorem(
    id="relations.topk_all",
    title="top-s with s = d contracts as the step without compression does",
    kind="lemma",
    claim="C8",
    source="theory notes, section 4, compressed.topk_gradient, and section 3, descent.contraction",
    setting=(
        *DESCENT_LEMMA,
        *PL,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * GRADIENT))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, h_lo), le(h_lo, h_hi), le(L * h_hi, 2), lt(0, d)),
    quantity=f(z) - f_star,
    per=f(y) - f_star,
    bound=1 - 2 * mu * SMALLEST,
    tight=True,
    notes="The statement of descent.contraction, from that of compressed.topk_gradient.",
)


def derive(proof: Proof) -> None:
    everything = {selected: Lambda(i, 1), s: d}
    with proof.fix("selection", i) as inner:
        inner.combine("here", eq(1, 1), {})
    proof.combine("selected_count", eq(over_coordinates(1), d), {})
    with proof.fix("selected_largest", i, other, assume={"kept": eq(1, 1), "left_out": eq(1, 0)}) as inner:
        inner.combine("here", le(SCORE(other), SCORE(i)), {"left_out": SCORE(other) - SCORE(i)})
    all_kept = proof.cite("compressed.topk_gradient", everything, why="the step is top-s with all selected")
    proof.combine("contraction", le(f(z) - f_star, THEOREM.bound * (f(y) - f_star)), {all_kept: 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
