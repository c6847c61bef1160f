"""Euclidean projections on convex sets. Source: AMGT theory notes, sections 1 and 5.

All are continuous; on balls they are enclosed by minima, maxima and order statistics and need no decision.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any, TypeAlias

from amgt_theory.arithmetic import Arithmetic, Exact, ExactVector, RationalLike, Vector, rational, rational_vector
from amgt_theory.errors import InvalidInput

BoundProjection: TypeAlias = Callable[[Vector], Vector]


class Projection(ABC):
    """The Euclidean projection on a closed convex set X."""

    @property
    def dimension(self) -> int | None:
        """The dimension of X; None where the set is described in every dimension."""
        return None

    @abstractmethod
    def bind(self, ar: Arithmetic) -> BoundProjection:
        """The projection as a function of vectors of ``ar``."""


@dataclass(frozen=True)
class Box(Projection):
    """{lo <= x <= hi}; each of ``lo``, ``hi`` one number for all coordinates or a vector. Needs lo <= hi."""

    lo: RationalLike | Sequence[RationalLike]
    hi: RationalLike | Sequence[RationalLike]

    def __post_init__(self) -> None:
        for name in ("lo", "hi"):
            object.__setattr__(self, name, _number_or_vector(name, getattr(self, name)))
        lengths = {len(end) for end in (self.lo, self.hi) if isinstance(end, tuple)}
        if len(lengths) == 2:
            raise InvalidInput(f"lo, hi have {len(self.lo)} and {len(self.hi)} coordinates; give equally many")
        d = max(lengths, default=1)
        for i, (lo, hi) in enumerate(zip(_spread(self.lo, d), _spread(self.hi, d), strict=True)):
            if lo > hi:
                raise InvalidInput(f"lo[{i}] = {lo} violates lo <= hi = {hi}; exchange the ends")

    @property
    def dimension(self) -> int | None:
        return next((len(end) for end in (self.lo, self.hi) if isinstance(end, tuple)), None)

    def bind(self, ar: Arithmetic) -> BoundProjection:
        lo, hi = (ar.vector(end) if isinstance(end, tuple) else ar.number(end) for end in (self.lo, self.hi))
        return lambda y: ar.clip(y, lo, hi)


@dataclass(frozen=True)
class Ball(Projection):
    """{|x - center| <= radius}, radius > 0; ``center`` a vector, or 0 for the origin."""

    radius: Exact = Exact(above=0)
    center: RationalLike | Sequence[RationalLike] = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "center", _number_or_vector("center", self.center))

    @property
    def dimension(self) -> int | None:
        return len(self.center) if isinstance(self.center, tuple) else None

    def bind(self, ar: Arithmetic) -> BoundProjection:
        radius = ar.number(self.radius)
        center = ar.vector(self.center) if isinstance(self.center, tuple) else ar.number(self.center)

        def project(y: Vector) -> Vector:
            offset = ar.sub(y, center)
            return ar.add(ar.mul(radius / ar.maximum(ar.norm(offset), radius), offset), center)

        return project


@dataclass(frozen=True)
class HalfSpace(Projection):
    """{<normal, x> <= offset}; ``normal`` not zero."""

    normal: ExactVector = ExactVector()
    offset: Exact = Exact(0)

    def __post_init__(self) -> None:
        if not any(self.normal):
            raise InvalidInput("normal = 0 violates normal != 0; give a vector with a non-zero entry")

    @property
    def dimension(self) -> int | None:
        return len(self.normal)

    def bind(self, ar: Arithmetic) -> BoundProjection:
        normal, offset, zero = ar.vector(self.normal), ar.number(self.offset), ar.number(0)
        square = sum((entry * entry for entry in self.normal), Fraction(0))
        unit = ar.vector([entry / square for entry in self.normal])
        return lambda y: ar.sub(y, ar.mul(ar.maximum(ar.dot(normal, y) - offset, zero), unit))


@dataclass(frozen=True)
class Simplex(Projection):
    """{x >= 0, sum of x = total}, total > 0."""

    total: Exact = Exact(1, above=0)

    def bind(self, ar: Arithmetic) -> BoundProjection:
        total, zero = ar.number(self.total), ar.number(0)

        def project(y: Vector) -> Vector:
            # x = max(y - theta, 0) sums to total; summing over any s coordinates bounds theta from below by
            # (their sum - total)/s, with equality on the support of x: theta is the largest of these bounds
            sums = accumulate(reversed(ar.sorted(y)))
            theta = None
            for s, largest in enumerate(sums, start=1):
                bound = (largest - total) / s
                theta = bound if theta is None else ar.maximum(theta, bound)
            return ar.maximum(ar.sub(y, theta), zero)

        return project


def _number_or_vector(name: str, value: Any) -> Fraction | tuple[Fraction, ...]:
    is_vector = isinstance(value, Iterable) and not isinstance(value, str)
    return rational_vector(name, value) if is_vector else rational(name, value)


def _spread(end: Any, d: int) -> tuple[Fraction, ...]:
    return end if isinstance(end, tuple) else (end,) * d
