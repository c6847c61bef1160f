"""Counterexamples as plain data: exact values that JSON can hold, read back without running anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from amgt_theory import optimizers, problems
from amgt_theory.arithmetic import rational
from amgt_theory.errors import InvalidInput

if TYPE_CHECKING:
    from amgt_theory.checking._checks import StepCheck
    from amgt_theory.checking._judge import Outcome


def to_data(value: Any) -> Any:
    """Numbers as text such as "1/3", vectors as lists, problems and methods as {"type": name, field: value}.

    >>> from fractions import Fraction
    >>> from amgt_theory import problems
    >>> to_data({"y": (1, Fraction(1, 2)), "f": problems.Quadratic([1])})["f"]
    {'type': 'Quadratic', 'eigenvalues': ['1'], 'reflectors': [], 'minimizer': ['0'], 'f_star': '0'}
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): to_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_data(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        own = {one.name: to_data(getattr(value, one.name)) for one in fields(value) if one.init}
        return {"type": type(value).__name__, **own}
    return str(rational("value", value))


def from_data(data: Any) -> Any:
    """The value that :func:`to_data` wrote; raises InvalidInput for a type that no problem or method has."""
    if isinstance(data, Mapping):
        if "type" not in data:
            return {key: from_data(one) for key, one in data.items()}
        return _class(data["type"])(**{key: from_data(one) for key, one in data.items() if key != "type"})
    if isinstance(data, list):
        return tuple(map(from_data, data))
    return data if data is None or isinstance(data, bool | int) else rational("value", data)


def _class(name: Any) -> Any:
    for home in (problems, optimizers):
        if name in home.__all__ and isinstance(getattr(home, name), type):
            return getattr(home, name)
    raise InvalidInput(f"the type {name!r} of a record is no problem and no part of a method; take a record as written")


def shown(value: Any) -> str:
    """A value on one line, as a person writes it.

    >>> from fractions import Fraction
    >>> from amgt_theory import problems
    >>> shown((1, Fraction(1, 2))), shown(problems.Quadratic([1, 3]))
    ('(1, 1/2)', 'Quadratic(eigenvalues=(1, 3))')
    """
    if isinstance(value, list | tuple):
        return f"({', '.join(map(shown, value))})"
    if is_dataclass(value) and not isinstance(value, type):
        own = [one for one in fields(value) if one.init and not _is_default(value, one)]
        return f"{type(value).__name__}({', '.join(f'{one.name}={shown(getattr(value, one.name))}' for one in own)})"
    return str(value)


def _is_default(value: Any, one: Any) -> bool:
    """Whether a field says nothing: empty, zero, or what it is when left out."""
    held = getattr(value, one.name)
    return held == one.default or held in ((), None) or (isinstance(held, tuple) and not any(held))


def record(check: StepCheck, model: Mapping[Any, Any], outcome: Outcome) -> dict[str, Any]:
    """A case and what was found there, as JSON data from which :func:`replay` finds it again."""
    return {
        "theorem": check.theorem.id,
        "verdict": outcome.verdict,
        "at": outcome.what,
        "left": outcome.sides[0],
        "right": outcome.sides[1],
        "bits": outcome.bits,
        "values": to_data(model),
    }


def replay(check: StepCheck, data: Mapping[str, Any]) -> Outcome:
    """The outcome of ``check`` at the case of a record.

    Raises InvalidInput for a record of another theorem, or one that was altered into something that is no case.
    """
    if data.get("theorem") != check.theorem.id:
        raise InvalidInput(f"the record is one of {data.get('theorem')!r}, not of {check.theorem.id}; take its check")
    return check.evaluate(from_data(data["values"]))


def case_text(data: Mapping[str, Any]) -> str:
    """A record as a person reads it: what is violated, then each value on a line of its own."""
    values = from_data(data["values"])
    width = max((len(one) for one in values), default=0)
    found = f"{data['at']}: {data['left']} against {data['right']}"
    return "\n".join([found, *(f"  {one:{width}} = {shown(value)}" for one, value in values.items())])
