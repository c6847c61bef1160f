"""What contracts towards a limit by a constant factor is near it at a geometric rate (theory notes, section 4)."""

from sympy import Expr, Max

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, function, k, rho
from amgt_theory.theorem import Theorem

U, limit, start = function("U", "natural"), Real("limit"), Real("start")


def excess(n: Expr) -> Expr:
    """What U has above the limit after n steps."""
    return Max(0, U(n) - limit)


THEOREM = Theorem(
    id="lemmas.excess_linear",
    title="what contracts towards a limit by a factor rho is near it at the rate rho^k",
    kind="lemma",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        ("contraction", ForAll((k,), le(excess(k + 1), rho * excess(k)))),
        ("start", le(U(0), start)),
    ),
    assumptions=(le(0, rho),),
    over=(k,),
    quantity=U(k),
    bound=limit + Max(0, start - limit) * rho**k,
)


def derive(proof: Proof) -> None:
    largest = Max(0, start - limit)
    proof.law("max_left", 0, start - limit)
    larger = proof.law("max_left", start - limit, 0)
    proof.combine("first", le(U(0) - limit, largest), {"start": 1, larger: 1})
    claims = {"decay": le(excess(k), largest * rho**k)}
    with proof.induction(k, claims, why="the factors multiply, from the excess at the start") as (base, step):
        base.law("max_least", 0, U(0) - limit, largest)
        step.combine("next", le(excess(k + 1), largest * rho ** (k + 1)), {"contraction": 1, "decay": rho})
    with proof.fix("rate", k) as inner:
        above = inner.law("max_left", U(k) - limit, 0)
        inner.combine("here", le(U(k), THEOREM.bound), {above: 1, "decay": 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
