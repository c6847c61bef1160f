"""AMGT with a constant step has a linear rate (theory notes, section 3): where the abstract's "linear" is true."""

from sympy import Min, Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import CONSTANT, HYPERPARAMETERS, V, amgt, lyapunov_function, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    G, L, a, alpha, beta1, eps, f, f_star, gap0, k, mu, rho, tau, x, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2)

THEOREM = Theorem(
    id="strongly_convex.linear_rate",
    title="AMGT with a constant step has a linear rate",
    kind="theorem",
    claim="C2",
    source="theory notes, section 3, strongly_convex.linear_rate",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(CONSTANT),
        *lyapunov_function(CONSTANT),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        lt(0, gap0),
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (rho, 1 - mu * alpha * GAIN / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * rho**k,
    notes="The case p = 0, a step that does not diminish; for p = 1 refute.linear_rate excludes a linear rate. f need "
    "only satisfy the PL inequality. Constant threshold tau: clip, norm clip or none; AMSGrad on or off.",
)


def derive(proof: Proof) -> None:
    values = {step_size: CONSTANT}
    contraction = proof.cite("momentum.recurrence", values, why="the Lyapunov function contracts by 1 - mu h_lo")
    gap_below = proof.cite("momentum.recurrence", values, conclusion=1)
    start = proof.cite("momentum.recurrence", values, conclusion=2, why="and starts at (1+beta1^2) gap0 at most")
    _factor(proof)
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {gap_below: 1, floor: 1})
    with proof.induction(k, {"decay": le(V(k), rho**k * V(0))}, why="so it decays geometrically") as (_, step):
        step.use("nonnegative", {})
        step.combine(
            "next", le(V(k + 1), rho ** (k + 1) * V(0)), {contraction: 1, "definition_rho": -V(k), "decay": rho}
        )
    with proof.fix("rate", k, why="and the gap below it") as inner:
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {gap_below: 1, "decay": 1, start: rho**k})


def _factor(proof: Proof) -> None:
    """0 <= rho."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("start_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    shrinks = proof.law("min_left", 1, tau / G)
    proof.combine(
        "factor_nonnegative",
        le(0, rho),
        {
            "definition_rho": -(G + eps),
            shrinks: mu * alpha,
            le(mu, L): alpha,
            STEP_CONDITION: Rational(1, 2),
            lt(beta1, 1): eps * beta1 / 2,
        },
        G + eps * (1 + beta1) / 2,
        multiplier=G + eps,
        why="the step condition keeps the factor nonnegative",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
