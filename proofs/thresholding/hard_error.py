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
        ("large", ForAll((), eq(kept, m), (lt(tau, Abs(m)),))),
        ("small", ForAll((), eq(kept, 0), (le(Abs(m), tau),))),
    ),
    assumptions=(le(0, tau),),
    quantity=(kept - m) ** 2,
    bound=tau**2,
    tight=True,
    notes="The hard threshold keeps m where |m| > tau and gives 0 elsewhere.",
)


def derive(proof: Proof) -> None:
    goal = le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("size", Abs(m), tau, goal, why="either m is kept or |m| <= tau") as (small, large):
        zero = small.use("small", {})
        squared = small.law("abs_square", m)
        small.combine("there", goal, {zero: kept - 2 * m, squared: -1, "size": tau + Abs(m)})
        same = large.use("large", {})
        large.combine("there", goal, {same: kept - m}, tau**2)


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import Hard
    from amgt_theory.strategies import drawing

    def model(draw):
        size = drawing.positive(draw)
        part = drawing.between(draw, 0, None) if drawing.pick(draw, (True, False)) else 1 - Fraction(1, 1000)
        return {tau: size, m: drawing.pick(draw, (size, -size)) * part}

    def compute(values, ar):
        return {kept: Hard(values["tau"]).bind(ar)(ar.vector([values["m"]]), 1)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
