"""Reading untrusted text: JSON with every size bounded before anything is interpreted."""

from __future__ import annotations

import json
from typing import Any, NoReturn

MAX_BYTES = 8_000_000
MAX_DEPTH = 120
MAX_DIGITS = 400
MAX_NODES = 2_000_000


class Rejected(Exception):
    """The certificate does not prove what it says; the message is the reason."""


def read(text: str) -> Any:
    """The JSON document in ``text``: objects without duplicate keys, no floats, bounded depth and size."""
    if len(text) > MAX_BYTES:
        raise Rejected(f"not read: {len(text)} characters, more than the limit of {MAX_BYTES}")
    if _depth(text) > MAX_DEPTH:
        raise Rejected(f"not read: nested deeper than the limit of {MAX_DEPTH}")
    try:
        document = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float
        )
    except ValueError as error:
        raise Rejected(f"not read: invalid JSON ({error})") from None
    return _frozen(document, [MAX_NODES])


def _depth(text: str) -> int:
    depth = deepest = 0
    quoted = escaped = False
    for character in text:
        if quoted:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Rejected(f"not read: the key {twice!r} occurs twice in one object")
    return result


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise Rejected(f"not read: an integer of {len(digits)} digits, more than the limit of {MAX_DIGITS}")
    return int(digits)


def _no_float(text: str) -> NoReturn:
    raise Rejected(f"not read: {text} is not an exact number; write rationals as quotients of integers")


def _frozen(value: Any, budget: list[int]) -> Any:
    """Lists become tuples, so that terms are hashable and cannot change behind the checker's back."""
    budget[0] -= 1
    if budget[0] < 0:
        raise Rejected(f"not read: more than {MAX_NODES} values")
    if isinstance(value, list):
        return tuple(_frozen(item, budget) for item in value)
    if isinstance(value, dict):
        return {name: _frozen(item, budget) for name, item in value.items()}
    if value is None or isinstance(value, bool):
        raise Rejected(f"not read: {json.dumps(value)} has no meaning in a certificate")
    return value
