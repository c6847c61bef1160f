"""A bound on a power is a bound on its base."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, b = Real("x"), Real("y"), Real("b")

THEOREM = Theorem(
    id="lemmas.power_solved",
    title="y^c <= b gives y <= b^(1/c)",
    kind="lemma",
    source="elementary; used in theory notes, section 8, complexity.iterations",
    assumptions=(lt(0, y), lt(0, c), le(y**c, b)),
    quantity=y,
    bound=b ** (1 / c),
    tight=True,
)


def derive(proof: Proof) -> None:
    proof.combine("b_positive", lt(0, b), {le(y**c, b): 1}, y**c)
    larger = proof.cite("lemmas.log_monotone", {x: y**c, y: b}, why="logarithms keep the order")
    power = proof.law("log_exp", c * log(y))
    proof.combine("exponents", le(log(y), log(b) / c), {larger: 1 / c, power: -1 / c})
    proof.combine(
        "power_solved",
        le(THEOREM.quantity, THEOREM.bound),
        {
            proof.cite("lemmas.exp_monotone", {x: log(y), y: log(b) / c}): 1,
            proof.law("exp_log", y): -1,
        },
        why="and so does the exponential",
    )


def check():
    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):  # powers with small exponents solve to numbers too large to write out
        base, power = drawing.positive(draw), drawing.pick(draw, (1, 2, 3))
        return {y: base, c: power, b: base**power * drawing.pick(draw, (1, 1 + drawing.positive(draw)))}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
