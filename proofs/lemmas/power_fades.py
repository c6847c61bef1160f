"""Geometric decay is faster than 1/k, with an explicit constant."""

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, k
from amgt_theory.theorem import Theorem

beta = Real("beta")

THEOREM = Theorem(
    id="lemmas.power_fades",
    title="beta^k is at most 1/(1 + k (1-beta))",
    kind="lemma",
    source="elementary; used in theory notes, section 3, asymptotic_exponent",
    assumptions=(le(0, beta), lt(beta, 1)),
    over=(k,),
    quantity=beta**k * (1 + k * (1 - beta)),
    bound=1,
    tight=True,
)


def derive(proof: Proof) -> None:
    powers = proof.cite("lemmas.correction_positive", conclusion=2)
    with proof.induction(k, {"fades": le(THEOREM.quantity, 1)}) as (_, step):
        below = step.use(powers, {k: k + 1})
        step.combine("next", le(THEOREM.quantity.subs(k, k + 1), 1), {"fades": beta, below: 1 - beta})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
