"""The power of k in a power bound."""

from __future__ import annotations

import sympy

from amgt_theory.errors import InvalidInput
from amgt_theory.symbols import k
from amgt_theory.theorem import Theorem


def exponent(theorem: Theorem) -> sympy.Expr:
    """c such that the bound decays as k^-c: the limit of -k d(log bound)/dk, read off the bound's structure.

    The exponent is in the symbols of the bound; ``theorem.closed`` puts definitions in. Raises InvalidInput when the
    bound is not a product of powers of expressions polynomial in k, times what tends to a constant.
    """
    bound = sympy.sympify(theorem.bound)
    hidden = any(value.has(k) for value in theorem.definitions.values())
    try:
        return sympy.factor(_exponent(theorem.closed(bound) if hidden else bound))
    except _NotAPower as error:
        raise InvalidInput(f"{theorem.id}: {error} is not a power of k, so the bound has no exponent") from None


class _NotAPower(Exception):
    pass


def _exponent(expression: sympy.Expr) -> sympy.Expr:
    if not expression.has(k):
        return sympy.S.Zero
    if expression.is_polynomial(k):
        return -sympy.Poly(expression, k).degree()
    if isinstance(expression, sympy.Mul):
        return sympy.Add(*map(_exponent, expression.args))
    if isinstance(expression, sympy.Pow) and not expression.exp.has(k):
        return expression.exp * _exponent(expression.base)
    if isinstance(expression, sympy.Add):
        parts = {_exponent(part) for part in expression.args}
        if len(parts) == 1:
            return parts.pop()
        if all(part.is_number for part in parts):
            return min(parts)
    if isinstance(expression, sympy.log) and expression.args[0].is_polynomial(k):
        return sympy.S.Zero
    raise _NotAPower(expression)
