"""The harmonic sum is at least a logarithm (theory notes, section 6)."""

from sympy import Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real, a, j, k, k0
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")

THEOREM = Theorem(
    id="lemmas.harmonic_sum",
    title="the harmonic sum is at least a logarithm",
    kind="lemma",
    source="elementary; used in theory notes, section 6, nonconvex.stationarity",
    assumptions=(le(0, k0),),
    over=(k,),
    quantity=Sum(1 / (j + k0), (j, 1, k)),
    bound=log((k + k0 + 1) / (k0 + 1)),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    here, harmonic = k + k0 + 1, THEOREM.quantity
    grown = log(here) - log(k0 + 1)
    with proof.induction(k, {"above": le(grown, harmonic)}, why="each term is at least a difference of logarithms") as (
        _,
        step,
    ):
        largest = step.cite("lemmas.log_step", {a: here})
        step.combine("next", le(grown.subs(k, k + 1), harmonic.subs(k, k + 1)), {"above": 1, largest: 1})
    with proof.fix("lower", k) as inner:
        quotient = inner.cite("lemmas.log_quotient", {x: here, y: k0 + 1})
        inner.combine("here", le(THEOREM.bound, harmonic), {"above": 1, quotient: 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
