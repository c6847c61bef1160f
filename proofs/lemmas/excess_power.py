"""What contracts towards a limit by 1 - c/(k+k0) is near it at a polynomial rate (theory notes, section 4)."""

from sympy import Expr, Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, c, function, k, k0
from amgt_theory.theorem import Theorem

U, limit, start = function("U", "natural"), Real("limit"), Real("start")


def excess(n: Expr) -> Expr:
    """What U has above the limit after n steps."""
    return Max(0, U(n) - limit)


THEOREM = Theorem(
    id="lemmas.excess_power",
    title="what contracts towards a limit by 1 - c/(k+k0) is near it at the rate k^-c",
    kind="lemma",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        ("contraction", ForAll((k,), le(excess(k + 1), (1 - c / (k + 1 + k0)) * excess(k)))),
        ("start", le(U(0), start)),
    ),
    assumptions=(le(0, k0), le(0, c)),
    over=(k,),
    quantity=U(k),
    bound=limit + Max(0, start - limit) * ((k0 + 1) / (k + k0 + 1)) ** c,
)


def derive(proof: Proof) -> None:
    with proof.fix("excess_nonnegative", k) as inner:
        inner.law("max_left", 0, U(k) - limit)
    values = {function("e", "natural"): Lambda(k, excess(k))}
    rate = proof.cite("lemmas.recursion_power", values, why="factors 1 - c/(j+k0) multiply to a power")
    largest = Max(0, start - limit)
    proof.law("max_left", 0, start - limit)
    larger = proof.law("max_left", start - limit, 0)
    proof.combine("first", le(U(0) - limit, largest), {"start": 1, larger: 1})
    first = proof.law("max_least", 0, U(0) - limit, largest)
    with proof.fix("rate", k, why="from the excess at the start") as inner:
        power = ((k0 + 1) / (k + k0 + 1)) ** c
        above = inner.law("max_left", U(k) - limit, 0)
        inner.combine("here", le(U(k), THEOREM.bound), {above: 1, rate: 1, first: power})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
