"""How many iterations thresholding.linear_rate needs for a tolerance (theory notes, section 8)."""

from sympy import Max, Rational, log

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_linear, tol
from amgt_theory.derivation import Proof
from amgt_theory.iteration_laws import CONSTANT
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, alpha, beta1, eps, k, mu, rho
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import START, limit, positive_gradient_bound, short_steps

RATE = rate("thresholding.linear_rate")

THEOREM = Theorem(
    id="complexity.linear_rate_with_threshold",
    title="iterations until the gap under a soft or hard threshold is below a tolerance, with a constant step",
    kind="theorem",
    claim="C10 C12",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(limit, tol)),
    where=RATE.where,
    quantity=k,
    bound=log(Max(0, START - limit) / (tol - limit)) / -log(rho),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    positive_gradient_bound(proof)
    slow = mu * alpha / (G + eps)
    proof.combine("shrinking", lt(0, slow), {}, slow)
    proof.combine("rho_below", lt(rho, 1), {"definition_rho": 1, "shrinking": 1})
    proof.combine(
        "rho_positive",
        lt(0, rho),
        {
            "definition_rho": -(G + eps),
            le(mu, L): alpha,
            short_steps(CONSTANT): Rational(1, 2),
            "G_positive": 1,
            lt(beta1, 1): eps * beta1,
        },
        eps / 2,
        eps * beta1**2 / 2,
        multiplier=G + eps,
    )
    solve_linear(proof, THEOREM, RATE, Max(0, START - limit), limit=limit)


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
