"""The normal form of a real term: a polynomial with rational coefficients in atoms.

An atom is whatever is not a sum or a product: a variable, a coordinate, a function value, the inverse of a
polynomial, a symbolic power, a sum over coordinates. Atoms are equal when their canonical texts are. The laws used
are those of a field with 1/0 = 0, so no side condition is lost: x/x stays x * (1/x) until x is known not to be 0.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from amgt_theory.kernel.reading import Rejected, spend
from amgt_theory.kernel.terms import RESERVED, Term, beta, height, substitute

MAX_MONOMIALS = 20_000
MAX_EXPONENT = 64
MAX_BITS = 4_000
MAX_TEXT = 50_000


class Atom(str):
    """An indivisible real quantity: its canonical text; ``parts`` are the polynomials the sign rules look into."""

    __slots__ = ("head", "names", "parts")
    head: str
    names: frozenset[str]
    parts: tuple[Poly, ...]

    def __new__(cls, text: str, head: str, names: frozenset[str], parts: tuple[Poly, ...] = ()) -> Atom:
        if len(text) > MAX_TEXT:
            raise Rejected(f"an expression of more than {MAX_TEXT} characters")
        atom = super().__new__(cls, text)
        atom.head, atom.names, atom.parts = head, names, parts
        return atom


Monomial = tuple[tuple[Atom, int], ...]
Rational = int | Fraction
Poly = dict[Monomial, Rational]
ONE: Monomial = ()
UNIT: Poly = {ONE: 1}


def quotient(above: Rational, below: Rational) -> Rational:
    """Exact, and an int where it can be: ints are much the faster, but int / int would be a float."""
    value = Fraction(above, below)
    return value.numerator if value.denominator == 1 else value


def constant(value: Rational) -> Poly:
    return {ONE: value} if value else {}


def of_atom(atom: Atom) -> Poly:
    return {((atom, 1),): 1}


def add(left: Poly, right: Poly, factor: Rational = 1) -> Poly:
    """left + factor * right."""
    spend(len(left) // 8)
    result = dict(left)
    for monomial, coefficient in right.items():
        _increase(result, monomial, factor * coefficient)
    return result


def multiply(left: Poly, right: Poly) -> Poly:
    spend(1)
    if left == UNIT:
        return right
    result: Poly = {}
    for one, a in left.items():
        for other, b in right.items():
            _increase(result, _join(one, other), a * b)
    return result


def _increase(poly: Poly, monomial: Monomial, value: Rational) -> None:
    if monomial in poly:
        value += poly[monomial]
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    spend(8 + 2 * len(monomial) + (bits // 128) ** 2)
    if bits > MAX_BITS:
        raise Rejected(f"a coefficient of more than {MAX_BITS} bits")
    if value:
        poly[monomial] = value
    else:
        poly.pop(monomial, None)
    if len(poly) > MAX_MONOMIALS:
        raise Rejected(f"a polynomial of more than {MAX_MONOMIALS} monomials")


def _join(one: Monomial, other: Monomial) -> Monomial:
    if not one or not other:
        return one or other
    exponents = dict(one)
    for atom, exponent in other:
        exponents[atom] = exponents.get(atom, 0) + exponent
    return tuple(sorted(exponents.items()))


def power(base: Poly, exponent: int) -> Poly:
    if exponent > MAX_EXPONENT:
        raise Rejected(f"the exponent {exponent} is larger than {MAX_EXPONENT}")
    result = UNIT
    for _ in range(exponent):
        result = multiply(result, base)
    return result


def text(poly: Poly) -> str:
    """Canonical: equal for equal polynomials."""
    spend(len(poly) + sum(len(atom) for monomial in poly for atom, _ in monomial) // 8)
    return "+".join(sorted(f"{c}{''.join(f'*{a}^{e}' for a, e in m)}" for m, c in poly.items())) or "0"


def names(poly: Poly) -> frozenset[str]:
    return frozenset().union(*(atom.names for monomial in poly for atom, _ in monomial))


def primitive(poly: Poly) -> Poly:
    """``poly`` divided by the absolute value of its first coefficient: the same sign, and canonical."""
    scale = abs(Fraction(poly[min(poly)]))
    return poly if scale == 1 else {monomial: quotient(value, scale) for monomial, value in poly.items()}


def inverse(poly: Poly) -> Poly:
    """1/poly, with 1/0 = 0, 1/(ab) = (1/a)(1/b) and 1/(1/a) = a."""
    if not poly:
        return {}
    common = dict(next(iter(poly)))
    for monomial in poly:
        exponents = dict(monomial)
        common = {atom: min(e, exponents[atom]) for atom, e in common.items() if atom in exponents}
    result = UNIT
    for atom, exponent in common.items():
        single = atom.parts[0] if atom.head == "inv" else of_atom(_inverse_atom(of_atom(atom)))
        result = multiply(result, power(single, exponent))
    rest = {
        tuple((atom, e - common.get(atom, 0)) for atom, e in monomial if e > common.get(atom, 0)): coefficient
        for monomial, coefficient in poly.items()
    }
    if len(rest) == 1:
        return multiply(result, constant(quotient(1, rest[ONE])))
    scaled = primitive(rest)
    ratio = quotient(next(iter(scaled.values())), next(iter(rest.values())))
    return multiply(result, {((_inverse_atom(scaled), 1),): ratio})


def _inverse_atom(poly: Poly) -> Atom:
    return Atom(f"1/({text(poly)})", "inv", names(poly), (poly,))


def clear(poly: Poly, nonzero: Callable[[Poly], bool]) -> Poly:
    """``poly`` times powers of those denominators that are known not to be 0: zero exactly when ``poly`` is."""
    while True:
        inverses = {atom for monomial in poly for atom, _ in monomial if atom.head == "inv"}
        inverses = {atom for atom in inverses if nonzero(atom.parts[0])}
        if not inverses:
            return poly
        atom = max(inverses, key=lambda one: (len(one), one))  # an inverse inside another comes later
        degree = max(dict(monomial).get(atom, 0) for monomial in poly)
        powers = [power(atom.parts[0], exponent) for exponent in range(degree + 1)]
        cleared: Poly = {}
        for monomial, coefficient in poly.items():
            rest = tuple(item for item in monomial if item[0] != atom)
            missing = degree - dict(monomial).get(atom, 0)
            cleared = add(cleared, multiply({rest: coefficient}, powers[missing]))
        poly = cleared


def normal(term: Term) -> Poly:
    """The normal form of a real term (which sort_of has accepted)."""
    spend(8)
    if isinstance(term, int):
        return constant(term)
    if isinstance(term, str):
        return of_atom(Atom(term, "variable", frozenset({term})))
    head, arguments = term[0], term[1:]
    if head == "+":
        return reduce(add, map(normal, arguments), {})
    if head == "*":
        return reduce(multiply, map(normal, arguments), UNIT)
    if head == "/":
        return multiply(normal(arguments[0]), _inverse_term(arguments[1]))
    if head == "^":
        return _power(normal(arguments[0]), normal(arguments[1]))
    if head == "pow":  # a^b for positive a
        return normal(("exp", ("*", arguments[1], ("log", arguments[0]))))
    if head == "at":
        if isinstance(arguments[0], tuple) and arguments[0][0] == "vec":
            return normal(beta(term))
        (vector, inside, _), (index, beside, _) = _argument(arguments[0]), _argument(arguments[1])
        return of_atom(Atom(f"{vector}[{index}]", "at", inside | beside))
    if head in ("Sum", "Series", "Prod"):
        return _fold(beta(term))
    given = [_argument(argument) for argument in arguments]
    if head == "exp" and not given[0][2]:
        return UNIT
    spelled = [one[0] for one in given]
    if head in ("min", "max"):
        spelled.sort()
    builtin = head in RESERVED
    occurring = frozenset([] if builtin else [head]).union(*(one[1] for one in given))
    kind = head if builtin else "function"  # no declared function passes for a kind of atom
    return of_atom(Atom(f"{head}({','.join(spelled)})", kind, occurring, tuple(one[2] for one in given)))


def _inverse_term(term: Term) -> Poly:
    """1/term, factor by factor: 1/(1-b)^2 is the square of 1/(1-b), whose denominator the sign rules know."""
    if isinstance(term, tuple) and term[0] == "*":
        return reduce(multiply, map(_inverse_term, term[1:]), UNIT)
    if isinstance(term, tuple) and term[0] == "^" and isinstance(term[2], int):
        return power(_inverse_term(term[1]), term[2])
    if isinstance(term, tuple) and term[0] == "/":
        return multiply(_inverse_term(term[1]), normal(term[2]))
    return inverse(normal(term))


def _argument(term: Term) -> tuple[str, frozenset[str], Poly]:
    """Canonical text and free names of an argument of any sort, and its normal form unless it is an explicit vector."""
    if isinstance(term, tuple) and term[0] == "vec":
        bound = f"#{height(term)}"
        body = normal(substitute(term[2], {term[1]: bound}))
        return f"vec({bound}:{text(body)})", names(body) - {bound}, {}
    poly = normal(term)
    return text(poly), names(poly), poly


def _power(base: Poly, exponent: Poly) -> Poly:
    """base^exponent for a natural exponent: b^(k+n) = b^k b^n, b^(c k) = (b^k)^c."""
    result = UNIT
    for monomial, coefficient in exponent.items():
        count = int(coefficient)
        if monomial == ONE:
            result = multiply(result, power(base, count))
        elif base != UNIT:
            symbol: Poly = {monomial: 1}
            atom = Atom(f"({text(base)})^({text(symbol)})", "^", names(base) | names(symbol), (base, symbol))
            result = multiply(result, power(of_atom(atom), count))
    return result


def _fold(term: Term) -> Poly:
    """Sum over coordinates, and sum or product over 1..n with the last (constant part of n) terms split off."""
    head, name, body = term[0], term[1], term[-1]
    bound = f"#{height(term)}"
    inside = normal(substitute(body, {name: bound}))
    if head == "Sum":
        dimension = of_atom(Atom("dim()", "dim", frozenset()))
        return _linear(inside, bound, dimension, "Sum")
    upper = normal(term[2])
    split = int(upper.get(ONE, 0))
    if split > MAX_EXPONENT:
        raise Rejected(f"a range with {split} separate terms, more than {MAX_EXPONENT}")
    rest = {monomial: coefficient for monomial, coefficient in upper.items() if monomial != ONE}
    last = [normal(substitute(body, {name: ("+", term[2], step - split)})) for step in range(1, split + 1)]
    if head == "Series":
        total = _linear(inside, bound, rest, f"Series<{text(rest)}>") if rest else {}
        for one in last:
            total = add(total, one)
        return total
    product = UNIT
    if rest:
        occurring = (names(inside) - {bound}) | names(rest)
        product = of_atom(Atom(f"Prod<{text(rest)}>({bound}:{text(inside)})", "Prod", occurring, (inside,)))
    for one in last:
        product = multiply(product, one)
    return product


def _linear(inside: Poly, bound: str, count: Poly, label: str) -> Poly:
    """A sum is linear: factors that do not depend on the index leave it."""
    total: Poly = {}
    for monomial, coefficient in inside.items():
        within = tuple(item for item in monomial if bound in item[0].names)
        outside = tuple(item for item in monomial if bound not in item[0].names)
        if within:
            summand: Poly = {within: 1}
            occurring = (names(summand) - {bound}) | names(count)
            summed = of_atom(Atom(f"{label}({bound}:{text(summand)})", "Sum", occurring, (summand,)))
        else:
            summed = count
        total = add(total, multiply({outside: coefficient}, summed))
    return total
