"""AMGT with a harmonic step under a soft or hard threshold: the polynomial rate to a neighbourhood.

Theory notes, section 4. Nothing is assumed of the gains, and all constants are explicit.
"""

from sympy import Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import HARMONIC, V, step_size
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, Real, alpha, c, eps, f, f_star, function, k, k0, mu, tau, x
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import (
    GRADIENT_BOUND, NEIGHBOURHOOD, PARAMETERS, START, THRESHOLD, limit, lyapunov, setting, short_steps,
    thresholded_check,
)  # fmt: skip

LYAPUNOV = lyapunov(HARMONIC)
EXCESS = Lambda(k, Max(0, LYAPUNOV(k) - limit))

THEOREM = Theorem(
    id="thresholding.power_rate",
    title="under a soft or hard threshold AMGT with a harmonic step has a polynomial rate to a neighbourhood",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=setting(tau**2, HARMONIC),
    assumptions=(*PARAMETERS, lt(0, alpha), le(0, k0), short_steps(HARMONIC)),
    where=(*GRADIENT_BOUND, NEIGHBOURHOOD, (c, mu * alpha / (G + eps))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=limit + Max(0, START - limit) * ((k0 + 1) / (k + k0 + 1)) ** c,
    notes=THRESHOLD,
)


def derive(proof: Proof) -> None:
    for number, name in enumerate(("decreasing_step", "positive_step")):
        proof.cite("lemmas.harmonic_step", conclusion=number, name=name)
    values = {step_size: HARMONIC, V: LYAPUNOV}
    for number, name in ((0, "contraction"), (1, "gap_below"), (2, "start"), (5, "G_positive")):
        why = "" if number else "what V has above the neighbourhood contracts by 1 - c/(k+k0)"
        proof.cite("thresholding.explicit_recurrence", values, name=name, conclusion=number, why=why)
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_nonnegative", le(0, c), {"definition_c": -1}, mu * alpha / (G + eps))
    with proof.fix("excess_contracts", k) as inner:
        span = k + 1 + k0
        weights = {"contraction": 1, "definition_c": EXCESS(k) / span}
        inner.combine("here", le(EXCESS(k + 1), (1 - c / span) * EXCESS(k)), weights)
    values = {function("U", "natural"): LYAPUNOV, Real("start"): START}
    rate = proof.cite("lemmas.excess_power", values, why="factors 1 - c/(j+k0) multiply to a power")
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"gap_below": 1, rate: 1})


def check():
    return thresholded_check(THEOREM)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
