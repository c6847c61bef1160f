"""AMGT with a harmonic step in a box: the polynomial rate with its exponent (theory notes, section 5).

The bound on the gradients is derived, so that nothing is assumed of the run but its start in the box.
"""

from sympy import Min, sqrt

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import CONVEX, SMOOTH, SOLUTION_IN_BOX, START_IN_BOX, STRONGLY_CONVEX
from amgt_theory.iteration_laws import AMGT_IN_BOX, HARMONIC, HYPERPARAMETERS, amgt, gains
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, Real, alpha, beta1, c, eps, f, f_star, function, gap0, gradient, i, k, k0, mu,
    over_coordinates, r, square, tau, x, x_star, y, z,
)  # fmt: skip
from amgt_theory.theorem import Theorem

h = function("h", "natural", result="vector")
slope0, slope_star, V0 = Real("slope0"), Real("slope_star"), Real("V0")
GAINS = gains(HARMONIC)
BOUND = V0 * ((k0 + 1) / (k + k0 + 1)) ** c
DISTANCE = over_coordinates((At(x(k), i) - x_star[i]) ** 2)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))

THEOREM = Theorem(
    id="constrained.power_rate",
    title="AMGT with a harmonic step in a box has a polynomial rate",
    kind="theorem",
    claim="C9",
    verdict="corrects",
    source="theory notes, section 5, constrained.box",
    setting=(
        *SMOOTH,
        *STRONGLY_CONVEX,
        *amgt(HARMONIC, AMGT_IN_BOX),
        *START_IN_BOX,
        *SOLUTION_IN_BOX,
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("slope", eq(slope0, square(gradient(x(0))))),
        ("slope_at_optimum", le(square(gradient(x_star)), slope_star**2)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(0, slope_star),
        STEP_CONDITION,
    ),
    where=(
        (V0, gap0 + alpha * beta1**2 * slope0 / (eps * (1 - beta1) ** 2 * (k0 + 1))),
        (G, slope_star + sqrt(2 * L * V0)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=BOUND,
    also=(ForAll((k,), le(mu * DISTANCE, 2 * BOUND)),),
    notes="x_star minimizes f over the box, and slope_star bounds |grad f(x_star)|; it is 0 where x_star is inside the "
    "box, and the exponent is then that without a box. slope0 is the squared gradient at the start, which matters with "
    "momentum only. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    _convexity(proof)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.define(H, alpha / (eps * (1 - beta1)))
    proof.define(r, eps * (1 - beta1) * Min(1, tau / G) / (G + eps))
    known = ("gains_below", "gains_above", "H_positive", "r_positive", "r_below", "G_positive")
    for number, name in enumerate(known):
        why = "gradients are at most G, so the gains are between r H/(k+k0) and H/(k+k0)" if number == 0 else ""
        proof.cite("constrained.harmonic_gains", name=name, conclusion=number, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    largest = alpha / (eps * (1 - beta1))
    proof.combine(
        "step_condition",
        le(2 * L * H, (1 - beta1) * (k0 + 1)),
        {"definition_H": 2 * L, STEP_CONDITION: 1 / (eps * (1 - beta1))},
    )
    proof.combine(
        "exponent", eq(c, mu * r * H), {"definition_c": 1, "definition_r": -mu * largest, "definition_H": -mu * r}
    )
    weight = beta1**2 * slope0 / ((k0 + 1) * (1 - beta1))
    proof.combine("start", eq(V0, gap0 + H * weight), {"definition_V0": 1, "definition_H": -weight})
    values = {h: GAINS, Real("start"): V0}
    rate = proof.cite("constrained.box", values, why="and the rate is that of such gains in a box")
    _distance(proof, rate)


def _distance(proof: Proof, rate: Fact) -> None:
    with proof.fix("positive_gains", k, i) as inner:
        inner.combine("here", lt(0, GAINS(k + 1)(i)), {"gains_below": 1}, r * H / (k + 1 + k0))
    for number, name in ((2, "above_lower"), (3, "below_upper")):
        proof.cite("constrained.box_run", {h: GAINS}, name=name, conclusion=number)
    with proof.fix("distance", k, why="strong convexity turns the gap into the distance to the minimizer") as inner:
        for name in ("above_lower", "below_upper"):
            inner.use(name, {})
        stationary = inner.cite("constrained.optimum_in_box", {y: x(k)})
        growth = inner.use("strong_convexity", {y: x_star, z: x(k)})
        inner.combine("here", le(mu * DISTANCE, 2 * THEOREM.bound), {rate: 2, growth: 2, stationary: 2, "attained": -2})


def _convexity(proof: Proof) -> None:
    with proof.fix("convexity", y, z) as inner:
        distance = inner.summed("distance", le(0, (z[i] - y[i]) ** 2), {}, (z[i] - y[i]) ** 2)
        inner.combine("here", CONVEX[0][1].conclusion, {"strong_convexity": 1, distance: mu / 2})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import constrained

    return TrajectoryCheck(THEOREM, constrained.amgt_in_a_box)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
