"""Bernoulli's inequality for exponents between 0 and 1, from the tangent of the logarithm."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, s
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.bernoulli_concave",
    title="s^c <= 1 + c (s - 1) for 0 <= c <= 1",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, s), le(0, c), le(c, 1)),
    quantity=s**c,
    bound=1 + c * (s - 1),
    tight=True,
)


def derive(proof: Proof) -> None:
    line = THEOREM.bound
    proof.combine("line_positive", lt(0, line), {lt(0, s): 1, le(c, 1): 1}, c * s**2, multiplier=1 + s)
    proof.note("1 is an average: 1 = c s/(1 + c (s - 1)) + (1 - c)/(1 + c (s - 1)), and log t <= t - 1.")
    logarithms = proof.combine(
        "logarithms",
        le(c * log(s), log(line)),
        {
            proof.cite("lemmas.log_bound", {x: s / line}): c,
            proof.cite("lemmas.log_product", {x: s, y: 1 / line}): -c,
            proof.cite("lemmas.log_bound", {x: 1 / line}): 1 - c,
            proof.cite("lemmas.log_inverse", {x: line, y: 1 / line}): -1,
        },
        why="the inequality of the logarithms",
    )
    proof.combine(
        "bernoulli",
        le(THEOREM.quantity, THEOREM.bound),
        {
            proof.cite("lemmas.exp_monotone", {x: logarithms.formula.lhs, y: logarithms.formula.rhs}): 1,
            proof.law("exp_log", line): 1,
        },
        why="and the exponential keeps the order",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
