"""How large a coordinate of Adam's direction can be after k steps (theory notes, section 2)."""

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
SQUARED = SCALE * SERIES * CORRECTED_SQUARES / CORRECTED**2
MOMENT, SECOND_MOMENT = m(k + 1), v(k + 1) / CORRECTED_SQUARES
x, y, R, root = (Real(name) for name in "x y R root".split())

THEOREM = Theorem(
    id="lemmas.moment_ratio",
    title="a coordinate of m^ is at most R_k sqrt(v^)",
    kind="lemma",
    source="theory notes, section 2, moment_ratio",
    setting=(
        ("first_moment_start", eq(m(0), 0)),
        ("first_moment", ForAll((k,), eq(m(k + 1), beta1 * m(k) + (1 - beta1) * g(k)))),
        ("second_moment_start", eq(v(0), 0)),
        ("second_moment", ForAll((k,), eq(v(k + 1), beta2 * v(k) + (1 - beta2) * g(k) ** 2))),
    ),
    assumptions=(le(0, beta1), lt(beta1, 1), lt(0, beta2), lt(beta2, 1)),
    over=(k,),
    quantity=Abs(MOMENT) / CORRECTED,
    bound=sqrt(SQUARED),
    per=sqrt(SECOND_MOMENT),
    tight=True,
    notes="After k + 1 gradients, so that the bound is R_(k+1) of the notes; attained for every k "
    "(moment_ratio_attained), and 1 at k = 0.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        with proof.induction(k, {f"{name}_power": le(beta**k, 1)}) as (_, step):
            step.combine("next", le(beta ** (k + 1), 1), {f"{name}_power": beta, lt(beta, 1): 1})
    squares = proof.cite("lemmas.moment_square", why="the moments before bias correction")
    nonnegative = proof.cite("lemmas.moment_square", conclusion=1)
    with proof.fix("ratio", k, why="corrected, and as roots") as inner:
        for name, beta in (("beta1", beta1), ("beta2", beta2)):
            weights = {f"{name}_power": beta, lt(beta, 1): 1}
            inner.combine(f"{name}_corrected", lt(0, 1 - beta ** (k + 1)), weights)
        inner.combine("squared_nonnegative", le(0, SQUARED), {}, SQUARED)
        inner.combine("second_moment_nonnegative", le(0, SECOND_MOMENT), {nonnegative: 1 / CORRECTED_SQUARES})
        inner.define(R, sqrt(SQUARED))
        inner.define(root, sqrt(SECOND_MOMENT))
        ratio_squared = inner.cite("lemmas.root_squared", {x: SQUARED, y: R})
        root_squared = inner.cite("lemmas.root_squared", {x: SECOND_MOMENT, y: root})
        for value, symbol in ((SQUARED, R), (SECOND_MOMENT, root)):
            inner.cite("lemmas.root_squared", {x: value, y: symbol}, conclusion=1)
        inner.combine(
            "squares_here",
            le(MOMENT**2, (R * root * CORRECTED) ** 2),
            {squares: 1, ratio_squared: -(root**2) * CORRECTED**2, root_squared: -SQUARED * CORRECTED**2},
        )
        inner.combine("product_nonnegative", le(0, R * root * CORRECTED), {}, R * root * CORRECTED)
        bounded = inner.cite("lemmas.abs_bound", {x: MOMENT, y: R * root * CORRECTED})
        inner.combine(
            "there",
            le(THEOREM.quantity, THEOREM.bound * THEOREM.per),
            {bounded: 1 / CORRECTED, "definition_R": root, "definition_root": sqrt(SQUARED)},
        )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
