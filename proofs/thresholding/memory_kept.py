"""A running maximum never forgets a corrupted gradient (theory notes, section 4, second half of bounded_step).

With AMSGrad every step after a gradient of size A is short for ever. Without the maximum: thresholding.memory.
"""

from sympy import Max, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta2, function, k, n
from amgt_theory.theorem import Theorem

v, w, g = function("v", "natural"), function("w", "natural"), function("g", "natural")
A, floor = Real("A"), Real("floor")

THEOREM = Theorem(
    id="thresholding.memory_kept",
    title="a running maximum never forgets a corrupted gradient",
    kind="theorem",
    claim="C11 C12",
    source="theory notes, section 4, thresholding.bounded_step",
    setting=(
        ("second_moment_start", eq(v(0), 0)),
        ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k + 1) ** 2))),
        ("maximum", ForAll((k,), eq(w(k + 1), Max(w(k), v(k + 1) / (1 - beta2 ** (k + 1)))))),
        ("corrupted", le(A**2, g(n + 1) ** 2)),
    ),
    assumptions=(le(0, beta2), lt(beta2, 1)),
    over=(k,),
    quantity=sqrt(w(n + 1 + k)),
    bound=sqrt(1 - beta2) * A,
    direction="lower",
    tight=True,
    notes="One coordinate; the gradient of step n + 1 is at least A. From then on the gain is at most "
    "alpha_k/(sqrt(1-beta2) A + eps), times what bias correction of the first moment adds, however long the run.",
)


def derive(proof: Proof) -> None:
    proof.combine("one_less", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    with proof.induction(k, {"nonnegative": le(0, v(k))}) as (_, step):
        step.combine("next", le(0, v(k + 1)), {"second_moment": -1, "nonnegative": beta2}, (1 - beta2) * g(k + 1) ** 2)
    positive = proof.cite("lemmas.correction_positive", {Real("beta"): beta2}, conclusion=1)
    corrected = v(n + 1) / (1 - beta2 ** (n + 1))
    proof.use(positive, {k: n})
    law, before = proof.use("second_moment", {k: n}), proof.use("nonnegative", {k: n})
    proof.cite("lemmas.correction_positive", {Real("beta"): beta2}, conclusion=2)
    proof.combine("power_nonnegative", le(0, beta2 ** (n + 1)), {}, beta2 ** (n + 1))
    proof.combine("size", le(0, (1 - beta2) * A**2), {}, (1 - beta2) * A**2)
    proof.combine(
        "remembered",
        le((1 - beta2) * A**2, corrected),
        {law: -1, before: beta2, "corrupted": 1 - beta2, "size": beta2 ** (n + 1)},
        multiplier=1 - beta2 ** (n + 1),
        why="the corrected moment has at least (1-beta2) A^2 of it",
    )
    with proof.induction(k, {"kept": le((1 - beta2) * A**2, w(n + 1 + k))}, why="and the maximum keeps it") as (
        base,
        step,
    ):
        latest = base.use("maximum", {k: n})
        largest = base.law("max_left", corrected, w(n))
        base.combine("start", le((1 - beta2) * A**2, w(n + 1)), {"remembered": 1, largest: 1, latest: -1})
        later = step.use("maximum", {k: n + 1 + k})
        largest = step.law("max_left", w(n + 1 + k), v(n + 2 + k) / (1 - beta2 ** (n + 2 + k)))
        step.combine("next", le((1 - beta2) * A**2, w(n + 2 + k)), {"kept": 1, largest: 1, later: -1})
    share = proof.law("sqrt_square", 1 - beta2)
    proof.define(floor, sqrt(1 - beta2) * A)
    with proof.fix("root", k) as inner:
        inner.combine(
            "square",
            le(floor**2, w(n + 1 + k)),
            {"kept": 1, share: A**2, "definition_floor": floor + sqrt(1 - beta2) * A},
        )
        root = inner.cite("lemmas.sqrt_lower", {Real("x"): w(n + 1 + k), Real("y"): floor})
        inner.combine("there", le(THEOREM.bound, sqrt(w(n + 1 + k))), {root: 1, "definition_floor": -1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
