"""How many iterations a linear rate needs for a tolerance (theory notes, section 8)."""

from sympy import log

from amgt_theory.complexity import reached, tol
from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, function, k, n, rho
from amgt_theory.theorem import Theorem

e, limit, start = function("e", "natural"), Real("limit"), Real("start")

THEOREM = Theorem(
    id="complexity.iterations_linear",
    title="iterations until a linear rate is below a tolerance",
    kind="lemma",
    source="theory notes, section 8, complexity.iterations",
    setting=(("rate", le(e(k), limit + start * rho**k)), ("not_yet", lt(tol, e(k)))),
    assumptions=(lt(0, rho), lt(rho, 1), lt(limit, tol)),
    quantity=k,
    bound=log(start / (tol - limit)) / -log(rho),
    tight=True,
    notes="limit is 0 for a rate that ends in no neighbourhood. Every iteration k with more than tol is at most this.",
)


def derive(proof: Proof) -> None:
    x, y = Real("x"), Real("y")
    with proof.induction(n, {"positive": lt(0, rho**n), "log_power": eq(log(rho**n), n * log(rho))}) as (base, step):
        base.law("log_exp", 0)
        step.combine("next_positive", lt(0, rho ** (n + 1)), {"positive": rho})
        product = step.cite("lemmas.log_product", {x: rho**n, y: rho})
        step.combine("next", eq(log(rho ** (n + 1)), (n + 1) * log(rho)), {product: 1, "log_power": 1})
    power = proof.use("log_power", {n: k}, why="the logarithm of the rate is linear in k")
    proof.use("positive", {n: k})
    above = proof.combine("above", lt(tol - limit, start * rho**k), {"not_yet": 1, "rate": 1})
    proof.combine("start_positive", lt(0, start), {above: 1, lt(limit, tol): 1}, multiplier=rho**k)
    proof.combine("tolerance_positive", lt(0, tol - limit), {lt(limit, tol): 1})
    proof.combine("at_least", le(tol - limit, start * rho**k), {above: 1})
    tangent = proof.cite("lemmas.log_bound", {x: rho})
    proof.combine("log_negative", lt(0, -log(rho)), {tangent: 1, lt(rho, 1): 1})
    logarithms = proof.cite("lemmas.log_monotone", {x: tol - limit, y: start * rho**k})
    split = proof.cite("lemmas.log_product", {x: start, y: rho**k})
    quotient = proof.cite("lemmas.log_quotient", {x: start, y: tol - limit})
    weights = {logarithms: 1, split: 1, power: 1, quotient: -1}
    proof.combine(
        "iterations", le(k, THEOREM.bound), weights, multiplier=-log(rho), why="so it is above so long at most"
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        factor, part = (drawing.between(draw, Fraction(0), Fraction(1), open_low=True, open_high=True) for _ in "ab")
        numbers = {rho: factor, start: drawing.positive(draw), limit: drawing.signed(draw), "part": part}
        return {k: drawing.natural(draw), **numbers}

    def compute(values, ar):
        return reached(values, ar.number(values["rho"] ** values["k"]), ar)

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
