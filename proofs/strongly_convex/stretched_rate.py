"""AMGT with a step alpha/(k+k0)^p, 0 < p < 1, has a stretched exponential rate (theory notes, section 3)."""

from sympy import Lambda, Min, exp, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HYPERPARAMETERS, V, amgt, lyapunov_function, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, a, alpha, beta1, c, eps, f, f_star, function, gap0, k, k0, mu, p, tau, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
SCHEDULE = Lambda(k, alpha / (k + k0) ** p)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1) ** p)

THEOREM = Theorem(
    id="strongly_convex.stretched_rate",
    title="AMGT with a step alpha/(k+k0)^p, p < 1, has a stretched exponential rate",
    kind="theorem",
    claim="C2",
    source="theory notes, section 3, strongly_convex.stretched_rate",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(SCHEDULE),
        *lyapunov_function(SCHEDULE),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        le(0, p),
        lt(p, 1),
        lt(0, gap0),
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * GAIN / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * exp(-c * ((k + k0 + 1) ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)),
    notes="Includes p = 0, where the bound is START exp(-c k); linear_rate is sharper there. f need only satisfy the "
    "PL inequality. Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    _schedule(proof)
    values = {step_size: SCHEDULE}
    contraction = proof.cite("momentum.recurrence", values, why="the Lyapunov function contracts by 1 - mu h_lo,k")
    gap_below = proof.cite("momentum.recurrence", values, conclusion=1)
    start = proof.cite("momentum.recurrence", values, conclusion=2, why="and starts at (1+beta1^2) gap0 at most")

    proof.combine("start_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {gap_below: 1, floor: 1})
    with proof.fix("recurrence", k, why="mu h_lo,k = c/(k+k0)^p") as inner:
        power = (k + 1 + k0) ** (-p)
        inner.combine("here", le(V(k + 1), (1 - c * power) * V(k)), {contraction: 1, "definition_c": V(k) * power})
    rate = proof.cite(
        "lemmas.recursion_exponential", {function("e", "natural"): V}, why="factors 1 - c/(j+k0)^p multiply up"
    )
    with proof.fix("rate", k, why="the rate") as inner:
        decay = THEOREM.bound / START
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {gap_below: 1, rate: 1, start: decay})


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
    with proof.fix("decreasing_step", k) as inner:
        smaller = inner.cite("lemmas.power_decreasing", {Real("x"): k + 1 + k0, Real("y"): k + 2 + k0, c: p})
        inner.combine("decreasing", le(SCHEDULE(k + 2), SCHEDULE(k + 1)), {smaller: alpha})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
