"""Moving only the s coordinates with the largest moments (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step, selection
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Coordinate, L, Real, Vector, beta1, d, h_hi, h_lo, i, mu, s
from amgt_theory.theorem import Theorem

m, selected, other = Vector("m"), Vector("selected"), Coordinate("other")
V, V_next, RATE = Real("V"), Real("V_next"), Rational(9, 16)

THEOREM = Theorem(
    id="compressed.topk_update",
    title="moving the s coordinates with the largest moments contracts by 1 - (9/16) mu h_lo s/d",
    kind="theorem",
    claim="C8",
    verdict="proves",
    source="theory notes, section 4, compressed.topk_update",
    setting=(
        *SMOOTH,
        *PL,
        *selection(Lambda(i, m[i] ** 2)),
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
    notes="selected is 1 on the s coordinates kept and 0 elsewhere. Ties that a clip creates are broken "
    "by |m_i|. The notes have 3/8 for 9/16, with the weight h_hi/(1-beta1) in V in place of 2 h_hi/(1-beta1). "
    "Whether 1 - mu h_lo s/d holds is open.",
)


def derive(proof: Proof) -> None:
    with proof.fix("least", i) as inner:
        inner.combine("here", le(h_lo, h_lo))
    chosen = {"kept": eq(selected[i], 1), "left": eq(selected[other], 0)}
    with proof.fix("weighted_largest", i, other, assume=chosen) as inner:
        larger = inner.use("selected_largest", {})
        inner.combine("here", le(h_lo * m[other] ** 2, h_lo * m[i] ** 2), {larger: h_lo})
    proof.cite("compressed.topk_step", {Vector("weight"): Lambda(i, h_lo)}, why="one step, with equal weights h_lo")


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.selection import selected_step, selected_steps, topk_moment, topk_moments

    def model(draw):  # any gains, or a step of AMGT
        amgt = drawing.pick(draw, (True, False))
        return draw(selected_steps(share=Fraction(1, 4))) if amgt else topk_moments(draw)

    def compute(values, ar):
        if "method" in values:
            return selected_step(values, ar)
        return topk_moment(values, ar, [1] * values["d"])

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
