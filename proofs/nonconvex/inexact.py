"""Inexact gradients without convexity: stationary up to the errors (theory notes, section 6).

Rates for particular gains cite this. The bound on the error may differ from step to step.
"""

from sympy import Rational, Sum

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, START, error, h, inexact_run, weight
from amgt_theory.iteration_laws import deviation
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, function, gradient, h_hi, h_lo, i, j, k, m, mu,
    over_coordinates, square, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

highest, lowest, level = (function(name, "natural") for name in ("highest", "lowest", "level"))
least, squared_gradient = function("least", "natural"), function("squared_gradient", "natural")
SHORT, SHORT_WITH_MOMENTUM = le(L * highest(1), 1), le(4 * beta1 * L * highest(1), beta1 * (1 - beta1))
ERRORS = Sum(highest(j) * level(j), (j, 1, k))
GAINS = Sum(lowest(j), (j, 1, k))


def lyapunov(position, weighted):
    """The gap after ``position`` steps, and the deviation of the moment with the weight of step ``weighted``."""
    return f(x(position)) - f_star + weight(highest(weighted)) * deviation(position)


THEOREM = Theorem(
    id="nonconvex.inexact",
    title="inexact gradients: the weighted sum of squared gradients is bounded up to the errors",
    kind="theorem",
    claim="C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.inexact",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *inexact_run(highest(k + 1), lowest(k + 1)),
        ("gains_ordered", ForAll((k,), le(lowest(k + 1), highest(k + 1)))),
        ("gains_nonnegative", ForAll((k,), le(0, lowest(k + 1)))),
        ("gains_decrease", ForAll((k,), le(highest(k + 2), highest(k + 1)))),
        ("error_bound", ForAll((k,), le(square(error(k)), level(k + 1)))),
        ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
        ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
    ),
    assumptions=(lt(0, L), le(0, beta1), lt(beta1, 1), SHORT, SHORT_WITH_MOMENTUM),
    over=(k,),
    quantity=Sum(lowest(j) * squared_gradient(j), (j, 1, k)),
    bound=2 * START + 2 * AMPLIFICATION * ERRORS,
    also=(
        ForAll((k,), le(least(k) * GAINS, 2 * START + 2 * AMPLIFICATION * ERRORS)),
        ForAll((k,), le(f(x(k)) - f_star, START + AMPLIFICATION * ERRORS)),
    ),
    notes="Step j has gains between lowest(j) and highest(j), and a gradient error whose square is at most level(j). "
    "least(k) is at most each of the first k squared gradients. The step condition with momentum is "
    "L h_hi <= (1-beta1)/4; without, L h_hi <= 1. The gains are a hypothesis; nonconvex.summable_errors derives them "
    "for AMGT where the sums of highest(j) level(j) are bounded, and nonconvex.lasting_errors step by step where "
    "errors persist and no bound on all gradients follows.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.combine("amplification", le(0, AMPLIFICATION), {}, Rational(1, 2) + 3 * beta1 / 2, beta1 * (1 - beta1))
    with proof.fix("highest_nonnegative", k) as inner:
        inner.combine("nonnegative", le(0, highest(k + 1)), {"gains_nonnegative": 1, "gains_ordered": 1})
    with proof.induction(
        k, {"largest_first": le(highest(k + 1), highest(1))}, why="the gains are largest at the start"
    ) as (_, step):
        step.combine("next", le(highest(k + 2), highest(1)), {"largest_first": 1, "gains_decrease": 1})
    with proof.fix("one_step", k, why="one step, with its error; the weight of the deviation decreases") as inner:
        _one_step(inner)
    weighted = THEOREM.quantity
    with proof.induction(k, {"weighted_nonnegative": le(0, weighted)}) as (_, step):
        step.use("gains_nonnegative", {})
        slope = At(gradient(x(k)), i) ** 2
        squares = step.summed("squares", le(0, slope), {}, slope)
        weights = {"weighted_nonnegative": 1, "squared_gradient": -lowest(k + 1), squares: lowest(k + 1)}
        step.combine("next", le(0, weighted.subs(k, k + 1)), weights)
    with proof.induction(
        k,
        {"telescoped": le(lyapunov(k, k + 1) + weighted / 2, lyapunov(0, 1) + AMPLIFICATION * ERRORS)},
        why="what |g|^2 takes off and the errors add is summed over the steps",
    ) as (_, step):
        step.combine(
            "next",
            le(
                lyapunov(k + 1, k + 2) + weighted.subs(k, k + 1) / 2,
                lyapunov(0, 1) + AMPLIFICATION * ERRORS.subs(k, k + 1),
            ),
            {"one_step": 1, "telescoped": 1},
        )
    _ends(proof)
    _least(proof)


