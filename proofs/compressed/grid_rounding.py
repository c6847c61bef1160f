"""Rounding to a grid is an error of at most half its width in each coordinate (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real
from amgt_theory.theorem import Theorem

a, Q, Delta = Real("a"), Real("Q"), Real("Delta")
ERROR = Q - a

THEOREM = Theorem(
    id="compressed.grid_rounding",
    title="rounding to the nearest multiple of Delta changes a number by at most Delta/2",
    kind="lemma",
    claim="C8",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("not_farther_than_next", le(ERROR**2, (ERROR + Delta) ** 2)),
        ("not_farther_than_previous", le(ERROR**2, (ERROR - Delta) ** 2)),
    ),
    assumptions=(lt(0, Delta),),
    quantity=ERROR**2,
    bound=Delta**2 / 4,
    tight=True,
    notes="Of the grid only the two neighbours of Q matter, so it may be shifted; a tie goes either way.",
)


def derive(proof: Proof) -> None:
    above = proof.combine("above", le(0, Delta / 2 - ERROR), {"not_farther_than_previous": 1}, multiplier=2 * Delta)
    below = proof.combine("below", le(0, Delta / 2 + ERROR), {"not_farther_than_next": 1}, multiplier=2 * Delta)
    product = (Delta / 2 - ERROR) * (Delta / 2 + ERROR)
    proof.combine("size", le(THEOREM.quantity, THEOREM.bound), {}, product, signs=[above, below])


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.optimizers import GridRounding
    from amgt_theory.strategies import drawing

    def model(draw):  # ties included
        width = drawing.positive(draw)
        part = drawing.pick(draw, (Fraction(1, 2), drawing.signed(draw)))
        return {Delta: width, a: width * (drawing.natural(draw, 9) - 5 + part)}

    def compute(values, ar):
        moment = ar.vector([values["a"]])
        return {Q: GridRounding(values["Delta"]).bind(ar)(moment, moment, 1)[0]}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
