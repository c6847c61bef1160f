"""A real power with a nonnegative exponent of a quotient that is at least 1 is at least 1."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.power_at_least_one",
    title="x <= y gives 1 <= (y/x)^c for c >= 0",
    kind="lemma",
    source="elementary; used in theory notes, section 3, any_step and asymptotic_exponent",
    assumptions=(lt(0, x), le(x, y), le(0, c)),
    quantity=(y / x) ** c,
    bound=1,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("y_positive", lt(0, y), {lt(0, x): 1, le(x, y): 1})
    quotient = proof.cite("lemmas.log_quotient", {x: y, y: x})
    order = proof.cite("lemmas.log_monotone")
    tangent = proof.law("exp_bound", c * log(y / x), why="1 + u <= exp u, where u >= 0")
    proof.combine("power_at_least_one", le(1, THEOREM.quantity), {tangent: 1, quotient: -c, order: c})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
