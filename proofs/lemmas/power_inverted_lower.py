"""A power bound solved for its base, from below: how long a quantity that decays like a power must stay large."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, A, tol = (Real(name) for name in "x y A tol".split())

THEOREM = Theorem(
    id="lemmas.power_inverted_lower",
    title="A (x/y)^c <= tol gives x (A/tol)^(1/c) <= y",
    kind="lemma",
    source="elementary; used in theory notes, section 8, complexity.iterations",
    assumptions=(lt(0, x), lt(0, y), lt(0, c), lt(0, A), lt(0, tol), le(A * (x / y) ** c, tol)),
    quantity=y,
    bound=x * (A / tol) ** (1 / c),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    X, Y = Real("x"), Real("y")
    power, first = (x / y) ** c, log(x) + log(A / tol) / c
    proof.combine("scaled_positive", lt(0, A * power), {}, A * power)
    logarithms = proof.cite("lemmas.log_monotone", {X: A * power, Y: tol}, why="logarithms keep the order")
    product = proof.cite("lemmas.log_product", {X: A, Y: power})
    exponent = proof.law("log_exp", c * log(x / y))
    quotient = proof.cite("lemmas.log_quotient", {X: x, Y: y})
    scale = proof.cite("lemmas.log_quotient", {X: A, Y: tol})
    solved = proof.combine(
        "solved",
        le(first, log(y)),
        {logarithms: 1 / c, product: -1 / c, exponent: -1 / c, quotient: -1, scale: 1 / c},
        why="which makes the bound linear in log y",
    )
    proof.combine(
        "power_inverted_lower",
        le(THEOREM.bound, THEOREM.quantity),
        {
            proof.cite("lemmas.exp_monotone", {X: first, Y: solved.formula.rhs}): 1,
            proof.law("exp_log", y): 1,
            proof.law("exp_add", log(x), log(A / tol) / c): -1,
            proof.law("exp_log", x): -((A / tol) ** (1 / c)),
        },
        why="and y an exponential",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
