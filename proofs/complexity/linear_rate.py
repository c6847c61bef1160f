"""How many iterations linear_rate needs for a tolerance (theory notes, section 8): the rate solved for k."""

from sympy import Lambda, Min, Rational, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.iteration_laws import CONSTANT, V, amgt, lyapunov
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    G, L, Real, a, alpha, beta1, beta2, eps, f, f_star, gap0, k, mu, n, rho, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

tol = Real("tol")
START = (1 + beta1**2) * gap0
GAIN = Min(1, tau / G)
STEP_CONDITION = le(2 * L * alpha, eps * (1 - beta1) ** 2)

THEOREM = Theorem(
    id="complexity.linear_rate",
    title="iterations until the gap of linear_rate is below a tolerance",
    kind="theorem",
    source="theory notes, section 8, complexity.iterations",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(CONSTANT),
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
        lt(0, gap0),
        lt(0, tol),
        STEP_CONDITION,
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (rho, 1 - mu * alpha * GAIN / (G + eps)),
    ),
    quantity=k,
    bound=log(START / tol) / -log(rho),
    notes="Every iteration k whose gap exceeds tol is at most this: from the next one on the gap is below tol.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("start_positive", lt(0, START), {}, START)
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    proof.combine("denominator_positive", lt(0, G + eps), {"G_positive": 1, lt(0, eps): 1})
    _factor(proof)
    rate = proof.cite("strongly_convex.linear_rate", {V: Lambda(n, lyapunov(n, CONSTANT))}, why="the rate")
    X, Y = Real("x"), Real("y")
    with proof.induction(n, {"positive": lt(0, rho**n), "log_power": eq(log(rho**n), n * log(rho))}) as (base, step):
        base.law("log_exp", 0)
        step.combine("next_positive", lt(0, rho ** (n + 1)), {"positive": rho})
        product = step.cite("lemmas.log_product", {X: rho**n, Y: rho})
        step.combine("next", eq(log(rho ** (n + 1)), (n + 1) * log(rho)), {product: 1, "log_power": 1})
    power = proof.use("log_power", {n: k}, why="the logarithm of the rate is linear in k")
    proof.use("positive", {n: k})
    proof.combine("above", le(tol, START * rho**k), {"not_yet": 1, rate: 1})
    logarithms = proof.cite("lemmas.log_monotone", {X: tol, Y: START * rho**k})
    split = proof.cite("lemmas.log_product", {X: START, Y: rho**k})
    quotient = proof.cite("lemmas.log_quotient", {X: START, Y: tol})
    proof.combine(
        "iterations",
        le(k, THEOREM.bound),
        {logarithms: 1, split: 1, power: 1, quotient: -1},
        multiplier=-log(rho),
        why="so the gap exceeds tol so long at most",
    )


def _factor(proof: Proof) -> None:
    """0 < rho < 1."""
    shrinks = proof.law("min_left", 1, tau / G)
    proof.combine(
        "rho_positive",
        lt(0, rho),
        {
            "definition_rho": -(G + eps),
            shrinks: mu * alpha,
            le(mu, L): alpha,
            STEP_CONDITION: Rational(1, 2),
            lt(beta1, 1): eps * beta1 / 2,
            "G_positive": 1,
        },
        eps * (1 + beta1) / 2,
        multiplier=G + eps,
    )
    tangent = proof.cite("lemmas.log_bound", {Real("x"): rho})
    proof.combine("shrinking", lt(0, mu * alpha * GAIN / (G + eps)), {}, mu * alpha * GAIN / (G + eps))
    proof.combine("log_negative", lt(0, -log(rho)), {tangent: 1, "definition_rho": 1, "shrinking": 1})


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, gap_of, pl_problems, runs

    def model(draw):
        run = draw(runs(pl_problems(), powers=(0,)))
        part = drawing.between(draw, Fraction(1, 2), Fraction(1), open_high=True)
        return {**run, k: drawing.natural(draw, run["steps"]), "part": part}

    def compute(values, ar):  # a tolerance just below the gap at iteration k
        return {tol: ar.lower(ar.number(values["part"]) * gap_of(values, ar, values["k"]))}

    return TrajectoryCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
