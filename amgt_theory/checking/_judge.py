"""Whether a statement holds at one model, decided on balls or exact rationals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import inf, isfinite, nextafter
from types import MappingProxyType
from typing import Any, NamedTuple

from flint import arb, fmpq

from amgt_theory.arithmetic import Arithmetic, BallArithmetic, MpmathArithmetic, Number
from amgt_theory.checking import _symbolic
from amgt_theory.checking._operations import operations
from amgt_theory.checking._program import Clause, Program, Variable
from amgt_theory.checking._values import Numbers

PASS, FAIL, UNKNOWN, UNSATISFIED = "PASS", "FAIL", "UNKNOWN", "unsatisfied"

AGREEMENT = 200  # bits to which the two sides of an equation agree when it counts as holding; balls cannot say more
POINT_BITS = 200  # of runs, at least
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
    sides as text. ``margin`` is the smallest certain distance to the bound, ``ratio`` the largest quantity / (bound *
    per) (inverted for a lower bound), None where it makes no sense. ``open`` lists what an UNKNOWN outcome left
    undecided; ``bits`` is 0 where rationals decided.
    """

    verdict: str
    what: str = ""
    sides: tuple[str, str] = ("", "")
    margin: float | None = None
    ratio: float | None = None
    bits: int = 0
    open: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Level:
    """One arithmetic to decide in: a model's values and the operations of compiled statements in it, and mpmath.

    ``bits`` of balls, 0 for what is exact.
    """

    ar: Arithmetic
    operations: Mapping[str, Any]
    numbers: Numbers
    points: Arithmetic
    bits: int

    @classmethod
    def of(cls, ar: Arithmetic, sorts: Mapping[str, Any]) -> Level:
        bits = ar.bits if isinstance(ar, BallArithmetic) else 0
        with ar.precision():
            return cls(ar, operations(ar), Numbers(sorts, ar), MpmathArithmetic(max(bits, POINT_BITS)), bits)


class Improvement(NamedTuple):
    """By which part of its size a bound is made better; one that is zero, by excluding it."""

    part: Fraction
    of_zero: bool


class Case(NamedTuple):
    """A program and the numbers it runs on. ``ranges`` gives the values of universally quantified naturals, by name.

    ``slack`` allows for the rounding of a run's sequences: a law needs to hold up to this part of its sides and of 1,
    since its terms may cancel, a conclusion up to this part of its sides and of ``floor``. The bound is made better
    where it is ``improved``. Other quantified naturals run from 0 up to below ``naturals``.
    """

    program: Program
    given: Mapping[str, Any]
    level: Level
    ranges: Mapping[str, Sequence[int]] = MappingProxyType({})
    slack: Number = 0
    floor: Number = 0
    naturals: int = 12
    improved: Improvement | None = None


def judge(case: Case) -> Outcome:
    """PASS: the conclusions certainly hold. FAIL: one certainly does not, and all hypotheses do.

    Called at the precision of the case's arithmetic.
    """
    certain, hypotheses, functions = case.program.make(case.level.operations, case.given)
    main, *also = [_test(case, clause, functions) for clause in case.program.conclusions]
    holds = main.holds is True and all(one.holds for one in also)
    measured = (main.margin, main.ratio, case.level.bits)
    uncertain = None
    clauses = _to_test(case.program, certain(), holds)
    functions = hypotheses() if clauses else {}
    for clause in clauses:
        tested = _test(case, clause, functions)
        if tested.holds is False:
            return Outcome(UNSATISFIED, tested.what, tested.sides, bits=case.level.bits)
        if tested.holds is None and not case.slack and not clause.is_universal:
            uncertain = tested
    if holds:
        return Outcome(PASS, main.what, main.sides, *measured)
    violated = next((one for one in (main, *also) if one.holds is False), None)
    if violated and not uncertain:
        return Outcome(FAIL, violated.what, violated.sides, *measured)
    unsure = uncertain if violated else next(one for one in (main, *also) if one.holds is None)
    assert unsure is not None
    rows = () if violated else tuple(row for one in (main, *also) for row in one.open)
    return Outcome(UNKNOWN, unsure.what, unsure.sides, *measured, rows)


def _to_test(program: Program, fixed_hold: bool, conclusions_hold: bool) -> Sequence[Clause]:
    """The hypotheses still to test.

    What all points satisfy only matters where a conclusion is violated, to tell a counterexample from a wrong function.
    """
    if fixed_hold:
        return program.indexed if conclusions_hold else program.quantified
    return [one for one in program.hypotheses if not (conclusions_hold and one.is_universal)]


