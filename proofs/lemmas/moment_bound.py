"""The first moment never exceeds the bias-corrected gradient bound (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, G, Vector, beta1, function, i, k, m, s, square
from amgt_theory.theorem import Theorem

g = function("g", "natural", result="vector")

THEOREM = Theorem(
    id="lemmas.moment_bound",
    title="the first moment after k steps is at most (1 - beta1^k) G",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("start", ForAll((i,), eq(At(m(0), i), 0))),
        ("update", ForAll((k, i), eq(At(m(k + 1), i), beta1 * At(m(k), i) + (1 - beta1) * At(g(k), i)))),
        ("gradients", ForAll((k,), le(square(g(k)), G**2))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1)),
    over=(k,),
    quantity=square(m(k)),
    bound=(1 - beta1**k) ** 2 * G**2,
    tight=True,
)


def derive(proof: Proof) -> None:
    corrected = 1 - beta1**k
    proof.combine("beta1_at_most_one", le(beta1, 1), {"assumption_2": 1})
    claims = {"below": le(0, corrected), "moment": le(THEOREM.quantity, THEOREM.bound)}
    with proof.induction(k, claims, why="by induction") as (base, step):
        nothing = base.summed("nothing", eq(At(m(0), i) ** 2, 0), {"start": At(m(0), i)})
        base.combine("zero", le(square(m(0)), 0), {nothing: 1})
        step.combine("next_below", le(0, 1 - beta1 ** (k + 1)), {"below": beta1, "assumption_2": 1})
        with step.fix("update_here", i) as inner:
            inner.use("update", {})
        step.use("gradients", {})
        step.cite(
            "lemmas.moment_step",
            {Vector("m"): m(k), Vector("g"): g(k), Vector("m_next"): m(k + 1), s: corrected},
            why="in each step, an average",
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
