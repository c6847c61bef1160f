"""The gains of AMGT at a step have a positive lower bound, whatever the gradients (theory notes, section 1).

It depends on the moments, so that it gives no rate. But a Lyapunov function that needs no more than positive gains to
decrease bounds the gradients, and these the gains.
"""

from sympy import Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import (
    POSITIVE_STEP, PRECONDITIONER, THRESHOLD_GAINS, B, gain, highest_gain, step_size, w,
)  # fmt: skip
from amgt_theory.language import ForAll, le, lt
from amgt_theory.symbols import At, Coordinate, Real, beta1, eps, i, k, m, over_coordinates, square, tau
from amgt_theory.theorem import Theorem

other = Coordinate("other")
CORRECTED, ROOT = 1 - beta1 ** (k + 1), sqrt(At(w(k + 1), i))
SIZE, TOTAL = square(m(k + 1)) / CORRECTED**2, over_coordinates(At(w(k + 1), i))
LOWEST = step_size(k + 1) * Min(1, tau / (1 + SIZE)) / (CORRECTED * (1 + TOTAL + eps))

THEOREM = Theorem(
    id="momentum.positive_gains",
    title="the gains of AMGT at a step are above a positive number",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(PRECONDITIONER[1], *THRESHOLD_GAINS, *POSITIVE_STEP),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, eps), lt(0, tau)),
    over=(k, i),
    quantity=gain(k + 1),
    bound=LOWEST,
    direction="lower",
    also=(ForAll((k,), lt(0, LOWEST)), ForAll((k,), le(LOWEST, highest_gain(k + 1)))),
    notes="Uses no bound on the gradients.",
)


def derive(proof: Proof) -> None:
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    with proof.fix("total", k) as inner:
        with inner.fix("squares", i) as coordinate:
            coordinate.use("used_moment_nonnegative", {k: k + 1})
        whole = inner.total("whole", "squares")
        inner.combine("here", le(0, TOTAL), {whole: 1})
    scale = step_size(k + 1) / CORRECTED
    with proof.fix("below", k, i, why="the threshold and the preconditioner, for moments of whatever size") as inner:
        for fact in ("positive_step", "corrected", "total"):
            inner.use(fact, {})
        inner.combine(
            "moment",
            le(square(m(k + 1)), CORRECTED**2 * (1 + SIZE) ** 2),
            {},
            CORRECTED**2 * (1 + SIZE + SIZE**2),
        )
        thresholded = inner.use("threshold_gain", {B: 1 + SIZE})
        with inner.fix("summands", other) as coordinate:
            coordinate.use("used_moment_nonnegative", {k: k + 1, i: other})
        one = inner.one_of_sum("one", "summands", i)
        inner.use("used_moment_nonnegative", {k: k + 1})
        squared = inner.law("sqrt_square", At(w(k + 1), i))
        root = inner.combine(
            "root",
            le(ROOT, 1 + TOTAL),
            {one: 1, squared: Rational(1, 2)},
            (ROOT - 1) ** 2 / 2,
            (1 + At(w(k + 1), i)) / 2,
        )
        wider = inner.combine(
            "wider",
            le(1 / (1 + TOTAL + eps), 1 / (ROOT + eps)),
            {root: 1},
            multiplier=(1 + TOTAL + eps) * (ROOT + eps),
        )
        inner.combine(
            "here",
            le(LOWEST, gain(k + 1)),
            {thresholded: scale / (ROOT + eps), wider: scale * Min(1, tau / (1 + SIZE))},
        )
    with proof.fix("positive", k) as inner:
        for fact in ("positive_step", "corrected", "total"):
            inner.use(fact, {})
        inner.combine("here", lt(0, LOWEST), {}, LOWEST)
    with proof.fix("ordered", k) as inner:
        for fact in ("positive_step", "corrected", "total"):
            inner.use(fact, {})
        thresholded = inner.law("min_left", 1, tau / (1 + SIZE))
        span = 1 + TOTAL + eps
        wider = inner.combine("wider", le(1 / span, 1 / eps), {}, 1 + TOTAL, multiplier=span * eps)
        inner.combine("here", le(LOWEST, highest_gain(k + 1)), {thresholded: scale / span, wider: scale})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1), share=100)))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
