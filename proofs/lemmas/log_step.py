"""The logarithm grows from a to a + 1 by an amount between 1/(a+1) and 1/a."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, a
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.log_step",
    title="1/(a+1) <= log(a+1) - log a <= 1/a",
    kind="lemma",
    source="elementary; used in theory notes, sections 6 and 8",
    assumptions=(lt(0, a),),
    quantity=log(a + 1) - log(a),
    bound=1 / a,
    also=(le(1 / (a + 1), log(a + 1) - log(a)),),
)


def derive(proof: Proof) -> None:
    for name, above, below, goal in (
        ("upper", a + 1, a, le(THEOREM.quantity, THEOREM.bound)),
        ("lower", a, a + 1, THEOREM.also[0]),
    ):
        quotient = proof.cite("lemmas.log_quotient", {x: above, y: below})
        tangent = proof.cite("lemmas.log_bound", {x: above / below})
        proof.combine(name, goal, {tangent: 1, quotient: -1}, why=f"log t <= t - 1 at t = {above / below}")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
