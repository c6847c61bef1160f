"""Compressors of gradients and updates. Source: AMGT theory notes, sections 1 and 4."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import floor, isqrt, prod
from random import Random
from typing import Any, TypeAlias

from amgt_theory.arithmetic import Arithmetic, Exact, Number, RationalLike, Vector, rational_vector
from amgt_theory.errors import InvalidInput

BoundCompressor: TypeAlias = Callable[[Vector, Vector, int], Vector]
"""(u, rank, k) -> compressed u at step k; ``rank`` is the vector whose magnitudes rank the coordinates."""

_MOST_RANDOM_COORDINATES = 16


class Compressor(ABC):
    """A map Q of vectors to vectors that are cheaper to send."""

    @abstractmethod
    def bind(self, ar: Arithmetic) -> BoundCompressor:
        """Q as a function (u, rank, k) of vectors of ``ar`` and the step number."""

    def bind_gain(self, ar: Arithmetic) -> Callable[[Vector], Vector]:
        """u -> the positive gains c with Q(u) = c * u; raises :class:`InvalidInput` if Q has none."""
        raise InvalidInput(
            f"compressor = {self!r} has no positive gains, it may set entries to zero; "
            "treat it as an error, or use PowerOfTwo or Identity"
        )


@dataclass(frozen=True)
class Identity(Compressor):
    """No compression."""

    def bind(self, ar: Arithmetic) -> BoundCompressor:
        return lambda u, rank, k: u

    def bind_gain(self, ar: Arithmetic) -> Callable[[Vector], Vector]:
        one = ar.number(1)
        return lambda u: ar.add(ar.zeros(len(u)), one)


@dataclass(frozen=True)
class TopS(Compressor):
    """Keeps the ``s`` >= 1 entries of largest magnitude (all of them if s >= d), zeroes the others.

    Of an update T(m) the entries are ranked by |m|, so ties created by a clip are broken by the momentum behind them;
    of exactly equal magnitudes the lower index is kept.
    """

    s: int

    def __post_init__(self) -> None:
        _check_positive_int("s", self.s)

    def bind(self, ar: Arithmetic) -> BoundCompressor:
        zero = ar.number(0)
        return lambda u, rank, k: ar.select(ar.largest(ar.abs(rank), self.s), u, zero)


@dataclass(frozen=True)
class GridRounding(Compressor):
    """Deterministic rounding of each entry to the nearest multiple of ``delta`` > 0."""

    delta: Exact = Exact(above=0)

    def bind(self, ar: Arithmetic) -> BoundCompressor:
        delta = ar.number(self.delta)
        return lambda u, rank, k: ar.mul(delta, ar.round(ar.div(u, delta)))


@dataclass(frozen=True)
class PowerOfTwo(Compressor):
    """Each entry to the nearest power of two with its sign; zero stays. Relative error at most theta = 1/3."""

    def bind(self, ar: Arithmetic) -> BoundCompressor:
        return lambda u, rank, k: ar.power_of_two(u)

    def bind_gain(self, ar: Arithmetic) -> Callable[[Vector], Vector]:
        one = ar.number(1)

        def gain(u: Vector) -> Vector:
            zero = [entry == 0 for entry in u]
            return ar.select(zero, ar.add(u, one), ar.div(ar.power_of_two(u), ar.select(zero, ar.add(u, one), u)))

        return gain


@dataclass(frozen=True)
class QSGD(Compressor):
    """Random rounding of |u_i|/|u| to multiples of 1/s, unbiased; s >= 1 levels.

    Step k draws from a generator seeded by (``seed``, k), so a run repeats exactly and steps stay independent.
    Source: Alistarh, Grubic, Li, Tomioka, Vojnovic, "QSGD", NeurIPS 2017.
    """

    s: int
    seed: int = 0

    def __post_init__(self) -> None:
        _check_positive_int("s", self.s)
        if isinstance(self.seed, bool) or not isinstance(self.seed, int):
            raise InvalidInput(f"seed = {self.seed!r} is not an integer; choose one such as 0")

    def bind(self, ar: Arithmetic) -> BoundCompressor:
        s = ar.number(self.s)

        def compress(u: Vector, rank: Vector, k: int) -> Vector:
            norm = ar.norm(u)
            if norm == 0:
                return u
            # floor(a + U), U uniform, is a rounded up with probability frac(a); odd numerators keep U inside (0, 1)
            draw = Random(f"{self.seed} {k}").getrandbits
            uniform = ar.vector(Fraction(2 * draw(52) + 1, 1 << 53) for _ in range(len(u)))
            levels = ar.floor(ar.add(ar.mul(s / norm, u), uniform))
            return ar.mul(norm / s, levels)

        return compress

    def distribution(self, u: Sequence[RationalLike], ar: Arithmetic | None = None) -> list[tuple[Number, Any]]:
        """Every outcome as (probability, vector), for a rational u with at most 16 coordinates rounded at random.

        Levels are found exactly. Without ``ar`` all is exact: Fractions, and tuples of Fractions, which needs a
        rational norm |u|; with ``ar`` they are its numbers and vectors. Raises :class:`InvalidInput` otherwise.

        >>> for probability, vector in QSGD(1).distribution([3, 4]):
        ...     print(probability, *vector)
        2/25 0 0
        8/25 0 5
        3/25 5 0
        12/25 5 5
        """
        entries = rational_vector("u", u)
        square = sum((entry * entry for entry in entries), Fraction(0))
        if square == 0:
            return [(Fraction(1), entries)] if ar is None else [(ar.number(1), ar.vector(entries))]
        if ar is None:
            return self._outcomes(entries, square, _exact_root(square), Fraction, tuple)
        with ar.precision():
            return self._outcomes(entries, square, ar.sqrt(ar.number(square)), ar.number, ar.vector)

    def _outcomes(
        self,
        entries: tuple[Fraction, ...],
        square: Fraction,
        norm: Number,
        number: Callable[[Any], Number],
        vector: Callable[[Any], Any],
    ) -> list[tuple[Number, Any]]:
        choices: list[list[tuple[Number, Number]]] = []  # for each coordinate: (probability, value)
        for entry in entries:
            ratio = self.s**2 * entry**2 / square  # of the level a = s |u_i|/|u| the square is rational
            level = isqrt(floor(ratio))
            sign = -1 if entry < 0 else 1
            values = [norm * number(Fraction(sign * (level + up), self.s)) for up in (0, 1)]
            if ratio == level**2:
                choices.append([(number(1), values[0])])
            else:
                up = number(self.s * abs(entry)) / norm - level
                choices.append([(1 - up, values[0]), (up, values[1])])
        if sum(len(choice) == 2 for choice in choices) > _MOST_RANDOM_COORDINATES:
            raise InvalidInput(
                f"u has {len(choices)} coordinates, too many to enumerate; "
                f"give at most {_MOST_RANDOM_COORDINATES} that are rounded at random"
            )
        return [
            (
                prod((probability for probability, _ in outcome), start=number(1)),
                vector([value for _, value in outcome]),
            )
            for outcome in product(*choices)
        ]


def _exact_root(square: Fraction) -> Fraction:
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if root * root != square:
        raise InvalidInput(f"|u|^2 = {square} is not the square of a rational; give a u such as (3, 4), or pass ar")
    return root


def _check_positive_int(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidInput(f"{name} = {value!r} violates {name} >= 1; choose a positive integer")
