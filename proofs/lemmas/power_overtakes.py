"""From an explicit point on, a power is below one with a smaller exponent."""

from sympy import log

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, c
from amgt_theory.theorem import Theorem

x, y, z, w, A, B, D, q = (Real(name) for name in "x y z w A B D q".split())
LATE = (D / A * ((B + 1) / B) ** c) ** (1 / (q - c))

THEOREM = Theorem(
    id="lemmas.power_overtakes",
    title="D y^-q <= A (B/(y-1+B))^c from an explicit y on, for q > c",
    kind="lemma",
    source="elementary; used in theory notes, section 3, sharp_exponent, tightness",
    assumptions=(lt(0, A), lt(0, B), lt(0, D), le(0, c), lt(c, q), le(1, y), le(LATE, y)),
    quantity=D * (1 / y) ** q,
    bound=A * (B / (y - 1 + B)) ** c,
)


def derive(proof: Proof) -> None:
    rest, ratio = y - 1 + B, D / A * ((B + 1) / B) ** c
    proof.combine("y_positive", lt(0, y), {le(1, y): 1}, 1)
    proof.combine("rest_positive", lt(0, rest), {le(1, y): 1, lt(0, B): 1})
    proof.combine("exponent_positive", lt(0, q - c), {lt(c, q): 1})
    proof.combine("ratio_positive", lt(0, ratio), {}, ratio)
    small = proof.cite("lemmas.power_reached", {x: 1, w: ratio, c: q - c}, why="what is left of y^-q is small")
    split = proof.law("exp_add", (q - c) * log(1 / y), c * log(1 / y))
    proof.combine("inverse_positive", lt(0, 1 / y), {}, 1 / y)
    proof.combine("above", le(1 / y, (B + 1) / rest), {le(1, y): B / (y * rest)}, 1 / (y * rest))
    larger = proof.cite("lemmas.power_monotone", {x: 1 / y, y: (B + 1) / rest}, why="and y - 1 + B <= (B+1) y")
    chain = proof.cite("lemmas.power_chain", {x: B + 1, y: B, z: rest})
    left = (1 / y) ** (q - c)
    proof.combine(
        "power_overtakes",
        le(THEOREM.quantity, THEOREM.bound),
        {split: D, larger: D * left, chain: -D * left, small: A * (B / rest) ** c},
        why="together",
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        """D up to the largest that is late enough."""
        numbers = {one: drawing.positive(draw) for one in (A, B)}
        exponent = drawing.between(draw, Fraction(0), Fraction(8))
        larger = exponent + drawing.between(draw, Fraction(0), Fraction(8), open_low=True)
        share = drawing.between(draw, Fraction(0), Fraction(1), open_low=True, open_high=True)
        return {**numbers, c: exponent, q: larger, y: drawing.between(draw, Fraction(1), None), "share": share}

    def compute(values, ar):
        a, b, low, high, point, share = (ar.number(values[one]) for one in ("A", "B", "c", "q", "y", "share"))
        grown = ar.exp(low * ar.log((b + 1) / b)) / ar.exp((high - low) * ar.log(point))
        return {D: share * a / grown}

    return StepCheck(THEOREM, model, compute)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
