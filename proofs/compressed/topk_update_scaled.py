"""Moving only the s coordinates with the largest moments weighted by their gains (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step, selection
from amgt_theory.language import le, lt
from amgt_theory.symbols import L, Real, Vector, beta1, d, h_hi, h_lo, i, mu, s
from amgt_theory.theorem import Theorem

m, h, selected = Vector("m"), Vector("h"), Vector("selected")
V, V_next, RATE = Real("V"), Real("V_next"), Rational(9, 16)

THEOREM = Theorem(
    id="compressed.topk_update_scaled",
    title="moving the s coordinates with the largest h_i m_i^2 contracts by 1 - (9/16) mu h_lo s/d",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.topk_update",
    setting=(
        *SMOOTH,
        *PL,
        *selection(Lambda(i, h[i] * m[i] ** 2)),
        *one_step(selected[i] * m[i], 2 * h_hi / (1 - beta1)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        lt(0, d),
        le(4 * L * h_hi, 1 - beta1),
    ),
    quantity=V_next,
    per=V,
    bound=1 - RATE * mu * h_lo * s / d,
    notes="selected is 1 on the s coordinates kept and 0 elsewhere: those with the largest h_i m_i^2. The "
    "notes have 3/8 for 9/16, with the weight h_hi/(1-beta1) in V in place of 2 h_hi/(1-beta1). Whether "
    "1 - mu h_lo s/d holds is open.",
)


def derive(proof: Proof) -> None:
    with proof.fix("gains_at_most", i) as inner:
        inner.combine("here", le(h[i], h[i]))
    proof.cite("compressed.topk_step", {Vector("weight"): h}, why="one step, with the gains as weights")


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies.selection import topk_moment, topk_moments

    return StepCheck(THEOREM, topk_moments, lambda values, ar: topk_moment(values, ar, values["h"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
