"""Reading what a user gives: parameter values, numbers of iterations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import sympy
from sympy.core.function import AppliedUndef

from amgt_theory.arithmetic import rational, setting
from amgt_theory.errors import InvalidInput, unknown_name
from amgt_theory.symbols import Natural, Real, d, k
from amgt_theory.theorem import Theorem

REMEDIES = {"tau": "to switch thresholding off give a tau of at least G"}


@dataclass(frozen=True)
class Closed:
    """What prediction needs of a statement, with the definitions put in.

    ``assumptions`` are those about numbers only, not sequences or vectors: each as stated, and closed. ``parameters``
    are the numbers, beside k, that bound and assumptions depend on.
    """

    bound: sympy.Expr
    assumptions: tuple[tuple[Any, Any], ...]
    parameters: Mapping[str, sympy.Symbol]

    @property
    def undetermined(self) -> list[str]:
        """What the bound contains that no parameter determines: sequences, vectors, coordinates."""
        functions = self.bound.atoms(AppliedUndef)
        symbols = {one for one in self.bound.free_symbols if not isinstance(one, Real | Natural)}
        return sorted(map(str, functions | symbols))

    @property
    def assumes_k(self) -> bool:
        """Whether some assumption is about k."""
        return any(relation.has(k) for _, relation in self.assumptions)


@cache
def closed(theorem: Theorem) -> Closed:
    """The statement with its definitions put in, which SymPy takes its time for."""
    bound = theorem.closed(sympy.sympify(theorem.bound))
    pairs = ((relation, theorem.closed_relation(relation)) for relation in theorem.assumptions)
    assumptions = tuple(pair for pair in pairs if _is_numerical(pair[1]))
    symbols = bound.free_symbols.union(*(relation.free_symbols for _, relation in assumptions)) - {k}
    numbers = sorted((one for one in symbols if isinstance(one, Real | Natural)), key=str)
    return Closed(bound, assumptions, MappingProxyType({str(one): one for one in numbers}))


def parameters(theorem: Theorem) -> Mapping[str, sympy.Symbol]:
    """The numbers a theorem's bound and numerical assumptions depend on, beside k, by name."""
    return closed(theorem).parameters


def _is_numerical(expression: Any) -> bool:
    plain = all(isinstance(one, Real | Natural) for one in expression.free_symbols)
    return plain and not expression.atoms(AppliedUndef)


def exact(name: str, value: Any) -> Fraction:
    """The rational a user means, with a parameter's own remedy in the error."""
    try:
        return setting(name, value)
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