def settled(case: Case, rows: Sequence[Row]) -> bool:
    """Whether algebra shows that all relations hold which balls left open; ``case`` is one of symbolic numbers."""
    *_, functions = case.program.make(case.level.operations, case.given)
    for row in rows:
        named = zip(row.clause.variables, row.instance, strict=True)
        instance = [value if one.sort == "natural" else case.given[one.name] for one, value in named]
        *_, left, right = functions[row.clause.function](*instance)[row.place]
        if _symbolic.compare(left, row.clause.relation, right) is not True:
            return False
    return True


class _Tested(NamedTuple):
    """A clause over all its instances: the first that fails, else the first that is open."""

    holds: bool | None
    what: str
    sides: tuple[str, str]
    margin: float | None
    ratio: float | None
    open: tuple[Row, ...]


def _test(case: Case, clause: Clause, functions: Mapping[str, Any]) -> _Tested:
    holds: bool | None = True
    what, sides = clause.label, ("", "")
    least, most = inf, -inf
    undecided: list[Row] = []
    for instance in _instances(case, clause):
        try:
            rows = functions[clause.function](*instance)
        except IndexError:  # beyond the last member of a given sequence
            continue
        for place, (*premises, left, right) in enumerate(rows):
            if premises and not _premises_hold(clause.premises, premises):
                continue
            relation = clause.relation
            if clause.is_main:
                distance, part = _measured(left, relation, right)
                least, most = min(least, distance), max(most, part)
                if case.improved:
                    relation, right = _better(relation, right, case.improved)
            floor = case.floor if clause.is_conclusion else 1
            allowed = case.slack * (abs(left) + abs(right) + floor) if case.slack else 0
            answer = compare(left, relation, right, case.level.bits, allowed)
            if answer is None:
                undecided.append(Row(clause, instance, place))
            if answer is not True and holds is not False and (holds is True or answer is False):
                holds, what, sides = answer, _labelled(clause, instance), (_shown(left), _shown(right))
    margin, ratio = least if isfinite(least) else None, most if isfinite(most) else None
    return _Tested(holds, what, sides, margin, ratio, tuple(undecided))


def _better(relation: str, right: Number, improved: Improvement) -> tuple[str, Number]:
    if improved.of_zero:
        return {"<=": "<", ">=": ">"}.get(relation, relation), right
    better = abs(right) * improved.part.numerator / improved.part.denominator
    return relation, right + better if relation == ">=" else right - better


def _instances(case: Case, clause: Clause) -> Iterable[tuple[Any, ...]]:
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


def _premises_hold(relations: Sequence[str], sides: Sequence[Number]) -> bool:
    return all(compare(*pair) is True for pair in zip(sides[::2], relations, sides[1::2], strict=True))


def compare(left: Number, relation: str, right: Number, bits: int = 0, allowed: Number = 0) -> bool | None:
    """Whether ``left relation right``: True or False when that is certain, None when balls leave it open.

    An equation between balls holds when they agree to AGREEMENT bits, any relation when it is violated by at most what
    is ``allowed``.
    """
    if relation in (">=", ">"):
        return compare(right, {">=": "<=", ">": "<"}[relation], left, bits, allowed)
    if relation == "=":
        return _equal(left, right, bits, allowed)
    if left < right or (relation == "<=" and left <= right) or (allowed and left - right <= allowed):
        return True
    return False if left > right + allowed or (relation == "<" and left >= right + allowed) else None


def _equal(left: Number, right: Number, bits: int, allowed: Number) -> bool | None:
    if left == right or (allowed and abs(left - right) <= allowed):
        return True
    if left != right and abs(left - right) > allowed:
        return False
    return True if bits > AGREEMENT and _agree(left, right) else None


def _agree(left: Number, right: Number) -> bool:
    """Both are finite and the difference is below 2^-AGREEMENT of their size."""
    return bool(abs(left - right) * 2**AGREEMENT < 1 + abs(left))


def _measured(left: Number, relation: str, right: Number) -> tuple[float, float]:
    """The certain distance to a bound, and which part of it is used; there is no distance to a side of an equation."""
    part, whole = (right, left) if relation == ">=" else (left, right)
    return inf if relation == "=" else _down(whole - part), _float(part / whole) if whole > 0 else -inf


def _down(value: Number) -> float:
    """A float below ``value``."""
    lower = _float(value.lower() if isinstance(value, arb) else value)
    return lower if lower == 0 else nextafter(lower, -inf)


def _float(value: Number) -> float:
    """The nearest float to a number or to the middle of a ball."""
    return int(value.p) / int(value.q) if isinstance(value, fmpq) else float(value)


def _labelled(clause: Clause, instance: tuple[Any, ...]) -> str:
    where = [
        f"{one.name} = {value}" for one, value in zip(clause.variables, instance, strict=True) if isinstance(value, int)
    ]
    return f"{clause.label} at {', '.join(where)}" if where else clause.label


def _shown(value: Number) -> str:
    return str(value.str(17)) if isinstance(value, arb) else str(value)
