"""Rigorous balls: python-flint's arb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from fractions import Fraction
from functools import reduce, wraps
from operator import add, mul
from types import SimpleNamespace, TracebackType
from typing import Any, ClassVar

from flint import arb, arb_mat, ctx, fmpq

from amgt_theory.arithmetic._base import Matrix, Number, Vector
from amgt_theory.arithmetic._lists import ListArithmetic, mask_of, nearest_power_exponent
from amgt_theory.arithmetic._rational import RationalLike, rational
from amgt_theory.errors import UndecidedComparison


class _Precision:
    """Sets python-flint's precision and restores it, four times faster than ``ctx.workprec``; may be entered again."""

    __slots__ = ("_before", "_bits")

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._before: list[int] = []

    def __enter__(self) -> None:
        before = ctx.prec
        self._before.append(before)
        if before != self._bits:
            ctx.prec = self._bits

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        ctx.prec = self._before.pop()


def _of_ball(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of arb as a function; python-flint itself takes a first argument of another type for an arb."""

    @wraps(method)
    def checked(x: Any, *others: Any) -> Any:
        if not isinstance(x, arb):
            raise TypeError(f"{method.__name__} of {type(x).__name__} {x!r}: it is no ball; convert it with number()")
        return method(x, *others)

    return checked


_union = _of_ball(arb.union)
_ZERO = arb(0)
_FUNCTIONS = "exp expm1 log log1p sin cos tanh sinh".split()


def _square(t: Number) -> Number:
    product = t * t
    if product > _ZERO:
        return product
    least, most = t.abs_lower(), t.abs_upper()
    return (least * least).union(most * most)


def _sqrt(t: Number) -> Number:
    """Of what is not negative."""
    root = t.sqrt()
    if root.is_finite() or not t.upper() >= 0:
        return root
    return arb(0).union(t.upper().sqrt())


class BallArithmetic(ListArithmetic):
    """Lists of arb: each result contains the exact one. Matrices are arb_mat."""

    name: ClassVar[str] = "ball"
    _functions = SimpleNamespace(**{one: _of_ball(getattr(arb, one)) for one in _FUNCTIONS})
    _min = staticmethod(_of_ball(arb.min))
    _max = staticmethod(_of_ball(arb.max))
    _square = staticmethod(_square)
    _sqrt = staticmethod(_sqrt)

    def __init__(self, bits: int) -> None:
        super().__init__(bits)
        self._precision = _Precision(bits)

    def precision(self) -> AbstractContextManager[None]:
        return self._precision

    def number(self, value: RationalLike, name: str = "value") -> Number:
        if isinstance(value, arb):
            return value
        if hasattr(value, "_mpf_"):  # an mpf converts exactly and fast; NaN and infinities fall through to the error
            _, man, exp, _ = value._mpf_
            if man or not exp:
                return arb(value)
        exact = rational(name, value)
        with self._precision:
            return arb(fmpq(exact.numerator, exact.denominator))

    def matrix(self, rows: Sequence[Sequence[RationalLike]]) -> Matrix:
        return arb_mat([self.vector(row, f"row {i}") for i, row in enumerate(rows)])

    def exact(self, x: Number | Vector) -> Number | Vector:
        return [t.mid() for t in x] if isinstance(x, list) else x.mid()

    def lower(self, x: Number | Vector) -> Number | Vector:
        return self._each(_lower, x)

    def upper(self, x: Number | Vector) -> Number | Vector:
        return self._each(_upper, x)

    def square(self, x: Vector | Number) -> Vector:
        if not isinstance(x, list):
            return _square(x)
        squares = list(map(mul, x, x))
        return squares if all(map(_is_positive, squares)) else list(map(_square, x))

    def sqrt(self, x: Vector | Number) -> Vector:
        return list(map(_sqrt, x)) if isinstance(x, list) else _sqrt(x)

    def dot(self, x: Vector, y: Vector) -> Number:
        return reduce(add, map(mul, x, y))

    def matvec(self, a: Matrix, x: Vector) -> Vector:
        return (a * arb_mat(len(x), 1, x)).entries()

    def form(self, a: Matrix, x: Vector) -> tuple[Number, Vector]:
        column = arb_mat(len(x), 1, x)
        image = a * column
        return (column.transpose() * image)[0, 0], image.entries()

    def sorted(self, x: Vector) -> Vector:
        # the j-th smallest value lies between the j-th smallest lower end and the j-th smallest upper end
        return list(map(_union, sorted(map(_lower, x)), sorted(map(_upper, x))))

    def less(self, a: Number, b: Number) -> bool:
        if a < b:
            return True
        if a >= b:
            return False
        raise self._undecided(a, b)

    def largest(self, x: Vector, s: int) -> Sequence[bool]:
        order = sorted(range(len(x)), key=[t.mid() for t in x].__getitem__, reverse=True)
        kept, dropped = order[:s], order[s:]
        if kept and dropped:  # only the gap between the two groups matters
            smallest_kept, largest_dropped = (
                reduce(self._min, [x[i] for i in kept]),
                reduce(self._max, [x[i] for i in dropped]),
            )
            self.less(smallest_kept, largest_dropped)
        return mask_of(kept, len(x))

    def _undecided(self, a: Number, b: Number) -> UndecidedComparison:
        return UndecidedComparison(
            f"cannot decide {_shown(a)} < {_shown(b)}: the balls overlap at {self.bits} bits; use more bits"
        )

    def _floor(self, t: Number) -> Number:
        result = t.floor()
        if result.is_exact():
            return result
        raise self._undecided(t, t.upper().floor())

    def _round(self, t: Number) -> Number:
        low, high = (round(rational("end of a ball", end)) for end in _ends(t))
        if low == high:
            return arb(low)
        raise self._undecided(t, self.number(high - Fraction(1, 2)))

    def _power_of_two(self, t: Number) -> Number:
        if t == 0:
            return t
        if t.contains(0):  # continuous there: no power is more than 4/3 of what it is nearest to
            largest = t.abs_upper() * 4 / 3
            return _union(-largest, largest)
        low, high = (
            nearest_power_exponent(int(abs(man)), int(exp)) for man, exp in (end.man_exp() for end in _ends(t))
        )
        if low == high:
            return arb((1 if t > 0 else -1, low))
        raise self._undecided(abs(t), arb((3, max(low, high) - 2)))


_is_positive = _ZERO.__lt__


def _shown(t: Number) -> str:
    return str(t.str(12, more=True))


def _lower(t: Number) -> Number:
    return t.mid() if t.is_exact() else t.lower()


def _upper(t: Number) -> Number:
    return t.mid() if t.is_exact() else t.upper()


def _ends(t: Number) -> tuple[Number, Number]:
    return _lower(t), _upper(t)
