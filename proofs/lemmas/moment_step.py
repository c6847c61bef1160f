"""An average of two vectors of bounded norm is bounded: the first moment in one step."""

from sympy import Rational

from amgt_theory.derivation import Proof
from amgt_theory.language import ForAll, eq, le
from amgt_theory.symbols import G, Natural, Vector, beta1, dot, i, s, square
from amgt_theory.theorem import Theorem

m, g, m_next = Vector("m"), Vector("g"), Vector("m_next")
often = Natural("often")

THEOREM = Theorem(
    id="lemmas.moment_step",
    title="averaging keeps the norm of the first moment bounded, in one step",
    kind="lemma",
    source="theory notes, section 1, the gain sandwich",
    setting=(
        ("moment", le(square(m), s**2 * G**2)),
        ("gradient", le(square(g), G**2)),
        ("update", ForAll((i,), eq(m_next[i], beta1 * m[i] + (1 - beta1) * g[i]))),
    ),
    assumptions=(le(0, s), le(0, beta1), le(beta1, 1)),
    quantity=square(m_next),
    bound=(beta1 * s + 1 - beta1) ** 2 * G**2,
    tight=True,
    notes="With s = 1 - beta1^k the bound is (1 - beta1^(k+1))^2 G^2.",
)


def derive(proof: Proof) -> None:
    product = le(dot(m, g), s * G**2)
    with proof.cases("product", s, 0, product, why="<m, g> <= |m| |g| (Cauchy, Schwarz)") as (zero, positive):
        with zero.fix("repeated", often) as inner:
            young = inner.summed(
                "young", le(2 * often * m[i] * g[i], often**2 * m[i] ** 2 + g[i] ** 2), {}, (often * m[i] - g[i]) ** 2
            )
            inner.combine(
                "bounded",
                le(often * (2 * dot(m, g)), G**2),
                {young: 1, "moment": often**2, "gradient": 1, "product": s * G**2 * often**2},
            )
        vanishing = zero.law("archimedes", 2 * dot(m, g), G**2, why="where s = 0, m = 0")
        zero.combine("product_there", product, {vanishing: Rational(1, 2)}, s * G**2)
        young = positive.summed(
            "young",
            le(2 * m[i] * g[i], m[i] ** 2 / s + s * g[i] ** 2),
            {},
            (m[i] - s * g[i]) ** 2 / s,
            why="elsewhere, by Young's inequality with weight s",
        )
        positive.combine("product_there", product, {young: Rational(1, 2), "moment": 1 / (2 * s), "gradient": s / 2})
    expanded = proof.summed(
        "expanded",
        eq(m_next[i] ** 2, beta1**2 * m[i] ** 2 + 2 * beta1 * (1 - beta1) * m[i] * g[i] + (1 - beta1) ** 2 * g[i] ** 2),
        {"update": None},
    )
    proof.combine(
        "moment_step",
        le(THEOREM.quantity, THEOREM.bound),
        {expanded: 1, "moment": beta1**2, "product": 2 * beta1 * (1 - beta1), "gradient": (1 - beta1) ** 2},
        why="so the square of the average is at most that of the averaged bounds",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
