"""``-p NAME=VALUE``: parameters as the user wrote them, exact."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import click

from amgt_theory.cli._output import Command
from amgt_theory.errors import InvalidInput


def parameters_option(explanation: str) -> Callable[[Command], Command]:
    """The option, giving the command a dictionary of texts named ``parameters``."""
    return click.option("-p", "parameters", multiple=True, metavar="NAME=VALUE", callback=_pairs, help=explanation)


def _pairs(context: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise InvalidInput(f"-p {pair!r} is not NAME=VALUE; write for example -p mu=1 or -p alpha=1/3")
        if name in values:
            raise InvalidInput(f"-p {name} is given twice; give it once")
        values[name] = value
    return values


def json_number(value: Fraction) -> int | float | str:
    """A rational as a JSON number where the number JSON writes is exactly it, else as text such as "1/3".

    >>> json_number(Fraction(3)), json_number(Fraction(1, 10)), json_number(Fraction(1, 3))
    (3, 0.1, '1/3')
    """
    if value.denominator == 1:
        return int(value) if abs(value) < 10**15 else str(value)
    try:
        return float(value) if Fraction(repr(float(value))) == value else str(value)
    except (OverflowError, ValueError):
        return str(value)
