"""Symmetric rational matrices with known eigenvalues: V diag(lambda) V^T, V a product of Householder reflections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cached_property, partial
from math import lcm

from amgt_theory.arithmetic import Arithmetic, Number, Vector
from amgt_theory.errors import InvalidInput

Rows = tuple[tuple[Fraction, ...], ...]


class SymmetricMatrix:
    """H_1 ... H_r diag(eigenvalues) H_r ... H_1 with H_j = I - 2 v_j v_j^T/|v_j|^2 for the reflectors v_j.

    Every orthogonal V is a product of at most d reflections, and with rational v_j it is rational.
    """

    def __init__(self, eigenvalues: tuple[Fraction, ...], reflectors: Rows) -> None:
        if reflectors and len(reflectors[0]) != len(eigenvalues):
            raise InvalidInput(
                f"reflectors have {len(reflectors[0])} coordinates, there are {len(eigenvalues)} eigenvalues; "
                "give equally many"
            )
        self.eigenvalues = eigenvalues
        self.reflectors = reflectors

    @cached_property
    def rows(self) -> Rows:
        """The matrix itself."""
        rows = [[*row] for row in diagonal(self.eigenvalues)]
        for v in reversed(self.reflectors):
            rows = reflect_rows(reflect_rows(rows, v), v)  # twice reflected and transposed: H A H
        return tuple(map(tuple, rows))

    def eigenvalue_of(self, vector: tuple[Fraction, ...]) -> Fraction | None:
        """lambda if A vector = lambda vector, else None; ``vector`` not zero."""
        if len(set(self.eigenvalues)) == 1:
            return self.eigenvalues[0]
        image = [dot(row, vector) for row in self.rows]
        at = next(i for i, entry in enumerate(vector) if entry)
        value = image[at] / vector[at]
        return value if all(y == value * x for x, y in zip(vector, image, strict=True)) else None

    def bind(self, ar: Arithmetic) -> Callable[[Vector], Vector] | None:
        """z -> A z as a function of vectors of ``ar``; None for the zero matrix."""
        if not any(self.eigenvalues):
            return None
        if len(set(self.eigenvalues)) == 1:
            scale = ar.number(self.eigenvalues[0])
            return lambda z: ar.mul(scale, z)
        if not self.reflectors:
            entries = ar.vector(self.eigenvalues)
            return lambda z: ar.mul(entries, z)
        matrix = ar.matrix(self.rows)
        return partial(ar.matvec, matrix)

    def bind_form(self, ar: Arithmetic) -> Callable[[Vector], tuple[Number, Vector]]:
        """z -> z' A z, A z, for a matrix that is not zero."""
        if self.reflectors and len(set(self.eigenvalues)) > 1:
            matrix = ar.matrix(self.rows)
            return partial(ar.form, matrix)
        apply = self.bind(ar)
        assert apply is not None

        def form(z: Vector) -> tuple[Number, Vector]:
            image = apply(z)
            return ar.dot(z, image), image

        return form


def default_reflectors(d: int) -> Rows:
    """One reflector that mixes all coordinates; none where d = 1."""
    return () if d == 1 else (tuple(Fraction(1 + i % 3) for i in range(d)),)


def orthonormal_rows(d: int) -> Rows:
    """``d`` rational orthonormal vectors: the rows of the default reflection."""
    rows = [[*row] for row in diagonal((Fraction(1),) * d)]
    for v in default_reflectors(d):
        rows = reflect_rows(rows, v)
    return tuple(map(tuple, rows))


def are_orthogonal(vectors: Sequence[tuple[Fraction, ...]]) -> bool:
    """Whether the vectors are pairwise orthogonal."""
    integers = []  # scaled to integers, whose products are much cheaper
    for vector in vectors:
        scale = lcm(*(entry.denominator for entry in vector))
        integers.append([int(entry * scale) for entry in vector])
    return not any(sum(x * y for x, y in zip(u, v, strict=True)) for i, u in enumerate(integers) for v in integers[:i])


def reflect_rows(rows: list[list[Fraction]], v: tuple[Fraction, ...]) -> list[list[Fraction]]:
    """(H A)^T for the reflection H with normal ``v``, so that two calls give H A H for symmetric A."""
    square = dot(v, v)
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns:
        c = 2 * dot(v, column) / square
        for i, entry in enumerate(v):
            column[i] -= c * entry
    return columns


def diagonal(entries: tuple[Fraction, ...]) -> Rows:
    """diag(entries)."""
    return tuple(tuple(e if i == j else Fraction(0) for j in range(len(entries))) for i, e in enumerate(entries))


def dot(u: Iterable[Fraction], v: Iterable[Fraction]) -> Fraction:
    """Exact inner product."""
    return sum((x * y for x, y in zip(u, v, strict=True)), Fraction(0))
