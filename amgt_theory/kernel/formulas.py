"""Formulas: relations between real terms, and universally quantified implications.

    ("<=", a, b)  ("<", a, b)  ("=", a, b)        ("all", ((name, sort), ...), (hypothesis, ...), conclusion)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amgt_theory.kernel.axioms import Formula
from amgt_theory.kernel.polynomials import Poly, add, normal, primitive, text
from amgt_theory.kernel.reading import Rejected, spend
from amgt_theory.kernel.terms import Sort, Term, declare, free, free_in_value, sort_of, substitute

RELATIONS = frozenset({"<=", "<", "="})
Key = tuple[Any, ...]  # strings, and keys of inner formulas


def check(formula: Formula, sorts: Mapping[str, Sort]) -> None:
    """Reject a formula that is not well formed where ``sorts`` are declared."""
    if not isinstance(formula, tuple) or not formula:
        raise Rejected(f"{formula!r} is not a formula")
    if formula[0] in RELATIONS and len(formula) == 3:
        for side in formula[1:]:
            if sort_of(side, sorts) not in ("real", "natural"):
                raise Rejected(f"{side!r} is compared and is not a number")
    elif formula[0] == "all" and len(formula) == 4 and all(isinstance(part, tuple) for part in formula[1:]):
        bound: dict[str, Sort] = {}
        for declaration in formula[1]:
            name, sort = declare(declaration, bound)
            bound[name] = sort
        spend((len(sorts) + len(bound)) // 8)
        inner = {**sorts, **bound}
        for part in (*formula[2], formula[3]):
            check(part, inner)
    else:
        raise Rejected(f"{formula!r} is not a formula")


def replace(formula: Formula, values: Mapping[str, Term]) -> Formula:
    """``formula`` with free names replaced; bound names are renamed where they would capture."""
    if formula[0] in RELATIONS:
        return (formula[0], substitute(formula[1], values), substitute(formula[2], values))
    bound = {declaration[0] for declaration in formula[1]}
    inner = {name: value for name, value in values.items() if name not in bound}
    taken = set[str]().union(*(free_in_value(value) for value in inner.values()))
    renamed, declarations = {}, []
    for declaration in formula[1]:
        fresh = declaration[0]
        while fresh in taken or (fresh != declaration[0] and fresh in _free(formula)):
            fresh += "'"
        taken.add(fresh)
        if fresh != declaration[0]:
            renamed[declaration[0]] = fresh
        declarations.append((fresh, *declaration[1:]))
    inner.update(renamed)
    hypotheses = tuple(replace(hypothesis, inner) for hypothesis in formula[2])
    return ("all", tuple(declarations), hypotheses, replace(formula[3], inner))


def _free(formula: Formula) -> frozenset[str]:
    if formula[0] in RELATIONS:
        return free(formula[1]) | free(formula[2])
    inside = _free(formula[3]).union(*(_free(hypothesis) for hypothesis in formula[2]))
    return inside - {declaration[0] for declaration in formula[1]}


def difference(relation: Formula) -> Poly:
    """right - left."""
    return add(normal(relation[2]), normal(relation[1]), -1)


def relation_key(symbol: str, poly: Poly) -> Key:
    """Equal for relations that differ by a positive factor (any factor, for an equation)."""
    if not poly:
        return (symbol, "0")
    poly = primitive(poly)
    if symbol == "=":
        negated = {monomial: -coefficient for monomial, coefficient in poly.items()}
        return (symbol, min(text(poly), text(negated)))
    return (symbol, text(poly))


def key(formula: Formula, level: int = 0) -> Key:
    """Equal only for formulas that say the same: bound names and the form of terms do not matter."""
    if formula[0] in RELATIONS:
        return relation_key(formula[0], difference(formula))
    names = {declaration[0]: f"?{level + index}" for index, declaration in enumerate(formula[1])}
    level += len(names)
    sorts = tuple(declaration[1:] for declaration in formula[1])
    hypotheses = frozenset(key(replace(hypothesis, names), level) for hypothesis in formula[2])
    return ("all", sorts, hypotheses, key(replace(formula[3], names), level))
