"""How many iterations inexact.power_rate needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Max

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.inexact_laws import GAIN, START, limit
from amgt_theory.language import lt
from amgt_theory.symbols import G, alpha, c, eps, k, k0, mu
from amgt_theory.theorem import Theorem

RATE = rate("inexact.power_rate")

THEOREM = Theorem(
    id="complexity.power_rate_with_errors",
    title="iterations until the gap under gradient errors is below a tolerance",
    kind="theorem",
    claim="C3",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(limit, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * ((Max(0, START - limit) / (tol - limit)) ** (1 / c) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    proof.combine("denominator_positive", lt(0, G + eps), {lt(0, G): 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    solve_power(proof, THEOREM, RATE, Max(0, START - limit), c, limit=limit)


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
