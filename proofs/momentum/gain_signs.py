"""Where the threshold keeps signs and does not enlarge, gains are nonnegative and at most h_hi.

Theory notes, section 1. Whatever tau, which may be another one in every step.
"""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import POSITIVE_STEP, THRESHOLD_SIGNS, gain, highest_gain, step_size, w
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Real, beta1, eps, i, k
from amgt_theory.theorem import Theorem

CORRECTED, ROOT = 1 - beta1 ** (k + 1), sqrt(At(w(k + 1), i))
GAIN, HIGHEST = gain(k + 1), highest_gain(k + 1)

THEOREM = Theorem(
    id="momentum.gain_signs",
    title="where the threshold keeps signs, gains are nonnegative and at most h_hi",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(*THRESHOLD_SIGNS, *POSITIVE_STEP),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, eps)),
    over=(k, i),
    quantity=GAIN,
    bound=0,
    direction="lower",
    also=(ForAll((k, i), le(GAIN, HIGHEST)),),
)


def derive(proof: Proof) -> None:
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    size = step_size(k + 1) / (CORRECTED * (ROOT + eps))
    with proof.fix("nonnegative", k, i) as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        inner.combine("here", le(0, GAIN), {"threshold_nonnegative": size})
    with proof.fix("largest", k, i, why="as the threshold does not enlarge") as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        shrinks = inner.use("threshold_shrinks", {k: k + 1})
        left = step_size(k + 1) * ROOT / (CORRECTED * eps * (ROOT + eps))
        inner.combine("here", le(GAIN, HIGHEST), {shrinks: size}, left)


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1), share=100)))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
