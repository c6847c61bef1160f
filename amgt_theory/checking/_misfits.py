"""Problems outside the class that a statement assumes, for a statement without that hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import hypothesis

from amgt_theory.arithmetic import Arithmetic, Number, RationalLike, Vector
from amgt_theory.checking._places import Place, edited, part
from amgt_theory.problems import BoundProblem, Problem
from amgt_theory.strategies import drawing, nonconvex_problems, smooth_problems
from amgt_theory.strategies.drawing import Draw
from amgt_theory.symbols import L, f, mu

PARTS = tuple(map(Fraction, "1/2 9/10 1/10 99/100".split()))
FACTORS = tuple(map(Fraction, "2 1/2 10 1/10 4 1000 1/1000 -1".split()))
Model = Callable[[Draw], Mapping[Any, Any]]


@dataclass(frozen=True)
class Claimed(Problem):
    """A problem of which other constants are claimed than it has; the rest is its own."""

    name: ClassVar[str] = "claimed"
    problem: Problem
    claimed_mu: Fraction
    claimed_L: Fraction

    @property
    def mu(self) -> Fraction:
        return self.claimed_mu

    @property
    def L(self) -> Fraction:
        return self.claimed_L

    @property
    def f_star(self) -> Fraction:
        return self.problem.f_star

    @property
    def minimizer(self) -> tuple[Fraction, ...]:
        return self.problem.minimizer

    @property
    def strongly_convex(self) -> bool:
        return self.problem.strongly_convex

    @property
    def convex(self) -> bool:
        return self.problem.convex

    @property
    def pl(self) -> bool:
        return self.problem.pl

    @property
    def tight(self) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "problem":
            raise AttributeError(name)
        return getattr(self.problem, name)

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return self.problem.bind(ar)

    @classmethod
    def default(cls, mu: RationalLike | None = None, L: RationalLike | None = None, d: int = 2) -> Problem:
        raise NotImplementedError("it has the constants that are claimed of it")

    @classmethod
    def examples(cls) -> dict[str, Callable[..., Problem]]:
        return {}  # no family that has a name


class _Level(BoundProblem):
    """A constant function in one arithmetic."""

    def __init__(self, f_star: Number, ar: Arithmetic) -> None:
        super().__init__(f_star)
        self._ar = ar

    def gap_and_gradient(self, x: Vector) -> tuple[Number, Vector]:
        return self._ar.number(0), self._ar.zeros(len(x))


@dataclass(frozen=True)
class Level(Claimed):
    """A constant function, in place of the problem's: it is smooth and PL with any constants, L >= 0."""

    def _bind(self, ar: Arithmetic) -> BoundProblem:
        return _Level(ar.number(self.f_star), ar)


def with_constants(problem: Problem, mu: Fraction, L: Fraction) -> Problem:
    """The problem with weaker constants than its own, else a function that has them as it is constant."""
    if mu <= problem.mu and L >= problem.L:
        return Claimed(problem, mu, L)
    if L < 0:
        hypothesis.reject()  # no function has such a constant
    return Level(problem, mu, L)


def without_convexity(model: Model) -> Model:
    """The model with other, mostly nonconvex, problems in place of convex ones; mu and L are those they have."""
    return replaced(model, lambda draw, problem: draw(nonconvex_problems()))


def claiming_more(model: Model, constant: Any) -> Model:
    """The model with mu claimed too large, or L too small, of problems of its class or of any other."""

    def claimed(draw: Draw, problem: Problem) -> Problem:
        other = draw(smooth_problems()) if drawing.pick(draw, (False, True)) else problem
        part = drawing.pick(draw, PARTS)
        if constant == mu:
            return Claimed(other, other.mu + part * (other.L - other.mu), other.L)
        return Claimed(other, min(other.mu, part * other.L), part * other.L)

    return replaced(model, claimed)


def either(*models: Model) -> Model:
    """The model that draws from one of these, each as often."""
    return lambda draw: drawing.pick(draw, models)(draw)


def multiplied(model: Model, names: AbstractSet[str]) -> Model:
    """The model with one of the numbers, vectors or sequences of these names multiplied, in part or as a whole."""
    return lambda draw: scaled(draw, model(draw), names)


def scaled(draw: Draw, values: Mapping[Any, Any], names: AbstractSet[str]) -> Mapping[Any, Any]:
    """The values with one of those of these names multiplied."""
    found = list(_named(values, names))
    if not found:
        return values
    place = drawing.pick(draw, found)
    moved = edited(values, place, _times(draw, part(values, place), drawing.pick(draw, FACTORS)))
    if moved is None:
        hypothesis.reject()
    return dict(moved)


def _named(values: Mapping[Any, Any], names: AbstractSet[str]) -> Iterator[Place]:
    """Where what has one of these names is: among the values, or in the method."""
    for key, value in values.items():
        if str(key) in names and isinstance(value, Fraction | list):
            yield (key,)
    for name in sorted(names):
        if isinstance(getattr(values.get("method"), name, None), Fraction):
            yield ("method", name)


def _times(draw: Draw, value: Any, factor: Fraction) -> Any:
    if isinstance(value, list):
        return [_times(draw, one, drawing.pick(draw, (factor, factor, Fraction(1)))) for one in value]
    return factor * value if isinstance(value, Fraction) else value


def replaced(model: Model, other: Callable[[Draw, Problem], Problem]) -> Model:
    """The model with each problem that it draws replaced; or the one in it, where a part of it drew the problem."""

    def changed(draw: Draw) -> Mapping[Any, Any]:
        mine: list[Problem] = []

        def drawn(strategy: Any) -> Any:
            value = draw(strategy)
            if isinstance(value, Problem):
                mine.append(other(draw, value))
                return mine[-1]
            return value

        values = dict(model(drawn))
        key = next((one for one in values if str(one) == "f"), f)
        problem = values.get(key)
        if isinstance(problem, Problem) and not any(problem is one for one in mine):
            values[key] = problem = other(draw, problem)
        if not isinstance(problem, Problem):
            return values
        return {one: getattr(problem, str(one)) if one in (mu, L) else value for one, value in values.items()}

    return changed
