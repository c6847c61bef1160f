"""A local search: from the cases nearest to a bound, number by number, to where the quantity is nearer still.

Hypothesis draws what a person would think of; the search goes on from there, with steps of every size and onto the
edges of the hypotheses. What stood at such an edge follows: a step at its limit stays there when the limit moves, and a
sequence that attains its recursion goes on attaining it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from math import inf
from typing import Any

from amgt_theory.checking._checks import StepCheck
from amgt_theory.checking._judge import FAIL, UNSATISFIED, Outcome
from amgt_theory.checking._places import IMPOSSIBLE, Model, Place, edited, length, part, within
from amgt_theory.checking._terrain import Terrain
from amgt_theory.problems import Problem

SCALES = tuple(map(Fraction, "2 1/2 10 1/10 1000 1/1000 9/8 8/9 101/100 100/101".split()))
EDGE, HALF = "onto the edge of a hypothesis", "half the way to an edge"
MOVES = (*SCALES, *(EDGE, HALF) * 3, Fraction(-1), Fraction(0))
READABLE = 200  # bits of a number that a person still reads
LARGEST_PART = 100  # denominator of a factor

Evaluate = Callable[[Model], Outcome]
Case = tuple[Model, Outcome]


def climb(
    check: StepCheck, evaluate: Evaluate, starts: Sequence[tuple[str, Case]], budget: int, seed: int
) -> Iterator[Case]:
    """The cases that a local search from each of ``starts`` tries, at most ``budget`` in all; it ends with a FAIL.

    A start comes with what is to be raised, a field of :class:`Near`. What is tried depends on the arguments alone.
    """
    rng, terrain = random.Random(seed), Terrain(check)
    for goal, start in starts:
        for case in _ascent(terrain, evaluate, goal, start, budget // len(starts), rng):
            yield case
            if case[1].verdict == FAIL:
                return


def height(outcome: Outcome, goal: str) -> float:
    """What a search raises, -inf where there is nothing to raise."""
    return -inf if outcome.near is None else float(getattr(outcome.near, goal))


def simpler(check: StepCheck, evaluate: Evaluate, case: Case) -> Case:
    """A counterexample with shorter numbers where one is found, number by number."""
    for place in chain.from_iterable(Terrain(check).movable(case[0]).values()):
        for value in _shorter(part(case[0], place), within(case[0], place, Problem)):
            moved = edited(case[0], place, value)
            found = _evaluated(evaluate, moved)
            if found.verdict == FAIL:
                case = moved, found
                break
    return case


def _ascent(
    terrain: Terrain, evaluate: Evaluate, goal: str, start: Case, budget: int, rng: random.Random
) -> Iterator[Case]:
    """Moves tried at random; one that brings the quantity nearer to the bound is made, and a longer one tried."""
    model, outcome = start
    places, tries = terrain.movable(model), 4 * budget  # a move may lead nowhere, at no cost
    while places and budget > 0 and tries > 0:
        place = rng.choice(places[rng.choice(list(places))])
        move = rng.choice(SCALES if within(model, place, Problem) else MOVES)
        nearer = True
        while nearer and budget > 0:
            tries -= 1
            moved = _moved(terrain, model, place, move, rng)
            if moved is None:
                break
            budget -= 1
            found = _evaluated(evaluate, moved)
            yield moved, found
            nearer = height(found, goal) > height(outcome, goal)
            if nearer:
                model, outcome, move = moved, found, _longer(move)


def _moved(terrain: Terrain, model: Model, place: Place, move: Any, rng: random.Random) -> Model | None:
    """The model after a move of one number and of what follows it; None where there is no such move."""
    now: Fraction | int = part(model, place)
    value = _next_natural(now, rng) if isinstance(now, int) else _next(terrain, model, place, move, rng)
    if value is None or value == now or length(value) > READABLE:
        return None
    moved = edited(model, place, value)
    return None if moved is None else terrain.followed(model, moved, place)


def _longer(move: Any) -> Any:
    """A factor's square, about, so that numbers stay short."""
    if not isinstance(move, Fraction) or not move:
        return move
    return (move**2).limit_denominator(LARGEST_PART) if move > 1 else 1 / (1 / move**2).limit_denominator(LARGEST_PART)


def _next_natural(now: int, rng: random.Random) -> int | None:
    value = now + rng.choice((1, -1))
    return value if value >= 0 else None


def _next(terrain: Terrain, model: Model, place: Place, move: Any, rng: random.Random) -> Fraction | None:
    now: Fraction = part(model, place)
    if move not in (EDGE, HALF):
        return now * move if now else Fraction(move)
    end = terrain.edge(model, place, rng)
    return end if end is None or move == EDGE else (now + end) / 2


def _evaluated(evaluate: Evaluate, model: Model | None) -> Outcome:
    try:
        return Outcome(UNSATISFIED) if model is None else evaluate(model)
    except IMPOSSIBLE:
        return Outcome(UNSATISFIED, "the case cannot be built")


def _shorter(now: Fraction | int, keeps_sign: bool) -> Iterator[Fraction | int]:
    """Values that are easier to read, the easiest first."""
    if isinstance(now, int):
        yield from range(min(now, 4))
        return
    simple = [Fraction(one) for one in (0, 1, -1, round(now))]
    for one in dict.fromkeys([*simple, *(now.limit_denominator(most) for most in (4, 10, 100))]):
        if one == now:
            return
        if not keeps_sign or one * now > 0:
            yield one
