"""The logarithm of an inverse."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y, hole = (Real(name) for name in "x y hole".split())

THEOREM = Theorem(
    id="lemmas.log_inverse",
    title="inverse numbers have opposite logarithms",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), lt(0, y), eq(x * y, 1)),
    quantity=log(y),
    bound=-log(x),
    direction="exact",
)


def derive(proof: Proof) -> None:
    added = proof.cite("lemmas.log_product", why="the logarithm of a product")
    product = proof.rewrite("product", "assumption_3", hole, log(hole))
    zero = proof.law("log_exp", 0)
    proof.combine(
        "log_inverse",
        eq(THEOREM.quantity, THEOREM.bound),
        {added: -1, product: 1, zero: 1},
        why="which is log 1 = 0",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
