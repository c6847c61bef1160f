"""The gain sandwich: where gradients are at most G, AMGT moves by a moment times gains in [h_lo, h_hi].

Theory notes, section 1. For any sequence g of gradients, exact or not.
"""

from sympy import Lambda, Min

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import (
    MOMENTS, POSITIVE_STEP, gain, highest_gain, lowest_gain, step_size, t, w, with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import G, Real, beta1, beta2, eps, function, i, k, square, tau
from amgt_theory.theorem import Theorem

g, U = function("g", "natural", result="vector"), function("U", "natural")
CORRECTED = 1 - beta1 ** (k + 1)
GAIN, LOWEST, HIGHEST = gain(k + 1), lowest_gain(k + 1, G), highest_gain(k + 1)

THEOREM = Theorem(
    id="momentum.gain_sandwich",
    title="the gains of AMGT lie between h_lo and h_hi",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        *with_gradients(MOMENTS, g),
        *POSITIVE_STEP,
        ("gradients", ForAll((k,), le(square(g(k)), G**2))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1), le(0, beta2), lt(beta2, 1), lt(0, eps), lt(0, tau), lt(0, G)),
    over=(k, i),
    quantity=GAIN,
    bound=LOWEST,
    direction="lower",
    also=(ForAll((k, i), le(GAIN, HIGHEST)), ForAll((k,), le(LOWEST, HIGHEST))),
    notes="The upper end does not use G.",
)


def derive(proof: Proof) -> None:
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    nothing = {"nothing": le(0, 0)}  # the gradients are bounded by themselves
    with proof.fix("gradients_here", k, assume=nothing) as inner:
        inner.use("gradients", {})
    proof.cite(
        "momentum.gains_kept",
        {U: Lambda(k, 0), Real("level"): 0, function("largest", "natural"): Lambda(k, G)},
        name="below",
        why="averages of gradients are at most G, before and after thresholding and preconditioning",
    )
    scale, smallest = step_size(k + 1), Min(1, tau / G) / (G + eps)
    with proof.fix("smallest_gain", k, i, why="and the bias correction only enlarges the gain") as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        correction = inner.combine("correction", le(1, 1 / CORRECTED), {}, beta1 ** (k + 1), multiplier=CORRECTED)
        inner.combine("here", le(LOWEST, GAIN), {"below": 1, correction: scale * smallest})
    proof.cite("momentum.gain_nonnegative", conclusion=1, why="every gain is at most h_hi")
    proof.law("min_left", 1, tau / G, name="thresholded")
    with proof.fix("ordered", k) as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        wider = inner.combine(
            "wider", le(1 / (G + eps), 1 / (eps * CORRECTED)), {}, G, eps * beta1 ** (k + 1),
            multiplier=(G + eps) * eps * CORRECTED,
        )  # fmt: skip
        inner.combine("here", le(LOWEST, HIGHEST), {wider: scale, "thresholded": scale / (G + eps)})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import given_gradients, largest_norm, runs_on_gradients

    def compute(values, ar):  # the real moments and gains, and the least G that the hypothesis allows
        run = given_gradients(values, ar)
        return {w: run.w, t: run.t, G: largest_norm(values["g"], ar)}

    return StepCheck(THEOREM, runs_on_gradients, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
