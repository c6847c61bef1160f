"""The distance form of sharp_exponent: |x_k - x*| = O(k^-c), not only O(k^(-c/2)) (theory notes, section 3)."""

from sympy import Min, Rational, exp, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.function_classes import MINIMIZER, SMOOTH, STRONGLY_CONVEX
from amgt_theory.iteration_laws import HARMONIC, HYPERPARAMETERS, amgt
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import (
    At, G, H, L, Real, alpha, beta1, c, eps, f, f_star, gap0, i, k, k0, mu, over_coordinates, tau, x, x_star, y,
)  # fmt: skip
from amgt_theory.theorem import Theorem

C = Real("C")
START = (1 + beta1**2 * (1 - beta1) / sqrt(2)) * gap0


THEOREM = Theorem(
    id="strongly_convex.sharp_distance",
    title="the squared distance to the minimizer decays with twice the exponent of power_rate",
    kind="theorem",
    claim="C1",
    verdict="corrects",
    source="theory notes, section 3, strongly_convex.sharp_exponent",
    setting=(*SMOOTH, *STRONGLY_CONVEX, *MINIMIZER, *amgt(HARMONIC), ("gap", eq(gap0, f(x(0)) - f_star))),
    assumptions=(
        lt(0, mu),
        le(mu, L),
        lt(0, alpha),
        *HYPERPARAMETERS,
        le(0, k0),
        lt(0, gap0),
        le(8 * L * alpha, eps * (1 - beta1) ** 3 * (k0 + 1)),
    ),
    where=(
        (G, sqrt(2 * L * (1 + beta1**2) * gap0)),
        (c, mu * alpha * Min(1, tau / G) / (G + eps)),
        (H, alpha / (eps * (1 - beta1))),
        (C, 3 * c * sqrt(L * H) / ((1 - beta1) * sqrt(k0 + Rational(1, 2)))),
    ),
    over=(k,),
    quantity=over_coordinates((At(x(k), i) - x_star[i]) ** 2),
    bound=2 * START / mu * exp(C) * ((k0 + 1) / (k + k0 + 1)) ** (2 * c),
    notes="So the distance itself is O(k^-c). Constant threshold tau: clip, norm clip or none; AMSGrad on or off; bias "
    "correction on.",
)


def derive(proof: Proof) -> None:
    with proof.fix("growth", y, why="a strongly convex function grows quadratically around its minimizer") as inner:
        inner.cite("lemmas.quadratic_growth", {gap0: f(y) - f_star})
    with proof.fix("bounded_below", y) as inner:
        squares = inner.summed("squares", le(0, (y[i] - x_star[i]) ** 2), {}, (y[i] - x_star[i]) ** 2)
        inner.combine("floor", le(f_star, f(y)), {"growth": mu / 2, squares: mu / 2})
    with proof.fix("pl", y, why="and satisfies the PL inequality") as inner:
        inner.cite("lemmas.pl", {gap0: f(y) - f_star})
    rate = proof.cite("strongly_convex.sharp_exponent", why="so the gap decays")
    with proof.fix("distance", k, why="and the squared distance with it") as inner:
        here = inner.use("growth", {y: x(k)})
        inner.combine("bound", le(THEOREM.quantity, THEOREM.bound), {here: 1, rate: 2 / mu})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
