"""Averages over finitely many outcomes keep linear inequalities: expectations are monotone and linear."""

from sympy import Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Natural, Real, c, function, n, p, q
from amgt_theory.theorem import Theorem

N = Natural("N")
weight, A, B, C, D, E = (function(name, "natural") for name in ("weight", "A", "B", "C", "D", "E"))
b = Real("b")
TERMS = ((b, B), (c, C), (p, D), (q, E))
value, first = function("value", "natural"), function("first", "natural")


def total(summand, last=N):
    """The average of a function of the outcome n, up to outcome ``last``."""
    return Sum(weight(n) * summand(n), (n, 1, last))


THEOREM = Theorem(
    id="lemmas.average_combination",
    title="an average keeps a linear inequality that holds in every outcome",
    kind="lemma",
    source="elementary; used in theory notes, section 4",
    setting=(
        ("weights_nonnegative", ForAll((n,), le(0, weight(n)))),
        ("every_outcome", ForAll((n,), le(value(n), first(n) + sum(number * term(n) for number, term in TERMS)))),
    ),
    over=(N,),
    quantity=total(value),
    bound=total(first) + sum(number * total(term) for number, term in TERMS),
    tight=True,
    notes="The weights need not add up to 1.",
)


def derive(proof: Proof) -> None:
    with proof.induction(N, {"average": le(THEOREM.quantity, THEOREM.bound)}, why="outcome by outcome") as (_, step):
        claim = le(THEOREM.quantity.subs(N, N + 1), THEOREM.bound.subs(N, N + 1))
        here = step.use("every_outcome", {n: N + 1})
        step.use("weights_nonnegative", {n: N + 1})
        step.combine("next", claim, {"average": 1, here: weight(N + 1)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
