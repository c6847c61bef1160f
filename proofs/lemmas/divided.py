"""Dividing a bound on a product by a lower bound on one factor."""

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, a
from amgt_theory.theorem import Theorem

x, y, z = (Real(name) for name in "xyz")

THEOREM = Theorem(
    id="lemmas.divided",
    title="x y <= a and 0 < z <= y give x <= a/z, for a >= 0",
    kind="lemma",
    source="elementary",
    assumptions=(le(0, a), le(x * y, a), lt(0, z), le(z, y)),
    quantity=x,
    bound=a / z,
    tight=True,
)


def derive(proof: Proof) -> None:
    goal = le(x, a / z)
    with proof.cases("sign", x, 0, goal, why="clear where x <= 0") as (negative, positive):
        negative.combine("divided", goal, {"sign": 1}, a / z)
        positive.combine("divided", goal, {le(x * y, a): 1, le(z, y): x}, multiplier=z, signs=["sign"])


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
