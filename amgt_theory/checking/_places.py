"""The numbers inside a model: where they are, and the model with another one there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from amgt_theory.errors import AmgtError
from amgt_theory.problems import Problem

IMPOSSIBLE = (AmgtError, ArithmeticError, LookupError, TypeError, ValueError)
"""What is raised by a model that is none: its parts refuse a number, or do not fit together."""

Model = Mapping[Any, Any]
Place = tuple[Any, ...]
"""Keys, positions and names of fields that lead to a part of a model."""


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """The places of rationals and natural numbers; of problems those of rationals that are not 0.

    A 0 may be what the kind of problem rests on.

    >>> from amgt_theory.problems import Quadratic
    >>> list(places({"y": [Fraction(0), Fraction(1)], "k": 3, "f": Quadratic([2])}))
    [('y', 0), ('y', 1), ('k',), ('f', 'eigenvalues', 0)]
    """
    if isinstance(value, Fraction) or type(value) is int:
        yield here
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from places(one, (*here, key))
    elif isinstance(value, list | tuple):
        for position, one in enumerate(value):
            yield from places(one, (*here, position))
    elif is_dataclass(value) and not isinstance(value, type):
        inside = [one.name for one in fields(value) if one.init]
        for name in inside:
            for below in places(getattr(value, name), (name,)):
                number = part(value, below)
                if not isinstance(value, Problem) or (isinstance(number, Fraction) and number):
                    yield (*here, *below)


def part(tree: Any, place: Place) -> Any:
    """What is at a place; raises what :func:`there` catches where there is no such place."""
    for position in place:
        tree = getattr(tree, position) if is_dataclass(tree) else tree[position]
    return tree


def there(tree: Any, place: Place) -> bool:
    """Whether there is such a place."""
    try:
        part(tree, place)
    except (AttributeError, LookupError, TypeError):
        return False
    return True


def within(model: Model, place: Place, kind: type) -> bool:
    """Whether a place is inside an object of some kind."""
    return any(isinstance(part(model, place[:depth]), kind) for depth in range(1, len(place)))


def edited(tree: Any, place: Place, new: Any) -> Any:
    """The tree with another part at a place, None where its objects refuse it."""
    try:
        return _edited(tree, place, new)
    except IMPOSSIBLE:
        return None


def _edited(tree: Any, place: Place, new: Any) -> Any:
    if not place:
        return new
    position, below = place[0], place[1:]
    if is_dataclass(tree) and not isinstance(tree, type):
        return replace(tree, **{position: _edited(getattr(tree, position), below, new)})
    changed = _edited(tree[position], below, new)
    if isinstance(tree, Mapping):
        return {**tree, position: changed}
    return type(tree)([*tree[:position], changed, *tree[position + 1 :]])


def length(value: Fraction | int) -> int:
    """The bits it takes to write a number down."""
    return Fraction(value).numerator.bit_length() + Fraction(value).denominator.bit_length()
