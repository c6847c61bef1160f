"""One factor of the harmonic product is at least a quotient of powers (theory notes, section 2)."""

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, a, c, s
from amgt_theory.theorem import Theorem

x, y, z = (Real(name) for name in "xyz")

THEOREM = Theorem(
    id="lemmas.factor_power_lower",
    title="1 - c/a >= ((a-c)/(a-c+1))^c for 1 <= c < a",
    kind="lemma",
    source="theory notes, section 2, product_power_lower",
    assumptions=(le(1, c), lt(c, a)),
    quantity=1 - c / a,
    bound=((a - c) / (a - c + 1)) ** c,
    direction="lower",
    tight=True,
)


def derive(proof: Proof) -> None:
    rest = a - c
    grown = (rest + 1) / rest
    proof.combine("rest_positive", lt(0, rest), {lt(c, a): 1})
    proof.combine("a_positive", lt(0, a), {lt(c, a): 1, le(1, c): 1}, 1)
    proof.combine("next_positive", lt(0, rest + 1), {"rest_positive": 1}, 1)
    proof.combine("grown_positive", lt(0, grown), {"rest_positive": 1 / rest}, 1 / rest)
    line = proof.cite("lemmas.bernoulli", {s: grown}, why="Bernoulli's inequality, (1 + 1/(a-c))^c >= a/(a-c)")
    chain = proof.cite("lemmas.power_chain", {x: rest, y: rest + 1, z: rest})
    one = proof.cite("lemmas.power_one", {x: rest, y: rest})
    proof.combine(
        "factor_power_lower",
        le(THEOREM.bound, THEOREM.quantity),
        {line: THEOREM.bound * rest / a, chain: rest / a, one: rest / a},
        why="inverted",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
