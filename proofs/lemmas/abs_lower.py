"""The absolute value is at least the negated number; the kernel's axioms give it for the number itself."""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

x = Real("x")

THEOREM = Theorem(
    id="lemmas.abs_lower",
    title="-x <= |x|",
    kind="lemma",
    source="elementary",
    quantity=-x,
    bound=Abs(x),
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = le(THEOREM.quantity, THEOREM.bound)
    same_square = proof.law("abs_square", x)
    with proof.cases("sign", 0, x, claim, why="clear for x >= 0; else (|x| + x)(|x| - x) = 0") as (positive, negative):
        positive.combine("abs_lower", claim, {"sign": 1}, Abs(x))
        negative.combine("abs_lower", claim, {same_square: -1}, multiplier=Abs(x) - x, signs=["sign"])


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
