"""AMGT with a harmonic step under bounded gradient errors: the polynomial rate to a neighbourhood.

Theory notes, section 4. Nothing is assumed of the gains: the bound G on the gradients has to be above what it leads to.
"""

from sympy import Expr, Lambda, Max, Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import (
    HARMONIC, HYPERPARAMETERS, MOMENTS, STEP, amgt, deviation, inexact_oracle, step_size, with_gradients,
)  # fmt: skip
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, alpha, beta1, c, eps, eta, f, f_star, function, gap0, k, k0, mu, square, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

g, error = (function(name, "natural", result="vector") for name in ("g", "error"))
W, e = function("W", "natural"), function("e", "natural")
limit = Real("limit")
AMPLIFICATION = Rational(1, 2) + 5 * beta1 / 2 - beta1**2
START = (1 + beta1) * gap0
GAIN = Min(1, tau / G)
SHORT = le(L * alpha, eps * (1 - beta1) * (k0 + 1))
SHORT_WITH_MOMENTUM = le(4 * beta1 * L * alpha, beta1 * eps * (1 - beta1) ** 2 * (k0 + 1))

THEOREM = Theorem(
    id="inexact.power_rate",
    title="under bounded gradient errors AMGT with a harmonic step has a polynomial rate to a neighbourhood",
    kind="theorem",
    claim="C3",
    verdict="corrects",
    source="theory notes, section 4, inexact.absolute",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC, with_gradients(MOMENTS, g) + STEP),
        *inexact_oracle(g, error),
        ("error_bound", ForAll((k,), le(square(error(k)), eta**2))),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(0, eta),
        lt(0, G),
        SHORT,
        SHORT_WITH_MOMENTUM,
        le(eta + sqrt(2 * L * Max(START, limit)), G),
    ),
    where=(
        (limit, AMPLIFICATION * (G + eps) * eta**2 / (mu * eps * GAIN)),
        (c, mu * alpha * GAIN / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=limit + Max(0, START - limit) * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="G bounds the gradients that the oracle answers. Without a threshold some G always satisfies the last "
    "assumption (inexact.explicit_rate); with one, only where errors are small against it: about "
    "eta^2 < mu eps tau/(2 L (1/2 + 5 beta1/2 - beta1^2)). Constant threshold tau: clip, norm clip or none; AMSGrad on "
    "or off; bias correction on.",
)


def lyapunov(n: Expr) -> Expr:
    """The gap after n steps, and the deviation weighted for step n + 1."""
    highest = HARMONIC(n + 1) / (eps * (1 - beta1 ** (n + 1)))
    return f(x(n)) - f_star + 2 * beta1 * highest / (1 - beta1) * deviation(n)


def derive(proof: Proof) -> None:
    _conditions(proof)
    values = {step_size: HARMONIC, W: Lambda(k, lyapunov(k))}
    for number, name in ((1, "gap_below"), (2, "start"), (5, "contraction")):
        why = "what W has above the neighbourhood contracts by 1 - c/(k+k0)" if number == 5 else ""
        proof.cite("inexact.amgt_recurrence", values, name=name, conclusion=number, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    excess = Lambda(k, Max(0, lyapunov(k) - limit))
    with proof.fix("excess_nonnegative", k) as inner:
        inner.law("max_left", 0, lyapunov(k) - limit)
    with proof.fix("excess_contracts", k) as inner:
        span = k + 1 + k0
        weights = {"contraction": 1, "definition_c": excess(k) / span}
        inner.combine("here", le(excess(k + 1), (1 - c / span) * excess(k)), weights)
    rate = proof.cite("lemmas.recursion_power", {e: excess}, why="factors 1 - c/(j+k0) multiply to a power")
    proof.law("max_left", 0, START - limit)
    larger = proof.law("max_left", START - limit, 0)
    proof.combine("first", le(lyapunov(0) - limit, Max(0, START - limit)), {"start": 1, larger: 1})
    first = proof.law("max_least", 0, lyapunov(0) - limit, Max(0, START - limit), name="first_excess")
    with proof.fix("rate", k, why="the rate") as inner:
        power = ((k0 + 1) / (k + k0 + 1)) ** c
        above = inner.law("max_left", lyapunov(k) - limit, 0)
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"gap_below": 1, above: 1, rate: 1, first: power})


def _conditions(proof: Proof) -> None:
    """The step conditions at the first step, and steps that do not increase."""
    proof.combine("short", le(L * HARMONIC(1), eps * (1 - beta1)), {SHORT: 1}, multiplier=k0 + 1)
    proof.combine(
        "short_with_momentum",
        le(4 * beta1 * L * HARMONIC(1), beta1 * eps * (1 - beta1) ** 2),
        {SHORT_WITH_MOMENTUM: 1},
        multiplier=k0 + 1,
    )
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounded_inexact_runs, pl_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(bounded_inexact_runs(pl_problems())))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
