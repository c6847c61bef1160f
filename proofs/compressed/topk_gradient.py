"""Without momentum, keeping the s largest gradient entries contracts with the share s/d (theory notes, section 4)."""

from sympy import Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, L, Real, Vector, d, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, s, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, selected, gain, other = Vector("h"), Vector("selected"), Real("gain"), Coordinate("other")
PHI = Lambda(gain, gain - L * gain**2 / 2)
SMALLEST = Min(PHI(h_lo), PHI(h_hi))
GRADIENT = At(gradient(y), i)

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
        ("selection", ForAll((i,), eq(selected[i] ** 2, selected[i]))),
        ("selected_count", eq(over_coordinates(selected[i]), s)),
        (
            "selected_largest",
            ForAll(
                (i, other),
                le(At(gradient(y), other) ** 2, GRADIENT**2),
                (eq(selected[i], 1), eq(selected[other], 0)),
            ),
        ),
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
    proof.cite("compressed.topk_selection", {Vector("score"): Lambda(i, GRADIENT**2)}, conclusion=1)
    share = proof.cite(
        "compressed.topk_selection",
        {Vector("score"): Lambda(i, GRADIENT**2)},
        why="the selected coordinates have the share s/d of |g|^2",
    )
    pl = proof.use("pl", {}, why="the PL inequality")
    proof.combine(
        "contraction",
        le(f(z) - f_star, THEOREM.bound * (f(y) - f_star)),
        {descent: 1, decrease: 1, share: SMALLEST, pl: s / d * SMALLEST},
        why="together",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, point, selected_step, selected_steps
    from amgt_theory.strategies.selection import largest_of_balls

    def model(draw):  # any gains, or a step of AMGT
        if drawing.pick(draw, (True, False)):
            return draw(selected_steps(share=2, momentum=False))
        problem = draw(pl_problems())
        low, high = gain_interval(draw, 2 / problem.L)
        gains, count = drawing.gains(draw, low, high, problem.d), drawing.pick(draw, range(1, problem.d + 1))
        return {f: problem, h_lo: low, h_hi: high, h: gains, y: point(draw, problem), s: count}

    def compute(values, ar):
        if "method" in values:
            return selected_step(values, ar)
        squares = ar.square(values["f()"].gradient(ar.vector(values["y"])))
        return {selected: largest_of_balls(squares, values["s"], ar)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
