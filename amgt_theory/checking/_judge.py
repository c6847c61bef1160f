"""Whether a statement holds at one model, decided on balls or exact rationals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

import sympy
from flint import arb

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, ListArithmetic, Number
from amgt_theory.checking import _symbolic
from amgt_theory.checking._exact import NotRational
from amgt_theory.checking._near import Measure, Near, Rows
from amgt_theory.checking._operations import operations
from amgt_theory.checking._program import Clause, Program, Variable
from amgt_theory.checking._values import Numbers
from amgt_theory.errors import AmgtError, InvalidInput, UndecidedComparison

PASS, FAIL, UNKNOWN, UNSATISFIED = "PASS", "FAIL", "UNKNOWN", "unsatisfied"

POINTS = 3  # at how many points a universal hypothesis about f is tested
POWERS = range(-8, 9, 2)  # of 2: values for a universal hypothesis about a number


class Row(NamedTuple):
    """One relation of a clause: at an instance of its variables, for one coordinate."""

    clause: Clause
    instance: tuple[Any, ...]
    place: int


class Outcome(NamedTuple):
    """What was found at one model.

    ``verdict`` PASS, FAIL, UNKNOWN or unsatisfied; ``what`` names the relation that decided, with k; ``sides`` its two
    sides as text; ``bits`` is 0 where rationals decided. ``measure`` tells how far the bound is, None where the case is
    unsatisfied. ``open`` lists what an UNKNOWN outcome left undecided, and ``pending`` is the outcome if all of that
    holds.
    """

    verdict: str
    what: str = ""
    sides: tuple[str, str] = ("", "")
    bits: int = 0
    measure: Measure | None = None
    open: tuple[Row, ...] = ()
    pending: Outcome | None = None

    @property
    def margin(self) -> float | None:
        """The smallest certain distance to the bound, None where it makes no sense.

        That of a bound which holds is not negative, although balls may reach below 0 where algebra decided.
        """
        margin = None if self.measure is None else self.measure.margin
        return max(0.0, margin) if margin is not None and self.verdict == PASS else margin

    @property
    def ratio(self) -> float | None:
        """The largest quantity / (bound * per), inverted for a lower bound, None where it makes no sense."""
        return None if self.measure is None else self.measure.ratio

    @property
    def near(self) -> Near | None:
        """What a search for a violation raises."""
        return None if self.measure is None else self.measure.near


@dataclass(frozen=True)
class Level:
    """One arithmetic to decide in: a model's values and the operations of compiled statements in it.

    ``bits`` of balls, 0 for what is exact; ``programs`` are the statement on these operations, by the values' names.
    """

    ar: Arithmetic
    operations: Mapping[str, Any]
    numbers: Numbers
    bits: int
    programs: dict[tuple[str, ...], Program] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, ar: ListArithmetic, sorts: Mapping[str, Any]) -> Level:
        bits = ar.bits if isinstance(ar, BallArithmetic) else 0
        with ar.precision():
            return cls(ar, operations(ar), Numbers(sorts, ar), bits)


class Improvement(NamedTuple):
    """By which part of its size a bound is made better; one that is zero, by excluding it."""

    part: Fraction
    of_zero: bool


class Case(NamedTuple):
    """A program and the numbers it runs on. ``ranges`` gives the values of universally quantified naturals, by name.

    Other quantified naturals run from 0 up to below ``naturals``; in the hypotheses of a violated conclusion all do, up
    to below ``everywhere``, or where that is 0 further than the model's largest. ``laws`` are the labels of hypotheses
    that the numbers satisfy by the way they are made: balls may leave them open. The bound is made better where it is
    ``improved``.
    """

    program: Program
    given: Mapping[str, Any]
    level: Level
    ranges: Mapping[str, Sequence[int]] = MappingProxyType({})
    laws: Collection[str] = ()
    naturals: int = 12
    everywhere: int = 0
    improved: Improvement | None = None


def usual(program: Program, given: Mapping[str, Any], level: Level) -> Outcome | None:
    """PASS where ``program`` is fixed and certainly all of it holds; None where :func:`judge` has to look closer."""
    if not program.is_fixed:
        return None
    try:
        known = program.make(given)
        if not program.certain(known):
            return None
    except IndexError:
        return None
    return Outcome(PASS, program.conclusions[0].label, ("", ""), level.bits, Measure(program, known, level.ar))


def judge(case: Case) -> Outcome:
    """PASS: the conclusions certainly hold. FAIL: one certainly does not, and all hypotheses do.

    A case is unsatisfied too where the statement asks for members of sequences that it does not have. Called at the
    precision of the case's arithmetic. Raises :class:`ContradictedLaw` where balls are disjoint that a law says are
    equal.
    """
    try:
        return _judged(case)
    except IndexError as error:
        return Outcome(UNSATISFIED, f"{error}: beyond the last member of a given sequence", bits=case.level.bits)


def _judged(case: Case) -> Outcome:
    program, bits = case.program, case.level.bits
    known = program.make(case.given)
    fixed_hold = program.certain(known)
    functions = program.concluded(known)
    tested = [_test(case, clause, functions) for clause in program.conclusions]
    measure = Measure(program, known, case.level.ar, tested[0].rows)
    holds = all(one.holds for one in tested)
    violated = None if holds else next((one for one in tested if one.holds is False), None)
    tested_at = case._replace(ranges={}, naturals=_everywhere(case)) if violated else case
    uncertain: list[_Tested] = []
    clauses = _to_test(program, fixed_hold, holds)
    assumed = program.assumed(known) if clauses else {}
    for clause in clauses:
        found = _test(tested_at, clause, assumed)
        if found.holds is False:
            if clause.label in case.laws and clause.relation == "=":
                raise ContradictedLaw(f"{found.what}: {found.sides[0]} against {found.sides[1]}")
            return Outcome(UNSATISFIED, found.what, found.sides, bits)
        if found.holds is None and not clause.is_universal and clause.label not in case.laws:
            uncertain.append(found)
    if holds:
        return Outcome(PASS, tested[0].what, tested[0].sides, bits, measure)
    if violated and not uncertain:
        return Outcome(FAIL, violated.what, violated.sides, bits, measure)
    unsure = uncertain if violated else [one for one in tested if one.holds is None]
    rows = tuple(row for one in unsure for row in one.open)
    verdict, decisive = (FAIL, violated) if violated else (PASS, unsure[0])
    pending = Outcome(verdict, decisive.what, decisive.sides, bits, measure)
    return Outcome(UNKNOWN, unsure[0].what, unsure[0].sides, bits, measure, rows, pending)


def _everywhere(case: Case) -> int:
    """How far naturals run in the hypotheses of a violated conclusion."""
    if case.everywhere:
        return max(case.naturals, case.everywhere)
    return case.naturals + max((one for one in case.given.values() if isinstance(one, int)), default=0)


def _to_test(program: Program, fixed_hold: bool, conclusions_hold: bool) -> Sequence[Clause]:
    """The hypotheses still to test.

    What all points satisfy only matters where a conclusion is violated, to tell a counterexample from a wrong function.
    """
    if fixed_hold:
        return program.indexed if conclusions_hold else program.not_fixed
    return [one for one in program.hypotheses if not (conclusions_hold and one.is_universal)]


def unsettled(case: Case, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, left open by balls, that ``case`` does not show to hold; it is one of rationals or symbols."""
    known = case.program.make(case.given)
    functions = {**case.program.assumed(known), **case.program.concluded(known)}
    return (row for row in rows if not _settles(case, functions, row))


