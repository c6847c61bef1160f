"""A projected run with harmonic gains has a polynomial rate (theory notes, section 5).

The set enters by two inequalities a step, as in constrained.prox_step; boxes and other sets supply them.
"""

from sympy import Lambda

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import SMOOTH, STRONGLY_CONVEX
from amgt_theory.iteration_laws import FIRST_MOMENT
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, beta1, c, f, f_star, function, gap0, gradient, i, k, k0, m, mu, over_coordinates, r, square, x,
    x_star,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h, V, e = function("h", "natural", result="vector"), function("V", "natural"), function("e", "natural")
highest, lowest = function("highest", "natural"), function("lowest", "natural")
slope0, start = Real("slope0"), Real("start")
LARGEST, SMALLEST = Lambda(k, H / (k + k0)), Lambda(k, r * H / (k + k0))
STEP_CONDITION = le(2 * L * H, (1 - beta1) * (k0 + 1))
G_STEP = At(m(k + 1), i) + (At(x(k + 1), i) - At(x(k), i)) / At(h(k + 1), i)
DEVIATION = over_coordinates((At(m(k), i) - At(gradient(x(k)), i)) ** 2)
LYAPUNOV = Lambda(k, f(x(k)) - f_star + LARGEST(k + 1) * beta1**2 / (1 - beta1) * DEVIATION)

THEOREM = Theorem(
    id="constrained.rate",
    title="a projected run with harmonic gains has a polynomial rate",
    kind="lemma",
    claim="C9",
    source="theory notes, section 5",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        *FIRST_MOMENT,
        ("attained", eq(f(x_star), f_star)),
        ("optimal", ForAll((k,), le(f_star, f(x(k))))),
        ("gains_above", ForAll((k, i), le(At(h(k + 1), i), LARGEST(k + 1)))),
        ("gains_below", ForAll((k, i), le(SMALLEST(k + 1), At(h(k + 1), i)))),
        ("projected", ForAll((k,), le(0, over_coordinates(G_STEP * (At(x(k), i) - At(x(k + 1), i)))))),
        ("projected_optimum", ForAll((k,), le(0, over_coordinates(G_STEP * (x_star[i] - At(x(k + 1), i)))))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        le(0, beta1),
        lt(beta1, 1),
        le(0, k0),
        lt(0, H),
        lt(0, r),
        le(r, 1),
        STEP_CONDITION,
    ),
    where=((c, mu * r * H), (start, gap0 + H * beta1**2 * slope0 / ((k0 + 1) * (1 - beta1)))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=start * ((k0 + 1) / (k + k0 + 1)) ** c,
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("first_step", le(2 * L * LARGEST(1), 1 - beta1), {STEP_CONDITION: 1}, multiplier=k0 + 1)
    for name, goal, weights in (
        ("gains_positive", lt(0, SMALLEST(k + 1)), None),
        ("gains_ordered", le(SMALLEST(k + 1), LARGEST(k + 1)), {le(r, 1): LARGEST(k + 1)}),
    ):
        with proof.fix(name, k) as inner:
            inner.combine("here", goal, weights or {}, *(() if weights else (goal.rhs,)))
    with proof.fix("gains_decrease", k) as inner:
        later = (k + 1 + k0) * (k + 2 + k0)
        inner.combine("here", le(LARGEST(k + 2), LARGEST(k + 1)), {}, H, multiplier=later)
    values = {highest: LARGEST, lowest: SMALLEST, V: LYAPUNOV}
    contraction = proof.cite("constrained.recurrence", values, why="the Lyapunov function contracts by 1 - mu h_lo,k")
    above = proof.cite("constrained.recurrence", values, conclusion=2)
    proof.cite("constrained.recurrence", values, conclusion=3)
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * r * H)
    with proof.fix("recurrence", k, why="mu h_lo,k = c/(k+k0)") as inner:
        inner.combine(
            "here",
            le(LYAPUNOV(k + 1), (1 - c / (k + 1 + k0)) * LYAPUNOV(k)),
            {contraction: 1, "definition_c": LYAPUNOV(k) / (k + 1 + k0)},
        )
    rate = proof.cite("lemmas.recursion_power", {e: LYAPUNOV}, why="factors 1 - c/(j+k0) multiply to a power")
    first = proof.summed(
        "first_deviation",
        eq((At(m(0), i) - At(gradient(x(0)), i)) ** 2, At(gradient(x(0)), i) ** 2),
        {"first_moment_start": None},
    )
    weight = LARGEST(1) * beta1**2 / (1 - beta1)
    begin = proof.combine(
        "begin",
        le(LYAPUNOV(0), start),
        {first: weight, "gap": -1, "slope": -weight, "definition_start": -1},
        why="the first deviation is -beta1 g_1",
    )
    with proof.fix("rate", k, why="the rate") as inner:
        power = THEOREM.bound / start
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {above: 1, rate: 1, begin: power})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import constrained, harmonic_bounds_of

    def compute(values, ar):
        largest, ratio = harmonic_bounds_of(values, ar)
        return {H: largest, r: ratio}

    return TrajectoryCheck(THEOREM, constrained.in_a_box, compute, along={h: lambda run: run.h})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
