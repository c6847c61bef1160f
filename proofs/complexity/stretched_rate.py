"""How many iterations stretched_rate needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Lambda, Min, exp, log

from amgt_theory.complexity import iterations_check, not_yet, rate, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, a, alpha, beta1, c, eps, gap0, k, k0, mu, p, tau
from amgt_theory.theorem import Theorem

RATE = rate("strongly_convex.stretched_rate")
START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
SCHEDULE = Lambda(k, alpha / (k + k0) ** p)
REACHED = (k0 + 1) ** (1 - p) + (1 - p) * log(START / tol) / c

THEOREM = Theorem(
    id="complexity.stretched_rate",
    title="iterations until the gap of stretched_rate is below a tolerance",
    kind="theorem",
    source="theory notes, section 8, complexity.iterations",
    setting=(*RATE.setting, *not_yet(RATE)),
    assumptions=(*RATE.assumptions, lt(0, tol)),
    where=RATE.where,
    quantity=k,
    bound=REACHED ** (1 / (1 - p)) - k0 - 1,
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("start_positive", lt(0, START), {}, START)
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, mu * alpha * GAIN / (G + eps))
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    decay = proof.cite("strongly_convex.stretched_rate", why="the rate")
    X, Y, span = Real("x"), Real("y"), k + k0 + 1
    spent = -c * (span ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)
    proof.combine("above", le(tol, START * exp(spent)), {"not_yet": 1, decay: 1})
    logarithms = proof.cite("lemmas.log_monotone", {X: tol, Y: START * exp(spent)})
    split = proof.cite("lemmas.log_product", {X: START, Y: exp(spent)})
    exponent = proof.law("log_exp", spent)
    quotient = proof.cite("lemmas.log_quotient", {X: START, Y: tol})
    weight = (1 - p) / c
    proof.combine(
        "reached",
        le(span ** (1 - p), REACHED),
        {logarithms: weight, split: weight, exponent: weight, quotient: -weight},
        why="the logarithm of the rate is linear in (k+k0+1)^(1-p)",
    )
    solved = proof.cite("lemmas.power_solved", {Y: span, c: 1 - p, Real("b"): REACHED}, why="solved for k + k0 + 1")
    proof.combine("iterations", le(k, THEOREM.bound), {solved: 1}, why="so the gap exceeds tol so long at most")


def check():
    from amgt_theory.strategies import gap_of

    return iterations_check(THEOREM, RATE.id, lambda values, ar: gap_of(values, ar, values["k"]))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
