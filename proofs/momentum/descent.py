"""AMGT with a non-increasing step lowers its Lyapunov function at every step, without convexity.

Theory notes, sections 3 and 6. The gradient bound G is derived, not assumed (momentum.gradients_bounded). The rate
under the PL inequality (momentum.recurrence) and stationarity without it (nonconvex.stationarity) cite this.
"""

from sympy import Lambda, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import (
    AMGT, DECREASING_STEP, HYPERPARAMETERS, POSITIVE_STEP, V, deviation, highest_gain, lowest_gain,
    lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import G, L, beta1, eps, f, f_star, function, gap0, gradient, h_lo, i, k, square, x
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
LOWEST, HIGHEST = lowest_gain(k + 1, G), highest_gain(k + 1)

THEOREM = Theorem(
    id="momentum.descent",
    title="AMGT with a non-increasing step lowers its Lyapunov function at every step",
    kind="lemma",
    claim="C4",
    source="theory notes, section 3, strongly_convex.power_rate; section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", le(2 * L * step_size(1), eps * (1 - beta1) ** 2)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, L),
        *HYPERPARAMETERS,
        lt(0, gap0),
    ),
    where=((G, sqrt(2 * L * START)),),
    over=(k,),
    quantity=V(k + 1),
    bound=V(k) - LOWEST / 2 * square(gradient(x(k))) - HIGHEST / 2 * beta1**2 * deviation(k),
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), START),
        ForAll((k,), le(square(gradient(x(k))), G**2)),
        ForAll((k,), le(2 * L * LOWEST, 1 - beta1)),
    ),
    notes="Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    g = function("g", "natural", result="vector")
    proof.cite("momentum.gain_nonnegative", conclusion=2, name="threshold_nonnegative")
    reasons = {
        "gradients_below": "gradients are at most G",
        "gap_below": "the Lyapunov function is at least the gap",
        "start": "it starts at (1+beta1^2) gap0 at most",
        "every_step": "the step condition holds at every step",
        "G_positive": "",
    }
    for number, (name, why) in enumerate(reasons.items()):
        proof.cite("momentum.gradients_bounded", name=name, conclusion=number, why=why)
    for number, name in ((0, "gains_below"), (2, "gains_ordered")):
        why = "so the gains are at least h_lo" if number == 0 else ""
        proof.cite("momentum.gain_sandwich", {g: Lambda(k, gradient(x(k)))}, name=name, conclusion=number, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    with proof.fix("descent", k, why="and the Lyapunov function decreases at every step") as inner:
        _conditions(inner)
        inner.cite("momentum.indexed_descent", {h_lo: LOWEST})
    with proof.fix("gains_small", k) as inner:
        _conditions(inner)
        small = inner.cite("momentum.indexed_descent", {h_lo: LOWEST}, conclusion=1)
        inner.combine("small", le(2 * L * LOWEST, 1 - beta1), {"gains_ordered": 2 * L, small: 1})


def _conditions(proof: Proof) -> None:
    for name in ("every_step", "gains_ordered", "positive_step"):
        proof.use(name, {})
    proof.combine("lowest_positive", lt(0, LOWEST), {}, LOWEST)
    with proof.fix("gains_here", i) as coordinate:
        coordinate.use("gains_below", {})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import runs, smooth_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(smooth_problems(), powers=(0, 1))))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
