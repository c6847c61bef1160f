"""How many iterations a step alpha/(k+k0)^p needs for a small gradient (theory notes, section 8)."""

from sympy import Min

from amgt_theory.complexity import iterations_check, not_yet, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, alpha, beta1, c, eps, gap0, k, k0, p, tau
from amgt_theory.theorem import Theorem

RATE = rate("nonconvex.stationarity_power")
GAIN = Min(1, tau / G)
TOTAL = 2 * (1 + beta1**2) * gap0 * (G + eps) / (alpha * GAIN * tol)

THEOREM = Theorem(
    id="complexity.stationarity_power",
    title="iterations of a step alpha/(k+k0)^p until some squared gradient is below a tolerance",
    kind="theorem",
    claim="C4",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=((k0 + 1) ** (1 - p) + (1 - p) * TOTAL) ** (1 / (1 - p)) - k0 - 1,
    notes="least(k), the least of the first k squared gradients, exceeds tol for no larger k.",
)


def derive(proof: Proof) -> None:
    span = k + k0 + 1
    integral = (span ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)
    start = (1 + beta1**2) * gap0
    proof.combine("inside_positive", lt(0, L * start), {}, L * start)
    proof.cite("lemmas.root_double", {Real("a"): L * start}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    positive = proof.use(proof.cite("lemmas.power_sum", conclusion=1), {})
    proof.combine("growing", lt(0, span ** (1 - p) - (k0 + 1) ** (1 - p)), {positive: 1 - p})
    proof.combine("integral_positive", lt(0, integral / tol), {positive: 1 / tol})
    decay = proof.cite("nonconvex.stationarity_power", why="the rate")
    proof.combine("above", lt(tol, RATE.bound), {"not_yet": 1, decay: 1})
    below = proof.combine("below", le(integral, TOTAL), {"above": integral / tol})
    reached = (k0 + 1) ** (1 - p) + (1 - p) * TOTAL
    proof.combine("reached", le(span ** (1 - p), reached), {below: 1 - p})
    values = {Real("y"): span, c: 1 - p, Real("b"): reached}
    solved = proof.cite("lemmas.power_solved", values, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {solved: 1}, why="so all gradients exceed tol so long at most")


def check():
    from amgt_theory.strategies import least_squares_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: least_squares_of(values, ar)(values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
