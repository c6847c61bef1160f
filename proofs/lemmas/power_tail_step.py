"""The decrement of a^-q is at least its derivative at the right end: an integral bound for the summable a^-(1+q)."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, a, c, q
from amgt_theory.theorem import Theorem

x, y, u, power, hole = (Real(name) for name in "x y u power hole".split())
NEXT = a + 1

THEOREM = Theorem(
    id="lemmas.power_tail_step",
    title="(a^-q - (a+1)^-q)/q >= (a+1)^-(1+q) for q > 0",
    kind="lemma",
    source="elementary; used in theory notes, section 3, power_rate",
    assumptions=(lt(0, a), lt(0, q)),
    quantity=(a**-q - NEXT**-q) / q,
    bound=NEXT ** (-1 - q),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.define(u, a / NEXT)
    proof.combine("u_positive", lt(0, u), {"definition_u": -1}, a / NEXT)
    shrunk = proof.combine("shrunk", eq(NEXT * u, a), {"definition_u": NEXT})
    product = proof.cite("lemmas.power_product", {x: NEXT, y: u, c: -q}, why="a^-q = (a+1)^-q u^-q for u = a/(a+1)")
    written = proof.rewrite("written", shrunk, hole, hole**-q)
    tangent = proof.law("exp_bound", -q * log(u), why="u^-q >= 1 - q log u")
    logarithm = proof.cite("lemmas.log_bound", {x: u}, why="and log u <= u - 1")
    high = NEXT**-q
    proof.define(power, high)
    lower = proof.cite("lemmas.power_times_reciprocal", {a: NEXT})
    proof.combine(
        "power_tail_step",
        le(THEOREM.bound, THEOREM.quantity),
        {
            written: 1 / q,
            product: -1 / q,
            tangent: high / q,
            logarithm: high,
            "definition_u": high,
            "definition_power": 1 / NEXT,
            lower: 1,
        },
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
