"""AMGT finds stationary points without convexity (theory notes, section 6), for any non-increasing step.

The squared gradients, weighted with the lowest gains, have a bounded sum; so the smallest of them is at most that bound
over the sum of the gains. Rates for particular steps cite this.
"""

from sympy import Lambda, Sum, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import (
    AMGT, DECREASING_STEP, HYPERPARAMETERS, POSITIVE_STEP, V, deviation, lowest_gain, lyapunov_function, step_size,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, L, beta1, eps, f, f_star, function, gap0, gradient, i, j, k, m, square, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
least, squared_gradient = function("least", "natural"), function("squared_gradient", "natural")

THEOREM = Theorem(
    id="nonconvex.stationarity",
    title="the squared gradients, weighted with the gains, have a bounded sum",
    kind="theorem",
    claim="C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *AMGT,
        *POSITIVE_STEP,
        *DECREASING_STEP,
        ("step_condition", le(2 * L * step_size(1), eps * (1 - beta1) ** 2)),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        *lyapunov_function(),
        ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
        ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
    ),
    assumptions=(
        lt(0, L),
        *HYPERPARAMETERS,
        lt(0, gap0),
    ),
    where=((G, sqrt(2 * L * START)),),
    over=(k,),
    quantity=Sum(lowest_gain(j, G) * squared_gradient(j), (j, 1, k)),
    bound=2 * START,
    also=(
        ForAll((k,), le(least(k) * Sum(lowest_gain(j, G), (j, 1, k)), 2 * START)),
        ForAll((k,), le(square(gradient(x(k))), G**2)),
    ),
    notes="f_star is any lower bound of f; no convexity. squared_gradient(j) is |g_j|^2, and least(k) is at most each "
    "of the first k of them: their minimum, say.",
)


def derive(proof: Proof) -> None:
    proof.cite(
        "momentum.descent", name="descent", why="the Lyapunov function loses at least h_lo,k |g_k|^2/2 in step k"
    )
    proof.cite("momentum.descent", conclusion=1, name="gap_below")
    proof.cite("momentum.descent", conclusion=2, name="start", why="it starts at (1+beta1^2) gap0 at most")
    proof.cite("momentum.descent", conclusion=3, name="gradients_below")
    proof.combine("G_nonnegative", le(0, G), {"definition_G": -1}, sqrt(2 * L * START))
    proof.combine("denominator_positive", lt(0, G + eps), {"G_nonnegative": 1, lt(0, eps): 1})
    proof.cite("momentum.highest_gain", conclusion=1, name="highest_positive")
    with proof.fix("nonnegative", k, why="and never becomes negative") as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {"gap_below": 1, floor: 1})
    with proof.fix("one_step", k) as inner:
        inner.use("positive_step", {})
        highest = inner.use("highest_positive", {})
        offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        squares = inner.summed("squares", le(0, offset), {}, offset)
        inner.combine(
            "here",
            le(V(k + 1) + lowest_gain(k + 1, G) * squared_gradient(k + 1) / 2, V(k)),
            {"descent": 1, highest: beta1**2 / 2 * deviation(k), "squared_gradient": lowest_gain(k + 1, G) / 2},
            signs=[squares],
        )
    weighted, gains = THEOREM.quantity, Sum(lowest_gain(j, G), (j, 1, k))
    with proof.induction(
        k, {"telescoped": le(V(k) + weighted / 2, V(0))}, why="so the losses add up to at most V_0"
    ) as (_, step):
        step.combine("next", le(V(k + 1) + weighted.subs(k, k + 1) / 2, V(0)), {"one_step": 1, "telescoped": 1})
    with proof.fix("bounded_sum", k) as inner:
        inner.combine("here", le(weighted, 2 * START), {"telescoped": 2, "nonnegative": 2, "start": 2})
    _least(proof, weighted, gains)


def _least(proof: Proof, weighted, gains) -> None:
    with proof.fix("weights", k) as inner:
        inner.use("positive_step", {})
        inner.combine("weight", le(0, lowest_gain(k + 1, G)), {}, lowest_gain(k + 1, G))
    with proof.fix("least_so_far", k, j, assume={"before": lt(j, k)}) as inner:
        smaller = inner.use("least", {})
        inner.combine(
            "there", le(least(k), squared_gradient(j + 1)), {smaller: 1, Taken("squared_gradient", {k: j}): -1}
        )
    average = proof.cite(
        "lemmas.weighted_least",
        {function("number", "natural"): squared_gradient, function("weight", "natural"): Lambda(k, lowest_gain(k, G))},
    )
    with proof.fix("smallest", k, why="and the smallest square is at most their weighted average") as inner:
        inner.combine("there", le(least(k) * gains, 2 * START), {average: 1, "bounded_sum": 1})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import least_squares_of, runs, smooth_problems

    def model(draw):
        return {**draw(runs(smooth_problems(), powers=(0, 1))), "squared_gradient(0)": 0}

    return TrajectoryCheck(THEOREM, model, lambda values, ar: {least: least_squares_of(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