def _one_step(proof: Proof) -> None:
    here = highest(k + 1)
    for fact in ("highest_nonnegative", "gains_nonnegative", "gains_ordered", "error_bound"):
        proof.use(fact, {})
    proof.combine("short", le(L * here, 1), {SHORT: 1, "largest_first": L})
    proof.combine(
        "short_with_momentum",
        le(4 * beta1 * L * here, beta1 * (1 - beta1)),
        {SHORT_WITH_MOMENTUM: 1, "largest_first": 4 * beta1 * L},
    )
    proof.cite("inexact.step_condition", {mu: L, h_hi: here, h_lo: lowest(k + 1)}, name="short_enough")
    for name, source in (
        ("gains_above_here", "gains_above"),
        ("gains_below_here", "gains_below"),
        ("first_moment_here", "first_moment"),
        ("step_here", "step"),
    ):
        with proof.fix(name, i) as coordinate:
            coordinate.use(source, {})
    one = proof.cite(
        "inexact.one_step",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): h(k),
            Vector("m"): m(k),
            Vector("m_next"): m(k + 1),
            Vector("error"): error(k),
            h_lo: lowest(k + 1),
            h_hi: here,
            Real("W"): lyapunov(k, k + 1),
            Real("W_next"): lyapunov(k + 1, k + 1),
        },
    )
    old, new = (At(m(at), i) - At(gradient(x(at)), i) for at in (k, k + 1))
    spread = proof.summed("spread", le(0, old**2), {}, old**2)
    next_spread = proof.summed("next_spread", le(0, new**2), {}, new**2)
    proof.combine("kept", le(0, 3 - 2 * beta1), {lt(beta1, 1): 2}, 1)
    proof.combine(
        "there",
        le(
            lyapunov(k + 1, k + 2) + lowest(k + 1) * squared_gradient(k + 1) / 2,
            lyapunov(k, k + 1) + AMPLIFICATION * here * level(k + 1),
        ),
        {
            one: 1,
            spread: beta1 * here * (3 - 2 * beta1) / 2,
            "error_bound_1": AMPLIFICATION * here,
            "gains_decrease": 2 * beta1 / (1 - beta1) * over_coordinates(new**2),
            "squared_gradient": lowest(k + 1) / 2,
        },
        signs=[next_spread],
    )


def _ends(proof: Proof) -> None:
    """W_0 <= (1+beta1) gap0, and W never becomes negative."""
    proof.use("highest_nonnegative", {k: 0})
    proof.cite(
        "inexact.absolute_start",
        {y: x(0), Vector("m"): m(0), h_hi: highest(1), Real("W"): lyapunov(0, 1)},
        name="start",
        why="W starts at (1+beta1) gap0 at most",
    )
    with proof.fix("bounded_sum", k, why="and never becomes negative") as inner:
        inner.use("highest_nonnegative", {})
        floor = inner.use("bounded_below", {y: x(k)})
        offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        spread = inner.summed("spread", le(0, offset), {}, offset)
        kept = inner.combine("kept", le(0, weight(highest(k + 1)) * deviation(k)), {spread: weight(highest(k + 1))})
        inner.combine("there", le(THEOREM.quantity, THEOREM.bound), {"telescoped": 2, floor: 2, kept: 2, "start": 2})
    with proof.fix("gap_bound", k, why="so the gap grows by the errors at most") as inner:
        inner.use("highest_nonnegative", {})
        offset = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        spread = inner.summed("spread", le(0, offset), {}, offset)
        kept = inner.combine("kept", le(0, weight(highest(k + 1)) * deviation(k)), {spread: weight(highest(k + 1))})
        weights = {"telescoped": 1, "weighted_nonnegative": Rational(1, 2), kept: 1, "start": 1}
        inner.combine("there", le(f(x(k)) - f_star, START + AMPLIFICATION * ERRORS), weights)


def _least(proof: Proof) -> None:
    with proof.fix("least_so_far", k, j, assume={"before": lt(j, k)}) as inner:
        smaller = inner.use("least", {})
        inner.combine(
            "there", le(least(k), squared_gradient(j + 1)), {smaller: 1, Taken("squared_gradient", {k: j}): -1}
        )
    average = proof.cite(
        "lemmas.weighted_least",
        {function("number", "natural"): squared_gradient, function("weight", "natural"): lowest},
    )
    with proof.fix("smallest", k, why="the smallest square is at most their weighted average") as inner:
        inner.combine("there", le(least(k) * GAINS, THEOREM.bound), {average: 1, "bounded_sum": 1})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import (
        bounds_on_gains_of,
        drawing,
        inexact_runs,
        later_gains,
        least_squares_of,
        smooth_problems,
    )

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        share = "1/4" if momentum else 1
        run = draw(inexact_runs(smooth_problems(), powers=(0, 1), share=share, momentum=momentum))
        return {**run, "squared_gradient(0)": 0}

    def compute(values, ar):
        below, above = bounds_on_gains_of(values, ar)
        return {lowest: below, highest: above, least: least_squares_of(values, ar)}

    return TrajectoryCheck(THEOREM, model, compute, along={h: later_gains})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
