"""The sum of absolute values against the Euclidean norm (Cauchy, Schwarz)."""

from sympy import Abs, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, Vector, d, i, over_coordinates, square
from amgt_theory.theorem import Theorem

g = Vector("g")
norm, root = Real("norm"), Real("root")
SIZE = Abs(g[i])

THEOREM = Theorem(
    id="lemmas.one_norm",
    title="the 1-norm is at most sqrt(d) times the 2-norm",
    kind="lemma",
    source="elementary; used in theory notes, section 4",
    assumptions=(lt(0, d),),
    where=((norm, sqrt(square(g))),),
    quantity=norm * over_coordinates(SIZE),
    bound=sqrt(d),
    per=square(g),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.summed("squares", le(0, g[i] ** 2), {}, g[i] ** 2)
    norm_squared = proof.cite("lemmas.root_squared", {Real("x"): square(g), Real("y"): norm})
    proof.define(root, sqrt(d))
    squared = proof.cite("lemmas.root_positive", {Real("x"): d, Real("y"): root})
    proof.cite("lemmas.root_positive", {Real("x"): d, Real("y"): root}, conclusion=1)
    with proof.fix("compared_i", i) as inner:
        size = inner.law("abs_square", g[i])
        inner.combine(
            "coordinate",
            le(2 * root * norm * SIZE, root**2 * g[i] ** 2 + norm**2),
            {size: root**2},
            (root * SIZE - norm) ** 2,
        )
    compared = proof.total("compared", "compared_i", why="2 sqrt(d) |g| |g_i| <= d g_i^2 + |g|^2, summed")
    proof.combine(
        "one_norm",
        le(THEOREM.quantity, THEOREM.bound * square(g)),
        {compared: 1, norm_squared: d, squared: -square(g), "definition_root": 2 * root * square(g)},
        multiplier=2 * root,
        why="and sqrt(d)^2 = d",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
