"""The gradient bounds of rates are roots sqrt(2 a): their square, and that they are positive."""

from sympy import Pow, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import G, a
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="lemmas.root_double",
    title="the square of sqrt(2 a) is 2 a",
    kind="lemma",
    source="elementary",
    assumptions=(lt(0, a),),
    where=((G, sqrt(2 * a)),),
    quantity=G**2,
    bound=2 * a,
    direction="exact",
    also=(lt(0, G),),
)


def derive(proof: Proof) -> None:
    two, rest = proof.law("sqrt_square", 2), proof.law("sqrt_square", a)
    squared = proof.combine(
        "squared",
        eq(G**2, 2 * a),
        {"definition_G": G + sqrt(2 * a), two: a, rest: Pow(sqrt(2), 2, evaluate=False)},
        why="the definition of a root",
    )
    proof.combine("nonnegative", le(0, G), {"definition_G": -1}, sqrt(2 * a))
    with proof.cases("positive", G, 0, lt(0, G), why="which is not 0") as (nonpositive, _):
        nonpositive.combine("absurd", lt(0, G), {lt(0, a): 2, squared: -1, "positive": G}, G, signs=["nonnegative"])


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
