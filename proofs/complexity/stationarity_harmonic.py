"""How many iterations a harmonic step needs for a small gradient (theory notes, section 8)."""

from sympy import Min, exp, log

from amgt_theory.complexity import iterations_check, not_yet, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, alpha, beta1, eps, gap0, k, k0, tau
from amgt_theory.theorem import Theorem

RATE = rate("nonconvex.stationarity_harmonic")
GAIN = Min(1, tau / G)
TOTAL = 2 * (1 + beta1**2) * gap0 * (G + eps) / (alpha * GAIN * tol)

THEOREM = Theorem(
    id="complexity.stationarity_harmonic",
    title="iterations of a harmonic step until some squared gradient is below a tolerance",
    kind="theorem",
    claim="C4",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=(k0 + 1) * (exp(TOTAL) - 1),
    notes="least(k), the least of the first k squared gradients, exceeds tol for no larger k.",
)


def derive(proof: Proof) -> None:
    span = k + k0 + 1
    logarithm = log(span / (k0 + 1))
    start = (1 + beta1**2) * gap0
    proof.combine("inside_positive", lt(0, L * start), {}, L * start)
    proof.cite("lemmas.root_double", {Real("a"): L * start}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    late = proof.cite("lemmas.log_lower", {Real("x"): span / (k0 + 1)})
    proof.combine("logarithm_positive", lt(0, logarithm), {late: 1, le(1, k): 1 / span}, 1 / span)
    decay = proof.cite("nonconvex.stationarity_harmonic", why="the rate")
    proof.combine("above", lt(tol, RATE.bound), {"not_yet": 1, decay: 1})
    proof.combine("below", le(logarithm, TOTAL), {"above": logarithm / tol})
    values = {Real("x"): k0 + 1, Real("y"): span, Real("b"): TOTAL}
    solved = proof.cite("lemmas.log_solved", values, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {solved: 1}, why="so all gradients exceed tol so long at most")


def check():
    from amgt_theory.strategies import least_squares_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: least_squares_of(values, ar)(values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
