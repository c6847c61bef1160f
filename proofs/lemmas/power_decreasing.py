"""A real power with a negative exponent decreases in its base."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.power_decreasing",
    title="a power with a negative exponent decreases in its base",
    kind="lemma",
    source="elementary; used in theory notes, section 3",
    assumptions=(lt(0, x), le(x, y), le(0, c)),
    quantity=y ** (-c),
    bound=x ** (-c),
    tight=True,
)


def derive(proof: Proof) -> None:
    logarithms = proof.cite("lemmas.log_monotone", why="logarithms keep the order")
    proof.combine("exponents", le(-c * log(y), -c * log(x)), {logarithms: c}, why="-c turns it round")
    proof.cite("lemmas.exp_monotone", {x: -c * log(y), y: -c * log(x)}, why="the exponential keeps it")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
