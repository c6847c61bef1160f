"""A computation on lists of numbers, recorded once and run as one loop over the coordinates.

What is done to vectors one operation at a time makes a list for each; in few dimensions that and the calls take longer
than the operations. A recorded computation does the same ones on each number, so balls come out the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from amgt_theory.arithmetic._base import Number
from amgt_theory.arithmetic._lists import ListArithmetic
from amgt_theory.arithmetic._rational import RationalLike

OPERATIONS = frozenset("square sqrt power abs minimum maximum clip exp expm1 log log1p sin cos tanh log_cosh".split())
Parameters = Mapping[str, "bool | Mapping[str, bool]"]
"""Names, each with whether it is a vector; or, of a tuple, with those of its parts."""
STRUCTURES = 256  # computations whose compiled code is kept


class NotCoordinatewise(Exception):
    """A computation that takes more than the operations on single coordinates: a sum, a decision, a length."""


class Recorded:
    """A number that a recorded computation has, or a vector of them: the variable it is in."""

    __slots__ = ("_recorder", "is_vector", "name")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, recorder: Recorder, name: str, is_vector: bool) -> None:
        self._recorder, self.name, self.is_vector = recorder, name, is_vector

    def __add__(self, other: Any) -> Recorded:
        return self._recorder.operation("+", self, other)

    def __radd__(self, other: Any) -> Recorded:
        return self._recorder.operation("+", other, self)

    def __sub__(self, other: Any) -> Recorded:
        return self._recorder.operation("-", self, other)

    def __rsub__(self, other: Any) -> Recorded:
        return self._recorder.operation("-", other, self)

    def __mul__(self, other: Any) -> Recorded:
        return self._recorder.operation("*", self, other)

    def __rmul__(self, other: Any) -> Recorded:
        return self._recorder.operation("*", other, self)

    def __truediv__(self, other: Any) -> Recorded:
        return self._recorder.operation("/", self, other)

    def __rtruediv__(self, other: Any) -> Recorded:
        return self._recorder.operation("/", other, self)

    def __pow__(self, other: Any) -> Recorded:
        return self._recorder.operation("**", self, other)

    def __neg__(self) -> Recorded:
        return self._recorder.write(f"-{self.name}", self)

    def _refuse(self, *_: Any) -> Any:
        raise NotCoordinatewise

    __bool__ = __len__ = __iter__ = __getitem__ = __int__ = __float__ = __index__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse


class Recorder:
    """Takes the place of an arithmetic in a computation, and writes down what that computes."""

    def __init__(self, ar: ListArithmetic) -> None:
        self._ar = ar
        self._constants: dict[str, Any] = {}
        self._once: list[str] = []
        self._each: list[str] = []
        self._written = 0

    def __getattr__(self, name: str) -> Any:
        if name not in OPERATIONS:
            raise NotCoordinatewise(name)
        return lambda *operands: self._call(name, operands)

    def number(self, value: RationalLike, name: str = "value") -> Number:
        """A constant of the computation."""
        if isinstance(value, Recorded):
            return value
        spelled = f"c{len(self._constants)}"
        self._constants[spelled] = self._ar.number(value, name)
        return Recorded(self, spelled, False)

    def add(self, x: Any, y: Any) -> Recorded:
        return self.operation("+", x, y)

    def sub(self, x: Any, y: Any) -> Recorded:
        return self.operation("-", x, y)

    def mul(self, x: Any, y: Any) -> Recorded:
        return self.operation("*", x, y)

    def div(self, x: Any, y: Any) -> Recorded:
        return self.operation("/", x, y)

    def combine(self, a: Any, x: Any, b: Any, y: Any) -> Recorded:
        return self.add(self.mul(a, x), self.mul(b, y))

    def operation(self, sign: str, x: Any, y: Any) -> Recorded:
        """x + y, x - y and so on; also with an int."""
        return self.write(f"{_spelled(x)} {sign} {_spelled(y)}", x, y)

    def write(self, source: str, *operands: Any) -> Recorded:
        """A line of its own for what is computed from ``operands``, in the loop where one of them is a vector."""
        is_vector = any(isinstance(one, Recorded) and one.is_vector for one in operands)
        self._written += 1
        name = f"t{self._written}"
        (self._each if is_vector else self._once).append(f"{name} = {source}")
        return Recorded(self, name, is_vector)

    def function(self, parameters: Parameters, results: tuple[Any, ...]) -> Callable[..., Any]:
        """The recorded computation: of the values of ``parameters``, a tuple of the type that ``results`` have."""
        lists = {f"r{place}": one for place, one in enumerate(results) if isinstance(one, Recorded) and one.is_vector}
        outcome = (
            place if place in lists else "None" if one is None else _spelled(one)
            for place, one in zip((f"r{place}" for place in range(len(results))), results, strict=True)
        )
        constants = {**self._constants, "new": tuple.__new__, "kind": type(results)}
        flat = _flat(parameters)
        vectors = [name for name, is_vector in flat.items() if is_vector]
        tuples = {name: inner for name, inner in parameters.items() if isinstance(inner, Mapping)}
        lines = [
            f"def bound({', '.join(constants)}):",
            f"  def computation({', '.join(parameters)}):",
            *(f"    {', '.join(inner)}, = {name}" for name, inner in tuples.items()),
            *(f"    {line}" for line in [*self._once, *(f"{one} = []" for one in lists)]),
            f"    for {', '.join(f'{one}_' for one in vectors)}, in zip({', '.join(vectors)}):",
            *(f"      {line}" for line in [*self._each, *(f"{one}.append({lists[one].name})" for one in lists)]),
            f"    return new(kind, ({', '.join(outcome)},))",
            "  return computation",
        ]
        scope: dict[str, Any] = {}
        exec(_compiled("\n".join(lines)), scope)
        computation: Callable[..., Any] = scope["bound"](**constants)
        return computation

    def _call(self, name: str, operands: tuple[Any, ...]) -> Recorded:
        self._constants.setdefault(name, self._ar.on_numbers(name))
        return self.write(f"{name}({', '.join(map(_spelled, operands))})", *operands)


def fused(
    ar: ListArithmetic, computation: Callable[..., tuple[Any, ...]], parameters: Parameters
) -> Callable[..., Any] | None:
    """``computation(recorder, *parameters)`` as one loop; None where it is not coordinatewise.

    It gets a :class:`Recorder` in place of an arithmetic, and the parts of a parameter that is a tuple one by one. Its
    tuple of results, of which some may be None, may have a type of its own. Called at the precision of ``ar``.

    >>> from amgt_theory.arithmetic import arithmetic
    >>> ar = arithmetic("mpmath")
    >>> axpy = fused(ar, lambda ar, a, x, y: (ar.add(ar.mul(a, x), y),), {"a": False, "x": True, "y": True})
    >>> axpy(ar.number(2), ar.vector([1, 2]), ar.vector([10, 20]))
    ([mpf('12.0'), mpf('24.0')],)
    """
    recorder = Recorder(ar)
    arguments = (
        Recorded(recorder, f"{name}_" if is_vector else name, is_vector)
        for name, is_vector in _flat(parameters).items()
    )
    try:
        results = computation(recorder, *arguments)
    except NotCoordinatewise:
        return None
    return recorder.function(parameters, results)


def _flat(parameters: Parameters) -> dict[str, bool]:
    flat: dict[str, bool] = {}
    for name, kind in parameters.items():
        flat |= kind if isinstance(kind, Mapping) else {name: kind}
    return flat


def _spelled(operand: Any) -> str:
    if isinstance(operand, Recorded):
        return operand.name
    if type(operand) is int:
        return f"({operand})" if operand < 0 else str(operand)
    raise NotCoordinatewise


@lru_cache(STRUCTURES)
def _compiled(source: str) -> CodeType:
    return compile(source, "<fused>", "exec")
