"""Gradients that grow by beta2/beta1 a step attain every bound of moment_ratio; R is the least that holds at any time.

Theory notes, section 2, moment_ratio: for them the inequality of Cauchy and Schwarz is an equality. For beta1 > 0; with
beta1 = 0 one sequence attains one of the bounds only, by a gradient after zeros (see moment_ratio_factorial).
"""

from sympy import Abs, Sum, sqrt

from amgt_theory.derivation import Fact, Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, beta2, function, j, k
from amgt_theory.theorem import Theorem

m, v, g = (function(name, "natural") for name in "mvg")
RATIO = beta1**2 / beta2
SCALE = (1 - beta1) ** 2 / (1 - beta2)
CORRECTED, CORRECTED_SQUARES = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
SERIES = 1 + Sum(RATIO**j, (j, 1, k))
SQUARED = SCALE * SERIES * CORRECTED_SQUARES / CORRECTED**2
LIMIT_SQUARED = SCALE / (1 - RATIO)
MOMENT, SECOND_MOMENT = m(k + 1), v(k + 1) / CORRECTED_SQUARES
x, y, C, R, growth, short, spread, root = (Real(name) for name in "x y C R growth short spread root".split())
BOUNDED = ForAll((k,), le(Abs(MOMENT) / CORRECTED, C * sqrt(SECOND_MOMENT)))

THEOREM = Theorem(
    id="lemmas.moment_ratio_attained",
    title="for gradients that grow by beta2/beta1, m^ is R_k sqrt(v^) at every k, and no constant below R bounds that",
    kind="lemma",
    source="theory notes, section 2, moment_ratio",
    setting=(
        ("first_moment_start", eq(m(0), 0)),
        ("first_moment", ForAll((k,), eq(m(k + 1), beta1 * m(k) + (1 - beta1) * g(k)))),
        ("second_moment_start", eq(v(0), 0)),
        ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k) ** 2))),
        ("gradients", ForAll((k,), eq(g(k), growth**k))),
    ),
    assumptions=(lt(0, beta1), lt(beta1, 1), lt(0, beta2), lt(beta2, 1), lt(beta1**2, beta2)),
    where=((growth, beta2 / beta1), (R, sqrt(LIMIT_SQUARED))),
    over=(k,),
    quantity=Abs(MOMENT) / CORRECTED,
    bound=sqrt(SQUARED),
    per=sqrt(SECOND_MOMENT),
    direction="exact",
    also=(ForAll((C,), le(R, C), (BOUNDED,)),),
    tight=True,
    notes="R is that of moment_ratio_limit, the bound that of moment_ratio: so R is the supremum, which these "
    "gradients approach.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta1_nonnegative", le(0, beta1), {lt(0, beta1): 1})
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    proof.combine("ratio_below", lt(0, 1 - RATIO), {lt(beta1**2, beta2): 1 / beta2})
    proof.combine("ratio_nonnegative", le(0, RATIO), {}, RATIO)
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        proof.cite("lemmas.correction_positive", {Real("beta"): beta}, conclusion=1, name=f"{name}_corrected")
    _moments(proof)
    _exact(proof)
    _least(proof)


def _moments(proof: Proof) -> None:
    following = SERIES.subs(k, k + 1)
    with proof.induction(k, {"series": eq(following, 1 + RATIO * SERIES)}) as (_, step):
        step.combine("next", eq(SERIES.subs(k, k + 2), 1 + RATIO * following), {"series": 1})
    with proof.induction(k, {"geometric": eq((1 - RATIO) * SERIES, 1 - RATIO ** (k + 1))}) as (_, step):
        step.combine("next", eq((1 - RATIO) * following, 1 - RATIO ** (k + 2)), {"geometric": 1})
    grown = proof.combine("grown", eq(beta1 * growth, beta2), {"definition_growth": beta1})
    last, scales = growth**k, {m: 1 - beta1, v: 1 - beta2}
    claims = {
        "moment": eq(m(k + 1), scales[m] * last * SERIES),
        "squares": eq(v(k + 1), scales[v] * last**2 * SERIES),
    }
    why = "the moments are multiples of the last gradient and of its square"
    with proof.induction(k, claims, why=why) as (base, step):
        value, start = base.use("gradients", {k: 0}), SERIES.subs(k, 0)
        for name, one, beta, power in (("first_moment", m, beta1, 1), ("second_moment", v, beta2, g(0) + 1)):
            update = {base.use(name, {k: 0}): 1, f"{name}_start": beta, value: scales[one] * power}
            base.combine(f"{name}_at_first", eq(one(1), scales[one] * start), update)
        value = step.use("gradients", {k: k + 1})
        after = {step.use("first_moment", {k: k + 1}): 1, "moment": beta1, value: scales[m]}
        step.combine(
            "next_moment",
            eq(m(k + 2), scales[m] * growth * last * following),
            {
                **after,
                "series": -scales[m] * growth * last,
                grown: -scales[m] * last * SERIES * beta1 / beta2,
            },
        )
        after = {
            step.use("second_moment", {k: k + 1}): 1,
            "squares": beta2,
            value: scales[v] * (growth * last + g(k + 1)),
        }
        step.combine(
            "next_squares",
            eq(v(k + 2), scales[v] * (growth * last) ** 2 * following),
            {
                **after,
                "series": -scales[v] * (growth * last) ** 2,
                grown: -scales[v] * last**2 * SERIES * (beta2 + growth * beta1) / beta2,
            },
        )


