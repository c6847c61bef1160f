"""With a step alpha/(k+k0)^p, p < 1, the smallest squared gradient is O(k^(p-1)) (theory notes, section 6)."""

from sympy import Lambda, Min, Sum, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import HYPERPARAMETERS, amgt, lyapunov_function, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, alpha, beta1, c, eps, f, f_star, function, gap0, gradient, j, k, k0, n, p, square, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1) ** p)
SCHEDULE = Lambda(n, alpha / (n + k0) ** p)
INTEGRAL = ((k + k0 + 1) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)
least, squared_gradient = function("least", "natural"), function("squared_gradient", "natural")

THEOREM = Theorem(
    id="nonconvex.stationarity_power",
    title="a step alpha/(k+k0)^p finds stationary points, at the rate k^(p-1)",
    kind="theorem",
    claim="C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *amgt(SCHEDULE),
        *lyapunov_function(SCHEDULE),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
        ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
    ),
    assumptions=(
        lt(0, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        le(0, p),
        lt(p, 1),
        lt(0, gap0),
        STEP_CONDITION,
        le(1, k),
    ),
    where=((G, sqrt(2 * L * START)),),
    quantity=least(k),
    bound=2 * START * (G + eps) / (alpha * GAIN * INTEGRAL),
    notes="p = 0 is the constant step, with the rate 1/k. least(k) is the least of the first k squared gradients, "
    "or anything below them; f_star is any lower bound of f. Constant threshold tau: clip, norm clip or none; "
    "AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    _schedule(proof)
    proof.cite(
        "nonconvex.stationarity",
        {step_size: SCHEDULE},
        conclusion=1,
        name="weighted",
        why="the smallest squared gradient times the sum of the gains",
    )
    growth = proof.use(proof.cite("lemmas.power_sum"), {}, why="and the sum grows like the integral of the steps")
    positive = proof.use(proof.cite("lemmas.power_sum", conclusion=1), {})
    proof.combine("start_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {Real("a"): L * START}, conclusion=1, name="G_positive")
    gains = alpha * GAIN / (G + eps)
    powers = Sum(1 / (j + k0) ** p, (j, 1, k))
    proof.combine("sum", le(gains * INTEGRAL, gains * powers), {growth: gains})
    proof.combine("integral_positive", lt(0, gains * INTEGRAL), {positive: gains})
    proof.combine("product", le(least(k) * (gains * powers), 2 * START), {"weighted": 1})
    proof.cite(
        "lemmas.divided",
        {Real("x"): least(k), Real("y"): gains * powers, Real("z"): gains * INTEGRAL, Real("a"): 2 * START},
        why="so the smallest squared gradient is at most the quotient",
    )


def _schedule(proof: Proof) -> None:
    """The step decreases, and satisfies the step condition at the start."""
    first = log(k0 + 1)
    added = proof.law("exp_add", p * first, -p * first)
    proof.combine(
        "step_condition",
        le(2 * L * SCHEDULE(1), eps * (1 - beta1) ** 2),
        {STEP_CONDITION: (k0 + 1) ** (-p), added: -eps * (1 - beta1) ** 2},
        why="the step condition, at the first step",
    )
    with proof.fix("positive_step", n) as inner:
        inner.combine("positive", lt(0, SCHEDULE(n + 1)), {}, SCHEDULE(n + 1))
    with proof.fix("decreasing_step", n) as inner:
        smaller = inner.cite("lemmas.power_decreasing", {Real("x"): n + 1 + k0, Real("y"): n + 2 + k0, c: p})
        inner.combine("decreasing", le(SCHEDULE(n + 2), SCHEDULE(n + 1)), {smaller: alpha})


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, least_squares_of, runs, smooth_problems

    def model(draw):
        run = draw(runs(smooth_problems(), powers=(0, Fraction(1, 2))))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1), "squared_gradient(0)": 0}

    return TrajectoryCheck(THEOREM, model, lambda values, ar: {least: least_squares_of(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
