"""Without momentum gradients that grow like factorials approach the bound of moment_ratio_limit.

Theory notes, section 2. The case beta1 = 0 of moment_ratio_attained: no growth by a constant factor is enough there.
"""

from sympy import Abs, sqrt

from amgt_theory.derivation import Fact, Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta2, function, k
from amgt_theory.theorem import Theorem

v, g = function("v", "natural"), function("g", "natural")
x, y, C, R, root = (Real(name) for name in "x y C R root".split())
SECOND_MOMENT, LIMIT = v(k + 1) / (1 - beta2 ** (k + 1)), 1 / (1 - beta2)
BOUNDED = ForAll((k,), le(Abs(g(k)), C * sqrt(SECOND_MOMENT)))

THEOREM = Theorem(
    id="lemmas.moment_ratio_factorial",
    title="without momentum no constant below R = 1/sqrt(1 - beta2) bounds a gradient over sqrt(v^)",
    kind="lemma",
    source="theory notes, section 2, moment_ratio",
    setting=(
        ("second_moment_start", eq(v(0), 0)),
        ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k) ** 2))),
        ("first_gradient", eq(g(0), 1)),
        ("gradients", ForAll((k,), eq(g(k + 1), (k + 1) * g(k)))),
    ),
    assumptions=(lt(0, beta2), lt(beta2, 1)),
    where=((R, sqrt(LIMIT)),),
    over=(k,),
    quantity=v(k + 2),
    bound=1 - beta2 + beta2 / (k + 1) ** 2,
    per=g(k + 1) ** 2,
    also=(ForAll((C,), le(R, C), (BOUNDED,)),),
    tight=True,
    notes="With beta1 = 0 a gradient is its own first moment.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta2_nonnegative", le(0, beta2), {lt(0, beta2): 1})
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    proof.cite("lemmas.correction_positive", {Real("beta"): beta2}, conclusion=1, name="corrected")
    claims = {"positive": lt(0, g(k)), "nonnegative": le(0, v(k)), "below": le(v(k + 1), g(k) ** 2)}
    with proof.induction(k, claims, why="the second moment is at most the last squared gradient") as (base, step):
        base.combine("positive_start", lt(0, g(0)), {"first_gradient": -1}, 1)
        base.combine("nothing", le(0, v(0)), {"second_moment_start": -1})
        update = {base.use("second_moment", {k: 0}): 1, "second_moment_start": beta2}
        base.combine("below_start", le(v(1), g(0) ** 2), update, beta2 * g(0) ** 2)
        grown = step.use("gradients", {})
        step.combine("next_positive", lt(0, g(k + 1)), {grown: -1}, (k + 1) * g(k))
        here = step.use("second_moment", {})
        step.combine("next_nonnegative", le(0, v(k + 1)), {here: -1, "nonnegative": beta2}, (1 - beta2) * g(k) ** 2)
        update = {step.use("second_moment", {k: k + 1}): 1, "below": beta2, grown: -beta2 * (g(k + 1) + (k + 1) * g(k))}
        step.combine("next_below", le(v(k + 2), g(k + 1) ** 2), update, beta2 * (k**2 + 2 * k) * g(k) ** 2)
    with proof.fix("later", k, why="so that older gradients hardly count") as inner:
        grown = inner.use("gradients", {})
        share = beta2 / (k + 1) ** 2
        update = {
            inner.use("second_moment", {k: k + 1}): 1,
            "below": beta2,
            grown: -share * (g(k + 1) + (k + 1) * g(k)),
        }
        inner.combine("here", le(v(k + 2), THEOREM.bound * THEOREM.per), update)
    _least(proof)


def _least(proof: Proof) -> None:
    with proof.fix("least", C, assume={"bounded": BOUNDED}, why="and R is approached") as inner:
        with inner.fix("squares", k) as each:
            squared = _root(each)
            absolute = each.law("abs_square", g(k))
            each.combine("largest", le(Abs(g(k)), C * root), {"bounded": 1, "definition_root": -C})
            each.combine("both", le(0, C * root + Abs(g(k))), {"largest": 1}, 2 * Abs(g(k)))
            weights = {"largest": C * root + Abs(g(k)), squared: C**2, absolute: -1}
            each.combine("here", le(g(k) ** 2, C**2 * SECOND_MOMENT), weights)
        with inner.fix("nonnegative_C", k) as each:
            _root(each)
            each.combine("here", le(0, C), {"bounded": 1, "definition_root": -C}, Abs(g(k)), multiplier=root)
        inner.use("nonnegative_C", {k: 0})
        with inner.fix("slowly", k) as each:
            _slowly(each)
        nothing = inner.law("archimedes", 1 - C**2 * (1 - beta2), LIMIT + C**2 * beta2)
        inner.combine("squared", le(LIMIT, C**2), {nothing: LIMIT})
        bound = inner.cite("lemmas.sqrt_bound", {x: LIMIT, y: C})
        inner.combine("here", le(R, C), {bound: 1, "definition_R": 1})


def _slowly(proof: Proof) -> None:
    """k (1 - C^2 (1-beta2)) is at most a number that does not depend on k."""
    last, later, faded = g(k + 1), proof.use("later", {}), beta2 ** (k + 2)
    corrected = proof.use("corrected", {k: k + 1})
    positive = proof.use("positive", {k: k + 1})
    proof.combine("last_square", lt(0, last**2), {positive: last})
    enough = proof.combine(
        "enough",
        le(1 - faded, C**2 * THEOREM.bound),
        {proof.use("squares", {k: k + 1}): 1 - faded, later: C**2},
        multiplier=last**2,
        signs=[corrected],
    )
    fades = proof.use(proof.cite("lemmas.power_fades", {Real("beta"): beta2}), {})
    proof.combine(
        "here",
        le(k * (1 - C**2 * (1 - beta2)), LIMIT + C**2 * beta2),
        {enough: k, fades: beta2**2 * LIMIT},
        LIMIT * (1 - beta2) + beta2,
        beta2**2 * LIMIT * beta2**k,
        C**2 * beta2 * (k**2 + k + 1) / (k + 1) ** 2,
    )


def _root(proof: Proof) -> Fact:
    """root = sqrt(v^) is positive; its square."""
    proof.use("corrected", {})
    value, before = proof.use("second_moment", {}), proof.use("nonnegative", {})
    proof.use("positive", {})
    scale = 1 / (1 - beta2 ** (k + 1))
    proof.combine(
        "second_positive", lt(0, SECOND_MOMENT), {value: -scale, before: beta2 * scale}, (1 - beta2) * g(k) ** 2 * scale
    )
    proof.define(root, sqrt(SECOND_MOMENT))
    proof.cite("lemmas.root_positive", {x: SECOND_MOMENT, y: root}, conclusion=1)
    return proof.cite("lemmas.root_positive", {x: SECOND_MOMENT, y: root})


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
