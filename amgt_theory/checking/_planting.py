"""Errors planted in a theorem: what an author gets wrong, made from the structure of its bound and assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import sympy
from sympy.core.relational import Relational

from amgt_theory import language
from amgt_theory.catalogue import Catalogue
from amgt_theory.checking._automatic import HELD_BY_PROBLEMS
from amgt_theory.checking._beyond import beyond, following
from amgt_theory.checking._checks import Model, StepCheck
from amgt_theory.checking._find import check_of
from amgt_theory.checking._misfits import claiming_more, either, multiplied, without_convexity
from amgt_theory.checking._rates import scaled_exponents, scaled_rate
from amgt_theory.errors import InvalidInput
from amgt_theory.language import Formula, free
from amgt_theory.printing import text
from amgt_theory.symbols import L, Natural, k, mu
from amgt_theory.theorem import Theorem

SIZES = (Fraction(1, 100), Fraction(5, 100), Fraction(20, 100))
CONSTANT, EXPONENT, RATE, INDEX, SWAP, DROPPED = "constant", "exponent", "rate", "index", "swap", "hypothesis"


@dataclass(frozen=True)
class PlantedError:
    """An error with a ``name`` for the table, of a ``kind``; ``plant`` gives checks of the theorem that has it.

    They are the theorem's own, with the theorem replaced: what is measured is the check that the theorem has. Where a
    hypothesis is dropped there is one for each way to find cases beyond it; ``left_out`` is the hypothesis, where it is
    a single one.
    """

    name: str
    kind: str
    plant: Callable[[StepCheck], tuple[StepCheck, ...]]
    left_out: Formula | None = None


def planted(catalogue: Catalogue, theorem: Theorem) -> tuple[PlantedError, ...]:
    """All errors for ``theorem``: one for each size, place and assumption that its bound and assumptions have.

    The constant of a bound of 0 and the exponent of a bound without one cannot be wrong; such errors are left out.
    """
    return (*bound_errors(theorem), *_dropped(catalogue, theorem), *_dropped_settings(theorem))


def bound_errors(theorem: Theorem) -> Iterator[PlantedError]:
    """The errors in the bound, each towards what claims more: down, and for a lower bound up.

    An exponent in a lower bound is made wrong both ways: which one claims more depends on whether its base exceeds 1.

    >>> from amgt_theory.symbols import Real
    >>> x, c = Real("x"), Real("c")
    >>> power = Theorem("doc.power", "a power", "lemma", "a doctest", quantity=x, bound=2 * x**c)
    >>> [error.name for error in bound_errors(power)][::3]
    ['constant too small by 1%', 'exponent too large by 1%']
    """
    bound, down = theorem.closed(theorem.bound), theorem.direction != "lower"
    smaller, larger = ("too small", "too large") if down else ("too large", "too small")
    if bound != 0:
        for size in SIZES:
            yield PlantedError(f"constant {smaller} by {_percent(size)}", CONSTANT, _constant(size))
    for kind, change, ways in ((EXPONENT, scaled_exponents, {larger, "too large"}), (RATE, scaled_rate, {larger})):
        for way, size in product(sorted(ways), SIZES):
            changed = change(bound, 1 + _exact(size) if way == "too large" else 1 - _exact(size))
            if changed != bound:
                yield PlantedError(f"{kind} {way} by {_percent(size)}", kind, _with_bound(changed))
    for index in _indices(theorem, bound):
        name = f"index off by one: {index}+1 for {index}"
        yield PlantedError(name, INDEX, _with_bound(bound.xreplace({index: index + 1})))
    if bound.has(mu, L) and {mu, L} <= _symbols(theorem):
        swapped = bound.xreplace({mu: L, L: mu})
        if swapped != bound:
            yield PlantedError("mu and L swapped", SWAP, _with_bound(swapped))


def violating(theorem: Theorem, assumption: Relational) -> Theorem:
    """``theorem`` with an assumption turned into its opposite.

    Without the assumption the statement is false exactly if this one is, the theorem being true; and every case that is
    drawn from this one violates the assumption.
    """
    other = opposite(assumption)
    return replace(theorem, assumptions=tuple(other if one == assumption else one for one in theorem.assumptions))


def opposite(assumption: Relational) -> Relational:
    """What holds where the assumption does not; of an equation one side of it."""
    left, right = assumption.args
    return language.le(right, left) if isinstance(assumption, sympy.Lt) else language.lt(right, left)


def _dropped(catalogue: Catalogue, theorem: Theorem) -> Iterator[PlantedError]:
    for assumption in theorem.assumptions:

        def plant(check: StepCheck, assumption: Any = assumption) -> tuple[StepCheck, ...]:
            found = _check_of(catalogue, violating(theorem, assumption))
            found = found or replace(check, theorem=violating(check.theorem, assumption))
            names = frozenset(map(str, free(assumption)))
            as_drawn = either(found.model, multiplied(found.model, names))
            models = as_drawn, beyond(found, check.model, opposite(assumption))
            return tuple(replace(found, model=one) for one in models)

        yield PlantedError(f"dropped: {text(assumption)}", DROPPED, plant, assumption)


def _check_of(catalogue: Catalogue, changed: Theorem) -> StepCheck | None:
    """The check that the file of a theorem makes of a changed one, None where it makes none."""
    fresh = Catalogue(catalogue.entries)
    vars(fresh.module(changed.id))["THEOREM"] = changed
    try:
        return check_of(fresh, changed.id)
    except InvalidInput:
        return None


def without(theorem: Theorem, labels: Iterable[str]) -> Theorem:
    """``theorem`` without some hypotheses of its setting."""
    return replace(theorem, setting=tuple(one for one in theorem.setting if one[0] not in labels))


def _dropped_settings(theorem: Theorem) -> Iterator[PlantedError]:
    """Classes of functions are left by problems outside, other inequalities by numbers multiplied."""
    named = dict(theorem.setting)
    about_f = [label for label, formula in named.items() if formula in HELD_BY_PROBLEMS]
    for constant, name in ((L, "smoothness"), (mu, "")):
        labels = [label for label in about_f if constant in free(named[label])]
        if labels:
            yield _left_out(labels, name, partial(claiming_more, constant=constant))
    if "convexity" in named:
        yield _left_out(["convexity"], "", without_convexity)
    for label, formula in named.items():
        relation = formula.conclusion if isinstance(formula, language.ForAll) else formula
        if label not in (*about_f, "convexity") and not isinstance(relation, sympy.Eq):
            names = frozenset(str(one) for one in free(formula))
            yield _left_out([label], "", partial(multiplied, names=names), formula)


def _left_out(
    labels: Sequence[str], name: str, changed: Callable[[Model], Model], formula: Formula | None = None
) -> PlantedError:
    def plant(check: StepCheck) -> tuple[StepCheck, ...]:
        theorem, model = without(check.theorem, labels), changed(check.model)
        models = (model,) if formula is None else (model, following(theorem, model))
        return tuple(replace(check, theorem=theorem, model=one) for one in models)

    return PlantedError(f"dropped: {name or labels[0]}", DROPPED, plant, formula)


def _constant(size: Fraction) -> Callable[[StepCheck], tuple[StepCheck, ...]]:
    return lambda check: (replace(check, improvement=size),)


def _with_bound(bound: sympy.Expr) -> Callable[[StepCheck], tuple[StepCheck, ...]]:
    return lambda check: (replace(check, theorem=replace(check.theorem, bound=bound)),)


def _indices(theorem: Theorem, bound: sympy.Expr) -> list[Any]:
    mine = {one for one in bound.free_symbols if isinstance(one, Natural)}
    return sorted(mine & {*theorem.over, k}, key=str)


def _symbols(theorem: Theorem) -> set[Any]:
    formulas = [*(formula for _, formula in theorem.hypotheses), *theorem.conclusions]
    return {one for formula in formulas for one in free(formula)}


def _percent(size: Fraction) -> str:
    return f"{int(100 * size)}%"


def _exact(size: Fraction) -> sympy.Rational:
    return sympy.Rational(size.numerator, size.denominator)
