"""How many iterations linear_rate needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Min, Rational, log

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_linear, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, a, alpha, beta1, eps, gap0, k, mu, rho, tau
from amgt_theory.theorem import Theorem

RATE = rate("strongly_convex.linear_rate")
START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2)

THEOREM = Theorem(
    id="complexity.linear_rate",
    title="iterations until the gap of linear_rate is below a tolerance",
    kind="theorem",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=log(START / tol) / -log(rho),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    _factor(proof)
    solve_linear(proof, THEOREM, RATE, START)


def _factor(proof: Proof) -> None:
    """0 < rho < 1."""
    shrinks = proof.law("min_left", 1, tau / G)
    proof.combine(
        "rho_positive",
        lt(0, rho),
        {
            "definition_rho": -(G + eps),
            shrinks: mu * alpha,
            le(mu, L): alpha,
            STEP_CONDITION: Rational(1, 2),
            lt(beta1, 1): eps * beta1 / 2,
            "G_positive": 1,
        },
        eps * (1 + beta1) / 2,
        multiplier=G + eps,
    )
    proof.combine("shrinking", lt(0, mu * alpha * GAIN / (G + eps)), {}, mu * alpha * GAIN / (G + eps))
    proof.combine("rho_below", lt(rho, 1), {"definition_rho": 1, "shrinking": 1})


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
