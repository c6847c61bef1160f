"""Losses of single periods add up, until the low end is reached."""

from sympy import Max, Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import Real, function, j, k
from amgt_theory.theorem import Theorem

Z, loss, low = function("Z", "natural"), function("loss", "natural"), Real("low")
LOSSES = Sum(loss(j), (j, 1, k))

THEOREM = Theorem(
    id="adam.losses",
    title="losses add up until the low end is reached",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        ("losses_nonnegative", ForAll((k,), le(0, loss(k + 1)))),
        ("lowered", ForAll((k,), le(Z(k + 1), Max(low, Z(k) - loss(k + 1))))),
    ),
    over=(k,),
    quantity=Z(k),
    bound=Max(low, Z(0) - LOSSES),
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = le(Z(k), THEOREM.bound)
    with proof.induction(k, {"lost": claim}, why="by induction") as (base, step):
        base.law("max_left", Z(0), low)
        below, rest = THEOREM.bound.xreplace({k: k + 1}), Z(0) - LOSSES.xreplace({k: k + 1})
        lowest, left = step.law("max_left", low, rest), step.law("max_left", rest, low)
        step.use("losses_nonnegative", {})
        step.combine("before", le(Z(0) - LOSSES, below + loss(k + 1)), {left: 1})
        step.combine("before_low", le(low, below + loss(k + 1)), {lowest: 1}, loss(k + 1))
        greatest = step.law("max_least", low, Z(0) - LOSSES, below + loss(k + 1))
        step.combine("difference", le(Z(k) - loss(k + 1), below), {greatest: 1, "lost": 1})
        cut = step.law("max_least", low, Z(k) - loss(k + 1), below)
        step.combine("next", le(Z(k + 1), below), {cut: 1, "lowered": 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