def _settles(case: Case, functions: Mapping[str, Any], row: Row) -> bool:
    try:
        named = zip(row.clause.variables, row.instance, strict=True)
        instance = [_instantiated(case, one, value) for one, value in named]
        *premises, left, right = functions[row.clause.function](*instance)[row.place]
        return _follows(row.clause.premises, premises, left, row.clause.relation, right) is True
    except (NotRational, UndecidedComparison, InvalidInput, TypeError):  # the last where SymPy cannot order two numbers
        return False


def _instantiated(case: Case, variable: Variable, value: Any) -> Any:
    """The value of a variable, in another arithmetic, in that of ``case``; raises InvalidInput for a point."""
    if variable.sort == "natural":
        return value
    return case.given[variable.name] if variable.name in case.given else case.level.ar.number(value)


class ContradictedLaw(AmgtError):
    """A run does not follow the statement's law: the method drawn is not the statement's, or the engine is wrong."""


class _Tested(NamedTuple):
    """A clause over all its instances: the first that fails, else the first that is open."""

    holds: bool | None
    what: str
    sides: tuple[str, str]
    open: list[Row]
    rows: Rows


def _test(case: Case, clause: Clause, functions: Mapping[str, Any]) -> _Tested:
    holds: bool | None = True
    what, sides = clause.label, ("", "")
    undecided: list[Row] = []
    found: Rows = []
    missing = False
    relation, function = clause.relation, functions[clause.function]
    for instance in instances(case, clause):
        try:
            rows = function(*instance)
        except IndexError:  # beyond the last member of a given sequence
            missing = True
            continue
        found.append((instance, rows))
        for place, (*premises, left, right) in enumerate(rows):
            if clause.is_main and case.improved:
                relation, right = _better(clause.relation, right, case.improved)
            answer = _follows(clause.premises, premises, left, relation, right)
            if answer is True:
                continue
            if answer is None:
                undecided.append(Row(clause, instance, place))
            if holds is True or (holds is None and answer is False):
                holds, what, sides = answer, _labelled(clause, instance), (_shown(left), _shown(right))
    if missing and not found:
        raise IndexError(clause.label)
    return _Tested(holds, what, sides, undecided, found)


