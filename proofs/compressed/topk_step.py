"""One step with momentum that moves only selected coordinates (theory notes, section 4).

They have the largest weight_i m_i^2, for any weights between h_lo and the gains: the cases h_lo and h_i are
compressed.topk_update and topk_update_scaled.
"""

from sympy import Lambda, Rational

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import one_step, selection
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, d, gradient, h_hi, h_lo, i, mu, over_coordinates, s, square, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, h, deviation, selected, weight = map(Vector, "m h deviation selected weight".split())
V, V_next = Real("V"), Real("V_next")
WEIGHT = 2 * h_hi / (1 - beta1)
SCORE = Lambda(i, weight[i] * m[i] ** 2)
SHORT = le(4 * L * h_hi, 1 - beta1)
RATE = Rational(9, 16)

THEOREM = Theorem(
    id="compressed.topk_step",
    title="one step that moves only the s selected coordinates contracts by 1 - (9/16) mu h_lo s/d",
    kind="lemma",
    claim="C8",
    source="theory notes, section 4, compressed.topk_update",
    setting=(
        *SMOOTH,
        *PL,
        ("weights_above", ForAll((i,), le(weight[i], h[i]))),
        ("weights_below", ForAll((i,), le(h_lo, weight[i]))),
        *selection(SCORE),
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
        SHORT,
    ),
    quantity=V_next,
    per=V,
    bound=1 - RATE * mu * h_lo * s / d,
    notes="The notes have 3/8 for 9/16, with the weight h_hi/(1-beta1) in V in place of 2 h_hi/(1-beta1).",
)


def derive(proof: Proof) -> None:
    g = At(gradient(y), i)
    scaled, part = L * h_hi, h_lo * s / d
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("h_hi_nonnegative", le(0, h_hi), {le(0, h_lo): 1, le(h_lo, h_hi): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.fix("gains_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, h[i]), {"gains_below": 1, le(0, h_lo): 1})
    with proof.fix("selected_nonnegative", i) as inner:
        inner.combine("nonnegative", le(0, selected[i]), {"selection": 1}, selected[i] ** 2)
    with proof.fix("selected_below", i) as inner:
        inner.combine("below", le(0, 1 - selected[i]), {"selection": 1}, (1 - selected[i]) ** 2)

    proof.note("Descent of f along x' = x - H S m; <g, Hm> >= (|m|_H^2 - |d|_H^2)/2 on the selected coordinates.")
    descent = proof.use("descent_lemma", {}, why="the descent lemma along the step")
    slope = proof.summed(
        "slope",
        le(g * (z[i] - y[i]), -selected[i] * h[i] * m[i] ** 2 / 2 + h_hi * deviation[i] ** 2 / 2),
        {
            "step": None,
            "deviation": None,
            "gains_above": deviation[i] ** 2 / 2,
        },
        selected[i] * h[i] * g**2 / 2,
        h[i] * (1 - selected[i]) * deviation[i] ** 2 / 2,
        signs=["gains_nonnegative", "selected_nonnegative", "selected_below"],
        why="the slope along the step",
    )
    length = proof.summed(
        "length",
        le((z[i] - y[i]) ** 2, h_hi * selected[i] * h[i] * m[i] ** 2),
        {
            "gains_above": selected[i] * h[i] * m[i] ** 2,
            "step": None,
            "selection": h[i] ** 2 * m[i] ** 2,
        },
        signs=["gains_nonnegative", "selected_nonnegative"],
        why="the length of the step",
    )
    share = _share(proof)
    mixed = proof.summed(
        "mixed",
        le(Rational(3, 4) * g**2 - 3 * deviation[i] ** 2, m[i] ** 2),
        {"deviation": None},
        (g / 2 + 2 * deviation[i]) ** 2,
        why="|m|^2 >= (3/4) |g|^2 - 3 |d|^2, since m = g + d",
    )
    pl = proof.use("pl", {}, why="the PL inequality at x")
    next_size = proof.cite("momentum.next_deviation", why="the next deviation")
    spread = proof.summed("spread", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    moved = proof.summed(
        "moved",
        le(0, selected[i] * h[i] * m[i] ** 2),
        {},
        selected[i] * h[i] * m[i] ** 2,
        signs=["gains_nonnegative", "selected_nonnegative"],
    )
    left_over = (1 - scaled) / 2 - 2 * beta1**2 * scaled**2 / (1 - beta1) ** 2 - Rational(3, 8)
    quarter = proof.combine("quarter", le(0, (1 - beta1) / 4 + scaled), {lt(beta1, 1): Rational(1, 4)}, scaled)
    proof.combine(
        "paid",
        le(0, left_over),
        {SHORT: Rational(1, 8) + beta1**2 * ((1 - beta1) / 4 + scaled) / (1 - beta1) ** 2 / 2},
        beta1 * (1 - beta1) / 8,
        signs=[quarter],
        why="3/8 of |m|_H^2 is left when it has paid for |g' - g|^2",
    )
    below = proof.combine("part_below", le(part, h_hi), {le(s, d): h_lo / d, le(h_lo, h_hi): 1})
    slow = proof.combine("slow", le(4 * mu * part, 1 - beta1), {SHORT: 1, le(mu, L): 4 * part, below: 4 * L})
    rest = proof.combine(
        "rest",
        le(0, h_hi * (Rational(3, 2) - 2 * RATE * mu * part / (1 - beta1)) - 2 * RATE * part),
        {slow: RATE / 2 * h_hi / (1 - beta1), below: 2 * RATE},
        Rational(3, 32) * h_hi,
        why="and |d|^2 keeps enough of its weight",
    )
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound * V),
        {
            descent: 1,
            slope: 1,
            length: L / 2 + WEIGHT * beta1**2 / (1 - beta1) * L**2,
            share: Rational(3, 8),
            mixed: Rational(3, 8) * part,
            pl: Rational(9, 32) * part,
            next_size: WEIGHT,
            moved: left_over,
            rest: square(deviation),
            "lyapunov": None,
            "next_lyapunov": None,
        },
        signs=[spread],
        why="all together",
    )


def _share(proof: Proof) -> Fact:
    """The part of |m|_H^2 that moves."""
    values = {Vector("score"): SCORE}
    largest = proof.cite("compressed.topk_selection", values, why="the selected coordinates have the share s/d")
    for number in (1, 2):
        proof.cite("compressed.topk_selection", values, conclusion=number)
    gains = proof.summed(
        "gains",
        le(selected[i] * SCORE(i), selected[i] * h[i] * m[i] ** 2),
        {"weights_above": selected[i] * m[i] ** 2},
        signs=["selected_nonnegative"],
    )
    weights = proof.summed("weights", le(h_lo * m[i] ** 2, SCORE(i)), {"weights_below": m[i] ** 2})
    return proof.combine(
        "share",
        le(h_lo * s / d * square(m), over_coordinates(selected[i] * h[i] * m[i] ** 2)),
        {largest: 1, gains: 1, weights: s / d},
        why="of |m|_H^2, where all gains and weights are at least h_lo",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.selection import topk_moment, topk_moments

    def model(draw):
        drawn = topk_moments(draw)
        weights = [drawing.between(draw, drawn["h_lo"], gain) for gain in drawn["h"]]
        return {**drawn, weight: weights}

    return StepCheck(THEOREM, model, lambda values, ar: topk_moment(values, ar, values["weight"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
