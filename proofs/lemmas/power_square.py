"""The square of a real power doubles its exponent."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.power_square",
    title="the square of x^(c/2) is x^c",
    kind="lemma",
    source="elementary",
    where=((y, x ** (c / 2)),),
    quantity=y**2,
    bound=x**c,
    direction="exact",
)


def derive(proof: Proof) -> None:
    half = c * log(x) / 2
    added = proof.law("exp_add", half, half)
    proof.combine(
        "power_square",
        eq(THEOREM.quantity, THEOREM.bound),
        {"definition_y": y + x ** (c / 2), added: -1},
        why="exponentials of a sum multiply",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
