"""A factor 1 - u is at least an exponential that agrees with it to second order (theory notes, section 3)."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

u, x, y = (Real(name) for name in "uxy")

THEOREM = Theorem(
    id="lemmas.factor_exponential_lower",
    title="1 - u >= exp(-u - u^2/(2 (1 - u))) for 0 <= u < 1",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    assumptions=(le(0, u), lt(u, 1)),
    quantity=1 - u,
    bound=exp(-u - u**2 / (2 * (1 - u))),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    exponent = -u - u**2 / (2 * (1 - u))
    proof.combine("rest_positive", lt(0, 1 - u), {lt(u, 1): 1})
    proof.combine("inverse_above", le(1, 1 / (1 - u)), {le(0, u): 1}, multiplier=1 - u)
    rule = proof.cite("lemmas.log_trapezoid", {x: 1 / (1 - u)}, why="the trapezoidal rule at 1/(1 - u)")
    inverse = proof.cite("lemmas.log_inverse", {x: 1 - u, y: 1 / (1 - u)})
    logarithms = proof.combine("logarithms", le(exponent, log(1 - u)), {rule: 1, inverse: -1})
    proof.combine(
        "factor_exponential_lower",
        le(THEOREM.bound, THEOREM.quantity),
        {
            proof.cite("lemmas.exp_monotone", {x: logarithms.formula.lhs, y: logarithms.formula.rhs}): 1,
            proof.law("exp_log", 1 - u): 1,
        },
        why="and the exponential keeps the order",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
