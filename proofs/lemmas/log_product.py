"""The logarithm of a product, from the laws of the exponential."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x, y, u, w, hole = (Real(name) for name in "x y u w hole".split())

THEOREM = Theorem(
    id="lemmas.log_product",
    title="the logarithm of a product is the sum of the logarithms",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), lt(0, y)),
    quantity=log(x * y),
    bound=log(x) + log(y),
    direction="exact",
)


def derive(proof: Proof) -> None:
    for symbol, value in ((u, x), (w, y)):
        proof.define(symbol, log(value))
        inverse = proof.law("exp_log", value)
        same = proof.rewrite(f"exp_{symbol}_written", f"definition_{symbol}", hole, exp(hole))
        proof.combine(f"exp_{symbol}", eq(exp(symbol), value), {same: 1, inverse: 1}, why="a logarithm, by definition")
    added = proof.law("exp_add", u, w)
    product = proof.combine(
        "product",
        eq(exp(u + w), x * y),
        {added: 1, "exp_u": exp(w), "exp_w": x},
        why="the exponential of a sum is the product of the exponentials",
    )
    proof.combine(
        "log_product",
        eq(THEOREM.quantity, THEOREM.bound),
        {
            proof.rewrite("logarithm", product, hole, log(hole)): -1,
            proof.law("log_exp", u + w): 1,
            "definition_u": 1,
            "definition_w": 1,
        },
        why="and the logarithm inverts it",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
