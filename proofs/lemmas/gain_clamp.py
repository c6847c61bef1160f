"""A clamped preconditioner is a gain of at most d_hi, whatever it is without the clamp (theory notes, section 1)."""

from sympy import Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

D, d_lo, d_hi, low = (Real(name) for name in "D d_lo d_hi low".split())
CLAMPED = Max(d_lo, Min(d_hi, D))

THEOREM = Theorem(
    id="lemmas.gain_clamp",
    title="a gain of at least low, clamped to [d_lo, d_hi], is in [max(d_lo, min(d_hi, low)), d_hi]",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(le(d_lo, d_hi), le(low, D)),
    quantity=CLAMPED,
    bound=Max(d_lo, Min(d_hi, low)),
    direction="lower",
    also=(le(CLAMPED, d_hi), le(d_lo, CLAMPED)),
    tight=True,
    notes="For the preconditioner 1/(sqrt v + eps) low is 1/(G+eps) (lemmas.gain_preconditioner). The upper end needs "
    "no eps: with a clamp h_hi is d_hi times the step size, in place of 1/eps times it.",
)


def derive(proof: Proof) -> None:
    inner, lowest = Min(d_hi, D), Min(d_hi, low)
    other = proof.law("max_left", inner, d_lo)
    proof.law("max_left", d_lo, inner)
    proof.law("min_left", d_hi, D)
    proof.law("min_left", d_hi, low)
    least = proof.law("min_left", low, d_hi)
    proof.combine("lowest_below", le(lowest, D), {least: 1, le(low, D): 1})
    kept = proof.law("min_greatest", d_hi, D, lowest, why="the cap keeps the order")
    proof.combine("lowest_kept", le(lowest, CLAMPED), {kept: 1, other: 1})
    proof.law("max_least", d_lo, lowest, CLAMPED, why="and so does the floor")
    proof.law("max_least", d_lo, inner, d_hi, why="and nothing exceeds d_hi")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
