"""The inference rules. Each takes a step and a scope and returns the facts the step establishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from amgt_theory.kernel.axioms import AXIOMS, Formula
from amgt_theory.kernel.formulas import RELATIONS, check, replace
from amgt_theory.kernel.polynomials import add, clear, multiply, normal, text
from amgt_theory.kernel.reading import Rejected
from amgt_theory.kernel.scope import POSITIVE, UNKNOWN, Scope
from amgt_theory.kernel.terms import Sort, Term, beta, declare, sort_of

Step = Mapping[str, Any]
Facts = list[tuple[str, Formula]]
MAX_STEPS = 5_000


class Proof:
    """Runs steps; collects which axioms and which earlier theorems they appeal to."""

    def __init__(self, theorems: Mapping[str, Callable[[object], Formula]]) -> None:
        self.theorems = theorems
        self.appeals: set[str] = set()
        self.left = MAX_STEPS

    def run(self, steps: object, scope: Scope) -> None:
        """Carry out ``steps`` in order, each seeing the facts of those before it."""
        if not isinstance(steps, tuple) or not all(isinstance(step, dict) for step in steps):
            raise Rejected("the steps are not a list of objects")
        for step in steps:
            self.left -= 1
            if self.left < 0:
                raise Rejected(f"more than {MAX_STEPS} steps")
            name, rule = step.get("name"), RULES.get(str(step.get("rule")))
            if rule is None:
                raise Rejected(f"step {name}: there is no rule {step.get('rule')!r}")
            function, fields, optional = rule
            if not fields <= step.keys() - {"name", "rule"} <= fields | optional:
                raise Rejected(f"step {name}: the rule {step['rule']} needs exactly {sorted(fields)}")
            try:
                for label, formula in function(self, step, scope):
                    scope.learn(label, formula)
            except Rejected as error:
                raise Rejected(f"step {name}: {error}") from None
            except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
                raise Rejected(f"step {name}: malformed ({type(error).__name__})") from None

    def lookup(self, name: object, number: object, scope: Scope) -> Formula:
        """A fact of the scope, an axiom, or a conclusion of an earlier theorem."""
        if isinstance(name, str) and name in scope.facts:
            return scope.facts[name]
        if isinstance(name, str) and name in AXIOMS:
            self.appeals.add(name)
            return AXIOMS[name]
        if isinstance(name, str) and name in self.theorems:
            self.appeals.add(name)
            return self.theorems[name](number)
        raise Rejected(f"there is no fact, axiom or theorem {name!r}")


def combination(proof: Proof, step: Step, scope: Scope) -> Facts:
    """goal * multiplier = sum of weight * fact; weights of inequalities are nonnegative, the multiplier positive."""
    goal = step["goal"]
    check(goal, scope.sorts)
    if goal[0] not in RELATIONS:
        raise Rejected("the goal is not a relation")
    multiplier = step.get("multiplier", 1)
    sort_of(multiplier, scope.sorts)
    if scope.term_sign(multiplier) != POSITIVE:
        raise Rejected("the multiplier is not known to be positive")
    residue = multiply(normal(multiplier), scope.difference(goal))
    strict = False
    for term in step["terms"]:
        weight, fact = term["weight"], scope.fact(term["fact"]) if "fact" in term else ("<", 0, 1)
        if sort_of(weight, scope.sorts) not in ("real", "natural"):
            raise Rejected("a weight is not a number")
        if fact[0] not in RELATIONS:
            raise Rejected(f"{term['fact']} is not a relation; instantiate it first")
        if fact[0] != "=":
            if goal[0] == "=":
                raise Rejected("an equation does not follow from inequalities")
            sign = scope.term_sign(weight)
            if sign == UNKNOWN:
                raise Rejected(f"the weight {text(normal(weight))} is not known to be nonnegative")
            strict = strict or (sign == POSITIVE and fact[0] == "<")
        residue = add(residue, multiply(normal(weight), scope.difference(fact)), -1)
    if goal[0] == "<" and not strict:
        raise Rejected("the goal is strict, and no strict fact has a positive weight")
    residue = clear(residue, scope.nonzero)
    if residue:
        raise Rejected(f"the sides differ by {len(residue)} monomials: {text(residue)}")
    return [(step["name"], goal)]


def instantiate(proof: Proof, step: Step, scope: Scope) -> Facts:
    """A quantified fact at given values; its hypotheses must be known."""
    formula = proof.lookup(step["fact"], step.get("conclusion", 0), scope)
    if formula[0] != "all":
        if step["with"]:
            raise Rejected(f"{step['fact']} has no variables")
        return [(step["name"], formula)]
    values = step["with"]
    declared = [declaration[0] for declaration in formula[1]]
    if set(values) != set(declared):
        raise Rejected(f"the variables to give are {declared}")
    for declaration in formula[1]:
        _check_value(declaration, values[declaration[0]], scope)
    values = {name: value if _is_function(value) else beta(value) for name, value in values.items()}
    for hypothesis in formula[2]:
        needed = replace(hypothesis, values)
        if not scope.knows(needed):
            raise Rejected(f"the hypothesis {needed!r} is not known")
    return [(step["name"], replace(formula[3], values))]


def _is_function(value: Term) -> bool:
    return isinstance(value, tuple) and value[0] == "fun"


def _check_value(declaration: tuple[Any, ...], value: Term, scope: Scope) -> None:
    name, sort = declare(declaration, {})
    if isinstance(sort, str):
        given = sort_of(value, scope.sorts)
        if given != sort and (given, sort) != ("natural", "real"):
            raise Rejected(f"the value of {name} has sort {given}, not {sort}")
    elif _is_function(value):
        _, parameters, body = value
        inner: dict[str, Sort] = dict(scope.sorts)
        if len(parameters) != len(sort[0]):
            raise Rejected(f"the value of {name} has {len(parameters)} parameters")
        for parameter, argument in zip(parameters, sort[0], strict=True):
            inner[declare((parameter, argument), inner)[0]] = argument
        given = sort_of(body, inner)
        if given != sort[1] and (given, sort[1]) != ("natural", "real"):
            raise Rejected(f"the value of {name} has sort {given}, not {sort[1]}")
    elif scope.sorts.get(value) != sort:
        raise Rejected(f"the value of {name} is not a function of its sort")


def fix(proof: Proof, step: Step, scope: Scope) -> Facts:
    """Prove a formula for new variables under assumptions; it then holds for all of them."""
    inner = Scope(scope)
    for declaration in step["variables"]:
        inner.declare(declaration)
    for name, formula in step["assume"]:
        inner.learn(name, formula)
    proof.run(step["steps"], inner)
    check(step["conclusion"], inner.sorts)
    if not inner.knows(step["conclusion"]):
        raise Rejected("the steps do not reach the conclusion")
    hypotheses = tuple(formula for _, formula in step["assume"])
    return [(step["name"], ("all", step["variables"], hypotheses, step["conclusion"]))]


def cases(proof: Proof, step: Step, scope: Scope) -> Facts:
    """Either a <= b or b < a; the conclusion follows both ways."""
    left, right = step["on"]
    check(step["conclusion"], scope.sorts)
    for formula, steps in ((("<=", left, right), step["le"]), (("<", right, left), step["gt"])):
        inner = Scope(scope)
        inner.learn(step["name"], formula)
        proof.run(steps, inner)
        if not inner.knows(step["conclusion"]):
            raise Rejected(f"the conclusion is not reached where {formula[0]} holds")
    return [(step["name"], step["conclusion"])]


def induction(proof: Proof, step: Step, scope: Scope) -> Facts:
    """Formulas true at 0, and at k + 1 whenever at k, are true for all natural k."""
    variable, claims = step["variable"], step["conclusions"]
    inner = Scope(scope)
    inner.declare((variable, "natural"))
    for name, formula in claims:
        inner.learn(name, formula)
    base = Scope(scope)
    for steps, where, value in ((step["base"], base, 0), (step["step"], inner, ("+", variable, 1))):
        proof.run(steps, where)
        for name, formula in claims:
            if not where.knows(replace(formula, {variable: value})):
                raise Rejected(f"{name} is not reached at {variable} = {value!r}")
    return [(name, ("all", ((variable, "natural"),), (), formula)) for name, formula in claims]


def total(proof: Proof, step: Step, scope: Scope) -> Facts:
    """A relation that holds in every coordinate holds between the sums over coordinates."""
    index, relation = _coordinatewise(scope.fact(step["fact"]))
    symbol = "=" if relation[0] == "=" else "<="
    return [(step["name"], (symbol, ("Sum", index, relation[1]), ("Sum", index, relation[2])))]


def one_of_sum(proof: Proof, step: Step, scope: Scope) -> Facts:
    """One summand is at most the sum when every summand is nonnegative."""
    index, relation = _coordinatewise(scope.fact(step["fact"]))
    if relation[0] == "=" or relation[1] != 0 or sort_of(step["at"], scope.sorts) != "coordinate":
        raise Rejected("the fact is not: 0 <= summand, for all coordinates")
    summand = replace(relation, {index: step["at"]})[2]
    return [(step["name"], ("<=", summand, ("Sum", index, relation[2])))]


def _coordinatewise(fact: Formula) -> tuple[str, Formula]:
    simple = fact[0] == "all" and len(fact[1]) == 1 and fact[1][0][1] == "coordinate" and not fact[2]
    if not simple or fact[3][0] not in RELATIONS:
        raise Rejected("the fact is not a relation for all coordinates")
    return fact[1][0][0], fact[3]


def congruence(proof: Proof, step: Step, scope: Scope) -> Facts:
    """Equals may replace equals: from a = b, C[a] = C[b]."""
    fact = scope.fact(step["fact"])
    if fact[0] != "=":
        raise Rejected(f"{step['fact']} is not an equation")
    hole = step["hole"]
    inner = Scope(scope)
    inner.declare((hole, "real"))
    sort_of(step["term"], inner.sorts)
    sides = [replace(("=", step["term"], 0), {hole: side})[1] for side in fact[1:]]
    return [(step["name"], ("=", *sides))]


def antisymmetry(proof: Proof, step: Step, scope: Scope) -> Facts:
    """From a <= b and b <= a, a = b."""
    below, above = scope.fact(step["below"]), scope.fact(step["above"])
    if not {below[0], above[0]} <= RELATIONS or add(scope.difference(below), scope.difference(above)):
        raise Rejected("the facts are not a <= b and b <= a")
    return [(step["name"], ("=", below[1], below[2]))]


def define(proof: Proof, step: Step, scope: Scope) -> Facts:
    """A new variable for a term."""
    sort_of(step["term"], scope.sorts)
    scope.declare((step["variable"], "real"))
    return [(step["name"], ("=", step["variable"], step["term"]))]


Rule = Callable[[Proof, Step, Scope], Facts]
RULES: dict[str, tuple[Rule, frozenset[str], frozenset[str]]] = {
    rule: (function, frozenset(fields.split()), frozenset(optional.split()))
    for rule, function, fields, optional in (
        ("combination", combination, "goal terms", "multiplier"),
        ("instantiate", instantiate, "fact with", "conclusion"),
        ("fix", fix, "variables assume steps conclusion", ""),
        ("cases", cases, "on le gt conclusion", ""),
        ("induction", induction, "variable conclusions base step", ""),
        ("total", total, "fact", ""),
        ("one_of_sum", one_of_sum, "fact at", ""),
        ("congruence", congruence, "fact hole term", ""),
        ("antisymmetry", antisymmetry, "below above", ""),
        ("define", define, "variable term", ""),
    )
}
