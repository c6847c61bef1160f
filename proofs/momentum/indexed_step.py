"""One step of AMGT, the (k+1)-st, contracts its Lyapunov function wherever its own step is small enough.

For runs whose first steps are too large (theory notes, section 3, any_step); momentum.recurrence has the other case.
"""

from sympy import Expr, Lambda, Rational, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.function_classes import PL, SMOOTH
from amgt_theory.iteration_laws import AMGT, V, lyapunov_function, step_size, t, w
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, L, Real, Vector, beta1, eps, f, f_star, gradient, h_hi, h_lo, i, k, m, mu, n, over_coordinates, tau, x, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

GAIN = step_size(k + 1) * At(t(k + 1), i) / ((1 - beta1 ** (k + 1)) * (sqrt(At(w(k + 1), i)) + eps))
STEP_CONDITION = le(2 * L * step_size(k + 1), eps * (1 - beta1) ** 2)


def gradient_at(n: Expr) -> Expr:
    return At(gradient(x(n)), i)


def highest(n: Expr) -> Expr:
    """h_hi at step n + 1."""
    return step_size(n + 1) / (eps * (1 - beta1 ** (n + 1)))


def deviation(n: Expr) -> Expr:
    """|m_n - g_{n+1}|^2; the deviation of the notes is beta1 times this vector."""
    return over_coordinates((At(m(n), i) - gradient_at(n)) ** 2)


THEOREM = Theorem(
    id="momentum.indexed_step",
    title="one step of AMGT contracts its Lyapunov function where that step is small",
    kind="lemma",
    claim="C6",
    source="theory notes, section 3, momentum.lyapunov_step and strongly_convex.any_step",
    setting=(
        *SMOOTH,
        *PL,
        *AMGT,
        ("positive_step", ForAll((k,), lt(0, step_size(k + 1)))),
        ("decreasing_step", ForAll((k,), le(step_size(k + 2), step_size(k + 1)))),
        ("gains_below", ForAll((i,), le(h_lo, GAIN))),
        *lyapunov_function(),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, tau),
        lt(0, h_lo),
        le(h_lo, highest(k)),
        STEP_CONDITION,
    ),
    quantity=V(k + 1),
    per=V(k),
    bound=1 - mu * h_lo,
)


def derive(proof: Proof) -> None:
    weight = highest(k) / (1 - beta1)
    _conditions(proof)
    with proof.fix("gains_above", i) as inner:
        inner.use("largest", {})
    with proof.fix("step_here", i) as inner:
        inner.use("step", {})
    difference, next_difference = At(m(k + 1), i) - gradient_at(k), At(m(k + 1), i) - gradient_at(k + 1)
    step = proof.cite(
        "momentum.lyapunov_step",
        {
            y: x(k),
            z: x(k + 1),
            Vector("h"): Lambda(i, GAIN),
            Vector("m"): m(k + 1),
            Vector("deviation"): Lambda(i, difference),
            Vector("next_deviation"): Lambda(i, beta1 * next_difference),
            h_hi: highest(k),
            Real("V"): f(x(k)) - f_star + weight * over_coordinates(difference**2),
            Real("V_next"): f(x(k + 1)) - f_star + weight * beta1**2 * deviation(k + 1),
        },
        why="one step contracts by 1 - mu h_lo",
    )
    same = proof.summed(
        "same_deviation",
        eq(difference**2, beta1**2 * (At(m(k), i) - gradient_at(k)) ** 2),
        {"first_moment": None},
    )
    squares = proof.summed("squares", le(0, next_difference**2), {}, next_difference**2)
    proof.combine(
        "contraction",
        le(V(k + 1), THEOREM.bound * V(k)),
        {
            step: 1,
            same: weight * THEOREM.bound,
            "weight_decreases": beta1**2 / (1 - beta1) * deviation(k + 1),
            "lyapunov": -THEOREM.bound,
            Taken("lyapunov", {k: k + 1}): 1,
        },
        signs=[squares],
        why="with the weight lowered to that of the next step",
    )


def _conditions(proof: Proof) -> None:
    """L h_hi <= (1-beta1)/2, and the weight does not increase."""
    here, there = 1 - beta1 ** (k + 1), 1 - beta1 ** (k + 2)
    proof.cite("momentum.gain_nonnegative", conclusion=1, name="largest", why="the gains are at most h_hi")
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    with proof.induction(n, {"beta1_power": le(beta1**n, 1)}) as (_, step):
        step.combine("next", le(beta1 ** (n + 1), 1), {"beta1_power": beta1, lt(beta1, 1): 1})
    proof.use("positive_step", {})
    proof.use("positive_step", {k: k + 1})
    proof.combine("corrected", le(1 - beta1, here), {Taken("beta1_power", {n: k}): beta1})
    proof.combine("corrected_positive", lt(0, here), {"corrected": 1, "beta1_below": 1})
    proof.combine("next_positive", lt(0, there), {Taken("beta1_power", {n: k + 1}): beta1, lt(beta1, 1): 1})
    proof.combine(
        "weight_decreases",
        le(highest(k + 1), highest(k)),
        {"decreasing_step": here},
        step_size(k + 1) * beta1 ** (k + 1) * (1 - beta1),
        multiplier=eps * here * there,
    )
    scaled = L * highest(k)
    small = proof.combine(
        "step_small",
        le(scaled, (1 - beta1) / 2),
        {STEP_CONDITION: 1, "corrected": (1 - beta1) * eps},
        multiplier=2 * eps * here,
        why="the step condition: L h_hi <= (1-beta1)/2",
    )
    proof.combine("room", le(0, (1 - beta1) / 2 - scaled), {small: 1})
    proof.combine("total", le(0, (1 - beta1) / 2 + scaled), {"beta1_below": Rational(1, 2)}, scaled)
    proof.combine(
        "small_squared",
        le(2 * L**2 * highest(k) ** 2, (1 - beta1) ** 2),
        {"room": 2 * ((1 - beta1) / 2 + scaled)},
        (1 - beta1) ** 2 / 2,
    )
    proof.combine(
        "rate_small",
        le(2 * mu * h_lo, 1 - beta1),
        {small: 2, le(mu, L): 2 * h_lo, le(h_lo, highest(k)): 2 * L},
        why="and mu h_lo is as small",
    )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, gains_of, pl_problems, runs

    def model(draw):
        late = drawing.natural(draw, 12)
        return {**draw(runs(pl_problems(), powers=(0, 1), late=late)), k: late}

    def compute(values, ar):  # the largest h_lo that the hypothesis allows
        return {h_lo: min(gains_of(values, ar)[values["k"] + 1])}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
