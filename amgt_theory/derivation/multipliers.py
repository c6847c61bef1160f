"""Finding the weights of a combination: a linear system over the rational functions of the parameters.

Values of f, coordinates and sums over coordinates are the unknown directions; a weight is a rational function of the
variables. The kernel does not trust what is found here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy
from sympy.polys.matrices import DomainMatrix

from amgt_theory.errors import DerivationError
from amgt_theory.kernel.polynomials import Atom, Poly, normal
from amgt_theory.language import term
from amgt_theory.symbols import d


def eliminate(rest: sympy.Expr, atom: sympy.Expr, value: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """The weight w of the equation atom = value in ``rest``, and rest - w (value - atom), in which the atom is gone."""
    unknown = sympy.Dummy()
    poly = sympy.Poly(rest.xreplace({atom: unknown}), unknown)
    quotient, remainder = sympy.div(poly, sympy.Poly(unknown - value, unknown))
    return sympy.factor(-quotient.as_expr().xreplace({unknown: atom})), remainder.as_expr()


Symbols = Mapping[str, sympy.Symbol]
SCALAR_HEADS = frozenset({"variable", "inv", "^", "dim"})


def solve_weights(rest: Any, facts: Sequence[Any]) -> list[sympy.Expr]:
    """Weights w with rest = sum of w * fact, for expressions that vanish or are nonnegative.

    Raises DerivationError when there is none, or more than one.
    """
    symbols = {str(one): one for expression in (rest, *facts) for one in expression.free_symbols}
    target, *columns = (_directions(expression, symbols) for expression in (rest, *facts))
    rows = sorted({row for column in (target, *columns) for row in column})
    matrix = [[column.get(row, sympy.S.Zero) for column in (*columns, target)] for row in rows]
    reduced, pivots = DomainMatrix.from_list_sympy(len(rows), len(facts) + 1, matrix).to_field().rref()
    if len(facts) in pivots:
        raise DerivationError("no weights make the sides equal")
    if len(pivots) < len(facts):
        raise DerivationError("the weights are not determined; give all but one")
    solved = reduced.to_Matrix()
    return [sympy.factor(solved[row, len(facts)]) for row in range(len(facts))]


def _directions(expression: Any, symbols: Symbols) -> dict[str, sympy.Expr]:
    """The coefficient, a function of the variables, of every product of the other atoms."""
    result: dict[str, sympy.Expr] = {}
    for monomial, coefficient in normal(term(expression)).items():
        direction = "*".join(f"{atom}^{e}" for atom, e in monomial if not _scalar(atom))
        scalar = _polynomial({monomial: coefficient}, symbols)
        result[direction] = result.get(direction, sympy.S.Zero) + scalar
    return {direction: sympy.together(value) for direction, value in result.items()}


def _scalar(atom: Atom) -> bool:
    inside = (inner for part in atom.parts for monomial in part for inner, _ in monomial)
    return atom.head in SCALAR_HEADS and all(map(_scalar, inside))


def _polynomial(poly: Poly, symbols: Symbols) -> sympy.Expr:
    """The SymPy expression of the scalar factors of a polynomial."""
    return sympy.Add(
        *(
            sympy.Rational(coefficient.numerator, coefficient.denominator)
            * sympy.Mul(*(_scalar_value(atom, symbols) ** exponent for atom, exponent in monomial if _scalar(atom)))
            for monomial, coefficient in poly.items()
        )
    )


def _scalar_value(atom: Atom, symbols: Symbols) -> sympy.Expr:
    if atom.head == "inv":
        return 1 / _polynomial(atom.parts[0], symbols)
    if atom.head == "^":
        return _polynomial(atom.parts[0], symbols) ** _polynomial(atom.parts[1], symbols)
    return d if atom.head == "dim" else symbols[atom]
