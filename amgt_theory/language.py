"""Statements over SymPy expressions, and their translation into the kernel's terms and formulas.

A relation is an unevaluated SymPy ``Le``, ``Lt`` or ``Eq``; ``ForAll`` quantifies. Nothing here is trusted: the kernel
checks what comes out, and a theorem is bound to its statement by comparing translations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from amgt_theory import symbols
from amgt_theory.errors import DerivationError

Term = Any  # the kernel's terms: int, str or tuple


def le(left: Any, right: Any) -> Relational:
    """left <= right, kept as written."""
    return sympy.Le(sympy.sympify(left), sympy.sympify(right), evaluate=False)


def lt(left: Any, right: Any) -> Relational:
    """left < right, kept as written."""
    return sympy.Lt(sympy.sympify(left), sympy.sympify(right), evaluate=False)


def eq(left: Any, right: Any) -> Relational:
    """left = right, kept as written."""
    return sympy.Eq(sympy.sympify(left), sympy.sympify(right), evaluate=False)


@dataclass(frozen=True)
class ForAll:
    """For all ``variables`` that satisfy the ``hypotheses``, the ``conclusion`` holds."""

    variables: tuple[Any, ...]
    conclusion: Formula
    hypotheses: tuple[Formula, ...] = ()


Formula: TypeAlias = Relational | ForAll
RELATIONS: dict[type, str] = {sympy.Le: "<=", sympy.Lt: "<", sympy.Eq: "="}


def map_terms(formula: Formula, change: Callable[[sympy.Expr], sympy.Expr]) -> Formula:
    """``formula`` with ``change`` applied to both sides of every relation in it."""
    if isinstance(formula, ForAll):
        hypotheses = tuple(map_terms(hypothesis, change) for hypothesis in formula.hypotheses)
        return ForAll(formula.variables, map_terms(formula.conclusion, change), hypotheses)
    return formula.func(change(formula.lhs), change(formula.rhs), evaluate=False)


def substitute(formula: Formula, values: Mapping[Any, Any]) -> Formula:
    """``formula`` with symbols replaced by expressions and functions by functions or ``Lambda``s."""
    renamed = {name: value for name, value in values.items() if isinstance(name, sympy.core.function.UndefinedFunction)}
    plain = {name: sympy.sympify(value) for name, value in values.items() if name not in renamed}

    def change(expression: sympy.Expr) -> sympy.Expr:
        for name, value in renamed.items():
            expression = expression.replace(name, value)
        return expression.xreplace(plain).replace(symbols.At, _coordinate)

    if isinstance(formula, ForAll):  # a bound variable is not a free one
        values = {name: value for name, value in values.items() if name not in formula.variables}
        hypotheses = tuple(substitute(hypothesis, values) for hypothesis in formula.hypotheses)
        return ForAll(formula.variables, substitute(formula.conclusion, values), hypotheses)
    return map_terms(formula, change)


def _coordinate(vector: Any, index: Any) -> sympy.Expr:
    if isinstance(vector, sympy.Lambda):
        return vector(index)
    return symbols.At(vector, index)


def declarations(formulas: Iterable[Formula]) -> tuple[tuple[Any, ...], ...]:
    """Kernel declarations of everything free in ``formulas``, in alphabetical order."""
    found: dict[str, tuple[Any, ...]] = {}
    for formula in formulas:
        for one in free(formula):
            found[str(one)] = declaration(one)
    return tuple(found[name] for name in sorted(found))


def declaration(variable: Any) -> tuple[Any, ...]:
    """The kernel declaration of a symbol or function."""
    if isinstance(variable, sympy.Symbol):
        return (str(variable), variable.sort)
    arguments, result = variable.sorts
    return (str(variable), tuple(arguments), result)


def free(formula: Formula) -> set[Any]:
    """The free symbols and functions of ``formula``, without the dimension d."""
    if isinstance(formula, ForAll):
        inside = free(formula.conclusion).union(*(free(one) for one in formula.hypotheses))
        return inside - set(formula.variables)
    functions = {application.func for application in formula.atoms(AppliedUndef)}
    return set(formula.free_symbols | functions) - {symbols.d}


def to_kernel(formula: Formula) -> Term:
    """The formula in the kernel's language.

    >>> to_kernel(le(symbols.mu * 2, symbols.L))
    ('<=', ('*', 2, 'mu'), 'L')
    """
    if isinstance(formula, ForAll):
        bound = tuple(declaration(variable) for variable in formula.variables)
        return ("all", bound, tuple(map(to_kernel, formula.hypotheses)), to_kernel(formula.conclusion))
    symbol = RELATIONS.get(formula.func)
    if symbol is None:
        raise DerivationError(f"{formula} is not one of <=, <, =; turn it round")
    return (symbol, term(formula.lhs), term(formula.rhs))


NAMED = {
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.gamma: "gamma",
    sympy.Abs: "abs",
    sympy.Min: "min",
    sympy.Max: "max",
    symbols.At: "at",
}


def term(expression: Any) -> Term:
    """The kernel term of a SymPy expression.

    >>> term(symbols.over_coordinates(symbols.y[symbols.i] ** 2) / symbols.L)
    ('/', ('Sum', 'i', ('^', ('at', 'y', 'i'), 2)), 'L')
    """
    expression = sympy.sympify(expression)
    if isinstance(expression, sympy.Symbol):
        return ("dim",) if expression == symbols.d else str(expression)
    if isinstance(expression, sympy.Rational):
        return int(expression.p) if expression.q == 1 else ("/", int(expression.p), int(expression.q))
    if isinstance(expression, sympy.Add):
        return ("+", *map(term, expression.args))
    if isinstance(expression, sympy.Mul):
        return _product(expression)
    if isinstance(expression, sympy.Pow):
        return _power(expression.base, expression.exp)
    if isinstance(expression, sympy.Sum | sympy.Product):
        return _range(expression)
    if isinstance(expression, sympy.Lambda):
        return ("vec", str(expression.variables[0]), term(expression.expr))
    if isinstance(expression, AppliedUndef):
        return (expression.func.__name__, *map(term, expression.args))
    head = NAMED.get(expression.func)
    if head is None:
        raise DerivationError(f"{expression} has no translation into the kernel's language")
    arguments = [term(argument) for argument in sorted(expression.args, key=str)] if head in ("min", "max") else None
    if arguments and len(arguments) > 2:
        return reduce(lambda left, right: (head, left, right), arguments)
    return (head, *(arguments or map(term, expression.args)))


def _product(expression: sympy.Mul) -> Term:
    above, below = [], []
    for factor in expression.args:
        if isinstance(factor, sympy.Pow) and factor.exp.could_extract_minus_sign() and factor.exp.is_Rational:
            below.append(_power(factor.base, -factor.exp))
        else:
            above.append(term(factor))
    top = above[0] if len(above) == 1 else ("*", *above) if above else 1
    return ("/", top, below[0] if len(below) == 1 else ("*", *below)) if below else top


def _power(base: sympy.Expr, exponent: sympy.Expr) -> Term:
    if exponent.is_Integer:
        if exponent < 0:
            return ("/", 1, _power(base, -exponent))
        return term(base) if exponent == 1 else ("^", term(base), int(exponent))
    if exponent.is_Rational and exponent.q == 2:
        root = ("sqrt", term(base))
        if exponent < 0:
            return ("/", 1, _power(sympy.sqrt(base), -2 * exponent) if exponent != -sympy.S.Half else root)
        return root if exponent == sympy.S.Half else ("^", root, int(exponent.p))
    if _natural(exponent):
        return ("^", term(base), term(exponent))
    return ("pow", term(base), term(exponent))


def _natural(expression: sympy.Expr) -> bool:
    if isinstance(expression, sympy.Add | sympy.Mul):
        return all(_natural(argument) for argument in expression.args)
    return isinstance(expression, symbols.Natural) or (expression.is_Integer and expression >= 0)


def _range(expression: Any) -> Term:
    index, low, high = expression.limits[0]
    if len(expression.limits) != 1 or low != 1:
        raise DerivationError(f"the range of {expression} does not start at 1; shift its index")
    body = term(expression.function)
    if isinstance(index, symbols.Coordinate):
        return ("Sum", str(index), body)
    return ("Series" if isinstance(expression, sympy.Sum) else "Prod", str(index), term(high), body)
