"""How many iterations strongly_convex.sharp_distance needs for a tolerance (theory notes, section 8)."""

from sympy import Min, exp, sqrt

from amgt_theory.complexity import iterations_check, not_yet, rate, solve_power, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, a, alpha, beta1, c, eps, gap0, k, k0, mu, tau
from amgt_theory.theorem import Theorem

RATE = rate("strongly_convex.sharp_distance")
START = 2 / mu * (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0 * exp(Real("C"))

THEOREM = Theorem(
    id="complexity.sharp_distance",
    title="iterations until the squared distance to the minimizer is below a tolerance",
    kind="theorem",
    claim="C1",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * ((START / tol) ** (1 / (2 * c)) - 1),
    notes="Every iteration k with more than tol is at most this: from the next one on there is less.",
)


def derive(proof: Proof) -> None:
    inside = L * (1 + beta1**2) * gap0
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, inside), {}, inside)
    proof.cite("lemmas.root_double", {a: inside}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * Min(1, tau / G) / (G + eps))
    solve_power(proof, THEOREM, RATE, START, 2 * c)


def check():
    def squared_distance(values, ar):
        away = ar.sub(values["run"].x(values["k"]), ar.vector(values["f"].minimizer))
        return ar.dot(away, away)

    return iterations_check(THEOREM, RATE.id, squared_distance)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
