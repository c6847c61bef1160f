"""How many iterations stretched_rate needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Lambda, Min, exp, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import V, amgt, lyapunov
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, a, alpha, beta1, beta2, c, eps, f, f_star, gap0, k, k0, mu, n, p, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

tol = Real("tol")
START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
SCHEDULE = Lambda(k, alpha / (k + k0) ** p)
REACHED = (k0 + 1) ** (1 - p) + (1 - p) * log(START / tol) / c

THEOREM = Theorem(
    id="complexity.stretched_rate",
    title="iterations until the gap of stretched_rate is below a tolerance",
    kind="theorem",
    source="theory notes, section 8, complexity.iterations",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(SCHEDULE),
        ("gap", eq(gap0, f(x(0)) - f_star)),
        ("not_yet", lt(tol, f(x(k)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        le(0, beta1),
        lt(beta1, 1),
        le(0, beta2),
        lt(beta2, 1),
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        le(0, p),
        lt(p, 1),
        lt(0, gap0),
        lt(0, tol),
        le(2 * L * alpha, eps * (1 - beta1) ** 2 * (k0 + 1) ** p),
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * GAIN / (G + eps)),
    ),
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
    rate = proof.cite("strongly_convex.stretched_rate", {V: Lambda(n, lyapunov(n, SCHEDULE))}, why="the rate")
    X, Y, span = Real("x"), Real("y"), k + k0 + 1
    spent = -c * (span ** (1 - p) - (k0 + 1) ** (1 - p)) / (1 - p)
    proof.combine("above", le(tol, START * exp(spent)), {"not_yet": 1, rate: 1})
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
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, gap_of, pl_problems, runs

    def model(draw):
        run = draw(runs(pl_problems(), powers=(0, Fraction(1, 2))))
        part = drawing.between(draw, Fraction(1, 2), Fraction(1), open_high=True)
        return {**run, k: drawing.natural(draw, run["steps"]), "part": part}

    def compute(values, ar):  # a tolerance just below the gap at iteration k
        return {tol: ar.lower(ar.number(values["part"]) * gap_of(values, ar, values["k"]))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
