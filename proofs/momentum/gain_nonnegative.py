"""The gains of AMGT are nonnegative and at most h_hi, whatever the gradients (theory notes, section 1)."""

from sympy import Min

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POSITIVE_STEP, THRESHOLD_GAINS, B, gain, highest_gain, t
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Real, beta1, eps, i, k, m, square, tau
from amgt_theory.theorem import Theorem

CORRECTED = 1 - beta1 ** (k + 1)
GAIN, HIGHEST = gain(k + 1), highest_gain(k + 1)

THEOREM = Theorem(
    id="momentum.gain_nonnegative",
    title="the gains of AMGT are nonnegative and at most h_hi",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(*THRESHOLD_GAINS, *POSITIVE_STEP),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, eps), lt(0, tau)),
    over=(k, i),
    quantity=GAIN,
    bound=0,
    direction="lower",
    also=(ForAll((k, i), le(GAIN, HIGHEST)), ForAll((k, i), le(0, At(t(k + 1), i)))),
    notes="Uses no bound on the gradients.",
)


def derive(proof: Proof) -> None:
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    size = square(m(k + 1))
    largest = 1 + size / CORRECTED**2
    with proof.fix("threshold_nonnegative", k, i, why="a threshold keeps the sign of a moment, of any size") as inner:
        inner.use("corrected", {})
        inner.combine(
            "moment",
            le(size, CORRECTED**2 * largest**2),
            {},
            CORRECTED**2,
            size,
            size**2 / CORRECTED**2,
        )
        thresholded = inner.use("threshold_gain", {B: largest})
        inner.combine("here", le(0, At(t(k + 1), i)), {thresholded: 1}, Min(1, tau / largest))
    for number, name in enumerate(("nonnegative", "largest")):
        why = "and does not enlarge it" if number else ""
        proof.cite("momentum.gain_signs", conclusion=number, name=name, why=why)


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1), share=100)))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
