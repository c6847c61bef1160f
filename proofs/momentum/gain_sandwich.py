"""The gain sandwich: where gradients are at most G, AMGT moves by a moment times gains in [h_lo, h_hi].

Theory notes, section 1. For any sequence g of gradients, exact or not.
"""

from sympy import Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import (
    MOMENTS, POSITIVE_STEP, B, gain, highest_gain, lowest_gain, step_size, t, w, with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Coordinate, G, Real, beta1, beta2, eps, function, i, k, square, tau, v
from amgt_theory.theorem import Theorem

g = function("g", "natural", result="vector")
other = Coordinate("other")
CORRECTED = 1 - beta1 ** (k + 1)
ROOT = sqrt(At(w(k + 1), i))
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
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.cite("lemmas.correction_positive", {Real("beta"): beta}, conclusion=1, name=f"{name}_corrected")
    _moments(proof)
    _lower(proof)
    _upper(proof)


def _moments(proof: Proof) -> None:
    with proof.fix("partial_gradients", k, i) as inner:
        with inner.fix("squares", other) as coordinate:
            coordinate.combine("square", le(0, At(g(k), other) ** 2), {}, At(g(k), other) ** 2)
        one = inner.one_of_sum("one", "squares", i)
        inner.combine("bound", le(At(g(k), i) ** 2, G**2), {one: 1, "gradients": 1})
    proof.cite("lemmas.moment_bound", name="moment", why="averages of gradients: |m_k| <= (1-beta1^k) G")
    proof.cite("lemmas.second_moment_bound", name="second_moment_bound", why="averages of squares, in each coordinate")
    claim = ForAll((i,), le(At(w(k), i), G**2))
    with proof.induction(k, {"used_moment_bound": claim}, why="so also in the denominator") as (base, step):
        with base.fix("start", i) as inner:
            inner.combine("here", le(At(w(0), i), G**2), {"used_moment_start": None}, G**2)
        with step.fix("next", i) as inner:
            inner.use("beta2_corrected", {})
            inner.use("used_moment_bound", {})
            corrected = inner.combine(
                "corrected",
                le(At(v(k + 1), i) / (1 - beta2 ** (k + 1)), G**2),
                {inner.use("second_moment_bound", {k: k + 1}): 1 / (1 - beta2 ** (k + 1))},
            )
            largest = inner.law("max_least", At(w(k), i), corrected.formula.lhs, G**2)
            inner.combine("here", le(At(w(k + 1), i), G**2), {"used_moment": 1, largest: 1})


def _lower(proof: Proof) -> None:
    with proof.fix("smallest_gain", k, i, why="every gain is at least h_lo") as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected", {})
        inner.use("used_moment_nonnegative", {k: k + 1})
        inner.use(inner.use("used_moment_bound", {k: k + 1}), {})
        inner.use("moment", {k: k + 1})
        thresholded = inner.use("threshold_gain", {B: G}, why="the threshold")
        inner.combine("G_nonnegative", le(0, G), {lt(0, G): 1})
        preconditioner = inner.cite(
            "lemmas.gain_preconditioner", {Real("v"): At(w(k + 1), i)}, why="the preconditioner"
        )
        correction = inner.combine(
            "correction", le(1, 1 / CORRECTED), {}, beta1 ** (k + 1), multiplier=CORRECTED, why="the bias correction"
        )
        scale, threshold = step_size(k + 1), Min(1, tau / G)
        inner.combine(
            "below",
            le(LOWEST, GAIN),
            {
                thresholded: scale / (CORRECTED * (ROOT + eps)),
                preconditioner: scale * threshold / CORRECTED,
                correction: scale * threshold / (G + eps),
            },
        )


def _upper(proof: Proof) -> None:
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="largest_gain", why="and at most h_hi")
    proof.law("min_left", 1, tau / G, name="thresholded")
    with proof.fix("ordered", k) as inner:
        inner.use("positive_step", {})
        inner.use("beta1_corrected", {})
        scale = step_size(k + 1)
        wider = inner.combine(
            "wider", le(1 / (G + eps), 1 / (eps * CORRECTED)), {}, G, eps * beta1 ** (k + 1),
            multiplier=(G + eps) * eps * CORRECTED,
        )  # fmt: skip
        inner.combine("here", le(LOWEST, HIGHEST), {wider: scale, "thresholded": scale / (G + eps)})


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.checking._trajectory import trajectory
    from amgt_theory.strategies import GivenGradients, drawing, largest_norm, methods

    def model(draw):
        d = drawing.pick(draw, (1, 2, 3))
        gradients = [drawing.vector(draw, d) for _ in range(drawing.pick(draw, (1, 2, 4, 6)))]
        method = draw(methods(1, p=0))
        return {
            "g": gradients,
            "method": method,
            "start": [0] * d,
            "steps": len(gradients),
            "tau": method.threshold.tau if method.threshold else drawing.positive(draw),
            "step_size": [method.alpha] * (len(gradients) + 2),
        }

    def compute(values, ar):  # the real moments and gains, and the least G that the hypothesis allows
        run = trajectory({**values, "f": GivenGradients(values["g"])}, ar)
        return {w: run["w"], t: run["t"], G: largest_norm(values["g"], ar)}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
