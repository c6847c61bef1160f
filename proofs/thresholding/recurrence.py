"""Soft and hard thresholds along a run whose gains may shrink (theory notes, section 4).

The weight of the deviation follows the largest gain of the coming step, which must not increase.
"""

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, d, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu, over_coordinates, x,
    y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, error = (function(name, "natural", result="vector") for name in ("h", "error"))
highest, lowest, level, V = (function(name, "natural") for name in ("highest", "lowest", "level", "V"))
SHORT = le(2 * L * highest(0), 1 - beta1)


def deviation(n):
    """The deviation of step n + 1 is beta1 times this."""
    return At(m(n), i) - At(gradient(x(n)), i)


def lyapunov(n):
    """The gap after n steps, and the deviation of step n + 1 with its weight."""
    return f(x(n)) - f_star + 2 * highest(n) / (1 - beta1) * beta1**2 * over_coordinates(deviation(n) ** 2)


THEOREM = Theorem(
    id="thresholding.recurrence",
    title="under thresholds V contracts up to a multiple of d tau^2, at every step",
    kind="lemma",
    claim="C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        ("gains_above", ForAll((k, i), le(At(h(k), i), highest(k)))),
        ("gains_below", ForAll((k, i), le(lowest(k), At(h(k), i)))),
        ("gains_ordered", ForAll((k,), le(lowest(k), highest(k)))),
        ("gains_nonnegative", ForAll((k,), le(0, lowest(k)))),
        ("gains_decrease", ForAll((k,), le(highest(k + 1), highest(k)))),
        ("weighted_error", ForAll((k, i), le(At(h(k), i) * At(error(k), i) ** 2, highest(k) * level(k)))),
        ("first_moment_start", ForAll((i,), eq(At(m(0), i), 0))),
        (
            "first_moment",
            ForAll((k, i), eq(At(m(k + 1), i), beta1 * At(m(k), i) + (1 - beta1) * At(gradient(x(k)), i))),
        ),
        (
            "step",
            ForAll((k, i), eq(At(x(k + 1), i), At(x(k), i) - At(h(k), i) * (At(m(k + 1), i) + At(error(k), i)))),
        ),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("lyapunov", ForAll((k,), eq(V(k), lyapunov(k)))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, beta1), lt(beta1, 1), SHORT),
    over=(k,),
    quantity=V(k + 1),
    bound=(1 - mu * lowest(k)) * V(k) + highest(k) * d * level(k),
    also=(
        ForAll((k,), le(f(x(k)) - f_star, V(k))),
        le(V(0), (1 + 2 * beta1**2) * gap0),
        ForAll((k,), le(2 * mu * lowest(k), 1)),
    ),
    notes="Step k + 1 has gains between lowest(k) and highest(k), and an error whose squares, weighted with the gains, "
    "are at most highest(k) level(k): a threshold that changes no coordinate by more than the root of level(k), soft "
    "or hard (thresholding.soft_error, thresholding.hard_error).",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.fix("highest_nonnegative", k) as inner:
        inner.combine("nonnegative", le(0, highest(k)), {"gains_nonnegative": 1, "gains_ordered": 1})
    with proof.induction(
        k, {"highest_at_start": le(highest(k), highest(0))}, why="the gains are largest at the start"
    ) as (_, step):
        step.combine("next", le(highest(k + 1), highest(0)), {"gains_decrease": 1, "highest_at_start": 1})
    with proof.fix("short", k) as inner:
        inner.combine("here", le(2 * L * highest(k), 1 - beta1), {"highest_at_start": 2 * L, SHORT: 1})
    _contraction(proof)
    with proof.fix("gap_below", k) as inner:
        spread = inner.summed("spread", le(0, deviation(k) ** 2), {}, deviation(k) ** 2)
        inner.use("highest_nonnegative", {})
        weight = 2 * highest(k) / (1 - beta1) * beta1**2
        inner.combine("gap_here", le(f(x(k)) - f_star, V(k)), {"lyapunov": -1, spread: weight})
    proof.use("highest_nonnegative", {k: 0})
    first = proof.use("lyapunov", {k: 0})
    proof.combine("lyapunov_start", eq(V(0), gap0 + lyapunov(0) - f(x(0)) + f_star), {first: 1, "gap": -1})
    values = {y: x(0), Vector("m"): m(0), h_hi: highest(0), Real("V"): V(0)}
    proof.cite("thresholding.start", values, why="V starts at (1+2 beta1^2) gap0 at most")
    with proof.fix("rate_at_most_one", k) as inner:
        inner.use("gains_nonnegative", {})
        inner.combine(
            "here",
            le(2 * mu * lowest(k), 1),
            {le(mu, L): 2 * lowest(k), "gains_ordered": 2 * L, "short": 1},
            beta1,
        )


def _contraction(proof: Proof) -> None:
    with proof.fix("recurrence", k, why="one step, then the weight of the next one, which is not larger") as inner:
        for fact in ("gains_ordered", "gains_nonnegative", "gains_decrease", "short"):
            inner.use(fact, {})
        for name in ("gains_above", "gains_below", "step", "weighted_error", "first_moment"):
            with inner.fix(f"{name}_here", i) as coordinate:
                coordinate.use(name, {})
        for place in (k, k + 1):
            inner.use("lyapunov", {k: place})
        inner.cite(
            "thresholding.indexed_step",
            {
                y: x(k),
                z: x(k + 1),
                Vector("h"): h(k),
                Vector("m"): m(k),
                Vector("m_next"): m(k + 1),
                Vector("error"): error(k),
                Real("level"): level(k),
                h_lo: lowest(k),
                h_hi: highest(k),
                Real("next_hi"): highest(k + 1),
                Real("V"): V(k),
                Real("V_next"): V(k + 1),
            },
        )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import error_thresholds, point, shrinking_gains, threshold_errors

    def model(draw):  # AMGT's soft or hard threshold, or any error that is as small
        problem, weight = draw(pl_problems()), drawing.beta(draw)
        intervals = shrinking_gains(draw, (1 - weight) / 2 / problem.L)
        threshold = error_thresholds(draw, drawing.positive(draw)) if weight else None
        sizes = [threshold.tau if threshold else drawing.between(draw, 0, None) for _ in intervals]
        return {
            f: problem,
            beta1: weight,
            lowest: [low for low, _ in intervals],
            highest: [high for _, high in intervals],
            level: [size**2 for size in sizes],
            x(0): point(draw, problem),
            h: [drawing.gains(draw, low, high, problem.d) for low, high in intervals],
            error: [drawing.gains(draw, -size, size, problem.d) for size in sizes],
            "threshold": threshold,
        }

    return StepCheck(THEOREM, model, lambda values, ar: {error: threshold_errors(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
