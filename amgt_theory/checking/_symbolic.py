"""Numbers as SymPy expressions: where balls of any precision leave a relation open because its two sides are equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from math import prod
from types import SimpleNamespace
from typing import Any, ClassVar

import sympy
from gmpy2 import iroot, mpz

from amgt_theory.arithmetic import Matrix, Number, RationalLike, Vector, rational
from amgt_theory.arithmetic._lists import ListArithmetic
from amgt_theory.checking._exact import NotRational

_LARGEST_POWER = 400_000  # bits of a power that is written out; the square of one that is may not be
_LARGEST_GAMMA = 1000  # argument that is worth reducing
_MOST_SYMBOLS = 4  # in a difference that is factored
_LARGEST_COEFFICIENT = 500  # bits, there
_ROOTS = (2, 3, 5, 7)  # looked for where a power of a power is long
_LARGEST_ROOT = 128  # bits of base and exponent of what SymPy may factor
_LARGEST_TERM = 1000  # nodes of a term that is compared
_LARGEST_PRIME = 2**15  # that is looked for there


def _short(*terms: Any) -> tuple[Any, ...]:
    """The terms; raises :class:`NotRational` where SymPy would take long to compare them."""
    sizes: dict[Any, int] = {}

    def size(term: Any) -> int:
        if term not in sizes:
            sizes[term] = 1 + sum(map(size, term.args))
        return sizes[term]

    if any(size(sympy.sympify(one)) > _LARGEST_TERM for one in terms):
        raise NotRational("a long term")
    return terms


class Undefined(Exception):
    """A power that is no real number: what a statement says there cannot be computed."""


class SymbolicArithmetic(ListArithmetic):
    """Lists of SymPy numbers; for statements that ordered-field operations, powers, exp and log make up."""

    name: ClassVar[str] = "symbolic"
    _functions = SimpleNamespace(
        **{one: getattr(sympy, one) for one in "sqrt exp log sin cos tanh sinh".split()},
        expm1=lambda x: sympy.exp(x) - 1,
        log1p=lambda x: sympy.log(1 + x),
    )
    _min = staticmethod(lambda x, y: sympy.Min(*_short(x, y)))
    _max = staticmethod(lambda x, y: sympy.Max(*_short(x, y)))

    def __init__(self, bits: int = 2) -> None:
        super().__init__(bits)

    def precision(self) -> AbstractContextManager[None]:
        return nullcontext()

    def number(self, value: RationalLike, name: str = "value") -> Number:
        if isinstance(value, sympy.Expr) and not value.is_Rational:
            return value
        exact = rational(name, value)
        return sympy.Rational(exact.numerator, exact.denominator)

    def matrix(self, rows: Sequence[Sequence[RationalLike]]) -> Matrix:
        return [self.vector(row) for row in rows]

    def exact(self, x: Number | Vector) -> Number | Vector:
        return x

    def power(self, base: Number, exponent: Number) -> Number:
        return power(base, exponent)

    def dot(self, x: Vector, y: Vector) -> Number:
        return sum((s * t for s, t in zip(x, y, strict=True)), sympy.S.Zero)

    def matvec(self, a: Matrix, x: Vector) -> Vector:
        return [self.dot(row, x) for row in a]

    def _decide(self, *_: Any) -> Any:
        raise NotRational("a decision")

    sorted: Any = _decide
    less: Any = _decide
    largest: Any = _decide
    _floor: Any = _decide
    _round: Any = _decide
    _power_of_two: Any = _decide


def power(base: Number, exponent: Number) -> Number:
    """base^exponent; a symbol where writing it out is long, or where SymPy would factor long numbers."""
    base, exponent = sympy.sympify(base), sympy.sympify(exponent)
    if (base == 0 and exponent.is_negative) or (base.is_negative and exponent.is_integer is False):
        raise Undefined(f"({base})^({exponent})")
    if base.is_Rational and exponent.is_Rational and base != 0 and abs(base) != 1:
        length = _length(base)
        if exponent.is_Integer and abs(exponent) * length > _LARGEST_POWER:
            return (-1 if base < 0 and exponent % 2 else 1) * _positive(abs(base), exponent)
        if not exponent.is_Integer:
            if length + _length(exponent) > _LARGEST_ROOT:
                return _positive(base, exponent)
            primes = sympy.factorrat(base, limit=_LARGEST_PRIME)  # SymPy would look for perfect powers in long integers
            return sympy.Mul(*(sympy.Pow(prime, times * exponent) for prime, times in primes.items()))
    return base**exponent


def gamma(x: Number) -> Number:
    """Gamma(x), 0 at a pole; of a rational a multiple of Gamma in (0, 1], so that points apart by integers compare."""
    if not x.is_Rational or abs(x) > _LARGEST_GAMMA:
        return sympy.gamma(x)
    if x.is_Integer and x <= 0:
        return sympy.S.Zero
    steps = int(sympy.ceiling(x)) - 1
    if steps >= 0:
        return prod((x - 1 - n for n in range(steps)), start=sympy.S.One) * sympy.gamma(x - steps)
    return sympy.gamma(x - steps) / prod((x + n for n in range(-steps)), start=sympy.S.One)


def _positive(base: Number, exponent: Number) -> Number:
    """What stands for a power of a positive rational: positive, and the same for the same power."""
    root, times = _root(base)
    exponent *= times
    return _symbol(root, exponent) if exponent > 0 else 1 / _symbol(root, -exponent)


def _root(base: Number) -> tuple[Number, int]:
    """(root, n), n as large as can be made of small factors, with root^n the positive rational ``base``."""
    ends, times = (mpz(int(base.p)), mpz(int(base.q))), 1
    for part in _ROOTS:
        while ends != (1, 1):
            (top, exact_top), (bottom, exact_bottom) = (iroot(one, part) for one in ends)
            if not (exact_top and exact_bottom):
                break
            ends, times = (top, bottom), times * part
    return sympy.Rational(int(ends[0]), int(ends[1])), times


@lru_cache(maxsize=1000)
def _symbol(base: Number, exponent: Number) -> Number:
    return sympy.Dummy(positive=True)


def _length(value: Number) -> int:
    """Bits of a rational."""
    return int(value.p).bit_length() + int(value.q).bit_length()


def compare(left: Number, relation: str, right: Number) -> bool | None:
    """Whether ``left relation right``: equality is found by algebra, a sign by SymPy's evaluation."""
    if relation == "<=" and any(compare(left, relation, one) for one in _parts_of_maximum(right)):
        return True
    difference = sympy.sympify(right) - sympy.sympify(left)
    if left == right or _is_zero(*_short(difference)):
        return relation != "<"
    if not difference.free_symbols and not difference.is_comparable:
        return None  # perhaps 0 in a way that algebra did not see; SymPy would look for its minimal polynomial
    wanted = {"<=": difference.is_positive, "<": difference.is_positive, ">=": difference.is_negative}.get(relation)
    if wanted or relation not in ("<=", ">=") or not _is_factored(difference):
        return True if wanted else None
    signed = sympy.factor(difference if relation == "<=" else -difference)  # perhaps made of sums of what is >= 0
    return True if signed.is_nonnegative else None


