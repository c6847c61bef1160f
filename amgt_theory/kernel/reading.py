"""Untrusted text: JSON with every size bounded before anything is interpreted, and a bound on the work it causes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}]', re.DOTALL)  # a string, also one without an end, or a bracket

MAX_BYTES = 8_000_000
MAX_DEPTH = 120
MAX_DIGITS = 400
MAX_NODES = 2_000_000
MAX_NAME = 200
MAX_REASON = 500
MAX_WORK = 20_000_000


class Rejected(Exception):
    """The certificate does not prove what it says; the message is the reason, in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason if len(reason) <= MAX_REASON else f"{reason[:MAX_REASON]} ...")


_work_left: ContextVar[list[int] | None] = ContextVar("_work_left", default=None)


@contextmanager
def bounded_work() -> Iterator[None]:
    """Inside, ``spend`` rejects once MAX_WORK units are spent: small text can ask for exponential work."""
    token = _work_left.set([MAX_WORK])
    try:
        yield
    finally:
        _work_left.reset(token)


def spend(units: int) -> None:
    """Count ``units`` of work, at most about a microsecond each."""
    left = _work_left.get()
    if left is not None:
        left[0] -= units
        if left[0] < 0:
            raise Rejected(f"checking takes more work than the limit of {MAX_WORK} units")


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
    for token in TOKEN.findall(text):
        if token in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise Rejected(f"not read: the key {name!r} occurs twice in one object")
        result[name] = value
    return result


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise Rejected(f"not read: an integer of {len(digits)} digits, more than the limit of {MAX_DIGITS}")
    return int(digits)


def _no_float(text: str) -> NoReturn:
    raise Rejected(f"not read: {text[:40]} is not an exact number; write rationals as quotients of integers")


def _frozen(value: Any, budget: list[int]) -> Any:
    """Lists become tuples, so that terms are hashable and cannot change behind the checker's back."""
    budget[0] -= 1
    if budget[0] < 0:
        raise Rejected(f"not read: more than {MAX_NODES} values")
    if isinstance(value, list):
        return tuple(_frozen(item, budget) for item in value)
    if isinstance(value, dict):
        return {_frozen(name, budget): _frozen(item, budget) for name, item in value.items()}
    if isinstance(value, str) and not (len(value) <= MAX_NAME and value.isascii() and value.isprintable()):
        raise Rejected(f"not read: {value[:MAX_NAME]!a} is not printable ASCII of at most {MAX_NAME} characters")
    if value is None or isinstance(value, bool):
        raise Rejected(f"not read: {json.dumps(value)} has no meaning in a certificate")
    return value
