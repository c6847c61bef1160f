"""The decrease phi(h) = h - L h^2/2 of a gradient step is smallest at an end of an interval of gains."""

from sympy import Lambda, Min, cancel, diff

from amgt_theory.derivation import Proof
from amgt_theory.language import le
from amgt_theory.symbols import L, Real, h_hi, h_lo
from amgt_theory.theorem import Theorem

h, gain = Real("h"), Real("gain")
PHI = Lambda(gain, gain - L * gain**2 / 2)

THEOREM = Theorem(
    id="lemmas.smallest_decrease",
    title="h - L h^2/2 is smallest at an end of an interval",
    kind="lemma",
    source="theory notes, section 3, descent.contraction",
    assumptions=(le(0, L), le(h_lo, h), le(h, h_hi)),
    quantity=PHI(h),
    bound=Min(PHI(h_lo), PHI(h_hi)),
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    curvature = diff(PHI(gain), gain, 2)
    assert curvature == -L
    proof.note(f"The second derivative {curvature} is not positive.")
    from_left, from_right = (cancel((PHI(h) - PHI(end)) / (h - end)) for end in (h_lo, h_hi))
    left, right = proof.law("min_left", PHI(h_lo), PHI(h_hi)), proof.law("min_left", PHI(h_hi), PHI(h_lo))
    goal = le(THEOREM.bound, PHI(h))
    with proof.cases(
        "chord", 0, from_left, goal, why="the chord from the left end rises, or the one to the right falls"
    ) as (
        rising,
        falling,
    ):
        rising.combine("there", goal, {left: 1, le(h_lo, h): from_left})
        falling.combine("falls", le(0, -from_right), {"chord": 1, le(h_lo, h): L / 2, le(h, h_hi): L / 2})
        falling.combine("there", goal, {right: 1, le(h, h_hi): -from_right})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
