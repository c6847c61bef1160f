"""Without errors strongly_convex.power_rate is at least as good as inexact.power_rate with eta = 0."""

from sympy import Min, log, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import G, L, Real, Vector, a, alpha, beta1, c, eps, gap0, h_hi, i, k, k0, mu, square, tau
from amgt_theory.theorem import Theorem

deviation = Vector("deviation")
G_inexact, c_inexact = Real("G_inexact"), Real("c_inexact")
EXACT, INEXACT = (1 + beta1**2) * gap0, (1 + beta1) * gap0
RATIO = (k0 + 1) / (k + k0 + 1)


def exponent(bound):
    return mu * alpha * Min(1, tau / bound) / (bound + eps)


def weighted(factor):
    """What the deviation adds to the gap in a Lyapunov function; it is |m - g|^2 times a weight."""
    return factor * h_hi / (1 - beta1) * square(deviation)


THEOREM = Theorem(
    id="relations.exact_below_inexact",
    title="for errors 0 the exact rate, its Lyapunov function and its constants are below the inexact ones",
    kind="lemma",
    claim="C3",
    source="theory notes, section 4, inexact.absolute, and section 3, strongly_convex.power_rate",
    assumptions=(
        lt(0, mu),
        lt(0, L),
        lt(0, alpha),
        le(0, beta1),
        lt(beta1, 1),
        lt(0, eps),
        lt(0, tau),
        le(0, k0),
        lt(0, gap0),
        le(0, h_hi),
    ),
    where=(
        (G, sqrt(2 * L * EXACT)),
        (c, exponent(G)),
        (G_inexact, sqrt(2 * L * INEXACT)),
        (c_inexact, exponent(G_inexact)),
    ),
    over=(k,),
    quantity=EXACT * RATIO**c,
    bound=INEXACT * RATIO**c_inexact,
    also=(le(weighted(beta1**2), weighted(2 * beta1)), le(c_inexact, c)),
    notes="The bounds of strongly_convex.power_rate and, at eta = 0, of inexact.power_rate; what V and W add to the "
    "gap. Both contract by 1 - mu h_lo.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    squares = proof.summed("squares", le(0, deviation[i] ** 2), {}, deviation[i] ** 2)
    proof.combine(
        "lyapunov",
        THEOREM.also[0],
        {lt(beta1, 1): beta1 * h_hi / (1 - beta1) * square(deviation)},
        beta1 * h_hi / (1 - beta1) * square(deviation),
        signs=[squares],
        why="beta1^2 <= 2 beta1: V is below W",
    )
    start = proof.combine("start", le(EXACT, INEXACT), {lt(beta1, 1): beta1 * gap0}, why="and starts lower")
    _gradient_bounds(proof)
    _exponents(proof)
    with proof.fix("implied", k, why="so the bound is below too") as inner:
        span = k + k0 + 1
        quotient = inner.cite("lemmas.log_quotient", {Real("x"): k0 + 1, Real("y"): span})
        order = inner.cite("lemmas.log_monotone", {Real("x"): k0 + 1, Real("y"): span})
        inner.combine("decreasing", le(log(RATIO), 0), {quotient: 1, order: 1})
        exponents = inner.combine(
            "exponents", le(c * log(RATIO), c_inexact * log(RATIO)), {"exponents_ordered": -log(RATIO)}
        )
        faster = inner.cite("lemmas.exp_monotone", {Real("x"): exponents.formula.lhs, Real("y"): exponents.formula.rhs})
        inner.combine("here", le(THEOREM.quantity, THEOREM.bound), {faster: EXACT, start: RATIO**c_inexact})


def _gradient_bounds(proof: Proof) -> None:
    for name, symbol, value in (("exact", G, EXACT), ("inexact", G_inexact, INEXACT)):
        proof.combine(f"{name}_inside", lt(0, L * value), {}, L * value)
        for number, fact in enumerate((f"{name}_squared", f"{name}_positive")):
            proof.cite("lemmas.root_double", {G: symbol, a: L * value}, conclusion=number, name=fact)
        proof.combine(f"{name}_denominator", lt(0, symbol + eps), {f"{name}_positive": 1, lt(0, eps): 1})
    with proof.cases("order", G, G_inexact, le(G, G_inexact), why="G is smaller") as (_, larger):
        larger.combine("sum_positive", lt(0, G + G_inexact), {"exact_positive": 1, "inexact_positive": 1})
        larger.combine(
            "absurd",
            le(G, G_inexact),
            {"start": 2 * L, "exact_squared": 1, "inexact_squared": -1},
            multiplier=G + G_inexact,
        )


def _exponents(proof: Proof) -> None:
    wide, narrow = tau / G_inexact, tau / G
    ratio = proof.combine("ratio", le(wide, narrow), {"order": tau}, multiplier=G * G_inexact)
    proof.law("min_left", 1, wide)
    other = proof.law("min_left", wide, 1)
    proof.combine("below_ratio", le(Min(1, wide), narrow), {other: 1, ratio: 1})
    gains = proof.law("min_greatest", 1, narrow, Min(1, wide))
    reciprocals = proof.combine(
        "reciprocals", le(1 / (G_inexact + eps), 1 / (G + eps)), {"order": 1}, multiplier=(G + eps) * (G_inexact + eps)
    )
    proof.combine(
        "exponents_ordered",
        le(c_inexact, c),
        {
            "definition_c": -1,
            "definition_c_inexact": 1,
            gains: mu * alpha / (G + eps),
            reciprocals: mu * alpha * Min(1, wide),
        },
        why="and the exponent larger",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
