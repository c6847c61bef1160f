"""The gain of a period of gradients C, -1, -1 is positive for eps^2 + (sqrt(2)-1) eps < 1, whatever C > 2.

Theory notes, section 7. The gain is compared with its value for roots bounded by polynomials in c = 1/C. That is
1 - (sqrt(2)-1) eps - eps^2 at c = 0, and a positive part of it remains up to c = 1/2.
"""

from sympy import Expr, Rational, cancel, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, eps
from amgt_theory.theorem import Theorem

C, S, two, c, a, b = (Real(name) for name in ("C", "S", "two", "c", "x", "y"))
SECOND_ROOT, THIRD_ROOT = sqrt(2) * C / S, C / S * (1 + 1 / S**2)
THIRD, FIRST = 1 + c**2 / 2, 1 - c**2
TWO_HIGH, LEFT = Rational(17, 12), Rational(1, 2) - c

THEOREM = Theorem(
    id="adam.online_margin",
    title="the gain of a period is positive for eps^2 + (sqrt(2)-1) eps < 1",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence",
    assumptions=(lt(2, C), lt(0, eps), lt(eps**2 + (sqrt(2) - 1) * eps, 1)),
    where=((S, sqrt(1 + C**2)),),
    quantity=1 / (SECOND_ROOT + eps) + 1 / (THIRD_ROOT + eps) - C / (C**2 / S + eps),
    bound=0,
    direction="lower",
    also=(lt(0, 1 / (SECOND_ROOT + eps) + 1 / (THIRD_ROOT + eps) - C / (C**2 / S + eps)),),
    notes="eps < 0.8141, as in the notes. For large C the gain tends to 1/(sqrt(2)+eps) + 1/(1+eps) - 1, which is "
    "positive for these eps only; for a given C somewhat larger ones do (1.0 at C = 10, 2.1 at C = 3).",
)


def derive(proof: Proof) -> None:
    _numbers(proof)
    _roots(proof)
    small = FIRST + eps * c
    gap = (THIRD + two + 2 * eps) * small - (two + eps) * (THIRD + eps)
    _positive(proof, gap)
    proof.combine("small_positive", lt(0, small), {"first_nonnegative": 1, "c_positive": eps})
    length = C**2 / S + eps
    product = (two + eps) * (THIRD + eps) * small
    rough = two * C / S + eps
    for name, goal in (("gain_nonnegative", le(0, THEOREM.quantity)), ("gain", THEOREM.also[0])):
        proof.combine(
            name,
            goal,
            {
                "second_root": 1 / ((two + eps) * rough),
                "definition_two": -C / S / (rough * (SECOND_ROOT + eps)),
                "third_root": 1 / ((THIRD + eps) * (THIRD_ROOT + eps)),
                "first_root": C / (small * length),
                "inverse": eps / (small * length),
                "positive": 1 / product,
            },
        )


def _positive(proof: Proof, gap: Expr) -> None:
    """With these bounds on the roots the gain is positive."""
    limit = 1 - (two - 1) * eps - eps**2
    proof.combine("limit_positive", lt(0, limit), {lt(eps**2 + (sqrt(2) - 1) * eps, 1): 1, "definition_two": eps})
    rest = cancel((gap - (1 - 3 * c / 2) * limit) / c)
    proof.combine(
        "rest_nonnegative",
        le(0, rest),
        {"two_below": (3 * c + eps) / 2, "c_below": Rational(11, 4) + c / 4 + c**2 / 2 + 5 * eps / 2},
        Rational(1, 8),
        eps * (Rational(5, 2) - TWO_HIGH / 2 - Rational(5, 4)),
        eps * c**2 / 2,
        eps**2 / 2,
    )
    proof.combine(
        "positive",
        lt(0, gap),
        {"limit_positive": Rational(1, 4), "c_below": 3 * limit / 2, "rest_nonnegative": c},
        why="with these bounds the gain is positive",
    )


def _numbers(proof: Proof) -> None:
    """c = 1/C, S = sqrt(1 + C^2), and the root of 2."""
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.define(c, 1 / C)
    proof.combine("inverse", eq(C * c, 1), {"definition_c": C})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, 1 / C)
    proof.combine("c_below", le(0, LEFT), {lt(2, C): 1 / (2 * C), "definition_c": 1})
    proof.combine("first_nonnegative", le(0, FIRST), {"c_below": Rational(1, 2) + c}, Rational(3, 4))
    proof.combine("root_argument", lt(0, 1 + C**2), {}, 1 + C**2)
    proof.cite("lemmas.root_positive", {a: 1 + C**2, b: S}, name="S_squared")
    proof.cite("lemmas.root_positive", {a: 1 + C**2, b: S}, name="S_positive", conclusion=1)
    proof.define(two, sqrt(2))
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_squared")
    proof.cite("lemmas.root_positive", {a: 2, b: two}, name="two_positive", conclusion=1)


def _roots(proof: Proof) -> None:
    """Bounds on the three roots by polynomials in c = 1/C."""
    proof.combine("S_larger", le(C, S), {"S_squared": -1}, 1, multiplier=S + C)
    proof.combine("two_below", le(two, TWO_HIGH), {"two_squared": 1}, Rational(1, 144), multiplier=two + TWO_HIGH)
    proof.combine("second_root", le(two * C / S, two), {"S_larger": two / S}, why="after one small gradient")
    lower = S - 1 / (2 * S)
    proof.combine("lower_positive", lt(0, lower), {"S_squared": -1}, C**2 + Rational(1, 2), multiplier=S)
    proof.combine("lower_sum", lt(0, lower + C), {"lower_positive": 1}, C)
    proof.combine("S_lower", le(C, lower), {"S_squared": -1}, 1 / (4 * S**2), multiplier=lower + C)
    proof.combine("squares", le(1 / S**2, c**2), {"S_squared": -(c**2), "inverse": -(C * c + 1)}, c**2, multiplier=S**2)
    proof.combine(
        "third_root",
        le(THIRD_ROOT, THIRD),
        {"S_lower": (1 + 1 / S**2) / S, "squares": Rational(1, 2)},
        1 / (2 * S**4),
        why="after two small gradients",
    )
    upper = C + c / 2
    proof.combine("S_upper", le(S, upper), {"S_squared": 1, "inverse": -1}, c**2 / 4, multiplier=upper + S)
    proof.combine(
        "first_root",
        le(FIRST, C / S),
        {"S_upper": FIRST, "inverse": -c},
        c / 2,
        c**3 / 2,
        multiplier=S,
        why="after the large gradient",
    )


def check():
    from fractions import Fraction

    from amgt_theory.checking import StepCheck
    from amgt_theory.strategies import drawing

    def model(draw):  # the root of eps^2 + (sqrt(2)-1) eps = 1 is 0.81411...
        return {
            C: 2 + drawing.positive(draw),
            eps: drawing.between(draw, Fraction(0), Fraction(8141, 10000), open_low=True),
        }

    return StepCheck(THEOREM, model)


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
