"""With a harmonic step the smallest gradient vanishes, but only like 1/log k (theory notes, section 6)."""

from sympy import Lambda, Min, Sum, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, amgt, lyapunov_function, step_size
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, alpha, beta1, eps, f, f_star, function, gap0, gradient, j, k, k0, n, square, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))
LOGARITHM = log((k + k0 + 1) / (k0 + 1))
least, squared_gradient = function("least", "natural"), function("squared_gradient", "natural")

THEOREM = Theorem(
    id="nonconvex.stationarity_harmonic",
    title="a harmonic step finds stationary points, at the rate 1/log k",
    kind="theorem",
    claim="C4",
    verdict="proves",
    source="theory notes, section 6, nonconvex.stationarity",
    setting=(
        *SMOOTH,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        *lyapunov_function(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("squared_gradient", ForAll((k,), eq(squared_gradient(k + 1), square(gradient(x(k)))))),
        ("least", ForAll((k, j), le(least(k), square(gradient(x(j)))), (lt(j, k),))),
    ),
    assumptions=(
        lt(0, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        STEP_CONDITION,
        le(1, k),
    ),
    where=((G, sqrt(2 * L * START)),),
    quantity=least(k),
    bound=2 * START * (G + eps) / (alpha * GAIN * LOGARITHM),
    notes="least(k) is the least of the first k squared gradients, or anything below them; f_star is any lower "
    "bound of f. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine(
        "step_condition",
        le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2),
        {STEP_CONDITION: 1},
        multiplier=k0 + 1,
        why="the step condition, at the first step",
    )
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")
    proof.cite(
        "nonconvex.stationarity",
        {step_size: Lambda(n, HARMONIC(n))},
        conclusion=1,
        name="weighted",
        why="the smallest squared gradient times the sum of the gains",
    )
    growth = proof.use(proof.cite("lemmas.harmonic_sum"), {}, why="and the sum grows like a logarithm")
    late = proof.cite("lemmas.log_lower", {Real("x"): (k + k0 + 1) / (k0 + 1)})
    proof.combine("logarithm_positive", lt(0, LOGARITHM), {late: 1, le(1, k): 1 / (k + k0 + 1)}, 1 / (k + k0 + 1))
    proof.combine("start_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {Real("a"): L * START}, conclusion=1, name="G_positive")
    gains = alpha * GAIN / (G + eps)
    harmonic = Sum(1 / (j + k0), (j, 1, k))
    proof.combine("sum", le(gains * LOGARITHM, gains * harmonic), {growth: gains})
    proof.combine("product", le(least(k) * (gains * harmonic), 2 * START), {"weighted": 1})
    proof.cite(
        "lemmas.divided",
        {Real("x"): least(k), Real("y"): gains * harmonic, Real("z"): gains * LOGARITHM, Real("a"): 2 * START},
        why="so the smallest squared gradient is at most the quotient",
    )


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, least_squares_of, runs, smooth_problems

    def model(draw):
        run = draw(runs(smooth_problems()))
        return {**run, k: 1 + drawing.natural(draw, run["steps"] - 1), "squared_gradient(0)": 0}

    return TrajectoryCheck(THEOREM, model, lambda values, ar: {least: least_squares_of(values, ar)})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
