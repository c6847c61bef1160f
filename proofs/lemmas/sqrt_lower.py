"""From a lower bound on a number to one on its square root."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.sqrt_lower",
    title="y^2 <= x gives y <= sqrt x",
    kind="lemma",
    source="elementary",
    assumptions=(le(y**2, x),),
    quantity=sqrt(x),
    bound=y,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = le(y, sqrt(x))
    proof.combine("nonnegative", le(0, x), {"assumption_1": 1}, y**2)
    squared = proof.law("sqrt_square", x)
    with proof.cases("order", y, sqrt(x), claim, why="else x < y^2") as (_, larger):
        larger.combine("sum_positive", lt(0, sqrt(x) + y), {"order": 1}, 2 * sqrt(x))
        larger.combine("sqrt_lower", claim, {"assumption_1": 1, squared: -1}, multiplier=sqrt(x) + y)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
