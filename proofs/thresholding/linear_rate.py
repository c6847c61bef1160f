"""AMGT with a constant step under a soft or hard threshold: geometric decay to a neighbourhood.

Theory notes, section 4. Nothing is assumed of the gains, and all constants are explicit.
"""

from sympy import Lambda, Max

from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import CONSTANT, V, step_size
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, Real, alpha, eps, f, f_star, function, k, mu, rho, tau, x
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import (
    GRADIENT_BOUND, NEIGHBOURHOOD, PARAMETERS, START, THRESHOLD, limit, lyapunov, setting, short_steps,
    thresholded_check,
)  # fmt: skip
LYAPUNOV = lyapunov(CONSTANT)
EXCESS = Lambda(k, Max(0, LYAPUNOV(k) - limit))

THEOREM = Theorem(
    id="thresholding.linear_rate",
    title="under a soft or hard threshold AMGT with a constant step decays geometrically to a neighbourhood",
    kind="theorem",
    claim="C10 C12",
    verdict="corrects",
    source="theory notes, section 4, thresholding.neighbourhood",
    setting=setting(tau**2, CONSTANT),
    assumptions=(*PARAMETERS, lt(0, alpha), short_steps(CONSTANT)),
    where=(*GRADIENT_BOUND, NEIGHBOURHOOD, (rho, 1 - mu * alpha / (G + eps))),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=limit + Max(0, START - limit) * rho**k,
    notes=THRESHOLD,
)


def derive(proof: Proof) -> None:
    values = {step_size: CONSTANT, V: LYAPUNOV}
    for number, name in ((0, "contraction"), (1, "gap_below"), (2, "start"), (4, "at_most_one")):
        why = "" if number else "what V has above the neighbourhood contracts by 1 - mu h_lo"
        proof.cite("thresholding.explicit_recurrence", values, name=name, conclusion=number, why=why)
    slow = proof.use("at_most_one", {k: 0})
    proof.combine("rho_nonnegative", le(0, rho), {"definition_rho": -1, slow: 1})
    with proof.fix("excess_contracts", k) as inner:
        weights = {"contraction": 1, "definition_rho": -EXCESS(k)}
        inner.combine("here", le(EXCESS(k + 1), rho * EXCESS(k)), weights)
    values = {function("U", "natural"): LYAPUNOV, Real("start"): START}
    rate = proof.cite("lemmas.excess_linear", values, why="so it decays geometrically")
    with proof.fix("rate", k, why="the rate") as inner:
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {"gap_below": 1, rate: 1})


def check():
    return thresholded_check(THEOREM, powers=(0,))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
