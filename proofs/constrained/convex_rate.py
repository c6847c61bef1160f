"""AMGT with a harmonic step on a merely convex function in a bounded box (theory notes, section 5).

The bound on the gradients is derived, so that nothing is assumed of the run but its start in the box.
"""

from sympy import Min, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import CONVEX, SMOOTH, SOLUTION_IN_BOX, START_IN_BOX, inside
from amgt_theory.iteration_laws import AMGT_IN_BOX, HARMONIC, HYPERPARAMETERS, amgt, gains
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, H, L, Real, alpha, beta1, eps, f, f_star, function, gap0, gradient, i, k, k0, over_coordinates, r,
    square, tau, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
slope0, slope_star, V0, radius, growth = (Real(name) for name in ("slope0", "slope_star", "V0", "radius", "growth"))
hole = Real("hole")
GAINS = gains(HARMONIC)
NEAR = alpha * Min(1, tau / G) / (2 * radius**2 * (G + eps))
FAR = (1 - beta1) * (k0 + 1) / (4 * V0)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))

THEOREM = Theorem(
    id="constrained.convex_rate",
    title="AMGT with a harmonic step, convex f in a bounded box: a gap of 1/log k",
    kind="theorem",
    claim="C9",
    verdict="corrects",
    source="theory notes, section 5, constrained.convex",
    setting=(
        *SMOOTH,
        *CONVEX,
        *amgt(HARMONIC, AMGT_IN_BOX),
        *START_IN_BOX,
        *SOLUTION_IN_BOX,
        ("size_of_box", ForAll((y,), le(over_coordinates((x_star[i] - y[i]) ** 2), radius**2), inside(y))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
        ("slope_at_optimum", le(square(gradient(x_star)), slope_star**2)),
    ),
    assumptions=(
        lt(0, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, radius),
        lt(0, gap0),
        le(0, slope0),
        le(0, slope_star),
        STEP_CONDITION,
    ),
    where=(
        (V0, gap0 + alpha * beta1**2 * slope0 / (eps * (1 - beta1) ** 2 * (k0 + 1))),
        (G, slope_star + sqrt(2 * L * V0)),
        (growth, Min(NEAR, FAR)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=1 / (1 / V0 + growth * log((k + k0 + 1) / (k0 + 1))),
    notes="x_star minimizes f over the box, slope_star bounds |grad f(x_star)|, and radius the distance from x_star to "
    "the points of the box. slope0 is the squared gradient at the start, which matters with momentum only. Constant "
    "threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    largest = alpha / (eps * (1 - beta1))
    proof.define(H, largest)
    proof.define(r, eps * (1 - beta1) * Min(1, tau / G) / (G + eps))
    known = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "G_positive", "V0_positive")
    for number, name in enumerate(known):
        why = "gradients are at most G, so the gains are between r H/(k+k0) and H/(k+k0)" if number == 0 else ""
        proof.cite("constrained.harmonic_gains", name=name, conclusion=number, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine(
        "step_condition",
        le(2 * L * H, (1 - beta1) * (k0 + 1)),
        {"definition_H": 2 * L, STEP_CONDITION: 1 / (eps * (1 - beta1))},
    )
    weight = beta1**2 * slope0 / ((k0 + 1) * (1 - beta1))
    proof.combine("start", eq(V0, gap0 + H * weight), {"definition_V0": 1, "definition_H": -weight})
    near = r * H / (2 * radius**2)
    product = proof.combine(
        "product",
        eq(NEAR, near),
        {"definition_r": -largest / (2 * radius**2), "definition_H": -r / (2 * radius**2)},
    )
    same = proof.rewrite("same_growth", product, hole, Min(hole, FAR))
    proof.combine("growth", eq(growth, Min(near, FAR)), {"definition_growth": 1, same: 1})
    values = {h: GAINS, Real("start"): V0}
    proof.cite("constrained.convex", values, why="and the rate is that of such gains in a box")


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import constrained, drawing

    def model(draw):
        return {**constrained.amgt_in_a_box(draw, flat=True), "larger": drawing.pick(draw, (1, 2, 10, 1000))}

    return TrajectoryCheck(THEOREM, model, constrained.radius_of_box)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
