"""Random terms, formulas and values of their variables, and what is within the kernel's limits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import assume, settings
from hypothesis import strategies as st

from amgt_theory.kernel.reading import Rejected
from tests.kernel.evaluator import RELATION, Environment, value

some = settings(max_examples=100, deadline=None)

# few names, so that binders shadow and capture; x' and i' are what a renamed x and i would be called
SORTS: dict[str, Any] = {
    "x": "real",
    "x'": "real",
    "y": "real",
    "n": "natural",
    "j": "natural",
    "j'": "natural",
    "i": "coordinate",
    "i'": "coordinate",
    "v": "vector",
    "w": "vector",
    "f": (("real",), "real"),
    "g": (("natural", "coordinate"), "real"),
    "p": (("natural",), "natural"),
    "c": (("coordinate", "natural"), "coordinate"),
    "F": (("vector", "real"), "real"),
    "G": (("vector",), "vector"),
}
NAMES = ["i", "j", "x", "i'", "j'", "n", "y"]
numbers = st.integers(-3, 3)
rationals = st.builds(Fraction, st.integers(-4, 4), st.integers(1, 3))


@st.composite
def terms(draw: Any, sort: str = "real", depth: int = 3, sorts: dict[str, Any] | None = None) -> Any:
    """A well-sorted term in which the names of ``sorts`` may be free."""
    sorts = SORTS if sorts is None else sorts

    def sub(sort: str, **bound: str) -> Any:
        return draw(terms(sort, depth - 1, {**sorts, **bound}))

    def bound_name() -> str:
        return draw(st.sampled_from(NAMES))

    def applied(name: str) -> Any:
        return (name, *(sub(one) for one in sorts[name][0]))

    leaves = [name for name, one in sorts.items() if one == sort or (one, sort) == ("natural", "real")]
    pointed = "coordinate" in sorts.values()  # without a coordinate in scope there are no coordinate terms
    functions = [
        name
        for name, one in sorts.items()
        if isinstance(one, tuple) and one[1] == sort and (pointed or "coordinate" not in one[0])
    ]
    if depth <= 0 or draw(st.integers(0, 4)) == 0:
        constants = {"real": range(-3, 4), "natural": range(4)}.get(sort, range(0))
        return draw(st.sampled_from([*leaves, *constants]))
    if sort == "coordinate":
        return applied(draw(st.sampled_from(functions))) if functions else draw(st.sampled_from(leaves))
    if sort == "vector":
        kind = draw(st.sampled_from(["vec", "vec", *functions]))
        name = bound_name()
        return ("vec", name, sub("real", **{name: "coordinate"})) if kind == "vec" else applied(kind)
    if sort == "natural":
        kind = draw(st.sampled_from(["+", "*", "dim", "^", *functions]))
    else:
        kind = draw(st.sampled_from([
            "+", "+", "*", "*", "/", "/", "^", "^n", *["at"] * pointed, "Sum", "Sum", "Series", "Prod",
            "sqrt", "min", "max", "abs", "exp", "log", "pow", "dim", *functions,
        ]))  # fmt: skip
    if kind in ("+", "*"):
        return (kind, *(sub(sort) for _ in range(draw(st.integers(0, 3)))))
    if kind == "dim":
        return ("dim",)
    if kind == "^":
        return ("^", sub(sort), draw(st.integers(0, 3)))
    if kind == "^n":
        return ("^", sub("real"), sub("natural"))
    if kind == "at":
        return ("at", sub("vector"), sub("coordinate"))
    if kind == "Sum":
        name = bound_name()
        return ("Sum", name, sub("real", **{name: "coordinate"}))
    if kind in ("Series", "Prod"):
        name = bound_name()
        return (kind, name, sub("natural"), sub("real", **{name: "natural"}))
    if kind in functions:
        return applied(kind)
    return (kind, *(sub("real") for _ in range(2 if kind in ("/", "min", "max", "pow") else 1)))


def scrambled(seed: int) -> Callable[..., int]:
    """Some function into 0..6, different for different seeds."""

    def function(*arguments: Any) -> int:
        total = seed
        for argument in arguments:
            for one in argument if isinstance(argument, tuple) else (argument,):
                one = Fraction(one)
                total = (31 * total + one.numerator * 7 + one.denominator * 11) % 1009
        return total % 7

    return function


@st.composite
def environments(draw: Any, least_dimension: int = 1) -> Environment:
    d = draw(st.integers(least_dimension, 3))
    env: Environment = {"d": d}
    for name, sort in SORTS.items():
        function = scrambled(draw(st.integers(0, 1000)))
        if sort == "real":
            env[name] = draw(rationals)
        elif sort == "natural":
            env[name] = Fraction(draw(st.integers(0, 2)))
        elif sort == "coordinate":
            env[name] = draw(st.integers(0, d - 1)) if d else None
        elif sort == "vector":
            env[name] = tuple(draw(rationals) for _ in range(d))
        elif sort[1] == "natural":
            env[name] = lambda *a, function=function: Fraction(function(*a) % 3)
        elif sort[1] == "coordinate":
            env[name] = lambda *a, function=function, d=d: function(*a) % d
        elif sort[1] == "vector":
            env[name] = lambda *a, function=function, d=d: tuple(Fraction(function(*a, i) - 3, 2) for i in range(d))
        else:
            env[name] = lambda *a, function=function: Fraction(function(*a) - 3, 2)
    return env


CLOSED = {name: sort for name, sort in SORTS.items() if "coordinate" not in (sort, sort[1])}  # for d = 0


def small(compute: Callable[[], Any]) -> Any:
    """What the kernel computes, when within its limits; cases that are too large say nothing."""
    try:
        return compute()
    except Rejected as error:
        assert any(word in str(error) for word in ("more than", "larger than"))  # noqa: PT017
        assume(False)


MAX_SIZE = Fraction(10**40)


def moderate(term: Any, env: Environment) -> Fraction:
    """The value of a term; towers of powers are left out."""
    try:
        result = value(term, env)
    except (OverflowError, MemoryError):
        assume(False)
    return result


@st.composite
def formulas(draw: Any, depth: int = 2, sorts: dict[str, Any] | None = None) -> Any:
    sorts = SORTS if sorts is None else sorts
    if depth == 0 or draw(st.booleans()):
        symbol = draw(st.sampled_from(["<=", "<", "="]))
        return (symbol, draw(terms("real", 2, sorts)), draw(terms("real", 1, sorts)))
    bound = draw(st.sets(st.sampled_from(NAMES), max_size=2))
    declared = tuple((name, draw(st.sampled_from(["real", "natural", "coordinate"]))) for name in sorted(bound))
    inner = {**sorts, **dict(declared)}
    hypotheses = tuple(draw(formulas(depth - 1, inner)) for _ in range(draw(st.integers(0, 1))))
    return ("all", declared, hypotheses, draw(formulas(depth - 1, inner)))


@st.composite
def edited(draw: Any, tree: Any) -> Any:
    """One leaf changed, or two neighbours exchanged; the result may be ill-formed."""
    if isinstance(tree, int):
        return tree + draw(st.sampled_from([1, -1]))
    if not isinstance(tree, tuple) or not tree:
        kinds = (
            [name for name in SORTS if SORTS[name] == SORTS.get(tree)],
            [*RELATION],
            ["real", "natural"],
            ["+", "*"],
        )
        return draw(st.sampled_from(next((kind for kind in kinds if tree in kind), [tree])))
    position = draw(st.integers(0, len(tree) - 1))
    if position and draw(st.integers(0, 3)) == 0:
        return (*tree[: position - 1], tree[position], tree[position - 1], *tree[position + 1 :])
    return (*tree[:position], draw(edited(tree[position])), *tree[position + 1 :])
