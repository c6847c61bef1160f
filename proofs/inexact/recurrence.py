"""Inexact gradients along a run whose gains may shrink: W = gap + b |m - g|^2 at every step (theory notes, section 4).

The weight b follows the largest gain of the coming step, which must not increase. Rates for particular gains cite this.
"""

from amgt_theory.derivation import Fact, Proof, Taken
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import AMPLIFICATION, error, h, inexact_run, lyapunov
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, f, f_star, function, gap0, gradient, h_hi, h_lo, i, k, m, mu, square, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

highest, lowest, level, W = (function(name, "natural") for name in ("highest", "lowest", "level", "W"))
SHORT, SHORT_WITH_MOMENTUM = le(L * highest(0), 1), le(4 * beta1 * L * highest(0), beta1 * (1 - beta1))
LYAPUNOV = lyapunov(highest(k))

THEOREM = Theorem(
    id="inexact.recurrence",
    title="under bounded gradient errors W contracts up to a multiple of the squared error, at every step",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *inexact_run(highest(k), lowest(k)),
        ("gains_ordered", ForAll((k,), le(lowest(k), highest(k)))),
        ("gains_nonnegative", ForAll((k,), le(0, lowest(k)))),
        ("gains_decrease", ForAll((k,), le(highest(k + 1), highest(k)))),
        ("error_bound", ForAll((k,), le(square(error(k)), level(k)))),
        ("lyapunov", ForAll((k,), eq(W(k), LYAPUNOV(k)))),
    ),
    assumptions=(lt(0, mu), le(mu, L), le(0, beta1), lt(beta1, 1), SHORT, SHORT_WITH_MOMENTUM),
    over=(k,),
    quantity=W(k + 1),
    bound=(1 - mu * lowest(k)) * W(k) + AMPLIFICATION * highest(k) * level(k),
    also=(
        ForAll((k,), le(f(x(k)) - f_star, W(k))),
        le(W(0), (1 + beta1) * gap0),
        ForAll((k,), le(mu * lowest(k), 1)),
    ),
    notes="Step k + 1 has gains between lowest(k) and highest(k), and an error whose squared norm is at most level(k).",
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
        inner.combine("here", le(L * highest(k), 1), {"highest_at_start": L, SHORT: 1})
    with proof.fix("short_with_momentum", k) as inner:
        inner.combine(
            "here",
            le(4 * beta1 * L * highest(k), beta1 * (1 - beta1)),
            {"highest_at_start": 4 * beta1 * L, SHORT_WITH_MOMENTUM: 1},
        )
    with proof.fix("rate_at_most_one", k) as inner:
        _step(inner, conclusion=1)
    with proof.fix("recurrence", k, why="one step, then the weight of the next one, which is not larger") as inner:
        _step(inner, conclusion=0)
    with proof.fix("gap_below", k) as inner:
        deviation = (At(m(k), i) - At(gradient(x(k)), i)) ** 2
        spread = inner.summed("spread", le(0, deviation), {}, deviation)
        inner.use("highest_nonnegative", {})
        inner.combine(
            "gap_here",
            le(f(x(k)) - f_star, W(k)),
            {"lyapunov": -1, spread: 2 * beta1 * highest(k) / (1 - beta1)},
        )
    proof.use("highest_nonnegative", {k: 0})
    proof.combine(
        "lyapunov_start", eq(W(0), gap0 + LYAPUNOV(0) - f(x(0)) + f_star), {Taken("lyapunov", {k: 0}): 1, "gap": -1}
    )
    proof.cite(
        "inexact.absolute_start",
        {y: x(0), Vector("m"): m(0), h_hi: highest(0), Real("W"): W(0)},
        why="and W starts at (1+beta1) gap0 at most",
    )


def _step(proof: Proof, conclusion: int) -> Fact:
    """inexact.indexed_step at step k + 1."""
    for fact in ("gains_ordered", "gains_nonnegative", "gains_decrease", "error_bound", "short", "short_with_momentum"):
        proof.use(fact, {})
    for name in ("gains_above", "gains_below", "first_moment", "step"):
        with proof.fix(f"{name}_here", i) as coordinate:
            coordinate.use(name, {})
    values = {
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
        Real("W"): W(k),
        Real("W_next"): W(k + 1),
    }
    proof.use("lyapunov", {})
    proof.use("lyapunov", {k: k + 1})
    return proof.cite("inexact.indexed_step", values, conclusion=conclusion)


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, pl_problems
    from amgt_theory.strategies.perturbed import point, shrinking_gains

    def model(draw):
        problem, weight = draw(pl_problems()), drawing.beta(draw)
        intervals = shrinking_gains(draw, (1 - weight) / (4 if weight else 1) / problem.L)
        levels = [drawing.between(draw, 0, None) for _ in intervals]
        return {
            f: problem,
            beta1: weight,
            lowest: [low for low, _ in intervals],
            highest: [high for _, high in intervals],
            level: levels,
            x(0): point(draw, problem),
            h: [drawing.gains(draw, low, high, problem.d) for low, high in intervals],
            error: [drawing.short_vector(draw, problem.d, one) for one in levels],
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
