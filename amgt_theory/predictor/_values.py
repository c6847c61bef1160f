"""Reading what a user gives: parameter values, numbers of iterations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from amgt_theory.arithmetic import rational
from amgt_theory.errors import InvalidInput, unknown_name
from amgt_theory.symbols import Natural, Real, d, k
from amgt_theory.theorem import Theorem

REMEDIES = {"tau": "to switch thresholding off give a tau of at least G"}


def parameters(theorem: Theorem) -> dict[str, sympy.Symbol]:
    """The numbers a theorem's bound and numerical assumptions depend on, beside k, by name."""
    expressions = [theorem.closed(theorem.bound)]
    for relation in numerical_assumptions(theorem):
        closed = theorem.closed_relation(relation)
        expressions += [closed.lhs, closed.rhs]
    found = {one for expression in expressions for one in expression.free_symbols if isinstance(one, Real | Natural)}
    return {str(one): one for one in sorted(found - {k}, key=str)}


def numerical_assumptions(theorem: Theorem) -> list[Any]:
    """The assumptions that speak of numbers only, not of sequences or vectors."""
    return [one for one in theorem.assumptions if is_numerical(theorem.closed_relation(one))]


def is_numerical(expression: Any) -> bool:
    """Whether numbers for its symbols determine the value: no sequence, vector or coordinate."""
    plain = all(isinstance(one, Real | Natural) for one in expression.free_symbols)
    return plain and not expression.atoms(sympy.core.function.AppliedUndef)


def exact(name: str, value: Any) -> Fraction:
    """The rational a user means: a float or a string such as "0.1" is the decimal it is written as, 1/10.

    >>> exact("alpha", 0.1), exact("alpha", "1e-3"), exact("alpha", "1/3")
    (Fraction(1, 10), Fraction(1, 1000), Fraction(1, 3))
    """
    try:
        written = str(value) if isinstance(value, float | np.floating) else value
        return rational(name, written)
    except InvalidInput as error:
        remedy = f"; {REMEDIES[name]}" if name in REMEDIES else ""
        raise InvalidInput(f"{error}{remedy}") from None


def read_values(
    theorem: Theorem, values: Mapping[str, Any], more: Collection[str] = (), optional: Collection[str] = ()
) -> dict[str, Fraction]:
    """The exact values of a theorem's parameters, of ``more`` needed ones and of given ``optional`` ones."""
    needed = {**dict.fromkeys(more), **parameters(theorem)}
    for name in values:
        if name not in needed and name not in optional:
            error = unknown_name("parameter", name, (*needed, *optional))
            raise InvalidInput(f"{theorem.id}: {error}")
    missing = [name for name in needed if name not in values]
    if missing:
        example = " ".join(f"-p {name}=..." for name in missing)
        raise InvalidInput(f"{theorem.id}: no value for {', '.join(missing)}; give {example}")
    read = {name: exact(name, value) for name, value in values.items()}
    for name, symbol in parameters(theorem).items():
        least = 1 if symbol == d else 0
        if (symbol == d or isinstance(symbol, Natural)) and (read[name].denominator != 1 or read[name] < least):
            raise InvalidInput(f"{name} = {read[name]} is not a whole number >= {least}; choose one")
    return read


def natural(value: Any) -> int:
    """A number of iterations, at least 1; whole floats and strings such as "100" count.

    >>> natural(10), natural("1e3")
    (10, 1000)
    """
    read = rational("k", value)
    if read.denominator != 1:
        raise InvalidInput(f"k = {value} is not a whole number; k counts iterations, give k = 1, 2, ...")
    if read < 1:
        raise InvalidInput(f"k = {value} violates k >= 1; k counts iterations, give k = 1, 2, ...")
    return int(read)


def is_scalar(value: Any) -> bool:
    """Whether a call asks for one value rather than for an array of them."""
    return isinstance(value, str) or np.ndim(value) == 0


def natural_array(values: Any) -> Any:
    """An array of numbers of iterations as float64, checked all at once where it holds machine numbers."""
    array = np.asarray(values)
    if array.dtype.kind not in "iuf":
        array = np.array([float(natural(one)) for one in array.ravel()]).reshape(array.shape)
    as_float = array.astype(float)
    bad = ~((as_float >= 1) & (as_float == np.floor(as_float)) & np.isfinite(as_float))
    if bad.any():
        natural(array[bad].ravel()[0])
    return as_float
