"""One step whose update carries an error, where the weight of V follows the largest gain of the coming step.

Theory notes, section 4. Errors count with their gains, so that a clip before them takes off what it adds.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, d, f, f_star, gradient, h_hi, h_lo, i, mu, over_coordinates, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

m, m_next, error, h = Vector("m"), Vector("m_next"), Vector("error"), Vector("h")
V, V_next, next_hi, level = (Real(name) for name in ("V", "V_next", "next_hi", "level"))


def deviation(moment, point):
    """The deviation of the coming step is beta1 times this."""
    return moment[i] - At(gradient(point), i)


def lyapunov(point, moment, gain):
    """V with the weight for steps of gains up to ``gain``."""
    return f(point) - f_star + 2 * gain / (1 - beta1) * beta1**2 * over_coordinates(deviation(moment, point) ** 2)


THEOREM = Theorem(
    id="thresholding.indexed_step",
    title="one step whose update carries an error, with the weight of the next one",
    kind="lemma",
    claim="C12",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=(
        *SMOOTH,
        *PL,
        ("gains_above", ForAll((i,), le(h[i], h_hi))),
        ("gains_below", ForAll((i,), le(h_lo, h[i]))),
        ("weighted_error", ForAll((i,), le(h[i] * error[i] ** 2, h_hi * level))),
        ("first_moment", ForAll((i,), eq(m_next[i], beta1 * m[i] + (1 - beta1) * At(gradient(y), i)))),
        ("step", ForAll((i,), eq(z[i], y[i] - h[i] * (m_next[i] + error[i])))),
        ("lyapunov", eq(V, lyapunov(y, m, h_hi))),
        ("next_lyapunov", eq(V_next, lyapunov(z, m_next, next_hi))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, h_lo),
        le(h_lo, h_hi),
        le(next_hi, h_hi),
        le(2 * L * h_hi, 1 - beta1),
    ),
    quantity=V_next,
    bound=(1 - mu * h_lo) * V + h_hi * d * level,
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    total = proof.total("total_error", "weighted_error", why="the errors of all coordinates")
    here, there = deviation(m, y), deviation(m_next, z)
    with proof.fix("deviation_here", i) as inner:
        inner.combine("deviation", eq(beta1 * here, m_next[i] - At(gradient(y), i)), {"first_moment": -1})
    values = {
        Vector("m"): m_next,
        Vector("deviation"): Lambda(i, beta1 * here),
        Vector("next_deviation"): Lambda(i, beta1 * there),
        V_next: lyapunov(z, m_next, h_hi),
    }
    step = proof.cite("thresholding.error_step", values, conclusion=1, why="one step with the weight of this one")
    proof.summed("squares", le(0, there**2), {}, there**2)
    weight = 2 * beta1**2 / (1 - beta1) * over_coordinates(there**2)
    proof.combine(
        "contraction",
        le(V_next, THEOREM.bound),
        {step: 1, total: 1, le(next_hi, h_hi): weight, "next_lyapunov": 1},
        why="and so with the smaller one of the next",
    )


def check():
    from functools import reduce

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing, near_gradient, pl_problems
    from amgt_theory.strategies.perturbed import gain_interval, momentum, share_of_gradient

    def model(draw):
        problem, weight = draw(pl_problems()), momentum(draw)
        low, high = gain_interval(draw, (1 - weight) / 2 / problem.L)
        return {
            **{f: problem, beta1: weight, h_lo: low, h_hi: high, next_hi: drawing.between(draw, 0, high)},
            **near_gradient(draw, problem),
            h: drawing.gains(draw, low, high, problem.d),
            m: drawing.vector(draw, problem.d),
            "part": drawing.gains(draw, -2, 2, problem.d),
            "turn": drawing.pick(draw, range(problem.d)),
        }

    def compute(values, ar):  # the least level that the hypothesis allows
        errors = share_of_gradient(values, ar)
        weighted = ar.mul(ar.vector(values["h"]), ar.square(errors))
        return {error: errors, level: reduce(ar.maximum, weighted) / ar.number(values["h_hi"])}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
