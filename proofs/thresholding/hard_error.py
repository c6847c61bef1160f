"""A hard threshold is an error of at most tau in each coordinate (theory notes, section 1)."""

from sympy import Abs

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, tau
from amgt_theory.theorem import Theorem

m, kept = Real("m"), Real("kept")

THEOREM = Theorem(
    id="thresholding.hard_error",
    title="a hard threshold changes a number by at most tau",
    kind="lemma",
    claim="C12",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("all_or_nothing", eq(kept * (kept - m), 0)),
        ("large", ForAll((), eq(kept, m), (lt(tau, Abs(m)),))),
    ),
    assumptions=(le(0, tau),),
    quantity=(kept - m) ** 2,
    bound=tau**2,
    tight=True,
    notes="The hard threshold gives m or 0, and m where |m| > tau; at |m| = tau either will do.",
)


def derive(proof: Proof) -> None:
    goal = le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("size", Abs(m), tau, goal, why="either |m| <= tau or m is kept") as (small, large):
        squared = small.law("abs_square", m)
        small.combine("there", goal, {"all_or_nothing": 2, squared: -1, "size": tau + Abs(m)}, kept**2)
        same = large.use("large", {})
        large.combine("there", goal, {same: kept - m}, tau**2)


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Hard
    from amgt_theory.strategies import drawing

    def model(draw):
        size, part = drawing.positive(draw), drawing.pick(draw, (Fraction(1), drawing.positive(draw)))
        dropped = part == 1 and drawing.pick(draw, (True, False))
        return {tau: size, m: drawing.pick(draw, (size, -size)) * part, "dropped": dropped}

    def compute(values, ar):  # AMGT keeps m at |m| = tau
        return {kept: 0 if values["dropped"] else Hard(values["tau"]).bind(ar)(ar.vector([values["m"]]), 1)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
