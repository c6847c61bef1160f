"""For an exponent of at most 1 a power of a number above 1 is at least its reciprocal."""

from sympy import exp

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, p
from amgt_theory.theorem import Theorem

x, y, one, hole = (Real(name) for name in "x y one hole".split())

THEOREM = Theorem(
    id="lemmas.power_floor",
    title="1/y <= y^-p for 1 <= y and p <= 1",
    kind="lemma",
    source="elementary; used in theory notes, section 7, adam.online_divergence",
    assumptions=(le(1, y), le(p, 1)),
    quantity=1 / y,
    bound=y ** (-p),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.define(one, 1)
    proof.combine("one_below", le(one, y), {"definition_one": 1, le(1, y): 1})
    proof.combine("one_positive", lt(0, one), {"definition_one": -1}, 1)
    ratio = proof.cite("lemmas.power_ratio", {x: one}, why="the reciprocal decreases faster, from 1 on")
    power = proof.rewrite("power", "definition_one", hole, hole ** (-p))
    unit = proof.rewrite("unit", proof.law("log_exp", 0), hole, exp(-p * hole))
    proof.combine(
        "power_floor",
        le(THEOREM.quantity, THEOREM.bound),
        {ratio: 1, "definition_one": -(one ** (-p)) / y, power: -1 / y, unit: -1 / y},
        why="where both are 1",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
