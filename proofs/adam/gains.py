"""Gains of single periods add up, until the high end 1 is reached."""

from sympy import Min, Sum

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, le
from amgt_theory.symbols import function, j, k
from amgt_theory.theorem import Theorem

Z, gain = function("Z", "natural"), function("gain", "natural")
GAINS = Sum(gain(j), (j, 1, k))

THEOREM = Theorem(
    id="adam.gains",
    title="gains add up until the high end is reached",
    kind="lemma",
    source="theory notes, section 7, adam.online_divergence",
    setting=(
        ("gains_nonnegative", ForAll((k,), le(0, gain(k + 1)))),
        ("raised", ForAll((k,), le(Min(1, Z(k) + gain(k + 1)), Z(k + 1)))),
    ),
    over=(k,),
    quantity=Z(k),
    bound=Min(1, Z(0) + GAINS),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    claim = le(THEOREM.bound, Z(k))
    with proof.induction(k, {"gained": claim}, why="by induction") as (base, step):
        base.law("min_left", Z(0), 1)
        above, sums = THEOREM.bound.xreplace({k: k + 1}), Z(0) + GAINS.xreplace({k: k + 1})
        one, gained = step.law("min_left", 1, sums), step.law("min_left", sums, 1)
        step.use("gains_nonnegative", {})
        step.combine("before", le(above - gain(k + 1), Z(0) + GAINS), {gained: 1})
        step.combine("before_one", le(above - gain(k + 1), 1), {one: 1}, gain(k + 1))
        least = step.law("min_greatest", 1, Z(0) + GAINS, above - gain(k + 1))
        step.combine("sum", le(above, Z(k) + gain(k + 1)), {least: 1, "gained": 1})
        cut = step.law("min_greatest", 1, Z(k) + gain(k + 1), above)
        step.combine("next", le(above, Z(k + 1)), {cut: 1, "raised": 1})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
