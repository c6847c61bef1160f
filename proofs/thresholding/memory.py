"""A corrupted gradient is forgotten at the rate beta2 (theory notes, section 4, second half of bounded_step).

What it leaves is in the second moment, and makes the steps after it short. A is its size, G that of all others.
"""

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import G, Real, beta2, function, k, n
from amgt_theory.theorem import Theorem

v, g = function("v", "natural"), function("g", "natural")
A, old = Real("A"), Real("old")
CORRECTION = 1 - beta2 ** (k + n + 1)
CORRECTED = v(k) / CORRECTION
LEFT = beta2**k * (1 - beta2) * (A**2 - G**2)
SETTING = (
    ("before", le(old, (1 - beta2**n) * G**2)),
    ("corrupted", eq(v(0), beta2 * old + (1 - beta2) * A**2)),
    ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k + 1) ** 2))),
    ("gradients", ForAll((k,), le(g(k + 1) ** 2, G**2))),
)

THEOREM = Theorem(
    id="thresholding.memory",
    title="the second moment forgets a corrupted gradient at the rate beta2",
    kind="theorem",
    claim="C11 C12",
    verdict="supports",
    source="theory notes, section 4, thresholding.bounded_step",
    setting=SETTING,
    assumptions=(le(0, beta2), lt(beta2, 1)),
    over=(k,),
    quantity=CORRECTED,
    bound=G**2 + LEFT / CORRECTION,
    also=(ForAll((k,), le(CORRECTED, G**2 + beta2**k * A**2)),),
    tight=True,
    notes="One coordinate; v(k) is the second moment k steps after the corrupted gradient, that of step n + 1, and old "
    "the moment before it. The quantity is the bias-corrected moment. At n = 0 the first step after it has the "
    "whole of A^2; without a maximum the memory fades.",
)


def derive(proof: Proof) -> None:
    proof.combine("one_less", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    with proof.induction(
        k,
        {"moment": le(v(k), LEFT + CORRECTION * G**2)},
        why="averaging keeps beta2 of what A left, and the others are at most G",
    ) as (base, step):
        base.combine("start", le(v(0), (LEFT + CORRECTION * G**2).subs(k, 0)), {"corrupted": 1, "before": beta2})
        step.combine(
            "next",
            le(v(k + 1), (LEFT + CORRECTION * G**2).subs(k, k + 1)),
            {"second_moment": 1, "moment": beta2, "gradients": 1 - beta2},
        )
    at_least = proof.cite("lemmas.correction_positive", {Real("beta"): beta2})
    positive = proof.cite("lemmas.correction_positive", {Real("beta"): beta2}, conclusion=1)
    with proof.fix("corrected", k, why="bias correction divides by at least 1 - beta2") as inner:
        inner.use(positive, {k: k + n})
        inner.combine("there", le(CORRECTED, THEOREM.bound), {"moment": 1}, multiplier=CORRECTION)
    with proof.fix("simpler", k, why="so at most A^2 beta2^k is left") as inner:
        inner.use(positive, {k: k + n})
        inner.combine(
            "there",
            le(CORRECTED, G**2 + beta2**k * A**2),
            {"corrected": CORRECTION, Taken(at_least, {k: k + n}): beta2**k * A**2},
            beta2**k * (1 - beta2) * G**2,
            multiplier=CORRECTION,
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
