"""The increment of a^(1-p) is at least its derivative at the right end: the other side of power_increment."""

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, a, c, p, q, s
from amgt_theory.theorem import Theorem

x, y, u, power, hole = (Real(name) for name in "x y u power hole".split())
EXPONENT, NEXT = 1 - p, a + 1

THEOREM = Theorem(
    id="lemmas.power_increment_lower",
    title="((a+1)^(1-p) - a^(1-p))/(1-p) >= (a+1)^-p for 0 <= p < 1",
    kind="lemma",
    source="elementary; used in theory notes, section 8, travel.lower_bound",
    assumptions=(lt(0, a), le(0, p), lt(p, 1)),
    quantity=(NEXT**EXPONENT - a**EXPONENT) / EXPONENT,
    bound=1 / NEXT**p,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("exponent_positive", lt(0, EXPONENT), {lt(p, 1): 1})
    proof.combine("exponent_at_most_one", le(EXPONENT, 1), {le(0, p): 1})
    proof.define(u, a / NEXT)
    proof.combine("u_positive", lt(0, u), {"definition_u": -1}, a / NEXT)
    line = proof.cite("lemmas.bernoulli_concave", {s: u, c: EXPONENT}, why="Bernoulli's inequality for u = a/(a+1)")
    shrunk = proof.combine("shrunk", eq(NEXT * u, a), {"definition_u": NEXT})
    product = proof.cite("lemmas.power_product", {x: NEXT, y: u, c: EXPONENT}, why="and a^(1-p) = (a+1)^(1-p) u^(1-p)")
    written = proof.rewrite("written", shrunk, hole, hole**EXPONENT)
    high = NEXT**EXPONENT
    proof.define(power, high)
    lower = proof.cite("lemmas.power_times_reciprocal", {a: NEXT, q: p - 1}, why="where (a+1)^(1-p) = (a+1) (a+1)^-p")
    proof.combine(
        "power_increment_lower",
        le(THEOREM.bound, THEOREM.quantity),
        {
            written: -1 / EXPONENT,
            product: 1 / EXPONENT,
            line: high / EXPONENT,
            "definition_u": high,
            "definition_power": 1 / NEXT,
            lower: 1,
        },
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
