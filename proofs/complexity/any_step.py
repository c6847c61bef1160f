"""How many iterations any_step needs for a tolerance (theory notes, section 8): transient and rate solved for k."""

from sympy import Max, Min

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, a, alpha, beta1, c, eps, k, k0, mu, tau
from amgt_theory.theorem import Theorem

RATE = rate("strongly_convex.any_step")
T, peak = Real("T"), Real("peak")
FACTOR = 1 + beta1**2 * Max(1, 4 * (1 - beta1))
START = FACTOR * peak

THEOREM = Theorem(
    id="complexity.any_step",
    title="iterations until the gap of any_step is below a tolerance, for every alpha and k0",
    kind="theorem",
    claim="C6",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(T + 1) * (START / tol) ** (1 / c) - k0 - 1,
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    power = ((T + 1) / (k + k0 + 1)) ** c
    decay = proof.cite(RATE.id)
    above = proof.combine("above", lt(tol, START * power), {"not_yet": 1, decay: 1})
    proof.combine("peak_positive", lt(0, peak), {above: 1, lt(0, tol): 1}, multiplier=FACTOR * power)
    _exponent(proof)
    largest = proof.law("max_left", k0 + 1, 2 * L * alpha / (eps * (1 - beta1) ** 2))
    proof.combine("end_positive", lt(0, T + 1), {largest: 1, "definition_T": -1}, k0 + 2)
    solve_power(proof, THEOREM, RATE, START, c, first=T + 1)


def _exponent(proof: Proof) -> None:
    """0 < c."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * Min(1, tau / G) / (G + eps))


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
