"""No linear rate with a harmonic step (theory notes, section 3): the abstract's "linear convergence" is refuted.

The witness is AMGT itself on f = mu x^2/2 with beta1 = 0 and no threshold: its gap is at least a squared product of
factors 1 - c/(j+k0), and no C Q^k with Q < 1 stays above that.
"""

from sympy import Product, sqrt

from amgt_theory.derivation import Proof, Taken
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Natural, Real, alpha, eps, function, gap0, j, k, k0, mu, n
from amgt_theory.theorem import Theorem

X, W = function("X", "natural"), function("W", "natural")
C, Q, K = Real("C"), Real("Q"), Natural("K")
CURVATURE = mu * alpha / eps


def gap(step):
    return mu * X(step) ** 2 / 2


def product(last):
    return Product(1 - CURVATURE / (j + k0), (j, 1, last))


CLAIM = ForAll((k,), le(gap(k), C * Q**k))

THEOREM = Theorem(
    id="refute.linear_rate",
    title="a harmonic step has no linear rate",
    kind="refutation",
    claim="C2",
    verdict="refutes",
    source="theory notes, section 3, refute.linear_rate",
    setting=(
        ("second_moment_nonnegative", ForAll((k,), le(0, W(k)))),
        ("step", ForAll((k,), eq(X(k + 1), X(k) - alpha / (k + 1 + k0) * mu * X(k) / (sqrt(W(k + 1)) + eps)))),
        ("gap", eq(gap0, gap(0))),
    ),
    assumptions=(
        lt(0, mu),
        lt(0, alpha),
        lt(0, eps),
        le(0, k0),
        lt(mu * alpha, eps * (k0 + 1)),
        lt(0, gap0),
    ),
    over=(k,),
    quantity=gap(k),
    bound=gap0 * product(k) ** 2,
    direction="lower",
    also=(ForAll((C, Q), le(1, 0), (lt(0, Q), lt(Q, 1), CLAIM)),),
    notes="X is the iterate on f = mu x^2/2 in one dimension, W the second moment in its denominator: with beta1 = 0 "
    "and no threshold the momentum is the gradient mu X. The witness needs mu alpha/eps < k0 + 1.",
)


def derive(proof: Proof) -> None:
    _one_step(proof)
    _lower_bound(proof)
    with proof.fix(
        "refuted",
        C,
        Q,
        assume={"Q_positive": lt(0, Q), "Q_below": lt(Q, 1), "claimed": CLAIM},
        conclusion=le(1, 0),
        why="so a claimed bound C Q^k contradicts itself",
    ) as claim:
        _refutation(claim)


def _one_step(proof: Proof) -> None:
    """gap_{k+1} >= (1 - c/(k+1+k0))^2 gap_k with c = mu alpha/eps."""
    factor = 1 - CURVATURE / (k + 1 + k0)
    with proof.fix("factor_positive", k) as inner:
        inner.combine(
            "positive", lt(0, factor), {lt(mu * alpha, eps * (k0 + 1)): 1}, eps * k, multiplier=eps * (k + 1 + k0)
        )
    with proof.fix("one_step", k, why="a step shrinks the gap by at most (1 - c/(k+1+k0))^2") as inner:
        inner.use("factor_positive", {})
        inner.use("second_moment_nonnegative", {k: k + 1})
        root = sqrt(W(k + 1))
        shrink = 1 - mu * alpha / ((k + 1 + k0) * (root + eps))
        slower = inner.combine(
            "slower", le(factor, shrink), {}, mu * alpha * root, multiplier=(k + 1 + k0) * eps * (root + eps)
        )
        inner.combine("shrink_positive", lt(0, shrink), {slower: 1, "factor_positive_1": 1})
        inner.combine("sum_positive", lt(0, shrink + factor), {"shrink_positive": 1, "factor_positive_1": 1})
        inner.combine(
            "gap_below",
            le(factor**2 * gap(k), gap(k + 1)),
            {slower: mu * X(k) ** 2 / 2 * (shrink + factor), "step": None},
        )


