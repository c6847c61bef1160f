"""The bound of sharp_exponent implies that of power_rate, up to the constant e^C (theory notes, section 3)."""

from sympy import exp, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, beta1, c, gap0, k, k0
from amgt_theory.theorem import Theorem

C = Real("C")
RATIO = (k0 + 1) / (k + k0 + 1)
SHARP = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0 * exp(C) * RATIO ** (2 * c)
POWER = (1 + beta1**2) * gap0 * RATIO**c

THEOREM = Theorem(
    id="relations.sharp_implies_power",
    title="the sharp rate implies the power rate",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.sharp_exponent and power_rate",
    assumptions=(le(0, beta1), lt(beta1, 1), le(0, c), le(0, k0), lt(0, gap0)),
    over=(k,),
    quantity=SHARP,
    bound=exp(C) * POWER,
    notes="Both bounds as their theorems state them, with the same exponent c. The quotient of the two tends to 0.",
)


def derive(proof: Proof) -> None:
    X, Y = Real("x"), Real("y")
    root = proof.cite("lemmas.sqrt_bound", {X: 2, Y: 2})
    start = proof.combine(
        "start",
        le((1 - beta1) / sqrt(2), 1),
        {root: (1 - beta1) / 2},
        beta1,
        signs=[proof.combine("beta1_below", le(0, 1 - beta1), {lt(beta1, 1): 1})],
        why="the sharp bound starts lower",
    )
    with proof.fix("implied", k, why="and decays faster") as inner:
        span = k + k0 + 1
        quotient = inner.cite("lemmas.log_quotient", {X: k0 + 1, Y: span})
        order = inner.cite("lemmas.log_monotone", {X: k0 + 1, Y: span})
        exponents = inner.combine(
            "exponents", le(2 * c * log(RATIO), c * log(RATIO)), {quotient: c, order: c}, why="as the base is at most 1"
        )
        faster = inner.cite("lemmas.exp_monotone", {X: exponents.formula.lhs, Y: exponents.formula.rhs})
        inner.combine(
            "here",
            le(SHARP, THEOREM.bound),
            {
                faster: (1 + beta1**2) * gap0 * exp(C),
                start: beta1**2 * gap0 * exp(C) * RATIO ** (2 * c),
            },
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
