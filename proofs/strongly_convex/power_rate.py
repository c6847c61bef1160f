"""The abstract's O(k^(-mu/2)) made precise (theory notes, section 3): AMGT with a harmonic step."""

from sympy import Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, V, amgt, lyapunov_function, step_size
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    G, L, alpha, beta1, c, eps, f, f_star, function, gap0, k, k0, mu, tau, x, y,
)  # fmt: skip
from amgt_theory.recursions import power_rate as recursion  # noqa: F401 - the predictor looks it up
from amgt_theory.theorem import Theorem

START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1))

THEOREM = Theorem(
    id="strongly_convex.power_rate",
    title="AMGT with a harmonic step has a polynomial rate",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.power_rate",
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
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes="f need only satisfy the PL inequality; strong convexity gives it (lemmas.pl). Constant threshold tau: clip, "
    "norm clip or none; AMSGrad on or off; bias correction on.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine(
        "step_condition",
        le(2 * L * HARMONIC(1), eps * (1 - beta1) ** 2),
        {STEP_CONDITION: 1},
        multiplier=k0 + 1,
        why="the step condition, at the first step",
    )
    proof.cite("lemmas.harmonic_step", name="decreasing_step")
    values = {step_size: HARMONIC}
    contraction = proof.cite("momentum.recurrence", values, why="the Lyapunov function contracts by 1 - mu h_lo,k")
    gap_below = proof.cite("momentum.recurrence", values, conclusion=1)
    start = proof.cite("momentum.recurrence", values, conclusion=2, why="and starts at (1+beta1^2) gap0 at most")

    _constants(proof)
    with proof.fix("nonnegative", k) as inner:
        floor = inner.use("bounded_below", {y: x(k)})
        inner.combine("here", le(0, V(k)), {gap_below: 1, floor: 1})
    with proof.fix("recurrence", k, why="mu h_lo,k = c/(k+k0)") as inner:
        inner.combine(
            "here",
            le(V(k + 1), (1 - c / (k + 1 + k0)) * V(k)),
            {contraction: 1, "definition_c": V(k) / (k + 1 + k0)},
        )
    e = function("e", "natural")
    rate = proof.cite("lemmas.recursion_power", {e: V}, why="factors 1 - c/(j+k0) multiply to a power")
    with proof.fix("rate", k, why="the rate") as inner:
        power = ((k0 + 1) / (k + k0 + 1)) ** c
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {gap_below: 1, rate: 1, start: power})


def _constants(proof: Proof) -> None:
    """c >= 0."""
    inside = L * START
    proof.combine("G_nonnegative", le(0, G), {"definition_G": -1}, sqrt(2 * inside))
    proof.combine("denominator_positive", lt(0, G + eps), {"G_nonnegative": 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
