"""A statement compiled to Python: its definitions, hypotheses and conclusions as functions of a model's values.

What a model leaves out, the statement's own equations define: ``where``, and equations of its setting such as
``V = f(y) - f* + ...``, ``z_i = y_i - h_i m_i`` for all i, or ``m(k+1) = ...`` for all k. The other hypotheses are
there to be tested. Nothing of the statement is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from types import CodeType
from typing import Any

import sympy
from sympy.core.function import AppliedUndef, UndefinedFunction

from amgt_theory.checking._rates import scaled_exponents, scaled_rate
from amgt_theory.checking._shared import Shared
from amgt_theory.checking._source import Writer, name
from amgt_theory.errors import InvalidInput
from amgt_theory.language import RELATIONS, ForAll, Formula, eq, free, map_terms
from amgt_theory.symbols import At, Coordinate, Natural, d, f, f_star, function
from amgt_theory.theorem import Theorem

gap = function("gap", "vector")
FASTER = sympy.Rational(9, 8)
PARTS = ("certain", "assumed", "concluded")  # functions of a program, beside make
OF_A_PROBLEM = frozenset(("f", "gradient", "gap", "f_star", "x_star", "mu", "L"))


@dataclass(frozen=True)
class Variable:
    """A quantified variable that is no coordinate, with its sort: "natural", "real" or "vector"."""

    name: str
    sort: str


@dataclass(frozen=True)
class Clause:
    """A formula, tested at values of its ``variables`` (coordinates are run through inside).

    ``premises`` and ``relation`` are "<=", "<", "=" or ">="; ``function`` names the function that gives, for each
    coordinate, a tuple: left and right side of each premise, then of the relation. The main conclusion has the quantity
    on the left and bound * per on the right.
    """

    label: str
    variables: tuple[Variable, ...]
    premises: tuple[str, ...]
    relation: str
    function: str
    is_conclusion: bool

    @cached_property
    def is_fixed(self) -> bool:
        """Whether it is one relation, or one for each coordinate: nothing to run through, no premises."""
        return not self.variables and not self.premises

    @cached_property
    def is_main(self) -> bool:
        """Whether it says what the theorem's bound bounds."""
        return self.is_conclusion and self.label == "conclusion"

    @cached_property
    def is_universal(self) -> bool:
        """Whether it speaks of all points or all numbers, so that tests can refute it but never show it."""
        return any(one.sort != "natural" for one in self.variables)


Known = tuple[Any, ...]
Functions = Callable[[Known], Mapping[str, Callable[..., Any]]]


@dataclass(frozen=True)
class Program:
    """``known = make(values)`` is what the others work with: the values, and what definitions make of them.

    ``certain(known)`` says whether all fixed clauses certainly hold; where it says False, the clauses tell which does
    not, or is open: ``assumed(known)`` and ``concluded(known)`` are the functions that hypotheses and conclusions name.
    Among the latter is ``faster``, of the main conclusion's variables; it gives, for each coordinate, the bound with
    exponents and rate as they are and FASTER times as large.
    """

    make: Callable[[Mapping[str, Any]], Known]
    certain: Callable[[Known], bool]
    assumed: Functions
    concluded: Functions
    hypotheses: tuple[Clause, ...]
    conclusions: tuple[Clause, ...]
    faster: str

    @cached_property
    def not_fixed(self) -> tuple[Clause, ...]:
        """The hypotheses that ``certain`` leaves out."""
        return tuple(one for one in self.hypotheses if not one.is_fixed)

    @cached_property
    def indexed(self) -> tuple[Clause, ...]:
        """Those of them that tests can show."""
        return tuple(one for one in self.not_fixed if not one.is_universal)

    @cached_property
    def is_fixed(self) -> bool:
        """Whether the statement holds where ``certain`` says so."""
        return not self.indexed and all(one.is_fixed for one in self.conclusions)


@dataclass(frozen=True)
class Compiled:
    """A :class:`Program` without an arithmetic."""

    source: str
    code: CodeType
    hypotheses: tuple[Clause, ...]
    conclusions: tuple[Clause, ...]
    faster: str

    def on(self, operations: Mapping[str, Any]) -> Program:
        """The program on the numbers of an arithmetic, whose operations are the globals of its source."""
        scope = dict(operations)
        exec(self.code, scope)
        make, certain, assumed, concluded = (scope[one] for one in ("make", *PARTS))
        return Program(make, certain, assumed, concluded, self.hypotheses, self.conclusions, self.faster)


