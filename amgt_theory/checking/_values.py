"""A model's exact values as numbers of an arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, cast

import sympy
from flint import arb, fmpq

from amgt_theory.arithmetic import Arithmetic, Number, Vector
from amgt_theory.checking._exact import ExactArithmetic, NotRational
from amgt_theory.checking._symbolic import SymbolicArithmetic
from amgt_theory.errors import InvalidInput, unknown_name
from amgt_theory.language import ForAll, Formula, declaration, free
from amgt_theory.optimizers import AMGT
from amgt_theory.problems import Problem
from amgt_theory.theorem import Theorem

Values = Mapping[str, Any]
"""Values by name: numbers, vectors (sequences of numbers), sequences (of numbers or vectors), a problem, a method."""

METHOD = ("alpha", "beta1", "beta2", "eps", "k0", "p")


class Oracle:
    """f - f* and the gradient of a problem, computed once for each point; a point is a list."""

    def __init__(self, problem: Problem, ar: Arithmetic) -> None:
        self._evaluate: Callable[[Vector], tuple[Number, Vector]] = problem.bind(ar).gap_and_gradient
        self._known: dict[Any, tuple[Vector, Number, Vector]] = {}

    def gap(self, point: Vector) -> Number:
        return self._at(point)[1]

    def gradient(self, point: Vector) -> Vector:
        return self._at(point)[2]

    @property
    def points(self) -> list[Vector]:
        """The points asked for so far."""
        return [point for point, _, _ in self._known.values()]

    def _at(self, point: Vector) -> tuple[Vector, Number, Vector]:
        key = self._key(point)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (point, *self._evaluate(point))
        return known

    def _key(self, point: Vector) -> Any:
        return id(point)  # the list is kept, so no other can have its id


class SymbolicOracle(Oracle):
    """The same for symbolic numbers: exact where f is rational, else new symbols, for which anything may stand."""

    def __init__(self, problem: Problem, ar: Arithmetic) -> None:
        exact = ExactArithmetic()
        super().__init__(problem, exact)
        self._exactly, self._exact, self._ar = self._evaluate, exact, ar
        self._evaluate = self._symbols

    def _symbols(self, point: Vector) -> tuple[Number, Vector]:
        try:
            gap, gradient = self._exactly([self._exact.number(one) for one in point])
            return self._ar.number(_fraction(gap)), [self._ar.number(_fraction(one)) for one in gradient]
        except (NotRational, InvalidInput):
            return sympy.Dummy(positive=True), [sympy.Dummy(real=True) for _ in point]

    def _key(self, point: Vector) -> Any:
        return tuple(point)


def _fraction(value: Number) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def sorts(theorem: Theorem) -> dict[str, Any]:
    """The sort of every name of the statement: "real", "natural", "vector", or arguments and result of a function."""
    found: dict[str, Any] = {"d": "natural"}
    for formula in (*(one for _, one in theorem.hypotheses), *theorem.conclusions):
        for one in (*free(formula), *_bound(formula)):
            spelled, *sort = declaration(one)
            found.setdefault(spelled, sort[0] if len(sort) == 1 else tuple(sort))
    return found


def _bound(formula: Formula) -> Iterable[Any]:
    return formula.variables if isinstance(formula, ForAll) else ()


def by_name(identity: str, known: Mapping[str, Any], model: Mapping[Any, Any]) -> dict[str, Any]:
    """A model's values by name, with what its problem (mu, L, f_star, x_star) and method (alpha, beta1, ...) know.

    ``known`` has the sorts of the statement's names. Raises InvalidInput for a symbol that it does not have. Keys that
    are strings are the check's own.
    """
    values: dict[str, Any] = {}
    for key, value in model.items():
        spelled = str(key)
        if not isinstance(key, str) and spelled.removesuffix("(0)") not in known:
            raise unknown_name(f"{identity}: symbol in a model", spelled, known)
        values[spelled] = value
    return {**_implied(values, known), **values}


def _implied(values: Values, known: Mapping[str, Any]) -> dict[str, Any]:
    implied: dict[str, Any] = {}
    problem, method = values.get("f"), values.get("method")
    if isinstance(problem, Problem):
        implied |= {one: getattr(problem, one) for one in ("mu", "L", "f_star", "d")} | {"x_star": problem.minimizer}
    if isinstance(method, AMGT):
        implied |= {one: getattr(method, one) for one in METHOD}
        if method.threshold is not None:
            implied |= {"tau": method.threshold.tau, "q": method.threshold.q}
    return {one: value for one, value in implied.items() if one in known}


def numbers(values: Values, known: Mapping[str, Any], ar: Arithmetic) -> dict[str, Any]:
    """What a compiled statement computes with: naturals as int, vectors as lists, sequences and f as functions."""
    given: dict[str, Any] = {}
    for spelled, value in values.items():
        sort = known.get(spelled)
        if spelled.endswith("(0)"):
            _, result = known[spelled.removesuffix("(0)")]
            given[spelled] = _vector(value, ar) if result == "vector" else ar.number(value)
        elif sort == "natural":
            given[spelled] = int(value)
        elif sort == "real":
            given[spelled] = ar.number(value, spelled)
        elif sort == "vector":
            given[spelled] = _vector(value, ar)
        elif spelled == "f" and isinstance(value, Problem):
            oracle = (SymbolicOracle if isinstance(ar, SymbolicArithmetic) else Oracle)(value, ar)
            given |= {"f": oracle, "gap": oracle.gap, "gradient": oracle.gradient}
            given |= {"f_star": ar.number(value.f_star), "x_star": _vector(value.minimizer, ar), "d": value.d}
        elif sort is not None:
            given[spelled] = _sequence(value, sort[1], ar)
    given.setdefault("d", next((len(one) for one in given.values() if isinstance(one, list)), 1))
    return given


def _vector(value: Any, ar: Arithmetic) -> Vector:
    return value if isinstance(value, list) and isinstance(value[0], fmpq | arb) else [ar.number(one) for one in value]


def _sequence(members: Any, sort: str, ar: Arithmetic) -> Callable[[int], Any]:
    """n -> the member n, IndexError beyond the last; a function that a check computed stays."""
    if callable(members):
        return cast("Callable[[Any], Any]", members)
    read = [_vector(one, ar) if sort == "vector" else ar.number(one) for one in members]
    return read.__getitem__
