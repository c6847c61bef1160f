"""The absolute value of a multiple, from squares."""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, a
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.abs_scaled",
    title="x^2 = a^2 y^2 gives |x| = a |y| for a >= 0",
    kind="lemma",
    source="elementary",
    assumptions=(eq(x**2, a**2 * y**2), le(0, a)),
    quantity=Abs(x),
    bound=a,
    per=Abs(y),
    direction="exact",
)


def derive(proof: Proof) -> None:
    old, new = proof.law("abs_square", y), proof.law("abs_square", x)
    size, scaled = Abs(x), a * Abs(y)
    squares = {"assumption_1": 1, old: -(a**2), new: 1}
    for name, small, large, sign in (("below", size, scaled, 1), ("above", scaled, size, -1)):
        goal = le(small, large)
        with proof.cases(name, small, large, goal, why="else its square would be larger") as (_, larger):
            larger.combine("sum_positive", lt(0, small + large), {name: 1}, 2 * large)
            weights = {fact: sign * weight for fact, weight in squares.items()}
            larger.combine("there", goal, weights, multiplier=small + large)
    proof.equal("abs_scaled", "below", "above")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
