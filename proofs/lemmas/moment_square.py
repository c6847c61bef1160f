"""The first moment against the second, in one coordinate and without bias correction (theory notes, section 2).

The inequality of Cauchy and Schwarz between two averages of the same gradients, proved by induction.
"""

from sympy import Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import beta1, beta2, function, j, k
from amgt_theory.theorem import Theorem

m, v, g = (function(name, "natural") for name in "mvg")
RATIO = beta1**2 / beta2
SCALE = (1 - beta1) ** 2 / (1 - beta2)
SERIES = 1 + Sum(RATIO**j, (j, 1, k))

THEOREM = Theorem(
    id="lemmas.moment_square",
    title="the squared first moment is at most a multiple of the second",
    kind="lemma",
    source="theory notes, section 2, moment_ratio",
    setting=(
        ("first_moment_start", eq(m(0), 0)),
        ("first_moment", ForAll((k,), eq(m(k + 1), beta1 * m(k) + (1 - beta1) * g(k)))),
        ("second_moment_start", eq(v(0), 0)),
        ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k) ** 2))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, beta2), lt(beta2, 1)),
    over=(k,),
    quantity=m(k + 1) ** 2,
    bound=SCALE * SERIES,
    per=v(k + 1),
    also=(ForAll((k,), le(0, v(k + 1))),),
    tight=True,
    notes="After k + 1 gradients; at k = 0 both sides are equal.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    longer = SERIES.subs(k, k + 1)
    with proof.induction(k, {"series": eq(longer, 1 + RATIO * SERIES)}) as (_, step):
        step.combine("next", eq(longer.subs(k, k + 1), 1 + RATIO * longer), {"series": 1})
    claim = le(THEOREM.quantity, THEOREM.bound * v(k + 1))
    claims = {"squares": claim, "nonnegative": le(0, v(k + 1))}
    with proof.induction(k, claims, why="by induction") as (base, step):
        _start(base)
        _next(step, longer)


def _start(proof: Proof) -> None:
    first, second = proof.use("first_moment", {k: 0}), proof.use("second_moment", {k: 0})
    average = beta1 * m(0) + (1 - beta1) * g(0)
    proof.combine(
        "start",
        le(m(1) ** 2, SCALE * v(1)),
        {
            first: average + m(1),
            "first_moment_start": beta1 * (average + (1 - beta1) * g(0)),
            second: -SCALE,
            "second_moment_start": -SCALE * beta2,
        },
    )
    proof.combine(
        "start_nonnegative",
        le(0, v(1)),
        {second: -1, "second_moment_start": -beta2},
        (1 - beta2) * g(0) ** 2,
    )


def _next(proof: Proof, longer) -> None:
    first, second = proof.use("first_moment", {k: k + 1}), proof.use("second_moment", {k: k + 1})
    average, mixed = beta1 * m(k + 1) + (1 - beta1) * g(k + 1), beta2 * v(k + 1) + (1 - beta2) * g(k + 1) ** 2
    proof.combine("positive", lt(0, SERIES), {}, 1, Sum(RATIO**j, (j, 1, k)))
    proof.use("series", {})
    proof.combine(
        "next",
        le(m(k + 2) ** 2, SCALE * longer * v(k + 2)),
        {
            first: average + m(k + 2),
            second: -SCALE * longer,
            "series": -SCALE * mixed,
            "squares": beta2 / SERIES + beta1**2,
        },
        (beta2 * m(k + 1) - beta1 * (1 - beta1) * SERIES * g(k + 1)) ** 2 / (beta2 * SERIES),
        why="what remains is a square",
    )
    proof.combine("next_nonnegative", le(0, v(k + 2)), {second: -1, "nonnegative": beta2}, (1 - beta2) * g(k + 1) ** 2)


def check():
    from dataclasses import replace

    from amgt_theory.checking import automatic
    from amgt_theory.strategies.moments import often_growing

    drawn = automatic(THEOREM)
    return replace(drawn, model=lambda draw: often_growing(draw, drawn.model(draw)))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
