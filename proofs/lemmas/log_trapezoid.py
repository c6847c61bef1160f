"""The midpoint rule lies below the logarithm and the trapezoidal rule above it; at 1 both agree to second order."""

from sympy import Expr, Lambda, Rational, exp, log

from amgt_theory.derivation import Proof
from amgt_theory.language import eq, le, lt
from amgt_theory.symbols import Real, function, k
from amgt_theory.theorem import Theorem

x = Real("x")
half, size, s, s_inverse, r, r_inverse, hole = (Real(name) for name in "half size s s_inverse r r_inverse hole".split())
excess, squares = function("excess", "natural"), function("square", "natural")

THEOREM = Theorem(
    id="lemmas.log_trapezoid",
    title="2 (x - 1)/(x + 1) <= log x <= (x - 1/x)/2 for x >= 1",
    kind="lemma",
    source="elementary; used in theory notes, section 3, sharp_exponent, tightness",
    assumptions=(le(1, x),),
    quantity=log(x),
    bound=(x - 1 / x) / 2,
    also=(le(2 * (x - 1) / (x + 1), log(x)),),
    tight=True,
)


def logarithm(n: Expr) -> Expr:
    """That of x^(1/2^n)."""
    return size * half**n


def trapezoid(n: Expr) -> Expr:
    """How far the trapezoidal rule is above the logarithm of x^(1/2^n)."""
    return (exp(logarithm(n)) - exp(-logarithm(n))) / 2 - logarithm(n)


def midpoint(n: Expr) -> Expr:
    """How far the midpoint rule is below it: 2 - 4/(s+1) is 2 (s-1)/(s+1)."""
    return logarithm(n) - 2 + 4 / (exp(logarithm(n)) + 1)


def square(n: Expr) -> Expr:
    """(s-1)^2/s for s = x^(1/2^n)."""
    return exp(logarithm(n)) + exp(-logarithm(n)) - 2


def derive(proof: Proof) -> None:
    proof.combine("x_positive", lt(0, x), {le(1, x): 1}, 1)
    proof.define(size, log(x))
    proof.define(half, Rational(1, 2))
    lower = proof.cite("lemmas.log_lower")
    proof.combine("size_nonnegative", le(0, size), {"definition_size": -1, lower: 1, le(1, x): 1 / x})
    proof.combine("half_nonnegative", le(0, half), {"definition_half": -1}, Rational(1, 2))
    _small(proof)
    _halved(proof)
    for name, rule in (("trapezoid", trapezoid), ("midpoint", midpoint)):
        proof.cite("lemmas.doubling", {excess: Lambda(k, rule(k)), squares: Lambda(k, square(k))}, name=name)
    _at_x(proof)


def _named(proof: Proof, root: Real, inverse: Real, exponent: Expr) -> None:
    """root = exp(exponent) >= 1 and its reciprocal."""
    proof.define(root, exp(exponent))
    proof.define(inverse, exp(-exponent))
    proof.combine(f"{inverse}_nonnegative", le(0, inverse), {f"definition_{inverse}": -1}, exp(-exponent))
    tangent = proof.law("exp_bound", exponent)
    proof.combine(f"{root}_above", le(1, root), {tangent: 1, f"definition_{root}": -1}, exponent)
    proof.combine(f"{root}_positive", lt(0, root), {f"{root}_above": 1}, 1)
    added = proof.law("exp_add", exponent, -exponent)
    proof.combine(
        f"{root}_inverse",
        eq(root * inverse, 1),
        {f"definition_{root}": inverse, f"definition_{inverse}": exp(exponent), added: -1},
    )


def _small(proof: Proof) -> None:
    """Both rules are exact to second order."""
    with proof.fix("squares", k) as inner:
        _named(inner, s, s_inverse, logarithm(k))
        weights = {"definition_s": 1, "definition_s_inverse": 1, "s_inverse": s - 2}
        inner.combine("here", le(0, square(k)), weights, s_inverse * (s - 1) ** 2)
    why = "both rules are exact to second order, as 1 + u <= exp u"
    with proof.fix("trapezoid_small", k, why=why) as inner:
        tangent = inner.law("exp_bound", logarithm(k))
        inner.combine("here", le(-square(k), trapezoid(k)), {tangent: 1, "squares": Rational(1, 2)})
    with proof.fix("midpoint_small", k) as inner:
        tangent, root = inner.law("exp_bound", -logarithm(k)), exp(logarithm(k))
        inner.combine("here", le(-square(k), midpoint(k)), {tangent: 1}, (root - 1) ** 2 / (root + 1))


