"""AMGT with a harmonic step under bounded gradient errors: the polynomial rate to a neighbourhood.

Theory notes, section 4. Nothing is assumed of the gains: the bound G on the gradients has to be above what it leads to.
"""

from sympy import Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import (
    ENOUGH, ERROR_BOUND, GAIN, NEIGHBOURHOOD, START, inexact_amgt, limit, lyapunov, short_steps,
)  # fmt: skip
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, highest_gain, step_size
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, alpha, c, eps, eta, f, f_star, function, gap0, k, k0, mu, x
from amgt_theory.theorem import Theorem

W, U = function("W", "natural"), function("U", "natural")

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
        *inexact_amgt(HARMONIC),
        *ERROR_BOUND,
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
        *short_steps(HARMONIC(1)),
        ENOUGH,
    ),
    where=(
        (limit, NEIGHBOURHOOD),
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

LYAPUNOV = lyapunov(highest_gain(k + 1, HARMONIC))
EXCESS = Lambda(k, Max(0, LYAPUNOV(k) - limit))


def derive(proof: Proof) -> None:
    proof.cite("lemmas.harmonic_step", conclusion=1, name="positive_step")
    proof.cite("lemmas.harmonic_step", name="decreasing_step")
    values = {step_size: HARMONIC, W: LYAPUNOV}
    for number, name in ((1, "gap_below"), (2, "start"), (5, "contraction")):
        why = "what W has above the neighbourhood contracts by 1 - c/(k+k0)" if number == 5 else ""
        proof.cite("inexact.amgt_recurrence", values, name=name, conclusion=number, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    with proof.fix("excess_contracts", k) as inner:
        span = k + 1 + k0
        weights = {"contraction": 1, "definition_c": EXCESS(k) / span}
        inner.combine("here", le(EXCESS(k + 1), (1 - c / span) * EXCESS(k)), weights)
    values = {U: LYAPUNOV, Real("start"): START}
    rate = proof.cite("lemmas.excess_power", values, why="factors 1 - c/(j+k0) multiply to a power")
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"gap_below": 1, rate: 1})


def check():
    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import bounded_inexact_runs, pl_problems

    return TrajectoryCheck(THEOREM, lambda draw: draw(bounded_inexact_runs(pl_problems())))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
