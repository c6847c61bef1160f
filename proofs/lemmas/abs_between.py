"""A number between -y and y is smaller than y in absolute value."""

from sympy import Abs, Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.abs_between",
    title="-y < x < y gives |x| < y",
    kind="lemma",
    source="elementary",
    assumptions=(lt(x, y), lt(-x, y)),
    quantity=Abs(x),
    bound=y,
    also=(lt(Abs(x), y),),
)


def derive(proof: Proof) -> None:
    square = proof.law("abs_square", x)
    proof.combine("y_positive", lt(0, y), {lt(x, y): Rational(1, 2), lt(-x, y): Rational(1, 2)})
    proof.combine("sum_positive", lt(0, x + y), {lt(-x, y): 1})
    for goal in (le(Abs(x), y), lt(Abs(x), y)):
        name = "below" if goal == le(Abs(x), y) else "strictly_below"
        proof.combine(name, goal, {lt(x, y): x + y, square: 1}, multiplier=Abs(x) + y)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
