"""How large a coordinate of the direction can be after k steps without bias correction (theory notes, section 2)."""

from sympy import Abs, Sum, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le, lt
from amgt_theory.symbols import Real, beta1, beta2, function, j, k
from amgt_theory.theorem import Theorem

m, v, g = (function(name, "natural") for name in "mvg")
SQUARED = (1 - beta1) ** 2 / (1 - beta2) * (1 + Sum((beta1**2 / beta2) ** j, (j, 1, k)))
x, y, R, root = (Real(name) for name in "x y R root".split())

THEOREM = Theorem(
    id="lemmas.moment_ratio_plain",
    title="without bias correction a coordinate of m is at most a multiple of sqrt(v)",
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
    quantity=Abs(m(k + 1)),
    bound=sqrt(SQUARED),
    per=sqrt(v(k + 1)),
    tight=True,
    notes="moment_ratio without its last factor; attained for every k.",
)


def derive(proof: Proof) -> None:
    proof.combine("beta2_below", lt(0, 1 - beta2), {lt(beta2, 1): 1})
    squares = proof.cite("lemmas.moment_square", why="the squares")
    nonnegative = proof.cite("lemmas.moment_square", conclusion=1)
    with proof.fix("ratio", k, why="as roots") as inner:
        inner.use(nonnegative, {})
        inner.combine("squared_nonnegative", le(0, SQUARED), {}, SQUARED)
        roots = {}
        for value, symbol in ((SQUARED, R), (v(k + 1), root)):
            inner.define(symbol, sqrt(value))
            roots[symbol] = inner.cite("lemmas.root_squared", {x: value, y: symbol})
            inner.cite("lemmas.root_squared", {x: value, y: symbol}, conclusion=1)
        inner.combine(
            "squares_here",
            le(m(k + 1) ** 2, (R * root) ** 2),
            {squares: 1, roots[R]: -(root**2), roots[root]: -SQUARED},
        )
        inner.combine("product_nonnegative", le(0, R * root), {}, R * root)
        bounded = inner.cite("lemmas.abs_bound", {x: m(k + 1), y: R * root})
        inner.combine(
            "there",
            le(THEOREM.quantity, THEOREM.bound * THEOREM.per),
            {bounded: 1, "definition_R": root, "definition_root": sqrt(SQUARED)},
        )


def check():
    from dataclasses import replace

    from amgt_theory.checking import automatic
    from amgt_theory.strategies.moments import often_growing

    drawn = automatic(THEOREM)
    return replace(drawn, model=lambda draw: often_growing(draw, drawn.model(draw)))


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
