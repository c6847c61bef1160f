"""How many iterations sharp_exponent needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Min, exp, sqrt

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, a, alpha, beta1, c, eps, gap0, k, k0, mu, tau
from amgt_theory.theorem import Theorem

RATE = rate("strongly_convex.sharp_exponent")
C = Real("C")
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0
GAIN = Min(1, tau / G)

THEOREM = Theorem(
    id="complexity.sharp_exponent",
    title="iterations until the gap of sharp_exponent is below a tolerance",
    kind="theorem",
    claim="C1",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * ((START * exp(C) / tol) ** (1 / (2 * c)) - 1),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    inside = L * (1 + beta1**2) * gap0
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, inside), {}, inside)
    proof.cite("lemmas.root_double", {a: inside}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    solve_power(proof, THEOREM, RATE, START * exp(C), 2 * c)


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
