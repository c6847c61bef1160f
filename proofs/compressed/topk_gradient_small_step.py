"""Without momentum and with gains up to 1/L, keeping the s largest gradient entries (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import DESCENT_LEMMA, PL
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, Coordinate, L, Vector, d, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, s, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, selected, other = Vector("h"), Vector("selected"), Coordinate("other")
GRADIENT = At(gradient(y), i)

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
    assumptions=(lt(0, mu), le(mu, L), le(0, h_lo), le(L * h_hi, 1), lt(0, d)),
    quantity=f(z) - f_star,
    per=f(y) - f_star,
    bound=1 - mu * h_lo * s / d,
    tight=True,
    notes="selected is 1 on the s coordinates kept and 0 elsewhere. No momentum. Attained for h = 1/L and mu = L "
    "where all gradient entries are equal.",
)


def derive(proof: Proof) -> None:
    change, half = z[i] - y[i], Rational(1, 2)
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    with proof.fix("gains_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})
    kept = selected[i] ** 2 * GRADIENT**2
    decrease = proof.summed(
        "decrease",
        le(GRADIENT * change + L / 2 * change**2, -h_lo / 2 * selected[i] * GRADIENT**2),
        {
            "gains_below": kept / 2,
            "gains_above": L * h[i] * kept / 2,
            le(L * h_hi, 1): h[i] * kept / 2,
            "step": None,
            "selection": (h[i] - h_lo / 2) * GRADIENT**2,
        },
        signs=["gains_nonnegative"],
        why="each selected coordinate decreases f by h_lo g_i^2/2 at least",
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
        {descent: 1, decrease: 1, share: h_lo * half, pl: s / d * h_lo * half},
        why="together",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, point, selected_step, selected_steps
    from amgt_theory.strategies.selection import largest_of_balls

    def model(draw):  # any gains, or a step of AMGT
        if drawing.pick(draw, (True, False)):
            return draw(selected_steps(share=1, momentum=False))
        problem = draw(pl_problems())
        low, high = gain_interval(draw, 1 / problem.L)
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