def _lower_bound(proof: Proof) -> None:
    with proof.induction(
        k, {"positive": lt(0, gap(k)), "lower": le(gap0 * product(k) ** 2, gap(k))}, why="hence a lower bound for all k"
    ) as (base, step):
        base.combine("start", lt(0, gap(0)), {lt(0, gap0): 1, "gap": 1})
        base.combine("start_bound", le(gap0 * product(0) ** 2, gap(0)), {"gap": 1})
        factor = 1 - CURVATURE / (k + 1 + k0)
        step.use("factor_positive", {})
        here = step.use("one_step", {})
        step.combine("next_positive", lt(0, gap(k + 1)), {here: 1, "positive": factor**2})
        step.combine("next", le(gap0 * product(k + 1) ** 2, gap(k + 1)), {here: 1, "lower": factor**2})


def _refutation(claim: Proof) -> None:
    late = 4 * CURVATURE / (1 - Q)
    ratio = (1 + Q) / 2
    claim.combine("one_less", lt(0, 1 - Q), {"Q_below": 1})
    with claim.fix("never_late", K) as inner, inner.cases("late", K, late, le(K, late)) as (_, after):
        _contradiction(after, late, ratio)
        after.combine("anything", le(K, late), {"contradiction": K}, late)
    limit = claim.law("archimedes", 1, late)
    claim.combine("absurd", le(1, 0), {limit: 1})


def _contradiction(after: Proof, late, ratio) -> None:
    """From step K on the gap shrinks by less than (1+Q)/2 a step, so it outgrows C Q^k."""
    with after.fix("slow", n) as inner:
        inner.use("factor_positive", {k: K + n})
        inner.use("positive", {k: K + n})
        span = K + n + 1 + k0
        small = inner.combine(
            "small",
            le(ratio, 1 - 2 * CURVATURE / span),
            {"late": (1 - Q) / 2},
            (1 - Q) / 2 * (n + 1 + k0),
            multiplier=span,
        )
        inner.combine(
            "slow",
            le(ratio * gap(K + n), gap(K + n + 1)),
            {Taken("one_step", {k: K + n}): 1, small: gap(K + n), "positive_1": CURVATURE**2 / span**2},
        )
    with after.induction(
        n,
        {
            "geometric": le(ratio**n * gap(K), gap(K + n)),
            "bernoulli": le(Q**n * (Q + n * (1 - Q) / 2), Q * ratio**n),
        },
        why="after step K the gap is at least ((1+Q)/2)^n gap_K, and ((1+Q)/2)^n Q >= Q^n (Q + n (1-Q)/2)",
    ) as (_, step):
        step.combine("next", le(ratio ** (n + 1) * gap(K), gap(K + n + 1)), {"slow": 1, "geometric": ratio})
        step.combine(
            "next_bernoulli",
            le(Q ** (n + 1) * (Q + (n + 1) * (1 - Q) / 2), Q * ratio ** (n + 1)),
            {"bernoulli": ratio},
            Q**n * n * (1 - Q) ** 2 / 4,
        )
    start = after.use("positive", {k: K})
    growth, ceiling = (1 - Q) / 2 * gap(K), Q * C * Q**K - Q * gap(K)
    with after.fix("bounded_growth", n) as inner:
        inner.use("positive", {k: K})
        inner.combine(
            "bounded",
            le(n * growth, ceiling),
            {Taken("claimed", {k: K + n}): Q, "geometric": Q, "bernoulli": gap(K)},
            multiplier=Q**n,
        )
    after.combine("growth_positive", lt(0, growth), {start: (1 - Q) / 2})
    flat = after.law("archimedes", growth, ceiling)
    after.combine("contradiction", le(1, 0), {flat: 1}, multiplier=growth)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
