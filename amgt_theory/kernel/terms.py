"""Terms: their sorts, free variables and substitution.

A term is an integer, a variable name, or a tuple ``(head, argument, ...)``:

    ("+", a, ...)  ("*", a, ...)  ("/", a, b)  ("^", a, n)      arithmetic; n is a natural term; x/0 = 0
    ("at", v, i)  ("vec", i, body)                              coordinate of a vector; vector of coordinates
    ("Sum", i, body)                                            sum over all coordinates i; ("dim",) is their number
    ("Series", j, n, body)  ("Prod", j, n, body)                sum and product over j = 1..n
    ("sqrt", a) ("min", a, b) ("exp", a) ...                    FUNCTIONS below, defined by axioms.py
    (name, argument, ...)                                       a declared function applied

Sorts are "real", "natural" (usable as a real), "coordinate", "vector"; a function's sort is ((sort, ...), sort).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from amgt_theory.kernel.reading import Rejected, spend

Term = Any  # int | str | tuple; recursive types say no more to the reader than the docstring above
Sort = Any  # str | tuple[tuple[str, ...], str]

SORTS = frozenset({"real", "natural", "coordinate", "vector"})
FUNCTIONS = {"sqrt": 1, "min": 2, "max": 2, "abs": 1, "exp": 1, "log": 1, "pow": 2, "gamma": 1}
BINDERS = {"vec": 3, "Sum": 3, "Series": 4, "Prod": 4}
RESERVED = frozenset({"+", "*", "/", "^", "at", "dim", "fun", *FUNCTIONS, *BINDERS})
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*'*")
LABEL = re.compile(rf"{NAME.pattern}(\.{NAME.pattern})*")  # of facts and theorems


def declare(declaration: Any, sorts: Mapping[str, Sort]) -> tuple[str, Sort]:
    """The name and sort in ``(name, sort)`` or ``(name, (sorts,), sort)``; the name must be new in ``sorts``."""
    if not isinstance(declaration, tuple) or len(declaration) not in (2, 3):
        raise Rejected(f"{declaration!r} is not a declaration")
    name = declaration[0]
    if not isinstance(name, str) or not NAME.fullmatch(name) or name in RESERVED:
        raise Rejected(f"{name!r} cannot be the name of a variable")
    if name in sorts:
        raise Rejected(f"the variable {name} is declared twice")
    result = declaration[-1]
    arguments = declaration[1] if len(declaration) == 3 else ()
    if not isinstance(arguments, tuple) or any(sort not in SORTS for sort in (*arguments, result)):
        raise Rejected(f"the declaration of {name} has an unknown sort")
    if len(declaration) == 2:
        return name, result
    if not arguments:
        raise Rejected(f"the function {name} has no arguments")
    if result in ("natural", "coordinate") and not {*arguments} <= {"natural", "coordinate"}:  # see height
        raise Rejected(f"the function {name} takes reals or vectors to a {result}")
    return name, (arguments, result)


def sort_of(term: Term, sorts: Mapping[str, Sort]) -> str:
    """The sort of ``term``; rejects what is undeclared or ill-formed."""
    spend(2)
    if isinstance(term, int):
        return "natural" if term >= 0 else "real"
    if isinstance(term, str):
        sort = sorts.get(term)
        if not isinstance(sort, str):
            raise Rejected(f"the variable {term} is not declared")
        return sort
    if not isinstance(term, tuple) or not term or not isinstance(term[0], str):
        raise Rejected(f"{term!r} is not a term")
    head, arguments = term[0], term[1:]
    if head in ("+", "*"):
        natural = [_expect(argument, "real", sorts) == "natural" for argument in arguments]
        return "natural" if all(natural) else "real"
    if head == "^" and len(arguments) == 2:
        _expect(arguments[1], "natural", sorts)
        return _expect(arguments[0], "real", sorts)
    if head == "dim" and not arguments:
        return "natural"
    if head == "at" and len(arguments) == 2:
        _expect(arguments[0], "vector", sorts)
        _expect(arguments[1], "coordinate", sorts)
        return "real"
    if BINDERS.get(head) == len(term):
        bound = "natural" if len(term) == 4 else "coordinate"
        if len(term) == 4:
            _expect(arguments[1], "natural", sorts)
        name, _ = declare((arguments[0], bound), {})
        spend(len(sorts) // 8)
        _expect(arguments[-1], "real", {**sorts, name: bound})
        return "vector" if head == "vec" else "real"
    if FUNCTIONS.get(head) == len(arguments) or (head == "/" and len(arguments) == 2):
        for argument in arguments:
            _expect(argument, "real", sorts)
        return "real"
    sort = sorts.get(head)
    if not isinstance(sort, tuple) or len(sort[0]) != len(arguments):
        raise Rejected(f"{head} with {len(arguments)} arguments is not declared")
    for argument, expected in zip(arguments, sort[0], strict=True):
        _expect(argument, expected, sorts)
    return str(sort[1])


def _expect(term: Term, expected: str, sorts: Mapping[str, Sort]) -> str:
    sort = sort_of(term, sorts)
    if sort != expected and (sort, expected) != ("natural", "real"):
        raise Rejected(f"{term!r} has sort {sort} where {expected} is needed")
    return sort


def free(term: Term) -> frozenset[str]:
    """The variables and functions that occur free in ``term``."""
    spend(3)
    if isinstance(term, str):
        return frozenset({term})
    if isinstance(term, int):
        return frozenset()
    head = term[0]
    if head in BINDERS:
        outside = frozenset().union(*(free(argument) for argument in term[2:-1]))
        return outside | (free(term[-1]) - {term[1]})
    names = frozenset().union(*(free(argument) for argument in term[1:]))
    return names if head in RESERVED else names | {head}


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """``term`` with free variables replaced, no capture; a function's value is a name or ("fun", names, body)."""
    spend(4)
    if isinstance(term, str):
        return values.get(term, term)
    if isinstance(term, int):
        return term
    head = term[0]
    if head in BINDERS:
        bound, body = term[1], term[-1]
        spend(len(values))
        inner = {name: value for name, value in values.items() if name != bound}
        taken = frozenset().union(*(free_in_value(value) for value in inner.values()))
        if bound in taken:
            fresh = bound
            while fresh in taken or fresh in free(body):
                fresh += "'"
            inner[bound] = fresh  # together with the others, which must not see it
            bound = fresh
        outside = tuple(substitute(argument, values) for argument in term[2:-1])
        return (head, bound, *outside, substitute(body, inner))
    arguments = tuple(substitute(argument, values) for argument in term[1:])
    value = head if head in RESERVED else values.get(head, head)
    if isinstance(value, tuple):
        return substitute(value[2], dict(zip(value[1], arguments, strict=True)))
    return reduced((value, *arguments))


def reduced(term: Term) -> Term:
    """The coordinate of an explicit vector is the body at that coordinate."""
    if term[0] == "at" and isinstance(term[1], tuple) and term[1][0] == "vec":
        return substitute(term[1][2], {term[1][1]: term[2]})
    return term


def free_in_value(value: Term) -> frozenset[str]:
    """The free names of a term or of a ("fun", names, body)."""
    if isinstance(value, tuple) and value[0] == "fun":
        return free(value[2]) - frozenset(value[1])
    return free(value)


def beta(term: Term) -> Term:
    """``term`` with every coordinate of an explicit vector reduced."""
    return substitute(term, {})


def height(term: Term) -> int:
    """How deep binders nest in ``term``: names bound variables independently of what surrounds them.

    Natural and coordinate terms have height 0, so putting them for an index never makes an inner binder as high as an
    outer one.
    """
    if not isinstance(term, tuple):
        return 0
    deepest = max((height(argument) for argument in term[1:]), default=0)
    return deepest + 1 if term[0] in BINDERS else deepest
