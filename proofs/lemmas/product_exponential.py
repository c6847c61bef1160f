"""The product of the factors 1 - c/(j+k0)^p decays like a stretched exponential (theory notes, section 2)."""

from sympy import Lambda, Product, exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, function, j, k, k0, p
from amgt_theory.theorem import Theorem

e = function("e", "natural")
x, y = Real("x"), Real("y")
PRODUCT = Product(1 - c / (j + k0) ** p, (j, 1, k))

THEOREM = Theorem(
    id="lemmas.product_exponential",
    title="the product of 1 - c/(j+k0)^p is at most a stretched exponential",
    kind="lemma",
    source="theory notes, section 2, product_exponential",
    assumptions=(le(0, k0), le(0, c), le(0, p), lt(p, 1), le(c, (k0 + 1) ** p)),
    over=(k,),
    quantity=PRODUCT,
    bound=exp(-c * ((k + k0 + 1) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)),
    tight=True,
    notes="Also for p = 0.",
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    claim = {"nonnegative": le(0, PRODUCT)}
    with proof.induction(k, claim, why="the factors are nonnegative, the first being the smallest") as (_, step):
        grown = step.cite("lemmas.power_monotone", {x: k0 + 1, y: here, c: p})
        unit = step.law("exp_add", p * log(here), -p * log(here))
        step.combine("factor", le(0, 1 - c / here**p), {grown: here**-p, "assumption_5": here**-p, unit: -1})
        step.combine("next", le(0, PRODUCT.subs(k, k + 1)), {}, PRODUCT * (1 - c / here**p))
    proof.cite("lemmas.recursion_exponential", {e: Lambda(k, PRODUCT)}, why="and the product contracts by each factor")


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
