"""A sequence that contracts up to a constant ends in a neighbourhood: the closed form of the recursion."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, function, k, rho
from amgt_theory.theorem import Theorem

e = function("e", "natural")
b = Real("b")
LIMIT = b / (1 - rho)

THEOREM = Theorem(
    id="lemmas.recursion_neighbourhood",
    title="contraction by rho up to b gives geometric decay to the neighbourhood b/(1-rho)",
    kind="lemma",
    source="elementary; used in theory notes, section 4",
    setting=(("contraction", ForAll((k,), le(e(k + 1), rho * e(k) + b))),),
    assumptions=(le(0, rho), lt(rho, 1)),
    over=(k,),
    quantity=e(k),
    bound=rho**k * e(0) + (1 - rho**k) * LIMIT,
    tight=True,
)


def derive(proof: Proof) -> None:
    bound = THEOREM.bound
    proof.combine("rho_below", lt(0, 1 - rho), {lt(rho, 1): 1})
    with proof.induction(k, {"decay": le(e(k), bound)}, why="by induction") as (_, step):
        step.combine(
            "next",
            le(e(k + 1), bound.subs(k, k + 1)),
            {"contraction": 1, "decay": rho},
            why="the excess over b/(1-rho) shrinks by rho",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
