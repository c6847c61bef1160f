"""The harmonic product is at least a power with the same exponent (theory notes, section 2)."""

from sympy import Product

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, a, c, j, k, k0
from amgt_theory.theorem import Theorem

x, y, z = (Real(name) for name in "xyz")

THEOREM = Theorem(
    id="lemmas.product_power_lower",
    title="the harmonic product is at least a power",
    kind="lemma",
    source="theory notes, section 2, product_power_lower",
    assumptions=(le(0, k0), le(1, c), lt(c, k0 + 1)),
    over=(k,),
    quantity=Product(1 - c / (j + k0), (j, 1, k)),
    bound=((k0 + 1 - c) / (k + k0 + 1 - c)) ** c,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    start, here = k0 + 1 - c, k + k0 + 1
    proof.combine("start_positive", lt(0, start), {lt(c, k0 + 1): 1})
    claim = le(THEOREM.bound, THEOREM.quantity)
    with proof.induction(k, {"lower": claim}, why="by induction") as (base, step):
        base.cite("lemmas.power_one", {x: start, y: start})
        step.combine("here_positive", lt(0, here - c), {lt(c, k0 + 1): 1}, k)
        step.combine("before", lt(c, here), {"here_positive": 1})
        step.combine("next_positive", lt(0, here - c + 1), {"here_positive": 1}, 1)
        step.combine("factor_nonnegative", le(0, 1 - c / here), {"before": 1 / here})
        factor = step.cite("lemmas.factor_power_lower", {a: here}, why="the factor is at least a quotient of powers")
        chain = step.cite("lemmas.power_chain", {x: start, y: here - c, z: here - c + 1}, why="the powers telescope")
        step.combine(
            "next",
            le(THEOREM.bound.subs(k, k + 1), THEOREM.quantity.subs(k, k + 1)),
            {"lower": 1 - c / here, factor: THEOREM.bound, chain: -1},
            why="so the bound goes on",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