def compiled(theorem: Theorem, given: frozenset[str]) -> Compiled:
    """``theorem`` compiled for models that give values to the names in ``given``.

    A sequence is given whole, or by its first value, "x(0)", which its law continues. Raises InvalidInput when a name
    of the statement has neither a value nor an equation that defines it.
    """
    known = given | OF_A_PROBLEM if "f" in given else given
    formulas = _Formulas(theorem)
    writer = Writer()
    everything = [*(one for _, one in formulas.hypotheses), *formulas.conclusions]
    shared = Shared([(_variables(one), list(expressions(one))) for one in everything], known, writer)
    definitions = _Definitions(theorem.id, known, writer)
    hypotheses = definitions.taken_out(formulas.hypotheses)
    hypotheses.sort(key=lambda one: isinstance(one[1], ForAll))  # first what is quick to test: it may rule a case out
    main, *also = formulas.conclusions
    conclusions = [("conclusion", main), *((f"also_{place}", one) for place, one in enumerate(also, start=1))]
    tested = [[(label, one) for label, one in group if testable(one)] for group in (hypotheses, conclusions)]
    bodies = (list[str](), list[str]())
    clauses = [
        tuple(_clause(label, one, group is tested[1], writer, body) for label, one in group)
        for group, body in zip(tested, bodies, strict=True)
    ]
    faster = _clause("faster", formulas.faster, False, writer, bodies[1]).function
    used = {spelled for group in tested for _, one in group for spelled in _names(one)}
    named = [[one.function for one in group] for group in clauses]
    certain = _certain([formula for group in tested for _, formula in group], writer)
    assumed, concluded = [*bodies[0], _by_name(named[0])], [*bodies[1], _by_name([*named[1], faster])]
    parts = dict(zip(PARTS, (certain, assumed, concluded), strict=True))
    made = definitions.source(used)
    shared_lines = shared.lines([*made, *chain(*parts.values())])
    source = _assembled([*shared_lines, *made], parts, sorted(known & {*used, *definitions.uses(used), "d"}))
    return Compiled(source, compile(source, f"<{theorem.id}>", "exec"), clauses[0], clauses[1], faster)


