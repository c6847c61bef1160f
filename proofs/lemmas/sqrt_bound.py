"""From a bound on a number to one on its square root."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.sqrt_bound",
    title="x <= y^2 gives sqrt x <= y for y >= 0",
    kind="lemma",
    source="elementary",
    assumptions=(le(0, x), le(x, y**2), le(0, y)),
    quantity=sqrt(x),
    bound=y,
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = le(THEOREM.quantity, THEOREM.bound)
    squared = proof.law("sqrt_square", x)
    with proof.cases("order", sqrt(x), y, claim, why="else y^2 < x") as (_, larger):
        larger.combine("sum_positive", lt(0, sqrt(x) + y), {"order": 1}, 2 * y)
        larger.combine("sqrt_bound", claim, {"assumption_2": 1, squared: 1}, multiplier=sqrt(x) + y)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
