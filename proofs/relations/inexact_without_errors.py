"""inexact.power_rate without errors is a rate of AMGT, with slightly larger constants (theory notes, section 4)."""

from sympy import Lambda, Max, Min, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import BOUNDED_BELOW, PL, SMOOTH
from amgt_theory.inexact_laws import START, error, g, limit, short_steps
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, amgt
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, L, Real, a, alpha, c, eps, eta, f, f_star, gap0, gradient, i, k, k0, mu,
    over_coordinates, tau, x,
)  # fmt: skip
from amgt_theory.theorem import Theorem

hole = Real("hole")
POWER = ((k0 + 1) / (k + k0 + 1)) ** c

THEOREM = Theorem(
    id="relations.inexact_without_errors",
    title="the rate under gradient errors, for errors 0, is one of the method without them",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute, and section 3, strongly_convex.power_rate",
    setting=(
        *SMOOTH,
        *PL,
        *BOUNDED_BELOW,
        *amgt(HARMONIC),
        ("gap", eq(gap0, f(x(0)) - f_star)),
    ),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        *short_steps(HARMONIC(1)),
    ),
    where=(
        (G, sqrt(2 * L * START)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
    ),
    over=(k,),
    quantity=f(x(k)) - f_star,
    bound=START * POWER,
    notes="Without momentum it is strongly_convex.power_rate, constants included, for steps up to twice as long. With "
    "momentum the start is (1+beta1) gap0 instead of (1+beta1^2) gap0.",
)


def derive(proof: Proof) -> None:
    proof.combine("L_positive", lt(0, L), {lt(0, mu): 1, le(mu, L): 1})
    proof.combine("inside_positive", lt(0, L * START), {}, L * START)
    proof.cite("lemmas.root_double", {a: L * START}, conclusion=1, name="G_positive")
    nothing = proof.define(limit, 0)
    proof.combine("limit_below", le(limit, START), {nothing: 1}, START)
    largest = proof.law("max_least", START, limit, START)
    same = proof.equal("largest", largest, proof.law("max_left", START, limit))
    root = proof.rewrite("root", same, hole, sqrt(2 * L * hole))
    proof.combine("enough", le(sqrt(2 * L * Max(START, limit)), G), {root: 1, "definition_G": -1})
    with proof.fix("oracle", k, i) as inner:
        inner.combine("here", eq(At(gradient(x(k)), i), At(gradient(x(k)), i)), {})
    with proof.fix("error_bound", k) as inner:
        inner.combine("here", le(over_coordinates(0), 0), {})
    values = {eta: 0, g: Lambda(k, gradient(x(k))), error: Lambda(k, Lambda(i, 0))}
    rate = proof.cite("inexact.power_rate", values, why="with errors 0 the neighbourhood is the minimum")
    proof.combine("rest_below", le(START - limit, START), {nothing: -1})
    proof.combine("start_nonnegative", le(0, START), {}, START)
    excess = proof.law("max_least", 0, START - limit, START)
    with proof.fix("rate", k) as inner:
        inner.combine("here", le(f(x(k)) - f_star, THEOREM.bound), {rate: 1, nothing: 1, excess: POWER})


def check():
    from fractions import Fraction

    from amgt_theory.checking import TrajectoryCheck
    from amgt_theory.strategies import drawing, pl_problems, runs

    def model(draw):
        momentum = drawing.pick(draw, (False, True))
        share = Fraction(1, 4) if momentum else 1
        return draw(runs(pl_problems(), share=share, momentum=momentum))

    return TrajectoryCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
