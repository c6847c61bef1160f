"""The harmonic product decays like k^-c (theory notes, section 2)."""

from sympy import Lambda, Product

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import c, function, j, k, k0
from amgt_theory.theorem import Theorem

e = function("e", "natural")
PRODUCT = Product(1 - c / (j + k0), (j, 1, k))

THEOREM = Theorem(
    id="lemmas.product_power",
    title="the harmonic product is at most a power",
    kind="lemma",
    source="theory notes, section 2, product_power",
    assumptions=(le(0, k0), le(0, c), le(c, k0 + 1)),
    over=(k,),
    quantity=PRODUCT,
    bound=((k0 + 1) / (k + k0 + 1)) ** c,
    also=(ForAll((k,), le(0, PRODUCT)),),
    tight=True,
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    claim = {"nonnegative": le(0, PRODUCT)}
    with proof.induction(k, claim, why="the factors are nonnegative, the first being the smallest") as (_, step):
        step.combine("factor", le(0, 1 - c / here), {"assumption_3": 1 / here}, k / here)
        step.combine("next", le(0, PRODUCT.subs(k, k + 1)), {}, PRODUCT * (1 - c / here))
    proof.cite("lemmas.recursion_power", {e: Lambda(k, PRODUCT)}, why="and the product contracts by each factor")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
