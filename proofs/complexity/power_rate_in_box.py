"""How many iterations power_rate in a box needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Min, sqrt

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, alpha, c, eps, k, k0, mu, tau
from amgt_theory.theorem import Theorem

RATE = rate("constrained.power_rate")
V0 = Real("V0")

THEOREM = Theorem(
    id="complexity.power_rate_in_box",
    title="iterations in a box until the gap is below a tolerance",
    kind="theorem",
    claim="C9",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * ((V0 / tol) ** (1 / c) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    power = ((k0 + 1) / (k + k0 + 1)) ** c
    decay = proof.cite(RATE.id)
    above = proof.combine("above", lt(tol, V0 * power), {"not_yet": 1, decay: 1})
    proof.combine("V0_positive", lt(0, V0), {above: 1, lt(0, tol): 1}, multiplier=power)
    _exponent(proof)
    solve_power(proof, THEOREM, RATE, V0, c)


def _exponent(proof: Proof) -> None:
    """0 < c."""
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, L * V0), {}, L * V0)
    root = proof.cite("lemmas.root_double", {Real("a"): L * V0, G: sqrt(2 * L * V0)}, conclusion=1)
    proof.combine("G_positive", lt(0, G), {"definition_G": -1, root: 1}, Real("slope_star"))
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * Min(1, tau / G) / (G + eps))


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
