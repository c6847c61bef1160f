"""The average of a sum over coordinates is the sum of the averages."""

from sympy import Sum

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq
from amgt_theory.symbols import At, function, i, k, n, over_coordinates
from amgt_theory.theorem import Theorem

weight, total = function("weight", "natural"), function("total", "natural")
value, partial = (function(name, "natural", result="vector") for name in ("value", "partial"))

THEOREM = Theorem(
    id="lemmas.average_exchange",
    title="the average of a sum over coordinates is the sum of the averages",
    kind="lemma",
    source="elementary; used in theory notes, section 4",
    setting=(
        ("partial_start", ForAll((i,), eq(At(partial(0), i), 0))),
        (
            "partial",
            ForAll((k, i), eq(At(partial(k + 1), i), At(partial(k), i) + weight(k + 1) * At(value(k + 1), i))),
        ),
        ("total", ForAll((k,), eq(total(k), over_coordinates(At(value(k), i))))),
    ),
    over=(k,),
    quantity=Sum(weight(n) * total(n), (n, 1, k)),
    bound=over_coordinates(At(partial(k), i)),
    direction="exact",
    notes="partial(k) is the average of the vectors up to outcome k, coordinate by coordinate.",
)


def derive(proof: Proof) -> None:
    claim = eq(THEOREM.quantity, THEOREM.bound)
    with proof.induction(k, {"exchange": claim}, why="outcome by outcome") as (base, step):
        nothing = base.summed("nothing", eq(At(partial(0), i), 0), {"partial_start": None})
        base.combine("start", eq(0, over_coordinates(At(partial(0), i))), {nothing: -1})
        added = step.summed(
            "added", eq(At(partial(k + 1), i), At(partial(k), i) + weight(k + 1) * At(value(k + 1), i)), {"partial": 1}
        )
        step.combine(
            "next",
            eq(Sum(weight(n) * total(n), (n, 1, k + 1)), over_coordinates(At(partial(k + 1), i))),
            {"exchange": 1, added: -1, Taken("total", {k: k + 1}): weight(k + 1)},
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
