"""The gain of a period of gradients C, -1, -1 is positive for eps up to 0.81, whatever C > 2 (theory notes, section 7).

The gain is compared with its value for roots bounded by polynomials in 1/C, and what is left is a polynomial that is
positive on a rectangle: its Bernstein coefficients are.
"""

from typing import Any

from sympy import Expr, Poly, Rational, binomial, sqrt

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, eps
from amgt_theory.theorem import Theorem

C, S, two, c, a, b = (Real(name) for name in ("C", "S", "two", "c", "x", "y"))
LARGEST, SLACK = Rational(81, 100), Rational(1, 1000)
SECOND_ROOT, THIRD_ROOT = sqrt(2) * C / S, C / S * (1 + 1 / S**2)
SECOND, THIRD, FIRST = Rational(17, 12), 1 + c**2 / 2, 1 - c**2

THEOREM = Theorem(
    id="adam.online_margin",
    title="the gain of a period is positive for eps up to 0.81",
    kind="lemma",
    claim="C7",
    source="theory notes, section 7, adam.online_divergence",
    assumptions=(lt(2, C), lt(0, eps), le(eps, LARGEST)),
    where=((S, sqrt(1 + C**2)),),
    quantity=1 / (SECOND_ROOT + eps) + 1 / (THIRD_ROOT + eps) - C / (C**2 / S + eps),
    bound=0,
    direction="lower",
    also=(lt(0, 1 / (SECOND_ROOT + eps) + 1 / (THIRD_ROOT + eps) - C / (C**2 / S + eps)),),
    notes="For large C the gain tends to 1/(sqrt(2)+eps) + 1/(1+eps) - 1, which is negative for eps > 0.8142: the "
    "notes' root of e^2 + (sqrt(2)-1) e - 1.",
)


def bernstein(polynomial: Expr) -> list[Expr]:
    """``polynomial`` in c and eps as nonnegative terms on [0, 1/2] x [0, LARGEST]."""
    ends = {c: Rational(1, 2), eps: LARGEST}
    poly = Poly(polynomial, c, eps)
    n, m = poly.degree(c), poly.degree(eps)
    terms = []
    for i in range(n + 1):
        for j in range(m + 1):
            coefficient = sum(
                Rational(binomial(i, p) * binomial(j, q), binomial(n, p) * binomial(m, q))
                * poly.coeff_monomial(c**p * eps**q)
                * ends[c] ** p
                * ends[eps] ** q
                for p in range(i + 1)
                for q in range(j + 1)
            )
            assert coefficient >= 0, f"the Bernstein coefficient {coefficient} is negative"
            scale = coefficient * binomial(n, i) * binomial(m, j) / (ends[c] ** n * ends[eps] ** m)
            powers: Any = c**i * (ends[c] - c) ** (n - i) * eps**j * (ends[eps] - eps) ** (m - j)
            terms.append(scale * powers)
    return terms


def derive(proof: Proof) -> None:
    _numbers(proof)
    _roots(proof)
    small = FIRST + eps * c
    gap = (THIRD + SECOND + 2 * eps) * small - (SECOND + eps) * (THIRD + eps)
    positive = proof.combine(
        "positive", le(SLACK, gap), {}, *bernstein((gap - SLACK).expand()), why="with these bounds the gain is positive"
    )
    proof.combine("small_positive", lt(0, small), {"first_nonnegative": 1, "c_positive": eps})
    length = C**2 / S + eps
    product = (SECOND + eps) * (THIRD + eps) * small
    rough = two * C / S + eps
    for name, goal in (("gain_nonnegative", le(0, THEOREM.quantity)), ("gain", THEOREM.also[0])):
        proof.combine(
            name,
            goal,
            {
                "second_root": 1 / ((SECOND + eps) * rough),
                "definition_two": -C / S / (rough * (SECOND_ROOT + eps)),
                "third_root": 1 / ((THIRD + eps) * (THIRD_ROOT + eps)),
                "first_root": C / (small * length),
                "inverse": eps / (small * length),
                positive: 1 / product,
            },
            SLACK / product,
        )


def _numbers(proof: Proof) -> None:
    """c = 1/C, S = sqrt(1 + C^2), and the root of 2."""
    proof.combine("C_positive", lt(0, C), {lt(2, C): 1}, 2)
    proof.define(c, 1 / C)
    proof.combine("inverse", eq(C * c, 1), {"definition_c": C})
    proof.combine("c_positive", lt(0, c), {"definition_c": -1}, 1 / C)
    proof.combine("c_below", le(0, Rational(1, 2) - c), {lt(2, C): 1 / (2 * C), "definition_c": 1})
    proof.combine("eps_below", le(0, LARGEST - eps), {le(eps, LARGEST): 1})
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
    proof.combine("two_below", le(two, SECOND), {"two_squared": 1}, Rational(1, 144), multiplier=two + SECOND)
    proof.combine(
        "second_root", le(two * C / S, SECOND), {"two_below": 1, "S_larger": two / S}, why="after one small gradient"
    )
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


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
