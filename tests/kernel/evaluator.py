"""A model of the kernel's terms that shares no code with it, and a reader of its canonical texts.

Reals are Fractions with 1/0 = 0, there are d = 0..3 coordinates, exp is any positive function with exp(0) = 1, and
sqrt, log, gamma and the declared functions are any functions, sqrt a nonnegative one. Quantifiers in formulas run over
a few values only: enough to tell capture from substitution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from amgt_theory.kernel.polynomials import Poly, text

Environment = dict[str, Any]  # a real or natural, a coordinate (int), a vector (tuple), or a Python function


def reciprocal(value: Fraction) -> Fraction:
    return 1 / value if value else Fraction(0)


BUILTIN: dict[str, Callable[..., Fraction]] = {
    "/": lambda a, b: a * reciprocal(b),
    "sqrt": lambda a: abs(a) / 2 if a > -1 else Fraction(3),
    "min": min,
    "max": max,
    "abs": abs,
    "exp": lambda a: 1 + a * a / 3 if a > 0 else reciprocal(1 - a),
    "log": lambda a: 3 * a - 2 if a > 0 else a * a - 5,
    "gamma": lambda a: a * a - 3,
}


def value(term: Any, env: Environment) -> Any:
    """The value of a term, following its definition."""
    if isinstance(term, int):
        return Fraction(term)
    if isinstance(term, str):
        return env[term]
    head, *arguments = term
    if head in ("vec", "Sum"):
        bound, body = arguments
        values = tuple(value(body, {**env, bound: i}) for i in range(env["d"]))
        return values if head == "vec" else sum(values, Fraction(0))
    if head in ("Series", "Prod"):
        bound, upper, body = arguments
        result = Fraction(int(head == "Prod"))
        for j in range(1, int(value(upper, env)) + 1):
            one = value(body, {**env, bound: Fraction(j)})
            result = result * one if head == "Prod" else result + one
        return result
    if head == "dim":
        return Fraction(env["d"])
    values = [value(argument, env) for argument in arguments]
    if head == "+":
        return sum(values, Fraction(0))
    if head == "*":
        result = Fraction(1)
        for one in values:
            result *= one
        return result
    if head == "^":
        return values[0] ** int(values[1])
    if head == "at":
        return values[0][values[1]]
    if head == "pow":
        return BUILTIN["exp"](values[1] * BUILTIN["log"](values[0]))
    return BUILTIN[head](*values) if head in BUILTIN else env[head](*values)


RELATION = {"<=": Fraction.__le__, "<": Fraction.__lt__, "=": Fraction.__eq__}
FEW = (Fraction(-1), Fraction(0), Fraction(2, 3))


def few(sort: Any, d: int) -> Iterator[Any]:
    """A few values of a sort; for coordinates, all of them."""
    if sort == "coordinate":
        return iter(range(d))
    if sort == "natural":
        return map(Fraction, range(3))
    return iter(FEW) if sort == "real" else product(FEW[:2], repeat=d)


def holds(formula: Any, env: Environment) -> bool:
    if formula[0] in RELATION:
        return RELATION[formula[0]](value(formula[1], env), value(formula[2], env))
    _, declared, hypotheses, conclusion = formula
    for chosen in product(*(list(few(sort, env["d"])) for _, sort in declared)):
        inner = {**env, **dict(zip((name for name, _ in declared), chosen, strict=True))}
        if all(holds(hypothesis, inner) for hypothesis in hypotheses) and not holds(conclusion, inner):
            return False
    return True


# -- canonical texts, read back --------------------------------------------------------------------


class Reader:
    """Parses what polynomials.text writes: that the text alone fixes the value is what makes atoms equal by text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def skip(self, expected: str) -> bool:
        if not self.text.startswith(expected, self.at):
            return False
        self.at += len(expected)
        return True

    def need(self, expected: str) -> None:
        assert self.skip(expected), (expected, self.text[self.at :], self.text)

    def word(self) -> str:
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_'#?"):
            self.at += 1
        assert self.at > start, (self.text[start:], self.text)
        return self.text[start : self.at]

    def integer(self) -> int:
        negative = self.skip("-")
        number = int(self.word())
        return -number if negative else number

    def poly(self) -> Any:
        terms = [self.monomial()]
        while self.skip("+"):
            terms.append(self.monomial())
        return ("+", *terms)

    def monomial(self) -> Any:
        factors: list[Any] = [self.integer()]
        if self.skip("/"):
            factors.append(("/", 1, self.integer()))
        while self.skip("*"):
            atom = self.atom()
            self.need("^")
            factors.append(("^", atom, self.integer()))
        return ("*", *factors)

    def bound(self, head: str, *upper: Any) -> Any:
        self.need("(")
        name = self.word()
        self.need(":")
        body = self.poly()
        self.need(")")
        return (head, name, *upper, body)

    def atom(self) -> Any:
        if self.skip("1/("):
            inner = self.poly()
            self.need(")")
            return ("/", 1, inner)
        if self.skip("1*"):
            vector = self.atom()
            self.need("^1[1*")
            index = self.atom()
            self.need("^1]")
            return ("at", vector, index)
        if self.skip("("):
            base = self.poly()
            self.need(")^(")
            exponent = self.poly()
            self.need(")")
            return ("^", base, exponent)
        head = self.word()
        if head == "Sum":
            return self.bound("Sum")
        if head in ("Series", "Prod"):
            self.need("<")
            upper = self.poly()
            self.need(">")
            return self.bound(head, upper)
        if not self.skip("("):
            return head
        arguments: list[Any] = []
        while not self.skip(")"):
            if arguments:
                self.need(",")
            if self.text.startswith("vec(", self.at):
                self.need("vec")
                arguments.append(self.bound("vec"))
            else:
                arguments.append(self.single(self.poly()))
        return (head, *arguments)

    @staticmethod
    def single(poly: Any) -> Any:
        """A vector or coordinate is written as a polynomial of one atom."""
        return (
            poly[1][2][1]
            if len(poly) == 2 and poly[1][:2] == ("*", 1) and len(poly[1]) == 3 and poly[1][2][2] == 1
            else poly
        )


def poly_value(poly: Poly, env: Environment) -> Fraction:
    reader = Reader(text(poly))
    result = value(reader.poly(), env)
    assert reader.at == len(reader.text), reader.text[reader.at :]
    assert isinstance(result, Fraction)
    return result
