"""The upper end of AMGT's gains, h_hi,k = alpha_k/(eps (1-beta1^k)), does not increase (theory notes, section 1)."""

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import DECREASING_STEP, POSITIVE_STEP, highest_gain, step_size
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import Real, beta1, eps, k
from amgt_theory.theorem import Theorem

THEOREM = Theorem(
    id="momentum.highest_gain",
    title="the upper end of the gains does not increase",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(*POSITIVE_STEP, *DECREASING_STEP),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, eps)),
    over=(k,),
    quantity=highest_gain(k + 2),
    bound=highest_gain(k + 1),
    also=(
        ForAll((k,), lt(0, highest_gain(k + 1))),
        ForAll((k,), le(highest_gain(k + 1), step_size(k + 1) / (eps * (1 - beta1)))),
    ),
    notes="Bias correction on.",
)


def derive(proof: Proof) -> None:
    here, there = 1 - beta1 ** (k + 1), 1 - beta1 ** (k + 2)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for number, name in enumerate(("corrected", "positive")):
        proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=number, name=name)
    with proof.fix("decreases", k, why="alpha_k does not increase, and 1 - beta1^k does not decrease") as inner:
        for place in (k, k + 1):
            inner.use("positive", {k: place})
        inner.use("positive_step", {})
        inner.combine(
            "here",
            le(highest_gain(k + 2), highest_gain(k + 1)),
            {"decreasing_step": here},
            step_size(k + 1) * beta1 ** (k + 1) * (1 - beta1),
            multiplier=eps * here * there,
        )
    with proof.fix("gain_positive", k) as inner:
        inner.use("positive", {})
        inner.use("positive_step", {})
        inner.combine("here", lt(0, highest_gain(k + 1)), {}, highest_gain(k + 1))
    with proof.fix("corrected_gain", k, why="the correction is at least 1 - beta1") as inner:
        inner.use("positive", {})
        inner.use("positive_step", {})
        inner.combine(
            "here",
            le(highest_gain(k + 1), step_size(k + 1) / (eps * (1 - beta1))),
            {"corrected": step_size(k + 1)},
            multiplier=eps * (1 - beta1) * here,
        )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1), share=100)))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
