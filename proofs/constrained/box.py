"""AMGT in a box keeps its polynomial rate (theory notes, section 5): diagonal gains and momentum included.

Projecting onto a box acts on each coordinate, so that the projection is also the one in the metric of the gains.
"""

from sympy import Lambda, Max, Min

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import SMOOTH, SOLUTION_IN_BOX, START_IN_BOX, STRONGLY_CONVEX, lower, upper
from amgt_theory.iteration_laws import FIRST_MOMENT
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, H, L, Real, beta1, c, f, f_star, function, gap0, gradient, i, k, k0, m, mu, r, square, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
slope0, start = Real("slope0"), Real("start")
LARGEST, SMALLEST = Lambda(k, H / (k + k0)), Lambda(k, r * H / (k + k0))
STEP_CONDITION = le(2 * L * H, (1 - beta1) * (k0 + 1))

THEOREM = Theorem(
    id="constrained.box",
    title="in a box, momentum and diagonal gains keep the polynomial rate",
    kind="theorem",
    claim="C9",
    verdict="corrects",
    source="theory notes, section 5, constrained.box",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        *FIRST_MOMENT,
        ("gains_above", ForAll((k, i), le(At(h(k + 1), i), LARGEST(k + 1)))),
        ("gains_below", ForAll((k, i), le(SMALLEST(k + 1), At(h(k + 1), i)))),
        (
            "step",
            ForAll(
                (k, i),
                eq(
                    At(x(k + 1), i),
                    Max(lower[i], Min(upper[i], At(x(k), i) - At(h(k + 1), i) * At(m(k + 1), i))),
                ),
            ),
        ),
        *START_IN_BOX,
        *SOLUTION_IN_BOX,
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
    notes="Gains between r H/(k+k0) and H/(k+k0); in AMGT H = alpha/(eps (1-beta1)) and r follows from a bound on the "
    "gradients (constrained.power_rate). x_star minimizes f over the box; slope0 is the squared gradient at the start, "
    "which matters with momentum only. The PL inequality instead of strong convexity is not enough: refute.pl_in_box.",
)


def derive(proof: Proof) -> None:
    with proof.fix("positive_gains", k, i) as inner:
        inner.combine("here", lt(0, At(h(k + 1), i)), {"gains_below": 1}, SMALLEST(k + 1))
    reason = "each step is the projection in the metric of the gains"
    for number, name in enumerate(("projected_optimum", "projected", "above_lower", "below_upper")):
        proof.cite("constrained.box_run", name=name, conclusion=number, why=reason if number == 0 else "")
    with proof.fix("optimal_here", k) as inner:
        for name in ("above_lower", "below_upper"):
            inner.use(name, {})
        inner.use("optimal", {y: x(k)})
    proof.cite("constrained.rate", why="so the rate is that of a projected run")


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
