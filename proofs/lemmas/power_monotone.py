"""A real power with a nonnegative exponent is monotone in its base."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.power_monotone",
    title="a power with a nonnegative exponent is monotone in its base",
    kind="lemma",
    source="elementary; used in theory notes, section 2",
    assumptions=(lt(0, x), le(x, y), le(0, c)),
    quantity=x**c,
    bound=y**c,
    tight=True,
)


def derive(proof: Proof) -> None:
    logarithms = proof.cite("lemmas.log_monotone", why="logarithms keep the order")
    proof.combine("exponents", le(c * log(x), c * log(y)), {logarithms: c}, why="c >= 0 keeps it")
    proof.combine(
        "power_monotone",
        le(THEOREM.quantity, THEOREM.bound),
        {proof.cite("lemmas.exp_monotone", {x: c * log(x), y: c * log(y)}): 1},
        why="the exponential keeps it",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
