"""The projection onto an interval, as its inequality: it moves back towards every point of the interval."""

from sympy import Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

lower, upper, moved, z, w = (Real(name) for name in ("lower", "upper", "moved", "z", "w"))

THEOREM = Theorem(
    id="constrained.interval",
    title="the projection onto an interval lies between a point and every point of the interval",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5, constrained.box",
    setting=(("projection", eq(z, Max(lower, Min(upper, moved)))),),
    assumptions=(le(lower, w), le(w, upper)),
    quantity=(moved - z) * (w - z),
    bound=0,
    also=(le(lower, z), le(z, upper)),
    tight=True,
)


def derive(proof: Proof) -> None:
    cut = Min(upper, moved)
    above, at_least = proof.law("max_left", lower, cut), proof.law("max_left", cut, lower)
    below, at_most = proof.law("min_left", upper, moved), proof.law("min_left", moved, upper)
    proof.combine("above_lower", le(lower, z), {"projection": -1, above: 1})
    proof.combine("ordered", le(lower, upper), {le(lower, w): 1, le(w, upper): 1})
    highest = proof.law("max_least", lower, cut, upper)
    proof.combine("below_upper", le(z, upper), {"projection": 1, highest: 1}, signs=[below])
    goal = le(THEOREM.quantity, 0)
    with proof.cases("left", moved, lower, goal) as (left, right):
        left.combine("cut_below", le(cut, lower), {at_most: 1, "left": 1})
        at_lower = left.law("max_least", lower, cut, lower)
        left.combine("z_below", le(z, lower), {"projection": 1, at_lower: 1})
        same = left.equal("z_lower", "z_below", "above_lower", why="left of the interval it is the lower end")
        left.combine("gap", le(0, lower - moved), {"left": 1})
        left.combine("inside", le(0, w - lower), {le(lower, w): 1})
        left.combine("there", goal, {same: z + lower - moved - w, le(lower, w): lower - moved})
        with right.cases("side", moved, upper, goal) as (between, beyond):
            kept = between.law("min_greatest", upper, moved, moved)
            between.combine("z_above", le(moved, z), {"projection": -1, at_least: 1, kept: 1})
            between.combine("cut_above", le(lower, moved), {"left": 1})
            largest = between.law("max_least", lower, cut, moved)
            between.combine("z_below", le(z, moved), {"projection": 1, largest: 1}, signs=[at_most])
            same = between.equal("z_moved", "z_below", "z_above", why="inside it is the point itself")
            between.combine("there", goal, {same: z - w})
            beyond.combine("far", le(upper, moved), {"side": 1})
            kept = beyond.law("min_greatest", upper, moved, upper)
            beyond.combine("z_above", le(upper, z), {"projection": -1, at_least: 1, kept: 1})
            same = beyond.equal("z_upper", "below_upper", "z_above", why="right of it the upper end")
            beyond.combine("gap", le(0, moved - upper), {"far": 1})
            beyond.combine("there", goal, {same: z + upper - moved - w, le(w, upper): moved - upper})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