def defined_names(theorem: Theorem, given: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names that the statement's equations define, and, as "x(0)", the starts of sequences whose laws need one."""
    definitions = _Definitions(theorem.id, given, Writer(), assume_starts=True)
    definitions.taken_out(_Formulas(theorem).hypotheses)
    return definitions.names


def testable(formula: Formula) -> bool:
    """Whether a formula can be tested at values: no quantified premise, no variable that is itself a function."""
    if not isinstance(formula, ForAll):
        return True
    quantified = any(isinstance(one, ForAll) for one in (formula.conclusion, *formula.hypotheses))
    return not quantified and not any(isinstance(one, UndefinedFunction) for one in formula.variables)


class _Formulas:
    """The formulas of a statement, f(y) written as gap(y) + f*: f(y) - f* is then a gap, computed without cancelling.

    Definitions that speak of k are put in where they are used; the others are kept as equations.
    """

    def __init__(self, theorem: Theorem) -> None:
        self._inlined: dict[Any, Any] = {}
        for symbol, value in theorem.where:
            value = value.xreplace(self._inlined)
            if any(isinstance(one, Natural | Coordinate) for one in value.free_symbols):
                self._inlined[symbol] = value
        inlined = {f"definition_{symbol}" for symbol in self._inlined}
        self.hypotheses = [(label, self._read(one)) for label, one in theorem.hypotheses if label not in inlined]
        main, *also = theorem.conclusions
        self.conclusions = [_quantity_first(self._read(main), theorem.direction), *map(self._read, also)]
        bound = theorem.closed(theorem.bound)
        faster = scaled_exponents(scaled_rate(bound, FASTER), FASTER)
        self.faster = self._read(ForAll(theorem.over, eq(bound * theorem.per, faster * theorem.per)))

    def _read(self, formula: Formula) -> Formula:
        return map_terms(
            formula, lambda side: side.xreplace(self._inlined).replace(f, lambda point: gap(point) + f_star)
        )


def _quantity_first(formula: Formula, direction: str) -> Formula:
    if isinstance(formula, ForAll):
        return ForAll(formula.variables, _quantity_first(formula.conclusion, direction), formula.hypotheses)
    if direction != "lower":
        return formula
    return sympy.Ge(formula.rhs, formula.lhs, evaluate=False)


@dataclass(frozen=True)
class _Rule:
    """How a name gets its value: source lines, and the names they use."""

    lines: tuple[str, ...]
    uses: frozenset[str]
    is_sequence: bool = False


class _Definitions:
    """Equations of a statement that give the names without a value theirs."""

    def __init__(self, identity: str, known: frozenset[str], write: Writer, assume_starts: bool = False) -> None:
        self._id, self._known, self._write, self._assume_starts = identity, known, write, assume_starts
        self._rules: dict[str, _Rule] = {}
        self._starts: dict[str, tuple[str, frozenset[str]]] = {
            one.removesuffix("(0)"): (f"given[{one!r}]", frozenset()) for one in known if one.endswith("(0)")
        }

    @property
    def names(self) -> frozenset[str]:
        """What is defined, and the starts that are assumed to be given."""
        return frozenset((*self._rules, *(f"{one}(0)" for one, (value, _) in self._starts.items() if "given" in value)))

    def taken_out(self, hypotheses: Iterable[tuple[str, Formula]]) -> list[tuple[str, Formula]]:
        """The hypotheses that define nothing; the others become definitions, starts of sequences first."""
        hypotheses = list(hypotheses)
        starts = [label for label, one in hypotheses if self._takes(one, starts=True)]
        rest = [(label, one) for label, one in hypotheses if label not in starts]
        return [(label, one) for label, one in rest if not self._takes(one, starts=False)]

    def uses(self, names: Iterable[str]) -> set[str]:
        """Everything that ``names`` are computed from."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._rules[one].uses if one in self._rules else ()
        return found

    def source(self, names: Iterable[str]) -> list[str]:
        """Source lines that define what ``names`` need, in an order in which they can run."""
        needed = {one: self._rules[one].uses for one in sorted(self.uses(names)) if one in self._rules}
        missing = sorted(self.uses(names) - needed.keys() - self._known - {"d"})
        if missing:
            raise InvalidInput(
                f"{self._id}: the model gives no value to {missing[0]}, and no equation of the statement does; add one"
            )
        sequences = [one for one in needed if self._rules[one].is_sequence]  # functions may call each other
        graph = {one: sorted(self._values_behind(needed[one])) for one in needed if one not in sequences}
        try:
            order = [*sequences, *TopologicalSorter(graph).static_order()]
        except CycleError as error:
            circle = " -> ".join(error.args[1])
            raise InvalidInput(f"{self._id}: the equations define {circle} in a circle; give one a value") from None
        return [line for one in order for line in self._rules[one].lines]

    def _values_behind(self, names: Iterable[str]) -> set[str]:
        """The defined names, not of sequences, that ``names`` need, through sequences too."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            one = waiting.pop()
            if one in seen or one not in self._rules:
                continue
            seen.add(one)
            if self._rules[one].is_sequence:
                waiting += self._rules[one].uses
            else:
                found.add(one)
        return found

    def _takes(self, formula: Formula, starts: bool) -> bool:
        variables = set(formula.variables) if isinstance(formula, ForAll) else set()
        relation = formula.conclusion if isinstance(formula, ForAll) else formula
        if not isinstance(relation, sympy.Eq) or (isinstance(formula, ForAll) and formula.hypotheses):
            return False
        left, coordinate = relation.lhs.args if isinstance(relation.lhs, At) else (relation.lhs, None)
        if isinstance(left, sympy.Symbol):
            return not starts and variables == {coordinate} - {None} and self._symbol(left, relation.rhs, coordinate)
        if not isinstance(left, AppliedUndef) or len(left.args) != 1:
            return False
        indices = variables - {coordinate}
        take = self._start if starts else self._sequence
        return len(indices) == (0 if starts else 1) and take(left, relation.rhs, coordinate, *indices)

    def _symbol(self, symbol: Any, value: Any, coordinate: Any) -> bool:
        spelled = str(symbol)
        if spelled in self._known or spelled in self._rules or symbol in value.free_symbols:
            return False
        self._rules[spelled] = _Rule((f"{name(symbol)} = {self._value(value, coordinate)}",), _used(value))
        return True

    def _start(self, left: Any, value: Any, coordinate: Any) -> bool:
        spelled = str(left.func)
        if left.args[0] != 0 or spelled in self._known or spelled in self._starts:
            return False
        self._starts[spelled] = self._value(value, coordinate), _used(value)
        return True

    def _sequence(self, left: Any, value: Any, coordinate: Any, index: Any) -> bool:
        """V(k) = ... for all k, or V(k+1) = ... with a start."""
        spelled, shift = str(left.func), left.args[0] - index
        if shift == 1 and self._assume_starts:
            self._starts.setdefault(spelled, (f"given['{spelled}(0)']", frozenset()))
        if (
            spelled in self._known
            or spelled in self._rules
            or not (shift == 0 or (shift == 1 and spelled in self._starts))
        ):
            return False
        start, start_uses = self._starts.get(spelled, ("", frozenset()))
        self._rules[spelled] = _Rule(
            (
                "@memo",
                f"def {name(left.func)}(n):",
                *([f"    if n == 0: return {start}"] if shift else []),
                f"    {name(index)} = n - {shift}",
                f"    return {self._value(value, coordinate)}",
            ),
            _used(value) | start_uses,
            is_sequence=True,
        )
        return True

    def _value(self, expression: Any, coordinate: Any) -> str:
        return self._write.value(expression) if coordinate is None else self._write.each(coordinate, [expression])


def _clause(label: str, formula: Formula, is_conclusion: bool, write: Writer, body: list[str]) -> Clause:
    """The clause of a formula; the source of its function is appended to ``body``."""
    variables = _variables(formula)
    relations = (*formula.hypotheses, formula.conclusion) if isinstance(formula, ForAll) else (formula,)
    coordinates = [one for one in variables if isinstance(one, Coordinate)]
    arguments = [one for one in variables if one not in coordinates]
    spelled = f"clause_{label}"
    rows = write.rows(coordinates, list(expressions(formula)))
    body += _function(f"{spelled}({', '.join(map(name, arguments))})", [f"return {rows}"])
    kinds = tuple(map(_spelled, relations))
    named = tuple(Variable(str(one), one.sort) for one in arguments)
    return Clause(label, named, kinds[:-1], kinds[-1], spelled, is_conclusion)


def _spelled(relation: Any) -> str:
    return RELATIONS.get(type(relation), ">=")


def _certain(formulas: Iterable[Formula], write: Writer) -> list[str]:
    """Source of ``certain``: comparisons written out, which is much quicker than rows that are compared afterwards."""
    relations: dict[tuple[Any, ...], list[Any]] = {}  # one loop decides all that is said of the same coordinates
    for one in formulas:
        variables, premises = _variables(one), one.hypotheses if isinstance(one, ForAll) else ()
        if not premises and all(isinstance(variable, Coordinate) for variable in variables):  # fixed
            relations.setdefault(variables, []).append(one.conclusion if isinstance(one, ForAll) else one)
    tests = []
    for variables, group in relations.items():
        sides = [side for one in group for side in expressions(one)]
        between = [sign for one in group for sign in (f" {_spelled(one)} ".replace(" = ", " == "), " and ")]
        loop = f"all({write.rows(list(variables), sides, between)})"
        tests.append(loop if variables else write.joined(sides, between))
    return [f"return {' and '.join(tests) or 'True'}"]


def _by_name(functions: list[str]) -> str:
    return f"return {{{', '.join(f'{one!r}: {one}' for one in functions)}}}"


def _function(declared: str, body: list[str]) -> list[str]:
    return [f"def {declared}:", *(f"    {line}" for line in body)]


def _assembled(made: list[str], parts: Mapping[str, list[str]], available: list[str]) -> str:
    """Source of ``make``, which returns all its names, and of the functions that begin with them."""
    words = set(re.findall(r"\w+", "\n".join((*made, *chain(*parts.values())))))
    values = [f"{name(one)} = given[{one!r}]" for one in available if name(one) in words]
    if name("d") in words and "d" not in available:
        values.append(f"{name('d')} = dimension(given)")
    lines = [*values, *made]
    known = "".join(f"{found[1]}, " for one in lines if (found := re.match(r"(?:def )?(\w+)(?: = |\()", one)))
    begin = [f"({known}) = known"] if known else []
    functions = [
        _function("make(given)", [*lines, f"return ({known})"]),
        *(_function(f"{spelled}(known)", [*begin, *body]) for spelled, body in parts.items()),
    ]
    return "\n".join([*chain(*functions), ""])


def _variables(formula: Formula) -> tuple[Any, ...]:
    return formula.variables if isinstance(formula, ForAll) else ()


def _names(formula: Formula) -> set[str]:
    return {str(one) for one in free(formula)}


def _used(expression: Any) -> frozenset[str]:
    symbols = {one for one in expression.free_symbols if not isinstance(one, Coordinate | Natural) and one != d}
    return frozenset(map(str, symbols | {one.func for one in expression.atoms(AppliedUndef)}))


def expressions(formula: Formula) -> Iterator[Any]:
    """Both sides of every relation in ``formula``."""
    if isinstance(formula, ForAll):
        for one in (*formula.hypotheses, formula.conclusion):
            yield from expressions(one)
    else:
        yield from (formula.lhs, formula.rhs)
