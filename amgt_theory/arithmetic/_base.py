"""The interface every arithmetic offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, TypeAlias

from amgt_theory.arithmetic._rational import RationalLike
from amgt_theory.errors import InvalidInput

Number: TypeAlias = Any
"""An mpf, an arb or a float; the operators + - * / and ** (by an int or a Number) work on it."""

Vector: TypeAlias = Any
"""A list of mpf or of arb, or a one-dimensional NumPy array."""

Matrix: TypeAlias = Any
"""What :meth:`Arithmetic.matrix` returns; only :meth:`Arithmetic.matvec` looks inside."""


class Arithmetic(ABC):
    """Numbers, vectors and matrices of one kind at one precision.

    An object is its own context: two of them never influence each other, and none changes a global precision for
    longer than a ``with ar.precision():`` block. Outside such a block operations on balls stay rigorous but use
    python-flint's current precision. Vectors passed to one operation have equal lengths; nothing checks it in the
    inner loop. "Vector or number" arguments broadcast.

    On balls every continuous operation returns an enclosure, also over a kink. Discontinuous decisions (``less``,
    ``less_each``, ``floor``, ``round``, ``power_of_two`` away from 0, ``largest``) raise :class:`UndecidedComparison`
    rather than guess.
    """

    name: ClassVar[str]

    def __init__(self, bits: int) -> None:
        if isinstance(bits, bool) or not isinstance(bits, int) or not 2 <= bits <= 1_000_000:
            raise InvalidInput(f"bits = {bits!r} violates 2 <= bits <= 1000000; choose an integer in that range")
        self.bits = bits

    def __repr__(self) -> str:
        return f"arithmetic({self.name!r}, bits={self.bits})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.bits,)

    @abstractmethod
    def precision(self) -> AbstractContextManager[None]:
        """Context manager: work inside it is done at ``bits``; what was set before is restored on leaving."""

    # -- making numbers

    @abstractmethod
    def number(self, value: RationalLike, name: str = "value") -> Number:
        """``value`` correctly rounded, or a ball that contains it; a number of this arithmetic stays as it is.

        ``value`` is anything :func:`rational` takes. Raises :class:`InvalidInput`, calling the value ``name``.
        """

    @abstractmethod
    def vector(self, values: Iterable[RationalLike], name: str = "vector") -> Vector:
        """A vector of such numbers; an exact point of another arithmetic converts without losing more than bits."""

    @abstractmethod
    def matrix(self, rows: Sequence[Sequence[RationalLike]]) -> Matrix:
        """A matrix prepared once for many products."""

    @abstractmethod
    def zeros(self, d: int) -> Vector:
        """The zero vector of length ``d``."""

    @abstractmethod
    def exact(self, x: Number | Vector) -> Number | Vector:
        """The exact point at the middle of each ball: a dyadic number. Identity where numbers are points already."""

    @abstractmethod
    def lower(self, x: Number | Vector) -> Number | Vector:
        """The exact point at the lower end of each ball, or just below. Identity where numbers are points already."""

    @abstractmethod
    def upper(self, x: Number | Vector) -> Number | Vector:
        """The exact point at the upper end of each ball, or just above. Identity where numbers are points already."""

    # -- elementwise, on vectors or numbers

    @abstractmethod
    def add(self, x: Vector, y: Vector | Number) -> Vector:
        """x + y."""

    @abstractmethod
    def sub(self, x: Vector, y: Vector | Number) -> Vector:
        """x - y."""

    @abstractmethod
    def mul(self, x: Vector | Number, y: Vector | Number) -> Vector:
        """x * y, coordinate by coordinate."""

    @abstractmethod
    def square(self, x: Vector | Number) -> Vector:
        """x^2, coordinate by coordinate; of a ball around 0 only what is >= 0, up to rounding."""

    @abstractmethod
    def div(self, x: Vector | Number, y: Vector | Number) -> Vector:
        """x / y, coordinate by coordinate."""

    @abstractmethod
    def combine(self, a: Number, x: Vector, b: Number, y: Vector) -> Vector:
        """a x + b y for numbers a, b."""

    @abstractmethod
    def minimum(self, x: Vector | Number, y: Vector | Number) -> Vector:
        """Smaller of x and y; on balls an enclosure, which needs no decision since min is continuous."""

    @abstractmethod
    def maximum(self, x: Vector | Number, y: Vector | Number) -> Vector:
        """Larger of x and y; on balls an enclosure, which needs no decision since max is continuous."""

    @abstractmethod
    def clip(self, x: Vector | Number, lo: Vector | Number, hi: Vector | Number) -> Vector:
        """min(max(x, lo), hi) for lo <= hi; on balls an enclosure."""

    @abstractmethod
    def abs(self, x: Vector | Number) -> Vector:
        """|x|."""

    @abstractmethod
    def sqrt(self, x: Vector | Number) -> Vector:
        """Square root of a quantity known to be >= 0: of a ball reaching below 0 only the part >= 0 counts."""

    def power(self, base: Number, exponent: Number) -> Number:
        """base^exponent for numbers, base > 0."""
        return base**exponent

    @abstractmethod
    def exp(self, x: Vector | Number) -> Vector:
        """e^x."""

    @abstractmethod
    def expm1(self, x: Vector | Number) -> Vector:
        """e^x - 1, accurate near 0."""

    @abstractmethod
    def log(self, x: Vector | Number) -> Vector:
        """Natural logarithm, x > 0."""

    @abstractmethod
    def log1p(self, x: Vector | Number) -> Vector:
        """ln(1 + x), accurate near 0, x > -1."""

    @abstractmethod
    def sin(self, x: Vector | Number) -> Vector:
        """Sine."""

    @abstractmethod
    def cos(self, x: Vector | Number) -> Vector:
        """Cosine."""

    @abstractmethod
    def tanh(self, x: Vector | Number) -> Vector:
        """Hyperbolic tangent."""

    @abstractmethod
    def log_cosh(self, x: Vector | Number) -> Vector:
        """ln cosh x, accurate near 0 and free of overflow."""

    # -- reductions

    @abstractmethod
    def sum(self, x: Vector) -> Number:
        """Sum of the coordinates."""

    @abstractmethod
    def dot(self, x: Vector, y: Vector) -> Number:
        """Inner product."""

    @abstractmethod
    def matvec(self, a: Matrix, x: Vector) -> Vector:
        """Matrix times vector."""

    def form(self, a: Matrix, x: Vector) -> tuple[Number, Vector]:
        """x' a x and a x."""
        image = self.matvec(a, x)
        return self.dot(x, image), image

    def norm(self, x: Vector) -> Number:
        """Euclidean norm."""
        return self.sqrt(self.dot(x, x))

    @abstractmethod
    def sorted(self, x: Vector) -> Vector:
        """Coordinates in increasing order. Order statistics are continuous, so on balls each is enclosed."""

    # -- decisions

    @abstractmethod
    def less(self, a: Number, b: Number) -> bool:
        """Whether a < b; raises :class:`UndecidedComparison` where balls leave it open."""

    @abstractmethod
    def less_each(self, x: Vector, bound: Number) -> Sequence[bool]:
        """Mask: whether each coordinate is < ``bound``."""

    @abstractmethod
    def largest(self, x: Vector, s: int) -> Sequence[bool]:
        """Mask of the ``s`` largest coordinates; among exactly equal ones the lower index comes first."""

    @abstractmethod
    def select(self, mask: Sequence[bool], x: Vector, y: Vector | Number) -> Vector:
        """x where the mask holds, y elsewhere."""

    @abstractmethod
    def floor(self, x: Vector) -> Vector:
        """Largest integer <= x."""

    @abstractmethod
    def round(self, x: Vector) -> Vector:
        """Nearest integer; a half goes to the even one."""

    @abstractmethod
    def power_of_two(self, x: Vector) -> Vector:
        """sign(x) times the power of two nearest to |x| (a tie goes up); 0 stays 0."""
