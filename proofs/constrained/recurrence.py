"""A projected run with momentum contracts its Lyapunov function at every step (theory notes, section 5).

Rates for particular sets and gains cite this. The set enters by two inequalities a step, as in constrained.prox_step.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import SMOOTH, STRONGLY_CONVEX
from amgt_theory.iteration_laws import FIRST_MOMENT
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, function, gradient, h_hi, h_lo, i, k, m, mu, over_coordinates, x, x_star, y,
    z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
highest, lowest, V = (function(name, "natural") for name in ("highest", "lowest", "V"))
t = Real("t")
HERE, THERE = lowest(k + 1), highest(k + 1)
G_STEP = At(m(k + 1), i) + (At(x(k + 1), i) - At(x(k), i)) / At(h(k + 1), i)
STEP_CONDITION = le(2 * L * highest(1), 1 - beta1)


def deviation(moment, point):
    return At(m(moment), i) - At(gradient(x(point)), i)


def lyapunov(n, weighted):
    """The gap after n steps and the deviation, with the weight of step ``weighted``."""
    weight = highest(weighted) * beta1**2 / (1 - beta1)
    return f(x(n)) - f_star + weight * over_coordinates(deviation(n, n) ** 2)


DISTANCE = over_coordinates((x_star[i] - At(x(k), i)) ** 2)

THEOREM = Theorem(
    id="constrained.recurrence",
    title="a projected run contracts its Lyapunov function at every step",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        *FIRST_MOMENT,
        ("attained", eq(f(x_star), f_star)),
        ("optimal", ForAll((k,), le(f_star, f(x(k))))),
        ("gains_above", ForAll((k, i), le(At(h(k + 1), i), THERE))),
        ("gains_below", ForAll((k, i), le(HERE, At(h(k + 1), i)))),
        ("gains_positive", ForAll((k,), lt(0, HERE))),
        ("gains_ordered", ForAll((k,), le(HERE, THERE))),
        ("gains_decrease", ForAll((k,), le(highest(k + 2), highest(k + 1)))),
        ("projected", ForAll((k,), le(0, over_coordinates(G_STEP * (At(x(k), i) - At(x(k + 1), i)))))),
        ("projected_optimum", ForAll((k,), le(0, over_coordinates(G_STEP * (x_star[i] - At(x(k + 1), i)))))),
        ("lyapunov", ForAll((k,), eq(V(k), lyapunov(k, k + 1)))),
    ),
    assumptions=(lt(0, L), le(0, mu), le(mu, L), le(0, beta1), lt(beta1, 1), STEP_CONDITION),
    over=(k,),
    quantity=V(k + 1),
    per=V(k),
    bound=1 - mu * HERE,
    also=(
        ForAll(
            (k, t),
            le(V(k + 1), (1 - t) * V(k) + t * (t / HERE - mu) / 2 * DISTANCE),
            (le(0, t), le(2 * t, 1 - beta1)),
        ),
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        ForAll((k,), le(0, V(k))),
    ),
    notes="x_star is the minimizer over the set; mu = 0 is the merely convex case.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.induction(k, {"largest_first": le(highest(k + 1), highest(1))}) as (_, step):
        step.combine("next", le(highest(k + 2), highest(1)), {"largest_first": 1, "gains_decrease": 1})
    with proof.fix("highest_positive", k) as inner:
        inner.combine("here", lt(0, THERE), {"gains_positive": 1, "gains_ordered": 1})
    for name, goal in (("above_gap", le(f(x(k)) - f_star, V(k))), ("nonnegative", le(0, V(k)))):
        with proof.fix(name, k) as inner:
            inner.use("highest_positive", {})
            spread = inner.summed("spread", le(0, deviation(k, k) ** 2), {}, deviation(k, k) ** 2)
            weights = {"lyapunov": -1, spread: THERE * beta1**2 / (1 - beta1)}
            inner.combine("here", goal, weights if name == "above_gap" else {**weights, "optimal": 1})
    with proof.fix("step_small", k, why="the step condition, at every step: L h_hi <= (1-beta1)/2") as inner:
        inner.combine("here", le(2 * L * THERE, 1 - beta1), {STEP_CONDITION: 1, "largest_first": 2 * L})
    with proof.fix(
        "contraction_t",
        k,
        t,
        assume={"t_nonnegative": le(0, t), "t_small": le(2 * t, 1 - beta1)},
        why="a step contracts, whatever share t of the way to the minimizer it is compared with",
    ) as inner:
        _one_step(inner)
    with proof.fix("contraction", k, why="for t = mu h_lo the distance drops out") as inner:
        inner.use("gains_positive", {})
        inner.combine("share", le(0, mu * HERE), {}, mu * HERE)
        inner.combine(
            "share_small",
            le(2 * mu * HERE, 1 - beta1),
            {"step_small": 1, "gains_ordered": 2 * L, le(mu, L): 2 * HERE},
        )
        inner.combine("here", le(V(k + 1), (1 - mu * HERE) * V(k)), {inner.use("contraction_t", {t: mu * HERE}): 1})


def _one_step(proof: Proof) -> None:
    for name in ("highest_positive", "gains_positive", "gains_ordered", "projected", "projected_optimum"):
        proof.use(name, {})
    small = proof.use("step_small", {})
    proof.combine("sum_nonnegative", le(0, (1 - beta1) + 2 * L * THERE), {small: 1}, 4 * L * THERE)
    proof.combine(
        "square_condition",
        le(2 * L**2 * THERE**2, (1 - beta1) ** 2),
        {small: (1 - beta1 + 2 * L * THERE) / 2},
        (1 - beta1) ** 2 / 2,
    )
    for name in ("gains_above", "gains_below"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    weight = THERE / (1 - beta1)
    before, after = deviation(k + 1, k), deviation(k + 1, k + 1)
    step = proof.cite(
        "constrained.lyapunov_step",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): h(k + 1),
            Vector("m"): m(k + 1),
            Vector("deviation"): Lambda(i, before),
            Vector("next_deviation"): Lambda(i, beta1 * after),
            h_lo: HERE,
            h_hi: THERE,
            Real("V"): f(x(k)) - f_star + weight * over_coordinates(before**2),
            Real("V_next"): lyapunov(k + 1, k + 1),
        },
    )
    same = proof.summed("same", eq(before**2, beta1**2 * deviation(k, k) ** 2), {"first_moment": None})
    spread = proof.summed("spread", le(0, after**2), {}, after**2)
    proof.combine(
        "there",
        le(V(k + 1), (1 - t) * V(k) + t * (t / HERE - mu) / 2 * DISTANCE),
        {
            step: 1,
            same: weight * (1 - t),
            "lyapunov": -(1 - t),
            Taken("lyapunov", {k: k + 1}): 1,
            "gains_decrease": beta1**2 / (1 - beta1) * over_coordinates(after**2),
        },
        signs=[spread],
    )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounds_on_gains_of, constrained, drawing

    def compute(values, ar):
        below, above = bounds_on_gains_of(values, ar)
        return {lowest: below, highest: above}

    def model(draw):
        return constrained.in_a_box(draw, p=drawing.pick(draw, (1, 0)))

    projected = frozenset({"projected", "projected_optimum"})
    return TrajectoryCheck(THEOREM, model, compute, along={h: lambda run: run.h}, laws=projected)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
