"""For an exponent of at most 1 a power decreases no faster than the reciprocal."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, p
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.power_ratio",
    title="(x/y) x^-p <= y^-p for x <= y and p <= 1",
    kind="lemma",
    source="elementary; used in theory notes, section 7, adam.online_divergence",
    assumptions=(lt(0, x), le(x, y), le(p, 1)),
    quantity=x / y * x ** (-p),
    bound=y ** (-p),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("y_positive", lt(0, y), {lt(0, x): 1, le(x, y): 1})
    logarithms = proof.cite("lemmas.log_monotone")
    exponents = [-p * log(value) + log(value) for value in (x, y)]
    proof.combine("exponent_nonnegative", le(0, 1 - p), {le(p, 1): 1})
    proof.combine("exponents", le(*exponents), {logarithms: 1 - p})
    monotone = proof.cite("lemmas.exp_monotone", {x: exponents[0], y: exponents[1]})
    weights = {monotone: 1}
    for value, sign in ((x, -1), (y, 1)):
        weights[proof.law("exp_add", -p * log(value), log(value))] = sign
        weights[proof.law("exp_log", value)] = sign * value ** (-p)
    proof.combine("power_ratio", le(THEOREM.quantity, THEOREM.bound), weights, multiplier=y, why="x^(1-p) <= y^(1-p)")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
