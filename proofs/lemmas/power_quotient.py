"""A real power of a quotient."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, hole = (Real(name) for name in "x y hole".split())

THEOREM = Theorem(
    id="lemmas.power_quotient",
    title="a real power of a quotient is the quotient of the powers",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), lt(0, y)),
    quantity=(x / y) ** c,
    bound=x**c / y**c,
    direction="exact",
    notes="1/y^c is y^(-c) = exp(-c log y).",
)


def derive(proof: Proof) -> None:
    added = proof.cite("lemmas.log_product", {y: 1 / y}, why="the logarithm of x (1/y)")
    inverse = proof.cite("lemmas.log_inverse", {x: y, y: 1 / y})
    logarithm = proof.combine("logarithm", eq(log(x / y), log(x) - log(y)), {added: 1, inverse: 1}, why="in full")
    exponent = proof.rewrite("exponent", logarithm, hole, exp(c * hole))
    split = proof.law("exp_add", c * log(x), -c * log(y))
    proof.combine(
        "power_quotient",
        eq(THEOREM.quantity, THEOREM.bound),
        {exponent: 1, split: 1},
        why="exponentials of a sum multiply",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
