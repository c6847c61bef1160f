"""The logarithm is monotone."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.log_monotone",
    title="the logarithm is monotone",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), le(x, y)),
    quantity=log(x),
    bound=log(y),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("y_positive", lt(0, y), {"assumption_1": 1, "assumption_2": 1})
    tangent = proof.cite("lemmas.log_bound", {x: x / y}, why="the tangent at 1")
    quotient = proof.cite("lemmas.log_product", {y: 1 / y})
    inverse = proof.cite("lemmas.log_inverse", {x: y, y: 1 / y})
    proof.combine(
        "log_monotone",
        le(THEOREM.quantity, THEOREM.bound),
        {tangent: 1, quotient: -1, inverse: -1, "assumption_2": 1 / y},
        why="log x - log y <= x/y - 1 <= 0",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
