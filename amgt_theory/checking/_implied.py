"""Whether the hypotheses of a theorem that relate numbers imply one of them: z3 says so, where it is installed.

z3's answer is believed, as nothing else rests on it: a hypothesis that others imply cannot be violated alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

import sympy
from sympy.core.relational import Relational

from amgt_theory.language import ForAll, Formula, substitute
from amgt_theory.symbols import Natural, d
from amgt_theory.theorem import Theorem

EFFORT = 200_000  # units of work of z3, some hundredths of a second
MILLISECONDS = 200  # for a unit that takes long


def implied(theorem: Theorem, left_out: Formula | None) -> bool:
    """Whether the other hypotheses imply this one; also False where that is not found out, or z3 not installed.

    >>> from amgt_theory.language import le, lt
    >>> from amgt_theory.symbols import L, mu
    >>> assumed = (lt(0, mu), le(mu, L), lt(0, L))
    >>> made = Theorem("doc.made", "made", "lemma", "a doctest", quantity=mu, bound=L, assumptions=assumed)
    >>> [implied(made, one) for one in assumed]
    [False, False, True]
    """
    if left_out is None:
        return False
    try:
        import z3
    except ImportError:
        return False
    numbers = _Numbers(z3)
    stated = next(numbers.instances(left_out), None)
    if stated is None:
        return False
    solver = z3.SimpleSolver()
    solver.set("rlimit", EFFORT, "timeout", MILLISECONDS)
    solver.add(z3.Not(stated))
    for _, one in theorem.hypotheses:
        if one != left_out:
            solver.add(*numbers.instances(one))
    solver.add(*numbers.facts)
    try:
        return bool(solver.check() == z3.unsat)
    except z3.Z3Exception:  # in some of its steps the end of its time
        return False


class _Numbers:
    """Relations as z3 reads them, with ``facts``; what it does not know stands for any number."""

    def __init__(self, z3: Any) -> None:
        self._z3, self._known = z3, dict[Any, Any]()
        self.facts: list[Any] = []

    def instances(self, formula: Formula) -> Iterator[Any]:
        """What a formula says of the coordinate i, the iterate k and so on, then of the first iterate."""
        if not isinstance(formula, ForAll):
            yield self._relation(formula)
            return
        inner, variables = (*formula.hypotheses, formula.conclusion), formula.variables
        if any(isinstance(one, ForAll) for one in inner) or not all(isinstance(one, sympy.Symbol) for one in variables):
            return
        first = dict.fromkeys((one for one in variables if isinstance(one, Natural)), sympy.S.Zero)
        for values in ({}, first) if first else ({},):
            *premises, conclusion = (self._relation(substitute(one, values)) for one in inner)
            yield self._z3.Implies(self._z3.And(*premises), conclusion)

    def _relation(self, relation: Relational) -> Any:
        left, right = self.value(relation.lhs), self.value(relation.rhs)
        if isinstance(relation, sympy.Eq):
            return left == right
        return left < right if isinstance(relation, sympy.Lt) else left <= right

    def value(self, one: Any) -> Any:
        if one not in self._known:
            self._known[one] = self._value(one)
        return self._known[one]

    def _value(self, one: Any) -> Any:
        z3 = self._z3
        if one.is_Rational:
            return z3.RealVal(str(one))
        if isinstance(one, sympy.Add):
            return reduce(lambda a, b: a + b, map(self.value, one.args))
        if isinstance(one, sympy.Mul):
            return reduce(lambda a, b: a * b, map(self.value, one.args))
        if isinstance(one, sympy.Pow) and one.exp.is_Integer and abs(one.exp) <= 8:
            power = reduce(lambda a, b: a * b, [self.value(one.base)] * abs(int(one.exp)))
            return power if one.exp > 0 else 1 / power
        if isinstance(one, sympy.Max | sympy.Min):
            sign = 1 if isinstance(one, sympy.Max) else -1
            return reduce(lambda a, b: z3.If(sign * a < sign * b, b, a), map(self.value, one.args))
        if isinstance(one, sympy.Abs):
            inside = self.value(one.args[0])
            return z3.If(inside < 0, -inside, inside)
        found = z3.FreshReal()
        if isinstance(one, Natural) or one == d:
            self.facts.append(found >= 0)
        elif isinstance(one, sympy.exp):
            self.facts.append(found > 0)
        elif isinstance(one, sympy.Pow):
            base = self.value(one.base)
            self.facts.append(z3.Implies(base > 0, found > 0))
            if one.exp == sympy.S.Half:
                self.facts.append(z3.Implies(base >= 0, z3.And(found >= 0, found * found == base)))
        return found
