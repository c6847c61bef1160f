"""Every SymPy symbol of the project, each with the sort the kernel gives it.

A symbol carries no SymPy assumptions: what is assumed of it is a relation in a theorem (theory notes, design rule 5).
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Function, Symbol


class Real(Symbol):  # type: ignore[misc]
    """A real parameter or value."""

    sort = "real"


class Natural(Symbol):  # type: ignore[misc]
    """A natural number, 0 included: an iteration count or an index of a sum."""

    sort = "natural"


class Coordinate(Symbol):  # type: ignore[misc]
    """An index of a coordinate, 1..d."""

    sort = "coordinate"


class Vector(Symbol):  # type: ignore[misc]
    """A point or direction in R^d."""

    sort = "vector"
    __iter__ = None  # coordinates can be named but not listed; SymPy would try to

    def __getitem__(self, index: Coordinate) -> sympy.Expr:
        return At(self, index)


class At(Function):  # type: ignore[misc]
    """Coordinate ``i`` of a vector: ``At(x(k), i)`` prints as x_{k,i}."""

    nargs = 2

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        vector, index = self.args
        spelled = printer._print(vector)
        simple = isinstance(vector, Vector)
        body = f"{spelled}_{{{printer._print(index)}}}" if simple else f"[{spelled}]_{{{printer._print(index)}}}"
        return body if exp is None else f"{body}^{{{exp}}}"

    def _sympystr(self, printer: Any) -> str:
        return f"{printer._print(self.args[0])}[{printer._print(self.args[1])}]"


def function(name: str, *arguments: str, result: str = "real") -> Any:
    """An undefined function whose arguments and value have the given sorts, such as a sequence of vectors.

    >>> V = function("V", "natural")
    >>> V(k + 1)
    V(k + 1)
    """
    return Function(name, sorts=(arguments, result))  # a keyword, so that functions of other sorts are other functions


def over_coordinates(summand: sympy.Expr) -> sympy.Expr:
    """The sum of ``summand`` over all coordinates i = 1..d.

    >>> over_coordinates(y[i] ** 2)
    Sum(y[i]**2, (i, 1, d))
    """
    return sympy.Sum(summand, (i, 1, d))


def dot(left: Any, right: Any) -> sympy.Expr:
    """The inner product of two vectors."""
    return over_coordinates(At(left, i) * At(right, i))


def square(vector: Any) -> sympy.Expr:
    """The squared Euclidean norm of a vector."""
    return over_coordinates(At(vector, i) ** 2)


# parameters of problems and methods, named as on the command line
mu, L, alpha, beta1, beta2, eps, tau, k0, p, q = (Real(n) for n in "mu L alpha beta1 beta2 eps tau k0 p q".split())
gap0, s, theta, eta, omega, sigma, r, H = (Real(name) for name in "gap0 s theta eta omega sigma r H".split())
h_lo, h_hi, x0_dist = Real("h_lo"), Real("h_hi"), Real("x0_dist")
d = Real("d")  # the dimension

# values that theorems define: contraction exponent and factor, gradient bound, Lyapunov weight, minimum value
c, rho, G, a, f_star = Real("c"), Real("rho"), Real("G"), Real("a"), Real("f_star")
k, j, n = Natural("k"), Natural("j"), Natural("n")
i = Coordinate("i")
y, z, x_star = Vector("y"), Vector("z"), Vector("x_star")

f = function("f", "vector")
gradient = function("gradient", "vector", result="vector")
x, m, v = (function(name, "natural", result="vector") for name in "xmv")
