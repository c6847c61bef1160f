"""Bernoulli's inequality for real exponents, from the tangent of the logarithm."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, s
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.bernoulli",
    title="1 + c (s - 1) <= s^c for c >= 1",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, s), le(1, c)),
    quantity=1 + c * (s - 1),
    bound=s**c,
    tight=True,
)


def derive(proof: Proof) -> None:
    line, goal = THEOREM.quantity, le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("line", line, 0, goal, why="and the exponential keeps the order") as (below, above):
        below.combine("bernoulli", goal, {"line": 1}, s**c)
        above.combine("ratio_positive", lt(0, line / s), {"line": 1 / s})
        above.note("s is an average: 1 = (1/c) (1 + c (s - 1))/s + (1 - 1/c) (1/s), and log t <= t - 1.")
        logarithms = above.combine(
            "logarithms",
            le(log(line), c * log(s)),
            {
                above.cite("lemmas.log_bound", {x: line / s}): 1,
                above.cite("lemmas.log_product", {x: line, y: 1 / s}): -1,
                above.cite("lemmas.log_bound", {x: 1 / s}): c - 1,
                above.cite("lemmas.log_inverse", {x: s, y: 1 / s}): -c,
            },
            why="the inequality of the logarithms",
        )
        above.combine(
            "bernoulli",
            goal,
            {
                above.cite("lemmas.exp_monotone", {x: logarithms.formula.lhs, y: logarithms.formula.rhs}): 1,
                above.law("exp_log", line): -1,
            },
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
