"""From a bound on the square to one on the absolute value."""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.abs_bound",
    title="x^2 <= y^2 gives |x| <= y for y >= 0",
    kind="lemma",
    source="elementary",
    assumptions=(le(x**2, y**2), le(0, y)),
    quantity=Abs(x),
    bound=y,
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = le(THEOREM.quantity, THEOREM.bound)
    same_square = proof.law("abs_square", x)
    with proof.cases("order", Abs(x), y, claim, why="else y^2 < x^2") as (_, larger):
        larger.combine("sum_positive", lt(0, Abs(x) + y), {"order": 1}, 2 * y)
        larger.combine("abs_bound", claim, {"assumption_1": 1, same_square: 1}, multiplier=Abs(x) + y)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
