"""The logarithm lies above 1 - 1/x."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.log_lower",
    title="1 - 1/x <= log x",
    kind="lemma",
    source="elementary; used in theory notes, section 6",
    assumptions=(lt(0, x),),
    quantity=log(x),
    bound=1 - 1 / x,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    tangent = proof.cite("lemmas.log_bound", {x: 1 / x}, why="log t <= t - 1 at t = 1/x")
    inverse = proof.cite("lemmas.log_inverse", {y: 1 / x})
    proof.combine("log_lower", le(THEOREM.bound, THEOREM.quantity), {tangent: 1, inverse: -1}, why="turned round")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
