"""AMGT with a harmonic step under the PL inequality: distances to all later iterates decay with exponent c/2.

The distance form of strongly_convex.power_rate without convexity (theory notes, sections 3 and 6). It says that the run
is a Cauchy sequence and how near x_k is to the limit; that there is one is the completeness of R^d, which the kernel
does not have.
"""

from sympy import Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, V, amgt, lyapunov_function, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, a, alpha, beta1, c, eps, f, f_star, function, gap0, i, k, k0, mu, n, over_coordinates, r,
    tau, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

e = function("e", "natural")
reach = Real("reach")
START = (1 + beta1**2) * gap0
RATIO = (k0 + 1) / (k + k0 + 1)
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))
TRAVELLED = over_coordinates((At(x(k + n), i) - At(x(k), i)) ** 2)

THEOREM = Theorem(
    id="travel.distance_rate",
    title="under the PL inequality the distance to all later iterates decays with half the exponent of the gap",
    kind="theorem",
    claim="C1",
    source="theory notes, sections 3 and 6",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        *lyapunov_function(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * GAIN / (G + eps)),
        (r, (G + eps) / (eps * (1 - beta1) * GAIN)),
        (reach, 4 * r / sqrt(mu)),
    ),
    over=(k, n),
    quantity=TRAVELLED,
    bound=reach**2 * START * RATIO**c,
    notes="The square of the distance. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias "
    "correction on.",
)


def derive(proof: Proof) -> None:
    _steps(proof)
    values = {step_size: HARMONIC}
    contraction = proof.cite("momentum.recurrence", values, why="the Lyapunov function contracts by 1 - mu h_lo,k")
    gap_below = proof.cite("momentum.recurrence", values, conclusion=1)
    start = proof.cite("momentum.recurrence", values, conclusion=2)
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {gap_below: 1, floor: 1})
    with proof.fix("recurrence", k) as inner:
        weights = {contraction: 1, "definition_c": V(k) / (k + 1 + k0)}
        inner.combine("here", le(V(k + 1), (1 - c / (k + 1 + k0)) * V(k)), weights)
    rate = proof.cite("lemmas.recursion_power", {e: V}, why="so it decays with exponent c")
    later = proof.cite("travel.later_iterates", values, why="and bounds the distance to all later iterates")
    with proof.fix("distance", k, n) as inner:
        weights = {later: 1, rate: reach**2, start: reach**2 * RATIO**c}
        inner.combine("here", le(TRAVELLED, THEOREM.bound), weights)


def _steps(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine(
        "step_condition", le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2), {STEP_CONDITION: 1}, multiplier=k0 + 1
    )
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import pl_problems, runs

    return TrajectoryCheck(THEOREM, lambda draw: draw(runs(pl_problems())))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
