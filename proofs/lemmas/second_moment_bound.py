"""The second moment never exceeds the bias-corrected bound on squared gradients (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import At, G, Real, beta2, function, i, k, s, v
from amgt_theory.theorem import Theorem

g = function("g", "natural", result="vector")

THEOREM = Theorem(
    id="lemmas.second_moment_bound",
    title="a coordinate of the second moment after k steps is at most (1 - beta2^k) G^2",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("start", ForAll((i,), eq(At(v(0), i), 0))),
        ("update", ForAll((k, i), eq(At(v(k + 1), i), beta2 * At(v(k), i) + (1 - beta2) * At(g(k), i) ** 2))),
        ("gradients", ForAll((k, i), le(At(g(k), i) ** 2, G**2))),
    ),
    assumptions=(le(0, beta2), lt(beta2, 1)),
    over=(k, i),
    quantity=At(v(k), i),
    bound=(1 - beta2**k) * G**2,
    also=(ForAll((k, i), le(0, At(v(k), i))),),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("beta2_at_most_one", le(beta2, 1), {"assumption_2": 1})
    corrected = 1 - beta2**k
    claims = {
        "below": le(0, corrected),
        "moment": ForAll((i,), le(THEOREM.quantity, THEOREM.bound)),
        "nonnegative": ForAll((i,), le(0, THEOREM.quantity)),
    }
    with proof.induction(k, claims, why="by induction") as (base, step):
        for name in ("zero", "zero_below"):
            with base.fix(name, i) as inner:
                goal = le(At(v(0), i), 0) if name == "zero" else le(0, At(v(0), i))
                inner.combine("start_here", goal, {"start": 1 if name == "zero" else -1})
        step.combine("next_below", le(0, 1 - beta2 ** (k + 1)), {"below": beta2, "assumption_2": 1})
        for number in (0, 1):
            with step.fix(f"step_{number}", i) as inner:
                for fact in ("moment", "nonnegative", "update", "gradients"):
                    inner.use(fact, {})
                inner.cite(
                    "lemmas.second_moment_step",
                    {Real("v"): At(v(k), i), Real("g"): At(g(k), i), Real("v_next"): At(v(k + 1), i), s: corrected},
                    conclusion=number,
                    why="in each step, an average" if number == 0 else "",
                )
    for name, fact in (("bounded", "moment"), ("positive", "nonnegative")):
        with proof.fix(name, k, i) as inner:
            at_k = inner.use(fact, {})
            inner.use(at_k, {})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
