"""With gains below critical damping the ratio of momentum to gradient has a fixed point (theory notes, section 3).

On a quadratic with the constant gain sigma, in units of the curvature, momentum is a damped oscillator; below
(1 - sqrt beta1)/(1 + sqrt beta1) it does not oscillate. Q is the smaller root of q (1 - sigma q) = beta1 q +
(1 - beta1) (1 - sigma q).
"""

from sympy import Expr, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, beta1, sigma
from amgt_theory.theorem import Theorem

Q, b, root, x, y = (Real(name) for name in "Q b root x y".split())


def fixed_ratio(gain: Expr) -> Expr:
    return 2 / (1 + gain + sqrt((1 + gain) ** 2 - 4 * gain / (1 - beta1)))


THEOREM = Theorem(
    id="momentum.critical_damping",
    title="below critical damping the ratio of momentum to gradient has a fixed point",
    kind="lemma",
    source="theory notes, section 3, strongly_convex.sharp_exponent, tightness",
    assumptions=(
        le(0, beta1),
        lt(beta1, 1),
        le(0, sigma),
        lt(sigma * (1 + sqrt(beta1)), 1 - sqrt(beta1)),
    ),
    where=((Q, fixed_ratio(sigma)),),
    quantity=beta1 * sigma * Q**2,
    bound=(1 - beta1) * (Q - 1) * (1 - sigma * Q),
    direction="exact",
    also=(le(1, Q), lt(sigma * Q, 1)),
    notes="sigma is the gain times the curvature.",
)


def derive(proof: Proof) -> None:
    inside = (1 + sigma) ** 2 - 4 * sigma / (1 - beta1)
    proof.combine("beta1_below", lt(0, 1 - beta1), {lt(beta1, 1): 1})
    proof.define(b, sqrt(beta1))
    squared = proof.cite("lemmas.root_squared", {x: beta1, y: b})
    proof.cite("lemmas.root_squared", {x: beta1, y: b}, conclusion=1, name="b_nonnegative")
    low = proof.combine("low", lt(0, 1 - b - sigma * (1 + b)), {"assumption_4": 1, "definition_b": 1 + sigma})
    proof.combine("high", le(0, 1 + b - sigma * (1 - b)), {low: 1}, 2 * b, 2 * sigma * b)
    proof.combine("sigma_below", lt(0, 1 - sigma), {low: 1}, b, sigma * b)
    proof.combine(
        "inside_nonnegative",
        le(0, inside),
        {low: (1 + b - sigma * (1 - b)), squared: -((1 + sigma) ** 2)},
        multiplier=1 - beta1,
        why="the discriminant vanishes at critical damping",
    )
    proof.define(root, sqrt(inside))
    root_squared = proof.cite("lemmas.root_squared", {x: inside, y: root})
    proof.cite("lemmas.root_squared", {x: inside, y: root}, conclusion=1, name="root_nonnegative")
    below = 1 + sigma + root
    proof.combine("below_positive", lt(0, below), {"root_nonnegative": 1}, 1, sigma)
    product = proof.combine(
        "product", eq(Q * below, 2), {"definition_Q": 1 + sigma + sqrt(inside), "definition_root": Q}
    )
    proof.combine(
        "fixed_point",
        eq(THEOREM.quantity, THEOREM.bound),
        {
            product: (1 - beta1) * ((1 + sigma) * Q / 2 - (2 + Q * below) / 4),
            root_squared: (1 - beta1) * Q**2 / 4,
        },
        why="and where it is not negative the quadratic equation for q has a root",
    )
    proof.combine("inside_small", le(inside, (1 - sigma) ** 2), {}, 4 * sigma * beta1 / (1 - beta1))
    small = proof.cite("lemmas.sqrt_bound", {x: inside, y: 1 - sigma})
    proof.combine(
        "at_least_one",
        le(1, Q),
        {product: -1, small: 1, "definition_root": 1},
        multiplier=below,
        why="which is at least 1",
    )
    proof.combine(
        "no_turn", lt(sigma * Q, 1), {product: sigma, "sigma_below": 1, "root_nonnegative": 1}, multiplier=below
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        """beta1 a square, up to critical damping."""
        base = drawing.between(draw, Fraction(0), Fraction(1), open_high=True)
        part = drawing.between(draw, Fraction(0), Fraction(1), open_high=True)
        return {beta1: base**2, sigma: part * (1 - base) / (1 + base)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
