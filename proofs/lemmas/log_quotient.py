"""The logarithm of a quotient."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.log_quotient",
    title="the logarithm of a quotient is the difference of the logarithms",
    kind="lemma",
    source="elementary; used in theory notes, sections 6 and 8",
    assumptions=(lt(0, x), lt(0, y)),
    quantity=log(x / y),
    bound=log(x) - log(y),
    direction="exact",
)


def derive(proof: Proof) -> None:
    product = proof.cite("lemmas.log_product", {y: 1 / y})
    inverse = proof.cite("lemmas.log_inverse", {x: y, y: 1 / y})
    proof.combine(
        "log_quotient",
        eq(THEOREM.quantity, THEOREM.bound),
        {product: 1, inverse: 1},
        why="logarithms of products add, and inverse numbers have opposite ones",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