def _exact(proof: Proof) -> None:
    proof.combine("growth_positive", lt(0, growth), {"definition_growth": -1}, beta2 / beta1)
    upper = proof.cite("lemmas.moment_ratio")
    with proof.fix("exact", k, why="so their ratio is the largest there can be") as inner:
        root_squared = _root(inner)
        size, absolute = Abs(MOMENT) / (CORRECTED * root), inner.law("abs_square", MOMENT)
        inner.combine("bound_nonnegative", le(0, SQUARED), {}, SQUARED)
        inner.combine("size_nonnegative", le(0, size), {}, size)
        weights = {
            absolute: -1,
            root_squared: SCALE * SERIES * CORRECTED_SQUARES,
            "squares": SCALE * SERIES,
            "moment": -(MOMENT + (1 - beta1) * growth**k * SERIES),
        }
        inner.combine("squares_here", le(SQUARED, size**2), weights, multiplier=CORRECTED**2 * root**2)
        least = inner.cite("lemmas.sqrt_bound", {x: SQUARED, y: size})
        weights = {least: root, "definition_root": -sqrt(SQUARED)}
        below = inner.combine("below", le(sqrt(SQUARED) * THEOREM.per, THEOREM.quantity), weights)
        inner.equal("here", inner.use(upper, {}), below)


def _root(proof: Proof) -> Fact:
    """root = sqrt(v^) is positive, and its square."""
    proof.use("beta1_corrected", {})
    proof.use("beta2_corrected", {})
    second = (1 - beta2) * growth ** (2 * k) * SERIES / CORRECTED_SQUARES
    proof.combine("positive", lt(0, SECOND_MOMENT), {"squares": -1 / CORRECTED_SQUARES}, second)
    proof.define(root, sqrt(SECOND_MOMENT))
    proof.cite("lemmas.root_positive", {x: SECOND_MOMENT, y: root}, conclusion=1)
    return proof.cite("lemmas.root_positive", {x: SECOND_MOMENT, y: root})


def _least(proof: Proof) -> None:
    """R^2 (1 - r^n) (1 - beta2^n) <= C^2 for every n, and the powers fade."""
    proof.combine("ratio_less", lt(RATIO, 1), {"ratio_below": 1})
    proof.combine("limit_nonnegative", le(0, LIMIT_SQUARED), {}, LIMIT_SQUARED)
    with proof.fix("least", C, assume={"bounded": BOUNDED}, why="and comes as near to R as one likes") as inner:
        with inner.fix("bounded_below", k) as each:
            _root(each)
            known = {"exact": -1, "bounded": 1, "definition_root": sqrt(SQUARED) - C}
            each.combine("here", le(sqrt(SQUARED), C), known, multiplier=root)
        with inner.fix("nonnegative", k) as each:
            each.combine("here", le(0, C), {"bounded_below": 1}, sqrt(SQUARED))
        inner.use("nonnegative", {k: 0})
        with inner.fix("slowly", k) as each:
            _slowly(each)
        most = LIMIT_SQUARED * (1 / (1 - RATIO) + 1 / (1 - beta2))
        nothing = inner.law("archimedes", LIMIT_SQUARED - C**2, most)
        inner.combine("squared", le(LIMIT_SQUARED, C**2), {nothing: 1})
        bound = inner.cite("lemmas.sqrt_bound", {x: LIMIT_SQUARED, y: C})
        inner.combine("here", le(R, C), {bound: 1, "definition_R": 1})


def _slowly(proof: Proof) -> None:
    """k (R^2 - C^2) is at most a number that does not depend on k."""
    proof.use("beta1_corrected", {})
    proof.use("beta2_corrected", {})
    mean, one, other = beta1 ** (k + 1), RATIO ** (k + 1), beta2 ** (k + 1)
    proof.combine("bound_nonnegative", le(0, SQUARED), {}, SQUARED)
    proof.define(root, sqrt(SQUARED))
    squared = proof.cite("lemmas.root_squared", {x: SQUARED, y: root})
    proof.cite("lemmas.root_squared", {x: SQUARED, y: root}, conclusion=1)
    weights = {"bounded_below": C + root, "definition_root": C + root, squared: -1}
    below = proof.combine("below", le(SQUARED, C**2), weights)
    lower = proof.combine(
        "lower",
        le(LIMIT_SQUARED * (1 - one) * CORRECTED_SQUARES, SQUARED),
        {"geometric": -LIMIT_SQUARED * CORRECTED_SQUARES},
        SQUARED * mean,
        SQUARED * mean * CORRECTED,
    )
    fading = {rate: proof.use(proof.cite("lemmas.power_fades", {Real("beta"): rate}), {}) for rate in (RATIO, beta2)}
    proof.combine(
        "here",
        le(k * (LIMIT_SQUARED - C**2), LIMIT_SQUARED * (1 / (1 - RATIO) + 1 / (1 - beta2))),
        {below: k, lower: k, **{fact: LIMIT_SQUARED * rate / (1 - rate) for rate, fact in fading.items()}},
        LIMIT_SQUARED * (2 + one / (1 - RATIO) + other / (1 - beta2) + k * one * other),
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
