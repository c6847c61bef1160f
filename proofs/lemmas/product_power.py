"""The harmonic product decays like k^-c (theory notes, section 2)."""

from sympy import Product

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real, a, c, j, k, k0
from amgt_theory.theorem import Theorem

x, y, z = (Real(name) for name in "xyz")

THEOREM = Theorem(
    id="lemmas.product_power",
    title="the harmonic product is at most a power",
    kind="lemma",
    source="theory notes, section 2, product_power",
    assumptions=(le(0, k0), le(0, c), le(c, k0 + 1)),
    over=(k,),
    quantity=Product(1 - c / (j + k0), (j, 1, k)),
    bound=((k0 + 1) / (k + k0 + 1)) ** c,
    tight=True,
)


def derive(proof: Proof) -> None:
    product = THEOREM.quantity
    here = k + k0 + 1
    claims = {"nonnegative": le(0, product), "decay": le(product, THEOREM.bound)}
    with proof.induction(k, claims, why="by induction") as (base, step):
        base.cite("lemmas.power_one", {x: k0 + 1, y: k0 + 1}, why="both sides are 1 at the start")
        step.combine("factor_nonnegative", le(0, 1 - c / here), {"assumption_3": 1 / here}, k / here)
        step.combine("next_nonnegative", le(0, product.subs(k, k + 1)), {}, product * (1 - c / here))
        factor = step.cite("lemmas.factor_power", {a: here}, why="the factor is at most a quotient of powers")
        chain = step.cite("lemmas.power_chain", {x: k0 + 1, y: here, z: here + 1}, why="and the powers telescope")
        step.combine(
            "next",
            le(product.subs(k, k + 1), ((k0 + 1) / (here + 1)) ** c),
            {factor: product, "decay": (here / (here + 1)) ** c, chain: 1},
            why="so the bound goes on",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
