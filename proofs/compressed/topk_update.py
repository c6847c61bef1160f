"""Moving only the s coordinates with the largest moments (theory notes, section 4)."""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    Coordinate, L, Real, Vector, beta1, d, f, h_hi, h_lo, i, mu, over_coordinates, s,
    square,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, selected, other = Vector("m"), Vector("h"), Vector("selected"), Coordinate("other")
deviation, next_deviation = Vector("deviation"), Vector("next_deviation")
V, V_next = Real("V"), Real("V_next")
WEIGHT = 2 * h_hi / (1 - beta1)
RATE = Rational(9, 16)


def score(index):
    return m[index] ** 2


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
        ("selection", ForAll((i,), eq(selected[i] ** 2, selected[i]))),
        ("selected_count", eq(over_coordinates(selected[i]), s)),
        (
            "selected_largest",
            ForAll((i, other), le(score(other), score(i)), (eq(selected[i], 1), eq(selected[other], 0))),
        ),
        *one_step(selected[i] * m[i], WEIGHT),
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
    "by |m_i|. The notes have 3/8 for 9/16. Whether 1 - mu h_lo s/d holds is open.",
)


def derive(proof: Proof) -> None:
    moved = selected[i] * h[i] * m[i] ** 2
    values = {Vector("score"): Lambda(i, score(i))}
    nonnegative = proof.cite("compressed.topk_selection", values, conclusion=1)
    proof.cite("compressed.topk_selection", values, conclusion=2)
    largest = proof.cite(
        "compressed.topk_selection", values, why="the selected coordinates have the share s/d of |m|^2"
    )
    with proof.fix("selected_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, selected[i]), {"selection": 1}, selected[i] ** 2)
    gains = proof.summed(
        "gains",
        le(h_lo * selected[i] * m[i] ** 2, moved),
        {"gains_below": selected[i] * m[i] ** 2},
        signs=["selected_nonnegative"],
    )
    proof.combine(
        "share",
        le(h_lo * s / d * square(m), over_coordinates(moved)),
        {gains: 1, largest: h_lo},
        signs=[nonnegative],
        why="and they move with gains of at least h_lo",
    )
    proof.cite("compressed.topk_step", why="one step that moves this share of the moment")


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, moment_near_gradient, near_gradient, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, momentum, selected_step, selected_steps
    from amgt_theory.strategies.selection import largest_of_balls

    def model(draw):  # any gains, or a step of AMGT
        if drawing.pick(draw, (True, False)):
            return draw(selected_steps(share=Fraction(1, 4)))
        problem, weight = draw(pl_problems()), momentum(draw)
        low, high = gain_interval(draw, (1 - weight) / 4 / problem.L)
        gains, count = drawing.gains(draw, low, high, problem.d), drawing.pick(draw, range(1, problem.d + 1))
        drawn = {f: problem, beta1: weight, h_lo: low, h_hi: high, h: gains, s: count}
        return {**drawn, **near_gradient(draw, problem)}

    def compute(values, ar):
        if "method" in values:
            return selected_step(values, ar)
        moment = moment_near_gradient(values, ar)
        return {m: moment, selected: largest_of_balls(ar.square(moment), values["s"], ar)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
