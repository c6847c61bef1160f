"""For eps^2 + (sqrt(2)-1) eps > 1 and C large enough a period of gradients C, -1, -1 loses (theory notes, section 7).

So eps < 0.8141 is the right condition for a gain at every C > 2 (adam.online_margin).
"""

from sympy import Rational, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import le, lt
from amgt_theory.symbols import Real, beta2, eps
from amgt_theory.theorem import Theorem

C, two, a, b = (Real(name) for name in ("C", "two", "x", "y"))
LIMIT = eps**2 + (sqrt(2) - 1) * eps - 1
UP, UP_AGAIN, DOWN = 1 / (sqrt(2) * (1 - beta2) + eps), 1 / (1 + eps), C / (C + eps)

THEOREM = Theorem(
    id="adam.online_reversal",
    title="the loss of a period is positive for eps^2 + (sqrt(2)-1) eps > 1 and a large C",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence",
    assumptions=(lt(2, C), lt(0, eps), le(eps * (3 + 2 * eps), C * LIMIT)),
    where=((beta2, 1 / (1 + C**2)),),
    quantity=DOWN - UP - UP_AGAIN,
    bound=0,
    direction="lower",
    also=(lt(0, DOWN - UP - UP_AGAIN),),
    notes="The least such C grows without bound as eps falls to 0.8141, and tends to 2 for large eps.",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    small = two * (1 - beta2) + eps
    proof.combine("written", lt(0, 1 / UP), {"kept_nonnegative": sqrt(2), lt(0, eps): 1})
    proof.combine("small_positive", lt(0, small), {"kept_nonnegative": two, lt(0, eps): 1})
    proof.combine(
        "limit",
        le(eps * (3 + 2 * eps), C * (eps**2 + (two - 1) * eps - 1)),
        {le(eps * (3 + 2 * eps), C * LIMIT): 1, "definition_two": -C * eps},
    )
    product = (C + eps) * small * (1 + eps)
    for goal in THEOREM.conclusions:
        strict = goal == THEOREM.also[0]
        proof.combine(
            "loss" if strict else "loss_nonnegative",
            goal,
            {"limit": 1 / product, "room": eps / product, "definition_two": (1 - beta2) * UP / small},
            why="what the large gradient loses is more than the two small ones gain" if strict else "",
        )


def _numbers(proof: Proof) -> None:
    """beta2 (C-1) <= 1/4 and sqrt(2) <= 17/12."""
    high = Rational(17, 12)
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.combine("kept_nonnegative", le(0, 1 - beta2), {"definition_beta2": 1}, C**2 / (1 + C**2))
    proof.combine(
        "share",
        le(beta2 * (C - 1), Rational(1, 4)),
        {"definition_beta2": (C - 1)},
        ((C - 2) ** 2 + 1) / (4 * (1 + C**2)),
    )
    proof.define(two, sqrt(2))
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_squared")
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_positive", conclusion=1)
    proof.combine("two_below", le(two, high), {"two_squared": 1}, Rational(1, 144), multiplier=two + high)
    proof.combine(
        "room",
        lt(0, 2 - two * (1 + beta2 * (C - 1))),
        {"share": two, "two_below": Rational(5, 4)},
        2 - Rational(5, 4) * high,
        why="a C that makes up for the rest",
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):
        level = Fraction(8142, 10000) + drawing.positive(draw)
        below = level**2 + Fraction(41421, 100000) * level - 1  # the limit from below
        least = max(level * (3 + 2 * level) / below, 2)
        return {eps: level, C: drawing.between(draw, least, None, open_low=least == 2)}

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
