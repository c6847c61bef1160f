"""Exact rationals from whatever a user writes, and dataclass fields that hold them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from amgt_theory.errors import InvalidInput

RationalLike: TypeAlias = Any
"""An int, Fraction, float, Decimal, NumPy scalar, exact mpf or arb, or a string such as "3/7" or "1e-3"."""

# "1e999999999" written out would fill the memory
_LARGEST_EXPONENT = 100_000
_LARGEST_BINARY_EXPONENT = 100_000_000


def rational(name: str, value: RationalLike) -> Fraction:
    """The exact rational a user wrote; ``name`` is what an error message calls it.

    A float stands for the dyadic number it is. Raises :class:`InvalidInput` for NaN, infinities, inexact balls and
    anything that is not a number.

    >>> rational("alpha", "1e-3"), rational("alpha", 0.5)
    (Fraction(1, 1000), Fraction(1, 2))
    """
    try:
        if isinstance(value, Fraction):
            return value
        if isinstance(value, bool):
            raise ValueError
        if isinstance(value, Decimal):
            value = str(value)
        if isinstance(value, str):
            exponent = re.search(r"[eE]([+-]?[\d_]+)\s*$", value)
            if len(value) > _LARGEST_EXPONENT or (exponent and abs(int(exponent[1])) > _LARGEST_EXPONENT):
                raise ValueError
            return Fraction(value)
        if hasattr(value, "_mpf_"):
            return _dyadic(value)
        if hasattr(value, "as_integer_ratio"):  # int, float, NumPy floats
            numerator, denominator = value.as_integer_ratio()
            return Fraction(int(numerator), int(denominator))
        if hasattr(value, "numerator") and hasattr(value, "denominator"):  # NumPy integers, gmpy2 and SymPy rationals
            return Fraction(int(value.numerator), int(value.denominator))
    except (ValueError, OverflowError, ZeroDivisionError, TypeError):
        pass
    raise InvalidInput(
        f"{name} = {_short(value)} is not a finite exact number; "
        "give an int, a Fraction, a float or a string such as '3/7' or '1e-3'"
    )


def setting(name: str, value: RationalLike) -> Fraction:
    """The exact rational a user means by a parameter: a float is the decimal it prints as, so 0.1 is 1/10.

    >>> setting("alpha", 0.1), setting("alpha", "1/3")
    (Fraction(1, 10), Fraction(1, 3))
    """
    return rational(name, str(value) if isinstance(value, float) and math.isfinite(value) else value)


def rational_vector(name: str, values: Iterable[RationalLike] | None) -> tuple[Fraction, ...]:
    """A non-empty tuple of exact rationals.

    >>> rational_vector("x0", [1, "1/2"])
    (Fraction(1, 1), Fraction(1, 2))
    """
    return tuple(rational(f"{name}[{i}]", value) for i, value in enumerate(entries(name, values)))


def entries(name: str, values: Iterable[RationalLike] | None) -> list[RationalLike]:
    """The entries of a vector as written, at least one."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidInput(f"{name} = {_short(values)} is not a sequence of numbers; give a list such as [1, '1/2']")
    listed = list(values)
    if not listed:
        raise InvalidInput(f"{name} is empty; give at least one number")
    return listed


def _dyadic(value: Any) -> Fraction:
    """The exact value of an mpf, or of an arb of radius zero."""
    if not getattr(value, "is_exact", lambda: True)():
        raise ValueError
    sign, man, exp, _ = value._mpf_
    if (not man and exp) or abs(exp) > _LARGEST_BINARY_EXPONENT:  # no mantissa: how mpmath writes infinities and NaN
        raise ValueError
    return (-1 if sign else 1) * int(man) * Fraction(2) ** int(exp)


