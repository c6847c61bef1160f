"""Writing a proof: named steps over SymPy expressions, each with a reason for the reader and a rule for the kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from amgt_theory import language
from amgt_theory.derivation.laws import LAWS
from amgt_theory.derivation.multipliers import eliminate, solve_weights
from amgt_theory.errors import DerivationError
from amgt_theory.language import ForAll, Formula, Term, term, to_kernel
from amgt_theory.symbols import At, Coordinate, d, i, over_coordinates
from amgt_theory.theorem import Theorem


@dataclass(frozen=True)
class Fact:
    """A formula and the name under which the proof knows it."""

    name: str
    formula: Any  # a Formula; how the fact was made says whether it is quantified


@dataclass(frozen=True)
class Line:
    """One step as a reader sees it; ``depth`` counts the blocks around it."""

    depth: int
    name: str
    why: str
    formula: Formula | None


@dataclass(frozen=True, eq=False)
class Taken:
    """A quantified fact to be taken at ``values`` where it is used; other variables stand for themselves."""

    source: Any
    values: Mapping[Any, Any]


Source: TypeAlias = Fact | Taken | str | Relational


class Proof:
    """The steps written so far in one block, and the facts it may use.

    ``theorem`` maps an id to a theorem whose conclusions the proof may use; ids used are kept in ``used``.
    """

    def __init__(self, facts: Mapping[str, Formula], theorem: Callable[[str], Theorem]) -> None:
        self.facts = dict(facts)
        self.theorem = theorem
        self.steps: list[dict[str, Any]] = []
        self.lines: list[Line] = []
        self.used: list[str] = []
        self.depth = 0

    # -- facts ---------------------------------------------------------------------------------------------------------

    def fact(self, source: Source) -> Fact:
        """A fact by name, or by the relation it states."""
        if isinstance(source, Fact):
            return source
        if isinstance(source, str):
            if source not in self.facts:
                raise DerivationError(f"there is no fact {source!r}; known: {', '.join(self.facts)}")
            return Fact(source, self.facts[source])
        for name, formula in self.facts.items():
            if formula == source:
                return Fact(name, formula)
        raise DerivationError(f"{source} is not a fact here")

    def _learn(self, name: str, formula: Formula, why: str, step: dict[str, Any] | None) -> Fact:
        if name in self.facts:
            raise DerivationError(f"the fact {name!r} is named twice")
        if step is not None:
            self.steps.append({"name": name, **step})
        self.facts[name] = formula
        if why:
            self.lines.append(Line(self.depth, name, why, formula))
        return Fact(name, formula)

    def _fresh(self, stem: str) -> str:
        number = 1
        while f"{stem}_{number}" in self.facts:
            number += 1
        return f"{stem}_{number}"

    def note(self, text: str) -> None:
        """A remark for the reader."""
        self.lines.append(Line(self.depth, "", text, None))

    # -- rules ---------------------------------------------------------------------------------------------------------

    def combine(
        self,
        name: str,
        goal: Relational,
        weights: Mapping[Source, Any] | None = None,
        *nonnegative: Any,
        multiplier: Any = 1,
        slack: bool = False,
        signs: Sequence[Source] = (),
        why: str = "",
    ) -> Fact:
        """goal * multiplier = sum of weight * fact + sum of manifestly ``nonnegative`` terms.

        A weight None is solved for. With ``slack`` what is left over (it must be free of sums over coordinates) is
        factored and becomes such a term. A fact quantified over variables of the scope is taken at those variables,
        and so are the facts in ``signs``, which only say that weights are nonnegative.
        """
        for source in signs:
            self._here(source)
        named = [(self._here(source), weight) for source, weight in (weights or {}).items()]
        extra = [sympy.sympify(one) for one in nonnegative]
        chosen = self._weighted(name, multiplier * (goal.rhs - goal.lhs) - sum(extra), named)
        if slack:
            rest = multiplier * (goal.rhs - goal.lhs) - sum(extra)
            rest -= sum(weight * _gap(fact) for fact, weight in chosen)
            extra.append(sympy.factor(rest))
        terms: list[dict[str, Any]] = [{"weight": term(weight), "fact": fact.name} for fact, weight in chosen]
        terms += [{"weight": term(one)} for one in extra if one != 0]
        step = {"rule": "combination", "goal": to_kernel(goal), "terms": terms}
        if multiplier != 1:
            step["multiplier"] = term(multiplier)
        return self._learn(name, goal, why, step)

    def _weighted(self, name: str, rest: Any, named: list[tuple[Fact, Any]]) -> list[tuple[Fact, Any]]:
        """Weights for those not given: an equation for an atom eliminates it, the others solve a linear system."""
        found = {fact.name: sympy.sympify(weight) for fact, weight in named if weight is not None}
        unknown = [fact for fact, weight in named if weight is None]
        if not unknown:
            return [(fact, found[fact.name]) for fact, _ in named]
        rest -= sum(found[fact.name] * _gap(fact) for fact, weight in named if weight is not None)
        defining = [fact for fact in unknown if _defines(fact, rest)]
        try:
            found.update(_solved(rest, unknown))
        except DerivationError as error:
            if not defining:
                raise DerivationError(f"{name}: {error}") from None
            for fact in defining:
                found[fact.name], rest = eliminate(rest, fact.formula.lhs, fact.formula.rhs)
            try:
                found.update(_solved(rest, [fact for fact in unknown if fact not in defining]))
            except DerivationError:
                raise DerivationError(f"{name}: {error}") from None
        return [(fact, found[fact.name]) for fact, _ in named]

    def _here(self, source: Source) -> Fact:
        if isinstance(source, Taken):
            return self.use(source.source, source.values)
        fact = self.fact(source)
        return self.use(fact, {}) if isinstance(fact.formula, ForAll) else fact

    def use(self, source: Source, values: Mapping[Any, Any], name: str = "", why: str = "") -> Fact:
        """A quantified fact at ``values``; a variable without a value stands for itself."""
        fact = self.fact(source)
        if not isinstance(fact.formula, ForAll):
            raise DerivationError(f"{fact.name} is not quantified")
        return self._instantiate(fact.name, fact.formula, values, name or self._fresh(fact.name), why, {})

    def law(self, axiom: str, *values: Any, name: str = "", why: str = "") -> Fact:
        """An axiom of the kernel about sqrt, min, exp, Gamma, ..., at ``values``, in the order of its variables."""
        formula = LAWS[axiom]
        if not isinstance(formula, ForAll):
            step = {"rule": "instantiate", "fact": axiom, "with": {}}
            return self._learn(name or self._fresh(axiom), formula, why, step)
        chosen = dict(zip(formula.variables, values, strict=True))
        return self._instantiate(axiom, formula, chosen, name or self._fresh(axiom), why, {})

    def cite(
        self, theorem: str, values: Mapping[Any, Any] | None = None, conclusion: int = 0, name: str = "", why: str = ""
    ) -> Fact:
        """Conclusion number ``conclusion`` of another theorem, at ``values``; other variables stand for themselves."""
        cited = self.theorem(theorem)
        if theorem not in self.used:
            self.used.append(theorem)
        formula = ForAll(variables_of(cited), cited.conclusions[conclusion], tuple(one for _, one in cited.hypotheses))
        extra = {"conclusion": conclusion} if conclusion else {}
        name = name or self._fresh(theorem.replace(".", "_"))
        return self._instantiate(theorem, formula, values or {}, name, why, extra)

    def _instantiate(
        self, fact: str, formula: ForAll, values: Mapping[Any, Any], name: str, why: str, extra: dict[str, Any]
    ) -> Fact:
        chosen = {variable: values.get(variable, variable) for variable in formula.variables}
        strays = set(values) - set(chosen)
        if strays:
            raise DerivationError(f"{fact} has no variable {strays.pop()}; it has {list(chosen)}")
        result = language.substitute(formula.conclusion, chosen)
        spelled = {str(variable): _value(variable, value) for variable, value in chosen.items()}
        return self._learn(name, result, why, {"rule": "instantiate", "fact": fact, "with": spelled, **extra})

    def total(self, name: str, source: Source, why: str = "") -> Fact:
        """The sum over coordinates of a relation that holds in every coordinate."""
        fact = self.fact(source)
        relation, (index,) = fact.formula.conclusion, fact.formula.variables
        make = language.eq if isinstance(relation, sympy.Eq) else language.le
        summed = make(*(sympy.Sum(side, (index, 1, d)) for side in (relation.lhs, relation.rhs)))
        return self._learn(name, summed, why, {"rule": "total", "fact": fact.name})

    def summed(
        self,
        name: str,
        goal: Relational,
        weights: Mapping[Source, Any],
        *nonnegative: Any,
        signs: Sequence[Source] = (),
        why: str = "",
    ) -> Fact:
        """A combination in one coordinate, then its sum over coordinates."""
        with self.fix(f"{name}_i", i) as inner:
            inner.combine("coordinate", goal, weights, *nonnegative, signs=signs)
        return self.total(name, f"{name}_i", why=why)

    def one_of_sum(self, name: str, source: Source, at: Coordinate, why: str = "") -> Fact:
        """One nonnegative summand is at most the sum."""
        fact = self.fact(source)
        summand = fact.formula.conclusion.rhs
        index = fact.formula.variables[0]
        whole = over_coordinates(summand.xreplace({index: i}))
        here = language.le(summand.xreplace({index: at}), whole)
        return self._learn(name, here, why, {"rule": "one_of_sum", "fact": fact.name, "at": str(at)})

    def rewrite(self, name: str, source: Source, hole: Any, context: Any, why: str = "") -> Fact:
        """From a = b: context at a = context at b, with ``hole`` the symbol replaced."""
        fact = self.fact(source)
        left, right = (context.xreplace({hole: side}) for side in (fact.formula.lhs, fact.formula.rhs))
        step = {"rule": "congruence", "fact": fact.name, "hole": str(hole), "term": term(context)}
        return self._learn(name, language.eq(left, right), why, step)

    def equal(self, name: str, below: Source, above: Source, why: str = "") -> Fact:
        """From a <= b and b <= a, a = b."""
        first, second = self.fact(below), self.fact(above)
        step = {"rule": "antisymmetry", "below": first.name, "above": second.name}
        return self._learn(name, language.eq(first.formula.lhs, first.formula.rhs), why, step)

    def define(self, symbol: Any, value: Any, why: str = "") -> Fact:
        """A new variable for an expression."""
        step = {"rule": "define", "variable": str(symbol), "term": term(value)}
        return self._learn(f"definition_{symbol}", language.eq(symbol, value), why, step)

    # -- blocks --------------------------------------------------------------------------------------------------------

    def _inner(self, assume: Mapping[str, Formula]) -> Proof:
        inner = Proof({**self.facts, **assume}, self.theorem)
        inner.used, inner.depth = self.used, self.depth + 1
        return inner

    @contextmanager
    def fix(
        self,
        name: str,
        *variables: Any,
        assume: Mapping[str, Formula] | None = None,
        conclusion: Formula | None = None,
        why: str = "",
    ) -> Iterator[Proof]:
        """For all ``variables`` satisfying ``assume``: what the block proves (its last fact unless said)."""
        assume = dict(assume or {})
        inner = self._inner(assume)
        yield inner
        reached = conclusion if conclusion is not None else list(inner.facts.values())[-1]
        step = {
            "rule": "fix",
            "variables": [language.declaration(variable) for variable in variables],
            "assume": [[label, to_kernel(formula)] for label, formula in assume.items()],
            "steps": inner.steps,
            "conclusion": to_kernel(reached),
        }
        self.lines += inner.lines
        self._learn(name, ForAll(variables, reached, tuple(assume.values())), why, step)

    @contextmanager
    def cases(
        self, name: str, left: Any, right: Any, conclusion: Formula, why: str = ""
    ) -> Iterator[tuple[Proof, Proof]]:
        """Two blocks: one where left <= right (a fact of the given name), one where right < left."""
        lower = self._inner({name: language.le(left, right)})
        upper = self._inner({name: language.lt(right, left)})
        yield lower, upper
        step = {
            "rule": "cases",
            "on": [term(left), term(right)],
            "le": lower.steps,
            "gt": upper.steps,
            "conclusion": to_kernel(conclusion),
        }
        self.lines += lower.lines + upper.lines
        self._learn(name, conclusion, why, step)

    @contextmanager
    def induction(self, variable: Any, claims: Mapping[str, Formula], why: str = "") -> Iterator[tuple[Proof, Proof]]:
        """Two blocks: the claims at 0, and from the claims at ``variable`` (facts by name) to ``variable`` + 1."""
        base, step = self._inner({}), self._inner(dict(claims))
        yield base, step
        self.steps.append(
            {
                "name": "+".join(claims),
                "rule": "induction",
                "variable": str(variable),
                "conclusions": [[name, to_kernel(formula)] for name, formula in claims.items()],
                "base": base.steps,
                "step": step.steps,
            }
        )
        self.lines += base.lines + step.lines
        for name, formula in claims.items():
            self._learn(name, ForAll((variable,), formula), why, None)


def _solved(rest: Any, facts: list[Fact]) -> dict[str, Any]:
    weights = solve_weights(rest, list(map(_gap, facts)))
    return dict(zip((fact.name for fact in facts), weights, strict=True))


def _defines(fact: Fact, rest: Any) -> bool:
    """Whether the fact is an equation for an atom that occurs in ``rest`` outside sums."""
    lhs = fact.formula.lhs
    atomic = isinstance(fact.formula, sympy.Eq) and isinstance(lhs, sympy.Symbol | AppliedUndef | At)
    return atomic and not fact.formula.rhs.has(lhs) and all(
        not summed.has(lhs) for summed in rest.atoms(sympy.Sum, sympy.Product)
    )


def _gap(fact: Fact) -> Any:
    return fact.formula.rhs - fact.formula.lhs


def variables_of(theorem: Theorem) -> tuple[Any, ...]:
    """The free symbols and functions of a theorem's statement, in alphabetical order."""
    formulas = (*(formula for _, formula in theorem.hypotheses), *theorem.conclusions)
    return tuple(sorted({one for formula in formulas for one in language.free(formula)}, key=str))


def _value(variable: Any, value: Any) -> Term:
    if isinstance(variable, sympy.Symbol):
        return term(value)
    if isinstance(value, sympy.Lambda):
        return ("fun", tuple(str(one) for one in value.variables), term(value.expr))
    return str(value)
