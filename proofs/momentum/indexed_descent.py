"""One step of AMGT, the (k+1)-st, lowers its Lyapunov function wherever that step is small enough, without convexity.

Theory notes, sections 3 and 6. h_lo is any lower end of the gains of this step.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import SMOOTH
from amgt_theory.iteration_laws import (
    DECREASING_STEP, DESCENDING, POSITIVE_STEP, V, deviation, gain, highest_gain, lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, eps, f, f_star, gradient, h_hi, h_lo, i, k, m, over_coordinates, square, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

HIGHEST = highest_gain(k + 1)
STEP_CONDITION = le(2 * L * step_size(k + 1), eps * (1 - beta1) ** 2)

THEOREM = Theorem(
    id="momentum.indexed_descent",
    title="one step of AMGT lowers its Lyapunov function where that step is small",
    kind="lemma",
    claim="C4",
    source="theory notes, section 3, momentum.lyapunov_step; section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *DESCENDING,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("gains_below", ForAll((i,), le(h_lo, gain(k + 1)))),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        le(0, h_lo),
        le(h_lo, HIGHEST),
        STEP_CONDITION,
    ),
    quantity=V(k + 1),
    bound=V(k) - h_lo / 2 * square(gradient(x(k))) - HIGHEST / 2 * beta1**2 * deviation(k),
    also=(le(2 * L * HIGHEST, 1 - beta1),),
)


def derive(proof: Proof) -> None:
    _conditions(proof)
    weight = HIGHEST / (1 - beta1)
    now, later = (At(m(k + 1), i) - At(gradient(x(place)), i) for place in (k, k + 1))
    step = proof.cite(
        "momentum.descent_step",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): Lambda(i, gain(k + 1)),
            Vector("m"): m(k + 1),
            Vector("deviation"): Lambda(i, now),
            Vector("next_deviation"): Lambda(i, beta1 * later),
            h_hi: HIGHEST,
            Real("V"): f(x(k)) - f_star + weight * over_coordinates(now**2),
            Real("V_next"): f(x(k + 1)) - f_star + weight * beta1**2 * deviation(k + 1),
        },
        why="the descent of one step",
    )
    same = proof.summed(
        "same_deviation", eq(now**2, beta1**2 * (At(m(k), i) - At(gradient(x(k)), i)) ** 2), {"first_moment": None}
    )
    squares = proof.summed("squares", le(0, later**2), {}, later**2)
    proof.combine(
        "descent",
        le(V(k + 1), THEOREM.bound),
        {
            step: 1,
            same: weight - HIGHEST / 2,
            "weight_decreases": beta1**2 / (1 - beta1) * deviation(k + 1),
            "lyapunov": -1,
            Taken("lyapunov", {k: k + 1}): 1,
        },
        signs=[squares],
        why="with the weight lowered to that of the next step",
    )
    proof.combine("step_small", le(2 * L * HIGHEST, 1 - beta1), {"small": 1})


def _conditions(proof: Proof) -> None:
    """The gains are at most h_hi, which is small, positive and does not increase."""
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    for number, name in enumerate(("highest_decreases", "highest_positive", "highest_bounded")):
        proof.cite("momentum.highest_gain", conclusion=number, name=name)
    proof.use("highest_decreases", {}, name="weight_decreases")
    positive = proof.use("highest_positive", {})
    proof.cite("momentum.gain_signs", conclusion=1, name="largest", why="the gains are at most h_hi")
    with proof.fix("gains_above", i) as inner:
        inner.use("largest", {})
    with proof.fix("step_here", i) as inner:
        inner.use("step", {})
    small = proof.combine(
        "small",
        le(2 * L * HIGHEST, 1 - beta1),
        {"highest_bounded": 2 * L, STEP_CONDITION: 1 / (eps * (1 - beta1))},
        why="the step condition: L h_hi <= (1-beta1)/2",
    )
    total = 1 - beta1 + 2 * L * HIGHEST
    proof.combine("total_nonnegative", le(0, total), {lt(beta1, 1): 1, positive: 2 * L})
    proof.combine(
        "small_squared", le(2 * L**2 * HIGHEST**2, (1 - beta1) ** 2), {small: total / 2}, (1 - beta1) ** 2 / 2
    )


def check():
    from functools import reduce

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, runs, smooth_problems

    def model(draw):
        late = drawing.natural(draw, 12)
        return {**draw(runs(smooth_problems(), powers=(0, 1), late=late)), k: late}

    def compute(values, ar):  # the largest h_lo that the hypothesis allows
        return {h_lo: ar.lower(reduce(ar.minimum, values["run"].h(values["k"] + 1)))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
