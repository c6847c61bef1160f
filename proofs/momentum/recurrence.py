"""AMGT with a non-increasing step contracts its Lyapunov function at every step (theory notes, section 3).

Rates for particular steps cite this.
"""

from sympy import sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    AMGT, DECREASING_STEP, HYPERPARAMETERS, POSITIVE_STEP, V, highest_gain, lowest_gain, lyapunov_function,
    step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, beta1, eps, f, f_star, gap0, gradient, i, k, m, mu, square, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
LOWEST, HIGHEST = lowest_gain(k + 1, G), highest_gain(k + 1)
FACTOR = 1 - mu * LOWEST

THEOREM = Theorem(
    id="momentum.recurrence",
    title="AMGT with a non-increasing step contracts its Lyapunov function at every step",
    kind="lemma",
    claim="C1",
    source="theory notes, section 3, strongly_convex.power_rate",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", le(2 * L * step_size(1), eps * (1 - beta1) ** 2)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        *HYPERPARAMETERS,
        lt(0, gap0),
    ),
    where=((G, sqrt(2 * L * START)),),
    over=(k,),
    quantity=V(k + 1),
    per=V(k),
    bound=FACTOR,
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), START),
        ForAll((k,), le(square(gradient(x(k))), G**2)),
    ),
    notes="f need only satisfy the PL inequality; strong convexity gives it (lemmas.pl). Constant threshold tau: clip, "
    "norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    reasons = {
        "descent": "the Lyapunov function loses h_lo |g|^2/2 + h_hi |d|^2/2 in a step",
        "gap_below": "it stays above the gap",
        "start": "it starts at (1+beta1^2) gap0 at most",
        "gradients_below": "",
        "step_small": "the step condition, for every step",
    }
    for number, (name, why) in enumerate(reasons.items()):
        proof.cite("momentum.descent", name=name, conclusion=number, why=why)
    proof.cite("lemmas.correction_positive", {Real("beta"): beta1}, conclusion=1, name="corrected")
    with proof.fix("contraction", k, why="and mu h_lo <= (1-beta1)/2 leaves the contraction") as inner:
        inner.use("positive_step", {})
        inner.use("corrected", {})
        inner.combine("G_nonnegative", le(0, G), {"definition_G": -1}, sqrt(2 * L * START))
        inner.combine("denominator_positive", lt(0, G + eps), {"G_nonnegative": 1, lt(0, eps): 1})
        pl = inner.use("pl", {y: x(k)}, why="the PL inequality turns |g|^2 into the gap")
        deviation = At(m(k), i) - At(gradient(x(k)), i)
        squares = inner.summed("squares", le(0, deviation**2), {}, deviation**2)
        small = inner.combine("rate_small", le(2 * mu * LOWEST, 1 - beta1), {"step_small": 1, le(mu, L): 2 * LOWEST})
        inner.combine("rate_left", le(0, 1 - beta1 - 2 * mu * LOWEST), {small: 1})
        inner.combine(
            "here",
            le(V(k + 1), FACTOR * V(k)),
            {
                "descent": 1,
                pl: LOWEST / 2,
                squares: HIGHEST * beta1**2 / (2 * (1 - beta1)) * (1 - beta1 - 2 * mu * LOWEST),
                "lyapunov": mu * LOWEST,
            },
        )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import pl_problems, runs

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(pl_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
