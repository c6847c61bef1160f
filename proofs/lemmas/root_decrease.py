"""From a decrease of u to one of sqrt u: what is small against the decrease of u, relative to u, is summable."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

u, v, T, p, q, first, second = (Real(name) for name in "u v T p q first second".split())

THEOREM = Theorem(
    id="lemmas.root_decrease",
    title="T u <= q^2 (u - v)^2 gives T <= 4 q^2 (sqrt u - sqrt v)^2",
    kind="lemma",
    source="elementary",
    assumptions=(le(0, v), le(v, u), le(T * u, q**2 * (u - v) ** 2), le(T, p * (u - v))),
    quantity=T,
    bound=(2 * q * (sqrt(u) - sqrt(v))) ** 2,
    also=(le(sqrt(v), sqrt(u)),),
    notes="The last assumption is for u = 0 only.",
)


def derive(proof: Proof) -> None:
    proof.combine("u_nonnegative", le(0, u), {le(0, v): 1, le(v, u): 1})
    above, below = proof.law("sqrt_square", u), proof.law("sqrt_square", v)
    with proof.cases("order", sqrt(v), sqrt(u), le(sqrt(v), sqrt(u)), why="the root decreases too") as (_, larger):
        larger.combine("sum_positive", lt(0, sqrt(u) + sqrt(v)), {"order": 1}, 2 * sqrt(u))
        larger.combine(
            "absurd",
            le(sqrt(v), sqrt(u)),
            {le(v, u): 1, above: -1, below: 1},
            multiplier=sqrt(u) + sqrt(v),
        )
    goal = le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("size", u, 0, goal) as (zero, positive):
        same = zero.equal("nothing", "size", "u_nonnegative")
        zero.combine("v_nothing", le(v, 0), {le(v, u): 1, "size": 1})
        none = zero.equal("v_zero", "v_nothing", le(0, v))
        zero.combine("there", goal, {le(T, p * (u - v)): 1, same: p, none: -p}, THEOREM.bound)
        higher, lower = positive.define(first, sqrt(u)), positive.define(second, sqrt(v))
        positive.combine("whole", eq(first**2, u), {higher: first + sqrt(u), above: 1})
        positive.combine("part", eq(second**2, v), {lower: second + sqrt(v), below: 1})
        positive.combine("difference", le(0, first - second), {"order": 1, higher: -1, lower: 1})
        positive.combine("first_nonnegative", le(0, first), {higher: -1}, sqrt(u))
        positive.combine("second_nonnegative", le(0, second), {lower: -1}, sqrt(v))
        decrease = (first - second) * (first + second)
        bounded = positive.combine(
            "bounded",
            le(T, (2 * q * (first - second)) ** 2),
            {
                le(T * u, q**2 * (u - v) ** 2): 1,
                "whole": 4 * q**2 * (first - second) ** 2 - q**2 * (u - v + decrease),
                "part": q**2 * (u - v + decrease),
                "difference": q**2 * (first - second) ** 2 * (3 * first + second),
            },
            multiplier=u,
            why="u - v = (sqrt u - sqrt v)(sqrt u + sqrt v), where the sum is at most 2 sqrt u",
        )
        gap = 2 * q * (first - second) + 2 * q * (sqrt(u) - sqrt(v))
        positive.combine("there", goal, {bounded: 1, higher: 2 * q * gap, lower: -2 * q * gap})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
