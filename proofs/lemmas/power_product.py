"""A real power of a product."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, hole = (Real(name) for name in "x y hole".split())

THEOREM = Theorem(
    id="lemmas.power_product",
    title="a real power of a product is the product of the powers",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), lt(0, y)),
    quantity=(x * y) ** c,
    bound=x**c * y**c,
    direction="exact",
)


def derive(proof: Proof) -> None:
    added = proof.cite("lemmas.log_product", why="a power is exp(c log x), and logarithms of a product add")
    exponent = proof.rewrite("exponent", added, hole, exp(c * hole))
    split = proof.law("exp_add", c * log(x), c * log(y))
    proof.combine(
        "power_product",
        eq(THEOREM.quantity, THEOREM.bound),
        {exponent: 1, split: 1},
        why="exponentials of a sum multiply",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
