"""The exponents and the rate in a bound, scaled."""

from __future__ import annotations

from typing import Any

import sympy


def scaled_exponents(bound: sympy.Expr, factor: Any) -> sympy.Expr:
    """Every exponent with a symbol in it times ``factor``; those of exp too, not that of -1, which is a sign.

    >>> from amgt_theory.symbols import L, gap0, mu
    >>> scaled_exponents(gap0**2 * L**mu, 2)
    L**(2*mu)*gap0**2
    """

    def has_symbolic_exponent(part: Any) -> bool:
        return isinstance(part, sympy.Pow | sympy.exp) and part.base != -1 and bool(part.exp.free_symbols)

    return bound.replace(has_symbolic_exponent, lambda part: part.func(*part.args[:-1], factor * part.args[-1]))


def scaled_rate(bound: sympy.Expr, factor: Any) -> sympy.Expr:
    """A contraction factor 1 - x with x times ``factor``; another bound stays.

    >>> from amgt_theory.symbols import L, mu
    >>> scaled_rate(1 - mu / L, 2), scaled_rate(mu / L, 2)
    (1 - 2*mu/L, mu/L)
    """
    rest = bound - 1
    contracts = 1 in sympy.Add.make_args(bound) and rest != 0
    if not (contracts and all(one.could_extract_minus_sign() for one in sympy.Add.make_args(rest))):
        return bound
    return 1 + factor * rest
