"""The increment of a^(1-p) is at most its derivative at the left end: an integral bound for the steps a^-p."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, a, c, p, s
from amgt_theory.theorem import Theorem

x, y, u, high, low, hole = (Real(name) for name in "x y u high low hole".split())
EXPONENT = 1 - p

THEOREM = Theorem(
    id="lemmas.power_increment",
    title="((a+1)^(1-p) - a^(1-p))/(1-p) <= a^-p for 0 <= p < 1",
    kind="lemma",
    source="theory notes, section 2, product_exponential",
    assumptions=(lt(0, a), le(0, p), lt(p, 1)),
    quantity=((a + 1) ** EXPONENT - a**EXPONENT) / EXPONENT,
    bound=1 / a**p,
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("exponent_positive", lt(0, EXPONENT), {lt(p, 1): 1})
    proof.combine("exponent_at_most_one", le(EXPONENT, 1), {le(0, p): 1})
    proof.define(u, (a + 1) / a)
    proof.combine("u_positive", lt(0, u), {"definition_u": -1}, 1 / a, 1)
    line = proof.cite("lemmas.bernoulli_concave", {s: u, c: EXPONENT}, why="Bernoulli's inequality for u = (a+1)/a")
    grown = proof.combine("grown", eq(a * u, a + 1), {"definition_u": a})
    product = proof.cite("lemmas.power_product", {x: a, y: u, c: EXPONENT}, why="and (a+1)^(1-p) = a^(1-p) u^(1-p)")
    written = proof.rewrite("written", grown, hole, hole**EXPONENT)
    proof.define(high, a**EXPONENT)
    proof.define(low, a**-p)
    proof.combine("high_nonnegative", le(0, high), {"definition_high": -1}, a**EXPONENT)
    split, inverse = proof.law("exp_add", -p * log(a), log(a)), proof.law("exp_log", a)
    proof.combine(
        "quotient",
        eq(high, a * low),
        {"definition_high": 1, split: 1, inverse: a**-p, "definition_low": -a},
        why="where a^(1-p) = a a^-p",
    )
    proof.combine(
        "power_increment",
        le(THEOREM.quantity, THEOREM.bound),
        {
            written: -1 / EXPONENT,
            product: 1 / EXPONENT,
            line: high / EXPONENT,
            "definition_high": (1 - u**EXPONENT) / EXPONENT,
            "definition_u": high,
            "quotient": 1 / a,
            "definition_low": 1,
        },
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
