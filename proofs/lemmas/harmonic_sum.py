"""The harmonic sum lies between two logarithms (theory notes, sections 6 and 8)."""

from sympy import Sum, log

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, a, j, k, k0
from amgt_theory.theorem import Theorem

x, y = Real("x"), Real("y")
HARMONIC, LOGARITHM = Sum(1 / (j + k0), (j, 1, k)), log((k + k0 + 1) / (k0 + 1))

THEOREM = Theorem(
    id="lemmas.harmonic_sum",
    title="the harmonic sum is at least a logarithm, and at most one plus its first term",
    kind="lemma",
    source="elementary; used in theory notes, section 6, nonconvex.stationarity; section 8, travel.lower_bound",
    assumptions=(le(0, k0),),
    over=(k,),
    quantity=HARMONIC,
    bound=LOGARITHM,
    direction="lower",
    also=(ForAll((k,), le(HARMONIC.subs(k, k + 1), 1 / (k0 + 1) + LOGARITHM)),),
    tight=True,
)


def derive(proof: Proof) -> None:
    here = k + k0 + 1
    grown, later = log(here) - log(k0 + 1), HARMONIC.subs(k, k + 1)
    claims = {"above": le(grown, HARMONIC), "below": le(later, 1 / (k0 + 1) + grown)}
    with proof.induction(k, claims, why="each term is about a difference of logarithms") as (_, step):
        largest, smallest = (step.cite("lemmas.log_step", {a: here}, conclusion=number) for number in (0, 1))
        step.combine("next_above", le(grown.subs(k, k + 1), later), {"above": 1, largest: 1})
        step.combine(
            "next_below",
            le(later.subs(k, k + 1), 1 / (k0 + 1) + grown.subs(k, k + 1)),
            {"below": 1, smallest: 1},
        )
    for name, goal in (("lower", le(LOGARITHM, HARMONIC)), ("upper", THEOREM.also[0].conclusion)):
        with proof.fix(name, k) as inner:
            quotient = inner.cite("lemmas.log_quotient", {x: here, y: k0 + 1})
            inner.combine("here", goal, {"above": 1, quotient: 1} if name == "lower" else {"below": 1, quotient: -1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