def _better(relation: str, right: Number, improved: Improvement) -> tuple[str, Number]:
    if improved.of_zero:
        return {"<=": "<", ">=": ">"}.get(relation, relation), right
    better = abs(right) * improved.part.numerator / improved.part.denominator
    return relation, right + better if relation == ">=" else right - better


def instances(case: Case, clause: Clause) -> Iterable[tuple[Any, ...]]:
    """The values of a clause's variables that it is tested at."""
    if not clause.variables:
        return [()]
    return product(*(_candidates(case, one, clause.is_conclusion) for one in clause.variables))


def _candidates(case: Case, variable: Variable, is_conclusion: bool) -> Sequence[Any]:
    known = variable.name in case.given
    if variable.sort == "natural":
        if known and is_conclusion:
            return [case.given[variable.name]]
        return case.ranges.get(variable.name) or range(case.naturals)
    if variable.sort == "vector":
        return case.given["f"].points[:POINTS] if "f" in case.given else []
    return [case.given[variable.name]] if known else [case.level.ar.number(2) ** power for power in POWERS]


def _follows(
    relations: Sequence[str], premises: Sequence[Number], left: Number, relation: str, right: Number
) -> bool | None:
    """Whether ``left relation right`` where the premises, pairs of sides, hold: True too where one fails."""
    answer = compare(left, relation, right)
    if answer is True or not premises:
        return answer
    known = {compare(*pair) for pair in zip(premises[::2], relations, premises[1::2], strict=True)}
    return True if False in known else None if None in known else answer


def compare(left: Number, relation: str, right: Number) -> bool | None:
    """Whether ``left relation right``: True or False when that is certain, None when balls leave it open."""
    if isinstance(left, sympy.Expr) or isinstance(right, sympy.Expr):
        return _symbolic.compare(left, relation, right)
    if relation in (">=", ">"):
        return compare(right, {">=": "<=", ">": "<"}[relation], left)
    if relation == "=":
        return True if left == right else False if left != right else None
    if left < right or (relation == "<=" and left <= right):
        return True
    return False if left > right or (relation == "<" and left >= right) else None


def _labelled(clause: Clause, instance: tuple[Any, ...]) -> str:
    where = [
        f"{one.name} = {value}" for one, value in zip(clause.variables, instance, strict=True) if isinstance(value, int)
    ]
    return f"{clause.label} at {', '.join(where)}" if where else clause.label


def _shown(value: Number) -> str:
    return str(value.str(17)) if isinstance(value, arb) else str(value)
