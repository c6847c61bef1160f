"""a^(-1-q) is a^(-q)/a, for a named power: SymPy writes the quotient as the single power it is."""

from sympy import exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, lt
from amgt_theory.symbols import Real, a, q
from amgt_theory.theorem import Theorem

x, y, power, hole = (Real(name) for name in "x y power hole".split())

THEOREM = Theorem(
    id="lemmas.power_times_reciprocal",
    title="a power times a reciprocal is the next lower power",
    kind="lemma",
    source="elementary; used in theory notes, section 4",
    assumptions=(lt(0, a),),
    where=((power, a**-q),),
    quantity=a ** (-1 - q),
    bound=power / a,
    direction="exact",
)


def derive(proof: Proof) -> None:
    inverse = proof.cite("lemmas.log_inverse", {x: a, y: 1 / a}, why="the logarithm of 1/a")
    reciprocal, value = proof.law("exp_log", 1 / a), proof.rewrite("value", inverse, hole, exp(hole))
    split = proof.law("exp_add", -log(a), -q * log(a), why="exponentials of a sum multiply")
    proof.combine(
        "power_times_reciprocal",
        eq(THEOREM.quantity, THEOREM.bound),
        {split: 1, value: -(a**-q), reciprocal: a**-q, "definition_power": -1 / a},
        why="and exp(-log a) = 1/a",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
