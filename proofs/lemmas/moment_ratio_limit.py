"""How large a coordinate of Adam's direction can be after any number of steps (theory notes, section 2).

An upper bound on all R_k: that bias correction does not exceed it is an inequality of means.
"""

from sympy import Abs, Sum, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, beta2, function, j, k
from amgt_theory.theorem import Theorem

m, v, g = (function(name, "natural") for name in "mvg")
RATIO = beta1**2 / beta2
SCALE = (1 - beta1) ** 2 / (1 - beta2)
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
SERIES = 1 + Sum(RATIO**j, (j, 1, k))
SQUARED = SCALE / (1 - RATIO)
MOMENT, SECOND_MOMENT = m(k + 1), v(k + 1) / CORRECTED_SQUARES
x, y, R, root = (Real(name) for name in "x y R root".split())

THEOREM = Theorem(
    id="lemmas.moment_ratio_limit",
    title="a coordinate of m^ is at most R sqrt(v^) at any time",
    kind="lemma",
    source="theory notes, section 2, moment_ratio",
    setting=(
        ("first_moment_start", eq(m(0), 0)),
        ("first_moment", ForAll((k,), eq(m(k + 1), beta1 * m(k) + (1 - beta1) * g(k)))),
        ("second_moment_start", eq(v(0), 0)),
        ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k) ** 2))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, beta2), lt(beta2, 1), lt(beta1**2, beta2)),
    where=((R, sqrt(SQUARED)),),
    over=(k,),
    quantity=Abs(MOMENT) / CORRECTED,
    bound=R,
    per=sqrt(SECOND_MOMENT),
    notes="About 7.27 for beta1 = 0.9, beta2 = 0.999. The limit of the bounds of moment_ratio; no smaller "
    "constant will do (moment_ratio_attained, and moment_ratio_factorial for beta1 = 0).",
)


def derive(proof: Proof) -> None:
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    proof.combine("ratio_below", lt(0, 1 - RATIO), {lt(beta1**2, beta2): 1 / beta2})
    proof.combine("squared_nonnegative", le(0, SQUARED), {}, SQUARED)
    ratio_squared = proof.cite("lemmas.root_squared", {x: SQUARED, y: R})
    proof.cite("lemmas.root_squared", {x: SQUARED, y: R}, conclusion=1)
    _powers(proof)
    squares = proof.cite("lemmas.moment_square", why="the moments before bias correction")
    nonnegative = proof.cite("lemmas.moment_square", conclusion=1)
    with proof.fix("ratio", k, why="corrected, and as roots") as inner:
        _correction(inner)
        positive = inner.use(nonnegative, {})
        inner.combine("second_moment_nonnegative", le(0, SECOND_MOMENT), {positive: 1 / CORRECTED_SQUARES})
        inner.define(root, sqrt(SECOND_MOMENT))
        root_squared = inner.cite("lemmas.root_squared", {x: SECOND_MOMENT, y: root})
        inner.cite("lemmas.root_squared", {x: SECOND_MOMENT, y: root}, conclusion=1)
        inner.combine(
            "squares_here",
            le(MOMENT**2, (R * root * CORRECTED) ** 2),
            {
                squares: 1,
                "corrections": SCALE * v(k + 1) / ((1 - RATIO) * CORRECTED_SQUARES),
                ratio_squared: -(root**2) * CORRECTED**2,
                root_squared: -SQUARED * CORRECTED**2,
            },
        )
        inner.combine("product_nonnegative", le(0, R * root * CORRECTED), {}, R * root * CORRECTED)
        bounded = inner.cite("lemmas.abs_bound", {x: MOMENT, y: R * root * CORRECTED})
        inner.combine("there", le(THEOREM.quantity, R * THEOREM.per), {bounded: 1 / CORRECTED, "definition_root": R})


def _powers(proof: Proof) -> None:
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        with proof.induction(k, {f"{name}_power": le(beta**k, 1)}) as (_, step):
            step.combine("next", le(beta ** (k + 1), 1), {f"{name}_power": beta, lt(beta, 1): 1})
    with proof.induction(k, {"geometric": eq((1 - RATIO) * SERIES, 1 - RATIO ** (k + 1))}) as (_, step):
        step.combine("next", eq((1 - RATIO) * SERIES.subs(k, k + 1), 1 - RATIO ** (k + 2)), {"geometric": 1})
    with proof.induction(k, {"products": eq(RATIO**k * beta2**k, beta1 ** (2 * k))}) as (_, step):
        step.combine("next", eq(RATIO ** (k + 1) * beta2 ** (k + 1), beta1 ** (2 * k + 2)), {"products": beta1**2})


def _correction(proof: Proof) -> None:
    """(1 - r^n) (1 - beta2^n) <= (1 - beta1^n)^2, because r^n beta2^n = beta1^(2n)."""
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.combine(f"{name}_corrected", lt(0, 1 - beta ** (k + 1)), {f"{name}_power": beta, lt(beta, 1): 1})
    one, other, mean = RATIO ** (k + 1), beta2 ** (k + 1), beta1 ** (k + 1)
    product = proof.use("products", {k: k + 1})
    means = proof.combine(
        "means",
        le(2 * mean, one + other),
        {product: -4},
        (one - other) ** 2,
        multiplier=one + other + 2 * mean,
        why="the inequality of the means",
    )
    proof.combine(
        "corrections",
        le((1 - RATIO) * SERIES * CORRECTED_SQUARES, CORRECTED**2),
        {means: 1, "geometric": CORRECTED_SQUARES, product: 1},
        why="so correction does not raise the bound",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
