"""The kernel's axioms as SymPy formulas, read from the kernel's own table so that they are stated once."""

from __future__ import annotations

from typing import Any

import sympy

from amgt_theory import language
from amgt_theory.kernel.axioms import AXIOMS
from amgt_theory.language import ForAll, Formula
from amgt_theory.symbols import Natural, Real

FUNCTIONS: dict[str, Any] = {
    "+": sympy.Add,
    "*": sympy.Mul,
    "^": sympy.Pow,
    "exp": sympy.exp,
    "log": sympy.log,
    "sqrt": sympy.sqrt,
    "min": sympy.Min,
    "max": sympy.Max,
    "abs": sympy.Abs,
    "gamma": sympy.gamma,
}
RELATIONS = {"<=": language.le, "<": language.lt, "=": language.eq}


def _formula(formula: Any, names: dict[str, Any]) -> Formula:
    if formula[0] in RELATIONS:
        return RELATIONS[formula[0]](*(_expression(side, names) for side in formula[1:]))
    sorts = {"real": Real, "natural": Natural}
    bound = {name: sorts[sort](name) for name, sort in formula[1]}
    names = {**names, **bound}
    hypotheses = tuple(_formula(hypothesis, names) for hypothesis in formula[2])
    return ForAll(tuple(bound.values()), _formula(formula[3], names), hypotheses)


def _expression(term: Any, names: dict[str, Any]) -> Any:
    if isinstance(term, int):
        return sympy.Integer(term)
    if isinstance(term, str):
        return names[term]
    return FUNCTIONS[term[0]](*(_expression(argument, names) for argument in term[1:]))


LAWS: dict[str, Formula] = {name: _formula(formula, {}) for name, formula in AXIOMS.items()}
