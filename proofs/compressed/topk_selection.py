"""The s largest of d numbers have at least the share s/d of their sum (theory notes, section 4).

Every pair of a selected and an unselected entry is compared, and the comparisons are summed over both.
"""

from sympy import Lambda, Rational

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import selection
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Coordinate, Real, Vector, d, i, over_coordinates, s
from amgt_theory.theorem import Theorem

score, selected, other, part = Vector("score"), Vector("selected"), Coordinate("other"), Real("part")

THEOREM = Theorem(
    id="compressed.topk_selection",
    title="the s largest of d numbers have at least the share s/d of their sum",
    kind="lemma",
    claim="C8",
    source="theory notes, section 4, compressed.topk_gradient",
    setting=selection(Lambda(i, score[i])),
    assumptions=(lt(0, d),),
    quantity=over_coordinates(selected[i] * score[i]),
    bound=s / d,
    per=over_coordinates(score[i]),
    direction="lower",
    also=(le(0, s), le(s, d)),
    tight=True,
    notes="selected is 1 on the chosen coordinates and 0 elsewhere. Attained where all numbers are equal.",
)


def derive(proof: Proof) -> None:
    pair = le(selected[i] * (1 - selected[other]) * score[other], selected[i] * (1 - selected[other]) * score[i])
    half = Rational(1, 2)
    proof.define(part, over_coordinates(selected[i] * score[i]))
    with proof.fix("row", other) as row:
        with row.fix("pair", i) as inner:
            chosen, left_out = inner.use("selection", {}), inner.use("selection", {i: other})
            with inner.cases("chosen", selected[i], half, pair) as (no, yes):
                no.combine("rest", lt(0, 1 - selected[i]), {"chosen": 1}, half)
                zero = no.combine("zero", eq(selected[i], 0), {chosen: -1}, multiplier=1 - selected[i])
                no.combine("there", pair, {zero: (1 - selected[other]) * (score[other] - score[i])})
                yes.combine("positive", lt(0, selected[i]), {"chosen": 1}, half)
                yes.combine("one", eq(selected[i], 1), {chosen: 1}, multiplier=selected[i])
                with yes.cases("left_out", selected[other], half, pair) as (out, in_):
                    out.combine("rest", lt(0, 1 - selected[other]), {"left_out": 1}, half)
                    out.combine("zero", eq(selected[other], 0), {left_out: -1}, multiplier=1 - selected[other])
                    larger = out.use("selected_largest", {})
                    weight = selected[i] * (1 - selected[other])
                    out.combine("there", pair, {larger: weight})
                    in_.combine("other_positive", lt(0, selected[other]), {"left_out": 1}, half)
                    both = in_.combine("both", eq(selected[other], 1), {left_out: 1}, multiplier=selected[other])
                    in_.combine("there", pair, {both: selected[i] * (score[i] - score[other])})
        row.total("row_sum", "pair")
        row.combine(
            "row_here",
            le(s * (1 - selected[other]) * score[other], (1 - selected[other]) * part),
            {
                "row_sum": 1,
                "selected_count": -(1 - selected[other]) * score[other],
                "definition_part": -(1 - selected[other]),
            },
        )
    proof.total("all_pairs", "row", why="all pairs of a selected and an unselected entry compared")
    proof.combine(
        "share",
        le(s / d * over_coordinates(score[i]), over_coordinates(selected[i] * score[i])),
        {"all_pairs": 1, "selected_count": -part, "definition_part": d - s},
        multiplier=d,
        why="s (total - part) <= (d - s) part, so the selected part has the share s/d",
    )
    count = proof.summed("count", le(0, selected[i]), {"selection": 1}, selected[i] ** 2)
    proof.combine("count_nonnegative", le(0, s), {count: 1, "selected_count": 1})
    left = proof.summed("left", le(selected[i], 1), {"selection": 1}, (1 - selected[i]) ** 2)
    proof.combine("count_below", le(s, d), {left: 1, "selected_count": -1})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing
    from amgt_theory.strategies.selection import largest

    def model(draw):
        size = drawing.pick(draw, (1, 2, 3, 4))
        scores, count = drawing.vector(draw, size), drawing.natural(draw, size)
        return {score: scores, selected: largest(scores, count), s: count}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
