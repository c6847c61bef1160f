"""One factor of the product with exponent p is at most an exponential that telescopes (theory notes, section 2)."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, a, c, p, s
from amgt_theory.theorem import Theorem

x, y, z = (Real(name) for name in "xyz")
here, later, ratio, slope = (Real(name) for name in "here later ratio slope".split())
GROWTH = ((a + 1) ** (1 - p) - a ** (1 - p)) / (1 - p)

THEOREM = Theorem(
    id="lemmas.factor_exponential",
    title="1 - c/a^p <= exp(-c ((a+1)^(1-p) - a^(1-p))/(1-p))",
    kind="lemma",
    source="theory notes, section 2, product_exponential",
    assumptions=(lt(0, a), le(0, c), le(0, p), lt(p, 1)),
    quantity=1 - c / a**p,
    bound=exp(-c * GROWTH),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("exponent_positive", lt(0, 1 - p), {lt(p, 1): 1})
    proof.combine("exponent_small", le(1 - p, 1), {le(0, p): 1})
    for symbol, value in ((here, a ** (1 - p)), (later, (a + 1) ** (1 - p)), (ratio, ((a + 1) / a) ** (1 - p))):
        proof.define(symbol, value)
    proof.define(slope, a ** (-p))
    proof.combine("here_nonnegative", le(0, here), {"definition_here": -1}, a ** (1 - p))
    concave = proof.cite("lemmas.bernoulli_concave", {c: 1 - p, s: (a + 1) / a}, why="Bernoulli's inequality")
    chain = proof.cite("lemmas.power_chain", {c: 1 - p, x: a + 1, y: a, z: 1})
    product = proof.combine(
        "product",
        eq(ratio * here, later),
        {"definition_ratio": here, "definition_here": ((a + 1) / a) ** (1 - p), chain: 1, "definition_later": -1},
    )
    added = proof.law("exp_add", log(a), -p * log(a))
    inverse = proof.law("exp_log", a)
    sloped = proof.combine(
        "sloped", eq(here, a * slope), {"definition_here": 1, added: 1, inverse: a ** (-p), "definition_slope": -a}
    )
    proof.combine("ratio_bound", le(ratio, 1 + (1 - p) / a), {"definition_ratio": 1, concave: 1})
    growth = proof.combine(
        "growth",
        le(later - here, (1 - p) * slope),
        {"ratio_bound": here, product: -1, sloped: (1 - p) / a},
        why="t^(1-p) lies below its tangent",
    )
    tangent = proof.law("exp_bound", -c * GROWTH, why="1 + u <= exp u")
    weight = c / (1 - p)
    proof.combine(
        "factor_exponential",
        le(THEOREM.quantity, THEOREM.bound),
        {
            tangent: 1,
            growth: weight,
            "definition_later": -weight,
            "definition_here": weight,
            "definition_slope": c,
        },
        why="together",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