def _halved(proof: Proof) -> None:
    """From s = x^(1/2^(k+1)) to r = s^2: what the rules are off at least doubles."""
    side = Rational(1, 2)
    with proof.fix("trapezoid_doubles", k, why="what they are off at least doubles from s to s^2") as inner:
        _squares(inner)
        inner.combine("difference", le(0, s - s_inverse), {"s_above": 1 + s_inverse, "s_inverse": 1})
        inner.combine("mean", le(0, s + s_inverse - 2), {"s_inverse": s - 2}, s_inverse * (s - 1) ** 2)
        inner.combine(
            "here",
            le(2 * trapezoid(k + 1), trapezoid(k)),
            {
                "double": 1,
                "definition_r": side,
                "r_squared": -side,
                "definition_r_inverse": -side,
                "r_inverse_squared": side,
                "definition_s": -1,
                "definition_s_inverse": 1,
            },
            (s - s_inverse) * (s + s_inverse - 2) / 2,
        )
    with proof.fix("midpoint_doubles", k) as inner:
        _squares(inner)
        old, new = exp(logarithm(k)), exp(logarithm(k + 1))
        inner.combine(
            "here",
            le(2 * midpoint(k + 1), midpoint(k)),
            {
                "double": -1,
                "definition_r": -4 / ((old + 1) * (r + 1)),
                "r_squared": 4 / ((r + 1) * (s**2 + 1)),
                "definition_s": 8 / ((new + 1) * (s + 1)),
                "s_above": 2 * (s - 1) ** 2 / ((s**2 + 1) * (s + 1)),
            },
        )
    with proof.fix("squares_quadruple", k, why="while (s-1)^2/s at least quadruples") as inner:
        _squares(inner)
        inner.combine(
            "here",
            le(4 * square(k + 1), square(k)),
            {
                "definition_r": 1,
                "definition_r_inverse": 1,
                "r_squared": -1,
                "r_inverse_squared": -1,
                "definition_s": -4,
                "definition_s_inverse": -4,
                "s_inverse": 2,
            },
            (s + s_inverse - 2) ** 2,
        )


def _squares(proof: Proof) -> None:
    here, there = logarithm(k), logarithm(k + 1)
    _named(proof, r, r_inverse, here)
    _named(proof, s, s_inverse, there)
    double = proof.combine("double", eq(here, 2 * there), {"definition_half": -2 * here})
    for sign, old, new in ((1, r, s), (-1, r_inverse, s_inverse)):
        proof.combine(
            f"{old}_squared",
            eq(old, new**2),
            {
                f"definition_{old}": 1,
                proof.rewrite(f"{old}_written", double, hole, exp(sign * hole)): 1,
                proof.law("exp_add", sign * there, sign * there): 1,
                f"definition_{new}": -(new + exp(sign * there)),
            },
        )


def _at_x(proof: Proof) -> None:
    _named(proof, s, s_inverse, size)
    written = proof.rewrite("written", "definition_size", hole, exp(hole))
    value = proof.combine("value", eq(s, x), {"definition_s": 1, written: 1, proof.law("exp_log", x): 1})
    inverse = proof.combine("inverse", eq(s_inverse, 1 / x), {"s_inverse": 1 / x, value: -s_inverse / x})
    side = Rational(1, 2)
    proof.combine(
        "above",
        le(log(x), THEOREM.bound),
        {
            "trapezoid": 1,
            "definition_s": -side,
            value: side,
            "definition_s_inverse": side,
            inverse: -side,
            "definition_size": -1,
        },
        why="so the trapezoidal rule lies above the logarithm",
    )
    end = exp(size)
    weight = 4 / ((end + 1) * (x + 1))
    proof.combine(
        "below",
        THEOREM.also[0],
        {"midpoint": 1, "definition_s": weight, value: -weight, "definition_size": 1},
        why="and the midpoint rule below it",
    )


if __name__ == "__main__":
    from amgt_theory.cli.show import show

    show(__file__)
