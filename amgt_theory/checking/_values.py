"""A model's exact values as numbers of an arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

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

READY = (arb, fmpq, sympy.Expr)  # numbers that need no conversion
METHOD = ("alpha", "beta1", "beta2", "eps", "k0", "p")
RUN = frozenset(("method", "start", "steps"))  # keys of a model that runs a method, not the statement's symbols
REMEMBERED = 1000  # points whose gap and gradient are kept


class Oracle:
    """f - f* and the gradient of a problem, kept for the points asked for last; a point is a list."""

    def __init__(self, problem: Problem, ar: Arithmetic) -> None:
        bound = problem.bind(ar)
        self.problem, self.f_star = problem, bound.f_star
        self._evaluate: Callable[[Vector], tuple[Number, Vector]] = bound.gap_and_gradient
        self._known: dict[int, tuple[Vector, Number, Vector]] = {}

    def gap(self, point: Vector) -> Number:
        return (self._known.get(id(point)) or self._new(point))[1]

    def gradient(self, point: Vector) -> Vector:
        return (self._known.get(id(point)) or self._new(point))[2]

    @property
    def points(self) -> list[Vector]:
        """The points that are kept."""
        return [point for point, _, _ in self._known.values()]

    def _new(self, point: Vector) -> tuple[Vector, Number, Vector]:
        if len(self._known) >= REMEMBERED:
            del self._known[next(iter(self._known))]
        found = self._known[id(point)] = (point, *self._evaluate(point))  # the list is kept: no other can have its id
        return found


class SymbolicOracle(Oracle):
    """The same for symbolic numbers: rationals where f has them, else expressions; new symbols for what has neither.

    What follows for new symbols holds whatever they stand for.
    """

    def __init__(self, problem: Problem, ar: Arithmetic) -> None:
        super().__init__(problem, ar)
        self._spelled, self._ar = self._evaluate, ar
        self._exact = ExactArithmetic()
        self._exactly = problem.bind(self._exact).gap_and_gradient
        self._by_value: dict[tuple[Number, ...], tuple[Number, Vector]] = {}
        self._evaluate = self._same_at_equal_points

    def _same_at_equal_points(self, point: Vector) -> tuple[Number, Vector]:
        key = tuple(point)
        if key not in self._by_value:
            self._by_value[key] = self._symbols(point)
        return self._by_value[key]

    def _symbols(self, point: Vector) -> tuple[Number, Vector]:
        try:
            gap, gradient = self._exactly([self._exact.number(one) for one in point])
            return self._ar.number(_fraction(gap)), [self._ar.number(_fraction(one)) for one in gradient]
        except (NotRational, InvalidInput):
            pass
        try:
            return self._spelled(point)
        except (NotRational, TypeError):  # SymPy's answer where it cannot order two numbers
            return sympy.Dummy(nonnegative=True), [sympy.Dummy(real=True) for _ in point]


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


class ByName:
    """A model's values by name, with what its problem (mu, L, f_star, x_star) and method (alpha, beta1, ...) know.

    ``known`` has the sorts of the statement's names. Keys that are strings are the check's own. Of the last problem the
    constants are kept, since cases in a row often share it. Raises InvalidInput for a symbol that ``known`` does not
    have, and for one with the name of a key of the run, such as "start".
    """

    def __init__(self, identity: str, known: Mapping[str, Any]) -> None:
        self._identity, self._known = identity, known
        self._problem: Problem | None = None
        self._constants: Values = {}

    def __call__(self, model: Mapping[Any, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in model.items():
            spelled = key if isinstance(key, str) else str(key)
            if key is not spelled and spelled.removesuffix("(0)") not in self._known:
                raise unknown_name(f"{self._identity}: symbol in a model", spelled, self._known)
            values[spelled] = value
        problem, method = values.get("f"), values.get("method")
        if method is not None and len(values) < len(model):
            self._refuse(model)
        if problem is not None and problem is not self._problem:
            self._problem, self._constants = problem, self._of_problem(problem)
        known = {} if problem is None else self._constants
        return {**known, **self._of_method(method), **values} if method is not None else {**known, **values}

    def _refuse(self, model: Mapping[Any, Any]) -> None:
        """Raise InvalidInput for a symbol that shares its name with another key."""
        name = next(str(key) for key in model if not isinstance(key, str) and str(key) in model)
        raise InvalidInput(
            f"{self._identity}: the model gives the symbol {name} a value, and {name!r} is also a key of its own; "
            "rename the symbol in the statement that is tested"
        )

    def _of_problem(self, problem: Problem) -> Values:
        if not isinstance(problem, Problem):
            raise InvalidInput(f"{self._identity}: f = {problem!r} is not a problem; give one of amgt_theory.problems")
        own = {one: getattr(problem, one) for one in ("mu", "L", "f_star", "d")}
        return self._in_statement({**own, "x_star": problem.minimizer})

    def _of_method(self, method: AMGT) -> Values:
        implied = {one: getattr(method, one) for one in METHOD}
        if method.threshold is not None:
            implied |= {"tau": method.threshold.tau, "q": method.threshold.q}
        return self._in_statement(implied)

    def _in_statement(self, values: Values) -> Values:
        return {one: value for one, value in values.items() if one in self._known}


def oracle(problem: Problem, ar: Arithmetic) -> Oracle:
    """f - f* and gradient of ``problem`` as functions of points of ``ar``."""
    return (SymbolicOracle if type(ar) is SymbolicArithmetic else Oracle)(problem, ar)


class Numbers:
    """A model's exact values as numbers of one arithmetic: naturals as int, vectors as lists, sequences as functions.

    ``known`` has the sorts of a statement's names; other names are left out. f becomes functions and its constants.
    """

    def __init__(self, known: Mapping[str, Any], ar: Arithmetic) -> None:
        self._number = ar.number
        self._own = type(ar.number(0))
        self._readers: dict[str, Callable[[Any], Any]] = {}
        for spelled, sort in known.items():
            if spelled in ("f", "gradient") or sort == "coordinate":
                continue
            if isinstance(sort, tuple):
                self._readers[spelled] = partial(self._sequence, self._reader(sort[1]))
                self._readers[f"{spelled}(0)"] = self._reader(sort[1])
            else:
                self._readers[spelled] = self._reader(sort)

    def __call__(self, values: Values) -> dict[str, Any]:
        given: dict[str, Any] = {}
        self.read(values, given)
        oracle = values.get("f()")
        if oracle is not None:
            given["f"], given["f_star"] = oracle, oracle.f_star
            given["gap"], given["gradient"] = oracle.gap, oracle.gradient
        return given

    def read(self, values: Mapping[Any, Any], given: dict[str, Any]) -> None:
        """Add the values of the statement's symbols, or of their names, to those ``given``."""
        readers, own = self._readers, self._own
        for key, value in values.items():
            spelled = key if type(key) is str else str(key)
            if (read := readers.get(spelled)) is not None:
                given[spelled] = value if type(value) is own else read(value)

    def _reader(self, sort: str) -> Callable[[Any], Any]:
        readers: dict[str, Callable[[Any], Any]] = {"real": self._real(), "vector": self._vector, "natural": int}
        return readers[sort]

    def _real(self) -> Callable[[Any], Number]:
        last = number = None

        def read(value: Any) -> Number:  # cases in a row often share a number
            nonlocal last, number
            if value is not last:
                last, number = value, self._number(value)
            return number

        return read

    def _vector(self, value: Any) -> Vector:
        if type(value) is list and isinstance(value[0], READY):
            return value
        return [self._number(one) for one in value]

    @staticmethod
    def _sequence(read: Callable[[Any], Any], members: Any) -> Any:
        """n -> the member n, IndexError beyond the last; a function that a check computed stays."""
        if callable(members):
            return members
        return [read(one) for one in members].__getitem__


def without_run(values: Values) -> Values:
    """The values that may be those of a statement's symbols: not "start" of a run, whatever is called start."""
    return {one: value for one, value in values.items() if one not in RUN} if "method" in values else values


def nearest_float(value: Number) -> float:
    """The nearest float to a number or to the middle of a ball."""
    return int(value.p) / int(value.q) if isinstance(value, fmpq) else float(value)