def _is_factored(x: Any) -> bool:
    """Whether ``x`` has symbols, and few enough of them with coefficients short enough for SymPy to factor it soon."""
    if not 0 < len(x.free_symbols) <= _MOST_SYMBOLS:
        return False
    return all(_length(one) <= _LARGEST_COEFFICIENT for one in x.atoms(sympy.Rational))


def _parts_of_maximum(x: Number) -> list[Number]:
    """For a positive multiple of a maximum the multiples of what it is the largest of: none is more than ``x``."""
    factors = sympy.Mul.make_args(sympy.sympify(x))
    largest = [one for one in factors if isinstance(one, sympy.Max)]
    rest = sympy.Mul(*(one for one in factors if not isinstance(one, sympy.Max)))
    return [rest * one for one in largest[0].args] if len(largest) == 1 and rest.is_positive else []


def _is_zero(x: Any) -> bool:
    """Whether algebra shows it; logarithms of rationals are taken apart into those of primes, roots into theirs."""
    if x == 0 or sympy.radsimp(sympy.expand(x)) == 0:
        return True
    if x.has(sympy.log) and sympy.radsimp(sympy.expand(sympy.expand_log(x, factor=True))) == 0:
        return True
    roots = {one for one in x.atoms(sympy.Pow) if _is_root(one)}
    return bool(roots) and bool(_by_primes(x, roots) == 0)


def _by_primes(x: Any, roots: Iterable[Any]) -> Any:
    """``x`` with each of its ``roots`` of rationals as a product of roots of primes, symbols of their own."""
    symbols: dict[Any, Any] = {}

    def split(root: Any) -> Any:
        primes = sympy.factorrat(root.base, limit=_LARGEST_PRIME)
        for prime in primes:
            symbols.setdefault(prime, sympy.Dummy(positive=True))
        return sympy.Mul(*(symbols[prime] ** (times * root.exp) for prime, times in primes.items()))

    apart = sympy.expand(x.xreplace({one: split(one) for one in roots}))
    whole = {symbol: prime for prime, symbol in symbols.items()}
    powers = {one: one.exp for one in apart.atoms(sympy.Pow) if one.base in whole} | dict.fromkeys(whole, sympy.S.One)

    def reduced(base: Any, exponent: Any) -> Any:
        return whole[base] ** sympy.floor(exponent) * base ** sympy.frac(exponent)

    return sympy.expand(
        apart.xreplace({one: reduced(one.as_base_exp()[0], exponent) for one, exponent in powers.items()})
    )


def _is_root(power: Any) -> bool:
    return bool(power.base.is_Rational and power.base > 0 and power.exp.is_Rational)
