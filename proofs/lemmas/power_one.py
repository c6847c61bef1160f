"""A quotient of equal numbers is 1, and so is each of its real powers: the start of a product bound."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, u, hole = (Real(name) for name in "x y u hole".split())

THEOREM = Theorem(
    id="lemmas.power_one",
    title="a real power of 1, written as a quotient, is 1",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, y), eq(x, y)),
    quantity=(x / y) ** c,
    bound=1,
    direction="exact",
)


def derive(proof: Proof) -> None:
    proof.define(u, x / y)
    one = proof.combine("one", eq(u, 1), {"definition_u": 1, "assumption_2": 1 / y}, why="u = x/y is 1")
    log_one = proof.law("log_exp", 0)
    proof.combine(
        "power_one",
        eq(THEOREM.quantity, THEOREM.bound),
        {
            proof.rewrite("written", "definition_u", hole, hole**c): -1,
            proof.rewrite("power", one, hole, exp(c * log(hole))): 1,
            proof.rewrite("exponent", log_one, hole, exp(c * hole)): 1,
        },
        why="and log 1 = 0",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
