"""How many iterations inexact.linear_rate needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Max, log

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_linear, tol
from amgt_theory.derivation import Proof
from amgt_theory.inexact_laws import GAIN, START, limit, short_steps
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, alpha, beta1, eps, k, mu, rho, tau
from amgt_theory.theorem import Theorem

RATE = rate("inexact.linear_rate")

THEOREM = Theorem(
    id="complexity.linear_rate_with_errors",
    title="iterations until the gap under gradient errors is below a tolerance, with a constant step",
    kind="theorem",
    claim="C3",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(limit, tol)),
    where=RATE.where,
    quantity=k,
    bound=log(Max(0, START - limit) / (tol - limit)) / -log(rho),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    slow = mu * alpha * GAIN / (G + eps)
    proof.combine("shrinking", lt(0, slow), {}, slow)
    proof.combine("rho_below", lt(rho, 1), {"definition_rho": 1, "shrinking": 1})
    shrinks = proof.law("min_left", 1, tau / G)
    proof.combine(
        "rho_positive",
        lt(0, rho),
        {
            "definition_rho": -(G + eps),
            shrinks: mu * alpha,
            le(mu, L): alpha,
            short_steps(alpha)[0]: 1,
            lt(0, G): 1,
        },
        eps * beta1,
        multiplier=G + eps,
    )
    solve_linear(proof, THEOREM, RATE, Max(0, START - limit), limit=limit)


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
