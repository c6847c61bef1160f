"""A square root by what matters of it: its square and its sign, for a named root that SymPy does not simplify."""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.root_squared",
    title="the square of sqrt x is x",
    kind="lemma",
    source="elementary",
    assumptions=(le(0, x),),
    where=((y, sqrt(x)),),
    quantity=y**2,
    bound=x,
    direction="exact",
    also=(le(0, y),),
)


def derive(proof: Proof) -> None:
    squared = proof.law("sqrt_square", x)
    proof.combine(
        "root_squared", eq(y**2, x), {"definition_y": y + sqrt(x), squared: 1}, why="the definition of a root"
    )
    proof.combine("nonnegative", le(0, y), {"definition_y": -1}, sqrt(x))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
