"""A theorem of the catalogue: one statement, from which predictor, certificate, check and LaTeX are derived."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.core.relational import Relational

from amgt_theory import language
from amgt_theory.errors import InvalidInput
from amgt_theory.language import ForAll, Formula
from amgt_theory.symbols import Real, d, k

KINDS = ("lemma", "theorem", "refutation")
DIRECTIONS: dict[str, Callable[[Any, Any], Relational]] = {
    "upper": language.le,
    "exact": language.eq,
    "lower": lambda left, right: language.le(right, left),
}


@dataclass(frozen=True)
class Theorem:
    """Under the hypotheses ``quantity`` is at most (``upper``), equal to (``exact``) or at least (``lower``) ``bound``.

    Parameters
    ----------
    id : dotted name, the path of its file under proofs/
    title : what it says, in a few words
    kind : "lemma", "theorem" or "refutation"
    source : paper and theorem number, or section of the theory notes
    quantity, bound : SymPy expressions; the bound is the one source of predictor, check and LaTeX
    per : the bound is one on quantity / per: a contraction factor has the previous value here
    setting : named formulas: function class and iteration law
    assumptions : relations between parameters
    where : definitions of symbols in bound, assumptions or setting, in order; each may use the ones before
    over : variables that the conclusion quantifies over (k, coordinates)
    also : further conclusions, certified beside the main one; a refutation has here: from the claim, 1 <= 0
    claim : the claim of the abstract it speaks to (theory notes, section 9)
    tight : whether some case attains the bound, so that a bound 1% better must fail its check
    verdict : what the theorem means for its claim: "proves", "corrects", "refutes" or "supports"
    notes : remarks on the statement, corrections of the theory notes included

    Raises
    ------
    InvalidInput : an undeclared symbol, a float, or no source
    """

    id: str
    title: str
    kind: str
    source: str
    quantity: sympy.Expr
    bound: sympy.Expr
    direction: str = "upper"
    per: sympy.Expr = sympy.S.One
    setting: tuple[tuple[str, Formula], ...] = ()
    assumptions: tuple[Relational, ...] = ()
    where: tuple[tuple[Real, sympy.Expr], ...] = ()
    over: tuple[Any, ...] = ()
    also: tuple[Formula, ...] = ()
    claim: str | None = None
    verdict: str = "supports"
    tight: bool = False
    notes: str = ""

    def __post_init__(self) -> None:
        for name in ("quantity", "bound", "per"):
            object.__setattr__(self, name, sympy.sympify(getattr(self, name)))
        if not re.fullmatch(r"[a-z]\w*\.[a-z]\w*", self.id):
            raise InvalidInput(f"theorem id {self.id!r} is not of the form folder.name")
        if self.kind not in KINDS or self.direction not in DIRECTIONS:
            raise InvalidInput(f"{self.id}: kind {self.kind!r} or direction {self.direction!r} does not exist")
        if not self.source:
            raise InvalidInput(f"{self.id}: a theorem needs a source; name the paper or section of the theory notes")
        for expression in self.expressions():
            floats = expression.atoms(sympy.Float)
            if floats:
                raise InvalidInput(f"{self.id}: the float {floats.pop()} is not exact; write a Rational")
            strays = {one for one in expression.free_symbols if not hasattr(one, "sort")} - {d}
            if strays:
                raise InvalidInput(f"{self.id}: the symbol {strays.pop()} is not one of amgt_theory.symbols")

    def expressions(self) -> Iterator[sympy.Expr]:
        """Every expression of the statement."""
        for formula in (*(formula for _, formula in self.hypotheses), *self.conclusions):
            yield from _sides(formula)

    @property
    def definitions(self) -> dict[Real, sympy.Expr]:
        return dict(self.where)

    @property
    def hypotheses(self) -> tuple[tuple[str, Formula], ...]:
        """All hypotheses, named: setting, assumptions, definitions."""
        assumed = ((f"assumption_{number}", relation) for number, relation in enumerate(self.assumptions, start=1))
        defined = ((f"definition_{symbol}", language.eq(symbol, value)) for symbol, value in self.where)
        return (*self.setting, *assumed, *defined)

    @property
    def conclusions(self) -> tuple[Formula, ...]:
        """The main conclusion, then the further ones."""
        relation = DIRECTIONS[self.direction](self.quantity, self.bound * self.per)
        return (ForAll(self.over, relation) if self.over else relation, *self.also)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the numbers a predictor needs, beside k."""
        free = self.closed(self.bound).free_symbols | {
            symbol for relation in self.assumptions for symbol in self.closed_relation(relation).free_symbols
        }
        return tuple(sorted(str(symbol) for symbol in free if isinstance(symbol, Real) and symbol != d))

    @property
    def indexed(self) -> bool:
        """Whether the bound depends on the iteration k."""
        return bool(self.closed(self.bound).has(k))

    def closed(self, expression: sympy.Expr) -> sympy.Expr:
        """``expression`` with the definitions put in."""
        for symbol, value in reversed(self.where):
            expression = expression.xreplace({symbol: value})
        return expression

    def closed_relation(self, relation: Relational) -> Relational:
        """``relation`` with the definitions put in, left unevaluated."""
        return relation.func(self.closed(relation.lhs), self.closed(relation.rhs), evaluate=False)


def _sides(formula: Formula) -> Iterator[sympy.Expr]:
    if isinstance(formula, ForAll):
        for part in (formula.conclusion, *formula.hypotheses):
            yield from _sides(part)
    else:
        yield formula.lhs
        yield formula.rhs