def _short(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else text[:77] + "..."


class _Range:
    """A condition such as 0 <= beta1 < 1, and the error for a value that violates it."""

    def __init__(
        self,
        above: RationalLike | None,
        at_least: RationalLike | None,
        below: RationalLike | None,
        at_most: RationalLike | None,
    ) -> None:
        self._above, self._at_least, self._below, self._at_most = (
            None if end is None else rational("end of the range", end) for end in (above, at_least, below, at_most)
        )

    def check(self, name: str, value: Fraction) -> Fraction:
        if (
            (self._above is None or value > self._above)
            and (self._at_least is None or value >= self._at_least)
            and (self._below is None or value < self._below)
            and (self._at_most is None or value <= self._at_most)
        ):
            return value
        left = f"{self._above} < " if self._above is not None else ""
        left = f"{self._at_least} <= " if self._at_least is not None else left
        right = f" < {self._below}" if self._below is not None else ""
        right = f" <= {self._at_most}" if self._at_most is not None else right
        raise InvalidInput(f"{name} = {value} violates {left}{name}{right}; choose {name} within that range")


class Exact:
    """Field of a frozen dataclass holding an exact rational, read by :func:`setting` and validated on assignment.

    ``above`` and ``below`` are strict ends of the allowed range, ``at_least`` and ``at_most`` are attained ones.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Step:
    ...     alpha: Exact = Exact("1/10", above=0)
    >>> Step("1/3").alpha
    Fraction(1, 3)
    >>> Step(0)
    Traceback (most recent call last):
    amgt_theory.errors.InvalidInput: alpha = 0 violates 0 < alpha; choose alpha within that range
    """

    def __init__(
        self,
        default: RationalLike | None = None,
        *,
        above: RationalLike | None = None,
        at_least: RationalLike | None = None,
        below: RationalLike | None = None,
        at_most: RationalLike | None = None,
    ) -> None:
        self._default = None if default is None else rational("default", default)
        self._range = _Range(above, at_least, below, at_most)

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type) -> Fraction:
        if instance is not None:
            value: Fraction = instance.__dict__[self._name]
            return value
        if self._default is None:
            raise AttributeError(self._name)  # tells dataclass that the field is required
        return self._default

    def __set__(self, instance: object, value: RationalLike) -> None:
        instance.__dict__[self._name] = self._range.check(self._name, setting(self._name, value))


class ExactVector:
    """Field of a frozen dataclass holding a tuple of exact rationals, each within the given range.

    The tuple is not empty, unless ``optional``: then leaving it out, None and () all give ().
    """

    def __init__(
        self, *, above: RationalLike | None = None, at_least: RationalLike | None = None, optional: bool = False
    ) -> None:
        self._range = _Range(above, at_least, None, None)
        self._optional = optional

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type) -> tuple[Fraction, ...]:
        if instance is not None:
            vector: tuple[Fraction, ...] = instance.__dict__[self._name]
            return vector
        if not self._optional:
            raise AttributeError(self._name)
        return ()

    def __set__(self, instance: object, values: Iterable[RationalLike] | None) -> None:
        if self._optional and (values is None or (isinstance(values, tuple) and not values)):
            instance.__dict__[self._name] = ()
            return
        vector = rational_vector(self._name, values)
        for i, entry in enumerate(vector):
            self._range.check(f"{self._name}[{i}]", entry)
        instance.__dict__[self._name] = vector


class ExactRows:
    """Field of a frozen dataclass holding a tuple of non-zero rational vectors of equal length.

    The tuple is not empty, unless ``optional``: then leaving it out and an empty sequence give ().
    """

    def __init__(self, *, optional: bool = False) -> None:
        self._optional = optional

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type) -> tuple[tuple[Fraction, ...], ...]:
        if instance is not None:
            rows: tuple[tuple[Fraction, ...], ...] = instance.__dict__[self._name]
            return rows
        if not self._optional:
            raise AttributeError(self._name)
        return ()

    def __set__(self, instance: object, values: Iterable[Iterable[RationalLike]]) -> None:
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise InvalidInput(f"{self._name} = {_short(values)} is not a sequence of vectors; give a list of lists")
        rows = tuple(rational_vector(f"{self._name}[{i}]", row) for i, row in enumerate(values))
        if not rows and not self._optional:
            raise InvalidInput(f"{self._name} is empty; give at least one vector")
        for i, row in enumerate(rows):
            if len(row) != len(rows[0]):
                raise InvalidInput(
                    f"{self._name}[{i}] has {len(row)} coordinates, not {len(rows[0])}; give equally many"
                )
            if not any(row):
                raise InvalidInput(f"{self._name}[{i}] = 0 violates {self._name}[{i}] != 0; give a non-zero vector")
        instance.__dict__[self._name] = rows
