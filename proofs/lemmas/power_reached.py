"""How large a number must be for a power to be small: the converse of power_inverted."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, w, size, hole = (Real(name) for name in "x y w size hole".split())

THEOREM = Theorem(
    id="lemmas.power_reached",
    title="x w^(1/c) <= y gives w (x/y)^c <= 1",
    kind="lemma",
    source="elementary; used in theory notes, section 3, asymptotic_exponent",
    assumptions=(lt(0, x), lt(0, y), lt(0, c), lt(0, w), le(x * w ** (1 / c), y)),
    quantity=w * (x / y) ** c,
    bound=1,
    tight=True,
)


def derive(proof: Proof) -> None:
    X, Y = Real("x"), Real("y")
    power = w ** (1 / c)
    proof.define(size, log(w))
    inverse = proof.law("exp_log", w)
    same = proof.rewrite("written", "definition_size", hole, exp(hole))
    value = proof.combine("value", eq(exp(size), w), {same: 1, inverse: 1})
    proof.combine("product_positive", lt(0, x * power), {}, x * power)
    logarithms = proof.cite("lemmas.log_monotone", {X: x * power, Y: y}, why="logarithms keep the order")
    product = proof.cite("lemmas.log_product", {X: x, Y: power})
    exponent = proof.law("log_exp", log(w) / c)
    quotient = proof.cite("lemmas.log_quotient", {X: x, Y: y})
    proof.combine(
        "small",
        le(c * log(x / y), -size),
        {logarithms: c, product: -c, exponent: -c, quotient: c, "definition_size": 1},
    )
    below = proof.cite("lemmas.exp_monotone", {X: c * log(x / y), Y: -size})
    added = proof.law("exp_add", size, -size)
    proof.combine(
        "power_reached", le(THEOREM.quantity, 1), {below: w, added: -1, value: -exp(-size)}, why="and so do powers"
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
