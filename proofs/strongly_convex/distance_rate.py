"""The distance form of the abstract's O(k^(-mu/2)) (theory notes, section 3): its exponent is c/2."""

from sympy import Lambda, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import MINIMIZER, SMOOTH, STRONGLY_CONVEX
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, V, amgt, lyapunov
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, a, alpha, beta1, c, eps, f, f_star, gap0, i, k, k0, mu, over_coordinates, tau, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
SCALE, RATIO = 2 * START / mu, (k0 + 1) / (k + k0 + 1)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))
DISTANCE_SQUARED = over_coordinates((At(x(k), i) - x_star[i]) ** 2)

THEOREM = Theorem(
    id="strongly_convex.distance_rate",
    title="the distance to the minimizer decays with half the exponent of the gap",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.power_rate",
    setting=(*SMOOTH, *STRONGLY_CONVEX, *MINIMIZER, *amgt(HARMONIC), ("gap", eq(gap0, f(x(0)) - f_star))),
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
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
    ),
    over=(k,),
    quantity=sqrt(DISTANCE_SQUARED),
    bound=sqrt(SCALE) * RATIO ** (c / 2),
    notes="The certified exponent is the abstract's mu/2 where alpha min(1, tau/G) = G + eps. Constant threshold tau: "
    "clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    with proof.fix("growth", y, why="a strongly convex function grows quadratically around its minimizer") as inner:
        inner.cite("lemmas.quadratic_growth", {gap0: f(y) - f_star})
    with proof.fix("bounded_below", y) as inner:
        squares = inner.summed("squares", le(0, (y[i] - x_star[i]) ** 2), {}, (y[i] - x_star[i]) ** 2)
        inner.combine("floor", le(f_star, f(y)), {"growth": mu / 2, squares: mu / 2})
    with proof.fix("pl", y, why="and satisfies the PL inequality") as inner:
        inner.cite("lemmas.pl", {gap0: f(y) - f_star})
    rate = proof.cite(
        "strongly_convex.power_rate", {V: Lambda(k, lyapunov(k, HARMONIC))}, why="so the gap decays with exponent c"
    )

    scale, power, distance = Real("scale"), Real("power"), Real("distance")
    proof.define(scale, sqrt(SCALE))
    proof.combine("start_positive", lt(0, START / mu), {}, START / mu)
    scale_squared = proof.cite("lemmas.root_double", {a: START / mu, G: scale})
    with proof.fix("distance_rate", k, why="and the distance as its root") as inner:
        inner.define(power, RATIO ** (c / 2))
        squared = inner.cite("lemmas.power_square", {Real("x"): RATIO, Real("y"): power})
        inner.define(distance, scale * power)
        here = inner.use("growth", {y: x(k)})
        squares = inner.summed("squares", le(0, (At(x(k), i) - x_star[i]) ** 2), {}, (At(x(k), i) - x_star[i]) ** 2)
        inner.combine("power_nonnegative", le(0, power), {"definition_power": -1}, RATIO ** (c / 2))
        inner.combine("scale_nonnegative", le(0, scale), {"definition_scale": -1}, sqrt(SCALE))
        inner.combine("nonnegative", le(0, distance), {"definition_distance": -1}, scale * power)
        inner.combine(
            "below",
            le(DISTANCE_SQUARED, distance**2),
            {
                here: 1,
                rate: 2 / mu,
                "definition_distance": -(distance + scale * power),
                squared: -(scale**2),
                scale_squared: -(RATIO**c),
            },
            why="its square is at most scale^2 power^2",
        )
        bound = inner.cite("lemmas.sqrt_bound", {Real("x"): DISTANCE_SQUARED, Real("y"): distance})
        inner.combine(
            "bound",
            le(THEOREM.quantity, THEOREM.bound),
            {
                bound: 1,
                "definition_distance": 1,
                "definition_scale": power,
                "definition_power": sqrt(SCALE),
            },
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
