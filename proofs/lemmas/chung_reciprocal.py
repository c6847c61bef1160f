"""Chung's lemma for q = 1, without real powers."""

from sympy import Max

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, c, function, k, k0
from amgt_theory.theorem import Theorem

e = function("e", "natural")
b, M = Real("b"), Real("M")

THEOREM = Theorem(
    id="lemmas.chung_reciprocal",
    title="contraction by 1 - c/(k+k0) against noise of order 2 gives decay like 1/k",
    kind="lemma",
    source="theory notes, section 2, chung; Chung (1954), lemma 1",
    setting=(("recursion", ForAll((k,), le(e(k + 1), (1 - c / (k + 1 + k0)) * e(k) + b / (k + 1 + k0) ** 2))),),
    assumptions=(le(0, k0), le(0, b), lt(1, c), le(c, k0 + 1)),
    where=((M, Max(b / (c - 1), (k0 + 1) * e(0))),),
    over=(k,),
    quantity=e(k),
    bound=M / (k + k0 + 1),
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    proof.combine("difference_positive", lt(0, c - 1), {lt(1, c): 1})
    noise, start = (
        proof.law("max_left", *pair) for pair in ((b / (c - 1), (k0 + 1) * e(0)), ((k0 + 1) * e(0), b / (c - 1)))
    )
    below = proof.combine("M_from_noise", le(b, (c - 1) * M), {noise: c - 1, "definition_M": -(c - 1)})
    proof.combine("M_nonnegative", le(0, M), {noise: 1, "definition_M": -1}, b / (c - 1))
    with proof.induction(k, {"decay": le(e(k), THEOREM.bound)}, why="by induction") as (base, step):
        base.combine("start", le(e(0), M / (k0 + 1)), {start: 1, "definition_M": -1}, multiplier=k0 + 1)
        step.combine("factor_nonnegative", le(0, 1 - c / here), {le(c, k0 + 1): 1 / here}, k / here)
        step.combine(
            "next",
            le(e(k + 1), M / (here + 1)),
            {"recursion": 1, "decay": 1 - c / here, below: 1 / here**2},
            M / (here**2 * (here + 1)),
            why="contraction and noise leave M/a - M/a^2 at most, and (a-1)(a+1) <= a^2",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
