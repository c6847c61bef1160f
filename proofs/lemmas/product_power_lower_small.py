"""The harmonic product is no smaller than a power, for exponents up to 1 (theory notes, section 2)."""

from sympy import Product

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, j, k, k0, s
from amgt_theory.theorem import Theorem

x, y, z = (Real(name) for name in "xyz")

THEOREM = Theorem(
    id="lemmas.product_power_lower_small",
    title="the harmonic product is at least a power, for c <= 1",
    kind="lemma",
    source="theory notes, section 2, product_power_lower",
    assumptions=(lt(0, k0), le(0, c), le(c, 1)),
    over=(k,),
    quantity=Product(1 - c / (j + k0), (j, 1, k)),
    bound=(k0 / (k + k0)) ** c,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    claim = le(THEOREM.bound, THEOREM.quantity)
    with proof.induction(k, {"lower": claim}, why="by induction") as (base, step):
        base.cite("lemmas.power_one", {x: k0, y: k0})
        step.combine("factor_nonnegative", le(0, 1 - c / here), {le(c, 1): 1 / here}, (k + k0) / here)
        factor = step.cite("lemmas.bernoulli_concave", {s: (k + k0) / here}, why="Bernoulli's inequality for c <= 1")
        chain = step.cite("lemmas.power_chain", {x: k0, y: k + k0, z: here}, why="the powers telescope")
        step.combine(
            "next",
            le(THEOREM.bound.subs(k, k + 1), THEOREM.quantity.subs(k, k + 1)),
            {"lower": 1 - c / here, factor: THEOREM.bound, chain: -1},
            why="so the bound goes on",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
