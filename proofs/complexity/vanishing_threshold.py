"""How many iterations a vanishing threshold costs (theory notes, section 8).

This is thresholding.vanishing_rate solved for k.
"""

from sympy import log

from amgt_theory.complexity import iterations_check, not_yet, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c, k, k0, q
from amgt_theory.theorem import Theorem

RATE = rate("thresholding.vanishing_rate")
M = Real("M")

THEOREM = Theorem(
    id="complexity.vanishing_threshold",
    title="iterations until the gap is below a tolerance, under a vanishing soft or hard threshold",
    kind="theorem",
    claim="C10 C12",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, q), lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(M / tol) ** (1 / (2 * q)) - k0 - 1,
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    span = k + k0 + 1
    decay = proof.cite("thresholding.vanishing_rate", why="the rate")
    proof.combine("above", lt(tol, M / span ** (2 * q)), {"not_yet": 1, decay: 1})
    unit = proof.law("exp_add", 2 * q * log(span), -2 * q * log(span))
    proof.combine("power", le(span ** (2 * q), M / tol), {"above": span ** (2 * q) / tol, unit: -M / tol})
    values = {Real("y"): span, c: 2 * q, Real("b"): M / tol}
    solved = proof.cite("lemmas.power_solved", values, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {solved: 1}, why="so the gap exceeds tol so long at most")


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
