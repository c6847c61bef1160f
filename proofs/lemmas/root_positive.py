"""The square root of a positive number is positive."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.root_positive",
    title="the square root of a positive number is positive",
    kind="lemma",
    source="elementary",
    assumptions=(lt(0, x),),
    where=((y, sqrt(x)),),
    quantity=y**2,
    bound=x,
    direction="exact",
    also=(lt(0, y),),
)


def derive(proof: Proof) -> None:
    squared = proof.cite("lemmas.root_squared")
    proof.cite("lemmas.root_squared", conclusion=1)
    with proof.cases("positive", y, 0, lt(0, y), why="else its square would not be positive") as (nonpositive, _):
        nonpositive.combine("absurd", lt(0, y), {lt(0, x): 1, squared: -1, "positive": y}, y)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
