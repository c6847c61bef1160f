"""A number whose square is not positive is 0."""

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Natural, Real
from amgt_theory.theorem import Theorem

x, often = Real("x"), Natural("often")

THEOREM = Theorem(
    id="lemmas.square_zero",
    title="x^2 <= 0 gives x = 0",
    kind="lemma",
    source="elementary",
    assumptions=(le(x**2, 0),),
    quantity=x,
    bound=0,
    direction="exact",
)


def derive(proof: Proof) -> None:
    for name, one in (("above", x), ("below", -x)):
        with proof.fix(f"{name}_repeated", often, why="(n x - 1)^2 >= 0 and x^2 <= 0 give 2 n x <= 1") as inner:
            inner.combine("bounded", le(often * (2 * one), 1), {"assumption_1": often**2}, (often * one - 1) ** 2)
        multiple = proof.law("archimedes", 2 * one, 1)
        proof.combine(name, le(x, 0) if one == x else le(0, x), {multiple: 1}, multiplier=2)
    proof.equal("square_zero", "above", "below", why="for all n, so x is neither positive nor negative")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
