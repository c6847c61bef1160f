"""Clipping is a gain in [min(1, tau/B), 1] (theory notes, section 1).

Off 0 the gain tau/max(tau, |m|) is the notes' min(1, tau/|m|); at 0 it is 1, so that no coordinate is an exception.
"""

from sympy import Abs, Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, tau
from amgt_theory.theorem import Theorem

m, h, B, x = (Real(name) for name in "m h B x".split())
SIZE, LARGER, CLIPPED = Abs(m), Max(tau, Abs(m)), Max(-tau, Min(tau, m))
LOWEST = Min(1, tau / B)

THEOREM = Theorem(
    id="lemmas.gain_clip",
    title="clipping is a gain in [min(1, tau/B), 1]",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(lt(0, tau), le(SIZE, B)),
    where=((h, tau / LARGER),),
    quantity=CLIPPED,
    bound=h * m,
    direction="exact",
    also=(le(LOWEST, h), le(h, 1)),
    notes="The gain tau/max(tau, |m|) is min(1, tau/|m|) where m is not 0, and 1 where it is.",
)


def derive(proof: Proof) -> None:
    proof.law("max_left", tau, SIZE, name="tau_below")
    proof.law("max_left", SIZE, tau, name="size_below")
    proof.combine("larger_positive", lt(0, LARGER), {"tau_below": 1, lt(0, tau): 1})
    _equation(proof)
    _interval(proof)


def _equation(proof: Proof) -> None:
    inner = Min(tau, m)
    proof.law("abs_upper", m, name="size_above")
    proof.cite("lemmas.abs_lower", {x: m}, name="size_below_negated")
    proof.law("abs_square", m, name="size_squared")
    proof.law("min_left", tau, m, name="inner_below_tau")
    proof.law("min_left", m, tau, name="inner_below_m")
    proof.law("max_left", -tau, inner, name="outer_above_minus_tau")
    proof.law("max_left", inner, -tau, name="outer_above_inner")
    goal = eq(THEOREM.quantity, THEOREM.bound)
    with proof.cases("size", SIZE, tau, goal, why="clip is tau/max(tau, |m|) times m") as (small, large):
        small.combine("m_below", le(m, tau), {"size": 1, "size_above": 1})
        small.combine("m_above", le(-tau, m), {"size": 1, "size_below_negated": 1})
        inside = small.law("min_greatest", tau, m, m)
        small.law("max_least", -tau, inner, m, name="clipped_below")
        small.combine("clipped_above", le(m, CLIPPED), {inside: 1, "outer_above_inner": 1})
        clipped = small.equal("clipped", "clipped_below", "clipped_above", why="where |m| <= tau nothing changes")
        small.law("max_least", tau, SIZE, tau, name="larger_below")
        larger = small.equal("larger", "larger_below", "tau_below")
        small.combine("clip", goal, {clipped: 1, "definition_h": -m, larger: m / LARGER})

        large.law("max_least", tau, SIZE, SIZE, name="larger_below")
        larger = large.equal("larger", "larger_below", "size_below")
        with large.cases("side", 0, m, goal) as (right, left):
            for part, end in ((right, tau), (left, -tau)):
                sign = end / tau
                part.combine("sum_positive", lt(0, SIZE + sign * m), {"size": 1, lt(0, tau): 1, "side": 1})
                part.combine("size_end", le(SIZE, sign * m), {"size_squared": 1}, multiplier=SIZE + sign * m)
                size = part.equal("size_there", "size_end", "size_above" if part is right else "size_below_negated")
                part.combine("beyond", le(tau, sign * m), {"size": 1, size: 1})
                if part is right:
                    reached = part.law("min_greatest", tau, m, tau)
                    part.combine("clipped_above", le(tau, CLIPPED), {reached: 1, "outer_above_inner": 1})
                else:
                    part.combine("inner_below", le(inner, -tau), {"inner_below_m": 1, "beyond": 1})
                part.law("max_least", -tau, inner, end, name="clipped_below")
                above = "clipped_above" if part is right else "outer_above_minus_tau"
                clipped = part.equal("clipped", "clipped_below", above, why="else the clip is -tau or tau")
                weight = end / LARGER
                part.combine("clip", goal, {clipped: 1, "definition_h": -m, larger: weight, size: weight})


def _interval(proof: Proof) -> None:
    proof.law("min_left", 1, tau / B, name="lowest_below_one")
    proof.law("min_left", tau / B, 1, name="lowest_below_ratio")
    claim = le(LOWEST, h)
    with proof.cases("lower", SIZE, tau, claim, why="the gain is smallest where |m| = B") as (small, large):
        unchanged = small.law("max_least", tau, SIZE, tau)
        small.combine("gain", claim, {"lowest_below_one": 1, "definition_h": -1, unchanged: 1 / LARGER})
        scaled = large.law("max_least", tau, SIZE, SIZE)
        large.combine("B_positive", lt(0, B), {"lower": 1, lt(0, tau): 1, "assumption_2": 1})
        weight = tau / (LARGER * B)
        large.combine(
            "gain",
            claim,
            {"lowest_below_ratio": 1, "definition_h": -1, scaled: weight, "assumption_2": weight},
        )
    proof.combine("upper", le(h, 1), {"definition_h": 1, "tau_below": 1 / LARGER}, why="and never above 1")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
