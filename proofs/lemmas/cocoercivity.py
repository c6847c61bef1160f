"""Interpolation of strongly convex smooth functions: how far gradients point along differences of points."""

from sympy import Lambda

from amgt_theory.derivation import Fact, Proof
from amgt_theory.function_classes import DESCENT_LEMMA, STRONGLY_CONVEX
from amgt_theory.language import le, lt
from amgt_theory.symbols import At, L, Natural, gradient, i, mu, over_coordinates, y, z
from amgt_theory.theorem import Theorem

often = Natural("often")
APART = z[i] - y[i]
BEYOND = At(gradient(z), i) - At(gradient(y), i) - mu * APART
SIZE, ALONG = over_coordinates(BEYOND**2), over_coordinates(BEYOND * APART)

THEOREM = Theorem(
    id="lemmas.cocoercivity",
    title="the gradient of a strongly convex smooth function is cocoercive",
    kind="lemma",
    source="Nesterov (2018), theorem 2.1.12; used in theory notes, section 3",
    setting=(*DESCENT_LEMMA, *STRONGLY_CONVEX),
    assumptions=(le(mu, L),),
    quantity=SIZE,
    bound=(L - mu) * ALONG,
    also=(le(0, ALONG),),
    tight=True,
    notes="With u = grad f(z) - grad f(y) - mu (z - y): |u|^2 <= (L - mu) <u, z - y>.",
)


def derive(proof: Proof) -> None:
    convex, turned = proof.use("strong_convexity", {}), proof.use("strong_convexity", {y: z, z: y})
    monotone = proof.combine("monotone", le(0, ALONG), {convex: 1, turned: 1}, why="the gradient is monotone")
    goal = le(THEOREM.quantity, THEOREM.bound)
    with proof.cases("order", L, mu, goal) as (equal, apart):
        with equal.fix("repeated", often) as inner:
            bound = _interpolate(inner, often)
            squares = inner.summed("squares", le(0, BEYOND**2), {}, BEYOND**2)
            weights = {bound: 1, "order": often**2 * SIZE}
            inner.combine("bounded", le(often * (2 * SIZE), ALONG), weights, signs=[squares])
        vanishing = equal.law("archimedes", 2 * SIZE, ALONG, why="for L = mu, for every t, so u = 0")
        equal.combine("there", goal, {vanishing: 1, le(mu, L): 2 * ALONG}, multiplier=2, signs=[monotone])
        apart.combine("difference", lt(0, L - mu), {"order": 1})
        bound = _interpolate(apart, 1 / (L - mu))
        apart.combine("there", goal, {bound: L - mu}, why="for t = 1/(L - mu)")


def _interpolate(proof: Proof, t) -> Fact:
    """Convexity from one point and smoothness from the other meet at distance t u from the second; both ways round."""
    weights = {}
    for anchor, base, sign in ((y, z, 1), (z, y, -1)):
        between = Lambda(i, base[i] - sign * t * BEYOND)
        weights[proof.use("strong_convexity", {y: anchor, z: between})] = 1
        weights[proof.use("descent_lemma", {y: base, z: between})] = 1
    return proof.combine(
        "interpolated",
        le((2 * t - (L - mu) * t**2) * SIZE, ALONG),
        weights,
        why="convexity from one point and smoothness from the other meet at t u from it; both ways round",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
