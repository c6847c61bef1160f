"""One factor of the harmonic product is at most a quotient of powers (theory notes, section 2)."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, a, c
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.factor_power",
    title="1 - c/a <= (a/(a+1))^c",
    kind="lemma",
    source="theory notes, section 2, product_power",
    assumptions=(lt(0, a), le(0, c)),
    quantity=1 - c / a,
    bound=(a / (a + 1)) ** c,
    tight=True,
)


def derive(proof: Proof) -> None:
    shrunk, grown = a / (a + 1), (a + 1) / a
    bounded = proof.cite("lemmas.log_bound", {x: grown}, why="log(1 + 1/a) <= 1/a")
    inverse = proof.cite("lemmas.log_inverse", {x: grown, y: shrunk})
    tangent = proof.law("exp_bound", c * log(shrunk), why="1 + u <= exp u at u = c log(a/(a+1))")
    proof.combine(
        "factor_power",
        le(THEOREM.quantity, THEOREM.bound),
        {tangent: 1, inverse: -c, bounded: c},
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
