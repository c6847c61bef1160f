"""SymPy expressions as Python source that computes on the numbers of any arithmetic.

Every number is a number of the arithmetic (``one * 3 / 8``, never ``3/8``), so no value is ever rounded on the way.
Vectors are lists; what is written for each coordinate becomes a comprehension over the lists it mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import count, repeat
from types import MappingProxyType
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from amgt_theory.errors import InvalidInput
from amgt_theory.symbols import At, Coordinate, Natural, Vector, d

FUNCTIONS = {sympy.exp: "exp", sympy.log: "log", sympy.Abs: "absolute", sympy.gamma: "gamma"}
RANGES = (sympy.Sum, sympy.Product)
TWO = {sympy.Min: "minimum", sympy.Max: "maximum"}

Local = Mapping[Any, str]
NOTHING: Local = MappingProxyType({})
COMMAS = repeat(", ")


def name(symbol: Any) -> str:
    """The Python variable of a symbol or a function."""
    spelled = f"v_{symbol}"
    if not spelled.isidentifier():
        raise InvalidInput(f"the symbol {symbol} has no name that Python allows; rename it")
    return spelled


class Writer:
    """Writes expressions; ``local`` gives what already has a name: a vector's coordinate inside a comprehension.

    So does ``shared``, for numbers that have one everywhere.
    """

    def __init__(self) -> None:
        self._fresh = count(1)
        self.shared: dict[Any, str] = {}

    def number(self, expression: Any, local: Local = NOTHING) -> str:
        """Source of a real number."""
        if expression in local:
            return local[expression]
        if expression in self.shared:
            return self.shared[expression]
        if isinstance(expression, sympy.Integer):
            return str(expression) if expression >= 0 else f"({expression})"
        if isinstance(expression, sympy.Rational):
            return f"(one * {expression.p} / {expression.q})"
        if expression == sympy.E:
            return "exp(one)"
        if isinstance(expression, Natural) or expression == d:
            return f"(one * {name(expression)})"
        if isinstance(expression, sympy.Symbol):
            return name(expression)
        if isinstance(expression, sympy.Add):
            return self._sum(expression.args, local)
        if isinstance(expression, sympy.Mul):
            return self._product(expression, local)
        if isinstance(expression, sympy.Pow):
            return self._power(expression.base, expression.exp, local)
        if isinstance(expression, RANGES):
            return self._range(expression, local)
        if isinstance(expression, At):
            return f"{self.vector(expression.args[0], local)}[{local[expression.args[1]]}]"
        if isinstance(expression, AppliedUndef):
            return self._application(expression, local)
        if expression.func in FUNCTIONS:
            return f"{FUNCTIONS[expression.func]}({self.number(expression.args[0], local)})"
        if expression.func in TWO:
            spelled = (self.number(one, local) for one in expression.args)
            return reduce(lambda left, right: f"{TWO[expression.func]}({left}, {right})", spelled)
        raise InvalidInput(f"{expression} cannot be evaluated; write it with what amgt_theory.language knows")

    def value(self, expression: Any, local: Local = NOTHING) -> str:
        """Source of a real number of the arithmetic, never of a Python int, whose quotients would be floats."""
        if isinstance(expression, sympy.Integer):
            return {0: "zero", 1: "one"}.get(int(expression), f"(one * {self.number(expression, local)})")
        return self.number(expression, local)

    def integer(self, expression: Any) -> str:
        """Source of a natural number as a Python int: an index, or an exponent."""
        if isinstance(expression, sympy.Integer):
            return str(expression)
        if isinstance(expression, Natural):
            return name(expression)
        sign = {sympy.Add: " + ", sympy.Mul: " * "}.get(expression.func)
        if sign is None:
            raise InvalidInput(f"{expression} is not a natural number built with + and *; write it so")
        return f"({sign.join(map(self.integer, expression.args))})"

    def vector(self, expression: Any, local: Local = NOTHING) -> str:
        """Source of a vector: a list."""
        if isinstance(expression, Vector):
            return name(expression)
        if isinstance(expression, sympy.Lambda):
            return self.each(expression.variables[0], [expression.expr], local)
        if isinstance(expression, AppliedUndef):
            return self._application(expression, local)
        raise InvalidInput(f"{expression} is not a vector; give a name, a sequence's member or a Lambda")

    def joined(self, expressions: list[Any], between: Iterable[str] = COMMAS, local: Local = NOTHING) -> str:
        """Source of the values with signs between them."""
        first, *others = [self.value(one, local) for one in expressions]
        return "".join((first, *(f"{sign}{one}" for sign, one in zip(between, others))))  # noqa: B905

    def rows(self, coordinates: list[Any], expressions: list[Any], between: Iterable[str] = COMMAS) -> str:
        """Source of a list over the coordinates of the expressions' values, as a tuple or with signs between them."""
        if len(coordinates) == 1:
            return self.each(coordinates[0], expressions, between=between)
        places = {one: f"p{next(self._fresh)}" for one in coordinates}
        body = self.joined(expressions, between, places)
        loops = [f"for {place} in range({name(d)})" for place in places.values()]
        return f"[{' '.join([f'({body})', *loops])}]"

    def each(
        self, index: Any, expressions: list[Any], local: Local = NOTHING, between: Iterable[str] = COMMAS
    ) -> str:
        """Source of the list over i = 1..d of a number, or of a tuple of numbers where there are several."""
        coordinates = {one for expression in expressions for one in expression.atoms(At) if one.args[1] == index}
        inner = {limit[0] for one in expressions for part in one.atoms(*RANGES) for limit in part.limits} - {index}
        if any(one.args[0].free_symbols & inner for one in coordinates):  # a vector for each j of an inner sum
            place = f"p{next(self._fresh)}"
            inside = {**{one: spelled for one, spelled in local.items() if one not in coordinates}, index: place}
            loop = f"for {place} in range({name(d)})"
        else:
            aliases = {one: f"c{next(self._fresh)}" for one in sorted(coordinates, key=str)}
            inside = {**local, **aliases}
            loop = self._loop(aliases, local)
        body = self.joined(expressions, between, inside)
        return f"[{body if len(expressions) == 1 else f'({body})'} {loop}]"

    def _loop(self, aliases: Local, local: Local) -> str:
        """The ``for`` of a comprehension that gives each coordinate its alias."""
        vectors = [self.vector(one.args[0], local) for one in aliases]
        if not vectors:
            return f"for _ in range({name(d)})"
        if len(vectors) == 1:
            return f"for {next(iter(aliases.values()))} in {vectors[0]}"
        return f"for {', '.join(aliases.values())} in zip({', '.join(vectors)})"

    def _application(self, expression: Any, local: Local) -> str:
        sorts = getattr(expression.func, "sorts", None)
        if sorts is None:
            raise InvalidInput(
                f"the function {expression.func} has no sorts; make it with amgt_theory.symbols.function"
            )
        write = {"natural": lambda one: self.integer(one), "vector": lambda one: self.vector(one, local)}
        arguments = (
            write.get(sort, lambda one: self.value(one, local))(one)
            for sort, one in zip(sorts[0], expression.args, strict=True)
        )
        return f"{name(expression.func)}({', '.join(arguments)})"

    def _sum(self, summands: Any, local: Local) -> str:
        minus = [one for one in summands if one.could_extract_minus_sign()]
        plus = [one for one in summands if one not in minus]
        first = " + ".join(self.number(one, local) for one in plus) or "0"
        return f"({first}{''.join(f' - {self.number(-one, local)}' for one in minus)})"

    def _product(self, expression: Any, local: Local) -> str:
        rational, rest = expression.as_coeff_Mul(rational=True)
        above, below = [], []
        for factor in sympy.Mul.make_args(rest):
            if isinstance(factor, sympy.Pow) and factor.exp.is_Rational and factor.exp < 0:
                below.append(self._power(factor.base, -factor.exp, local))
            else:
                above.append(self.number(factor, local))
        if rational.p != 1 or not above:
            above.append(f"({rational.p})" if rational.p < 0 else str(rational.p))
        top = " * ".join(above)
        if below:
            top = f"ratio({top}, {' * '.join(below)})"
        return f"({top} / {rational.q})" if rational.q != 1 else f"({top})"

    def _power(self, base: Any, exponent: Any, local: Local) -> str:
        root = self.number(base, local)
        if isinstance(base, sympy.Integer):
            root = f"(one * {root})"
        if exponent.is_Rational and exponent < 0:
            return f"ratio(1, {self._power(base, -exponent, local)})"
        if exponent == 1:
            return root
        if exponent == 2:
            return f"square({root})"
        if exponent.is_Integer or _is_natural(exponent):
            return f"{root} ** {self.integer(exponent)}"
        if exponent.is_Rational and exponent.q == 2:
            return f"sqrt({root})" + (f" ** {exponent.p}" if exponent.p > 1 else "")
        return f"power({root}, {self.number(exponent, local)})"

    def _range(self, expression: Any, local: Local) -> str:
        (index, low, high), *others = expression.limits
        if others or low != 1:
            raise InvalidInput(f"the range of {expression} does not start at 1; shift its index")
        if isinstance(index, Coordinate):
            return self._sum_over_coordinates(expression.function, index, local)
        fold = "product" if isinstance(expression, sympy.Product) else "total"
        body = self.number(expression.function, local)
        return f"{fold}([{body} for {name(index)} in range(1, {self.integer(high)} + 1)])"

    def _sum_over_coordinates(self, summand: Any, index: Any, local: Local) -> str:
        constant, varying = summand.as_independent(index, as_Add=False)
        if constant != 1:
            total = sympy.Sum(varying, (index, 1, d))
            return f"({self.number(constant, local)} * {self.number(total, local)})"
        factors = sympy.Mul.make_args(summand)
        if len(factors) == 1 and isinstance(summand, sympy.Pow) and summand.exp == 2:
            spelled = self._coordinate_list(summand.base, index, local)
            return f"dot({spelled}, {spelled})" if spelled.isidentifier() else f"squares({spelled})"
        if len(factors) == 2 and all(isinstance(one, At) for one in factors):
            return f"dot({', '.join(self._coordinate_list(one, index, local) for one in factors)})"
        return f"total({self.each(index, [summand], local)})"

    def _coordinate_list(self, expression: Any, index: Any, local: Local) -> str:
        if isinstance(expression, At) and expression.args[1] == index:
            return self.vector(expression.args[0], local)
        return self.each(index, [expression], local)


def _is_natural(expression: Any) -> bool:
    if isinstance(expression, sympy.Add | sympy.Mul):
        return all(map(_is_natural, expression.args))
    return isinstance(expression, Natural) or (expression.is_Integer and expression >= 0)
