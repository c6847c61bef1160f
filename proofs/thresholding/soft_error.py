"""A soft threshold is an error of at most tau in each coordinate (theory notes, section 1)."""

from sympy import Max

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import Real, tau
from amgt_theory.theorem import Theorem

m = Real("m")
ABOVE, BELOW = Max(m - tau, 0), Max(-m - tau, 0)
SOFT = ABOVE - BELOW

THEOREM = Theorem(
    id="thresholding.soft_error",
    title="a soft threshold changes a number by at most tau",
    kind="lemma",
    claim="C12",
    source="theory notes, section 1, the gain sandwich",
    assumptions=(le(0, tau),),
    quantity=(SOFT - m) ** 2,
    bound=tau**2,
    tight=True,
    notes="The soft threshold max(m - tau, 0) - max(-m - tau, 0) moves m towards 0 by tau, at most up to 0.",
)


def derive(proof: Proof) -> None:
    sides = (
        ("upper", m, SOFT, -m - tau),
        ("lower", -m, -SOFT, m - tau),
    )
    for name, number, soft, opposite in sides:
        shrunk = number - tau
        goal = le(shrunk, soft)
        with proof.cases(name, opposite, 0, goal) as (inside, outside):
            reached, nothing = inside.law("max_left", shrunk, 0), inside.law("max_least", opposite, 0, 0)
            inside.combine("there", goal, {reached: 1, nothing: 1})
            positive, top = outside.law("max_left", 0, shrunk), outside.law("max_least", opposite, 0, opposite)
            outside.combine("there", goal, {positive: 1, top: 1}, 2 * tau)
    proof.combine(
        "from_above", le(0, tau - (m - SOFT)), {"upper": 1}, why="m exceeds its soft threshold by at most tau"
    )
    proof.combine("from_below", le(0, tau + (m - SOFT)), {"lower": 1}, why="and falls below it by at most tau")
    proof.combine(
        "soft_error",
        le(THEOREM.quantity, THEOREM.bound),
        {},
        (tau - (m - SOFT)) * (tau + (m - SOFT)),
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
