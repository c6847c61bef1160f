"""Scaling a vector to norm at most tau is a gain in [min(1, tau/B), 1] (theory notes, section 1)."""

from sympy import Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, tau
from amgt_theory.theorem import Theorem

N, h, B = (Real(name) for name in "N h B".split())

THEOREM = Theorem(
    id="lemmas.gain_norm_clip",
    title="norm clipping is a gain in [min(1, tau/B), 1]",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(lt(0, tau), lt(0, N), le(N, B)),
    where=((h, Min(1, tau / N)),),
    quantity=h,
    bound=Min(1, tau / B),
    direction="lower",
    also=(le(h, 1), eq(h, tau / Max(tau, N))),
    tight=True,
    notes="N is the norm of the moment. The last form of the gain, 1 at N = 0, also fits a vanishing moment.",
)


def derive(proof: Proof) -> None:
    lowest, gain, larger = THEOREM.bound, Min(1, tau / N), Max(tau, N)
    proof.law("min_left", 1, tau / B)
    below_ratio = proof.law("min_left", tau / B, 1)
    proof.combine("B_positive", lt(0, B), {"assumption_2": 1, "assumption_3": 1})
    proof.combine("ratio", le(lowest, tau / N), {below_ratio: 1, "assumption_3": tau / (N * B)}, why="as N <= B")
    least = proof.law("min_greatest", 1, tau / N, lowest)
    proof.combine("lower", le(lowest, h), {least: 1, "definition_h": -1}, why="the gain is smallest where N = B")
    gain_below_one = proof.law("min_left", 1, tau / N)
    gain_below_ratio = proof.law("min_left", tau / N, 1)
    proof.combine("upper", le(h, 1), {gain_below_one: 1, "definition_h": 1})

    tau_below = proof.law("max_left", tau, N)
    norm_below = proof.law("max_left", N, tau)
    proof.combine("larger_positive", lt(0, larger), {tau_below: 1, lt(0, tau): 1})
    proof.combine("quotient_below_one", le(tau / larger, 1), {tau_below: 1 / larger})
    proof.combine("quotient_below_ratio", le(tau / larger, tau / N), {norm_below: tau / (N * larger)})
    proof.law("min_greatest", 1, tau / N, tau / larger, name="quotient_below")
    claim = le(gain, tau / larger)
    with proof.cases("quotient_above", N, tau, claim) as (small, large):
        unchanged = small.law("max_least", tau, N, tau)
        small.combine("gain", claim, {gain_below_one: 1, unchanged: 1 / larger})
        scaled = large.law("max_least", tau, N, N)
        large.combine("gain", claim, {gain_below_ratio: 1, scaled: tau / (N * larger)})
    same = proof.equal("same", "quotient_above", "quotient_below")
    proof.combine("gain", eq(h, tau / larger), {"definition_h": 1, same: 1}, why="the same gain, no quotient by N")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
