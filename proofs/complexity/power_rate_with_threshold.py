"""How many iterations thresholding.power_rate needs for a tolerance (theory notes, section 8)."""

from sympy import Max

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import lt
from amgt_theory.symbols import G, alpha, c, eps, k, k0, mu
from amgt_theory.theorem import Theorem
from amgt_theory.thresholded import START, limit, positive_gradient_bound

RATE = rate("thresholding.power_rate")

THEOREM = Theorem(
    id="complexity.power_rate_with_threshold",
    title="iterations until the gap under a soft or hard threshold is below a tolerance",
    kind="theorem",
    claim="C10 C12",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(limit, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * ((Max(0, START - limit) / (tol - limit)) ** (1 / c) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    positive_gradient_bound(proof)
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha / (G + eps))
    solve_power(proof, THEOREM, RATE, Max(0, START - limit), c, limit=limit)


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
