"""The normal form, substitution and the sign rules against an evaluator that shares no code with the kernel.

The model: reals are Fractions with 1/0 = 0, there are d = 0..3 coordinates, exp is any positive function with
exp(0) = 1, and sqrt, log, gamma and the declared functions are any functions, sqrt a nonnegative one. Quantifiers in
formulas run over a few values only: enough to tell capture from substitution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from amgt_theory.kernel.formulas import check, difference, key, replace
from amgt_theory.kernel.polynomials import Poly, clear, inverse, multiply, normal, text
from amgt_theory.kernel.reading import Rejected
from amgt_theory.kernel.rules import RULES, Proof
from amgt_theory.kernel.scope import NONNEGATIVE, POSITIVE, Scope
from amgt_theory.kernel.terms import beta, sort_of, substitute

# -- the evaluator ---------------------------------------------------------------------------------

Environment = dict[str, Any]  # a real or natural, a coordinate (int), a vector (tuple), or a Python function


def reciprocal(value: Fraction) -> Fraction:
    return 1 / value if value else Fraction(0)


BUILTIN: dict[str, Callable[..., Fraction]] = {
    "/": lambda a, b: a * reciprocal(b),
    "sqrt": lambda a: abs(a) / 2 if a > -1 else Fraction(3),
    "min": min,
    "max": max,
    "abs": abs,
    "exp": lambda a: 1 + a * a / 3 if a > 0 else reciprocal(1 - a),
    "log": lambda a: 3 * a - 2 if a > 0 else a * a - 5,
    "gamma": lambda a: a * a - 3,
}


def value(term: Any, env: Environment) -> Any:
    """The value of a term, following its definition."""
    if isinstance(term, int):
        return Fraction(term)
    if isinstance(term, str):
        return env[term]
    head, *arguments = term
    if head in ("vec", "Sum"):
        bound, body = arguments
        values = tuple(value(body, {**env, bound: i}) for i in range(env["d"]))
        return values if head == "vec" else sum(values, Fraction(0))
    if head in ("Series", "Prod"):
        bound, upper, body = arguments
        result = Fraction(int(head == "Prod"))
        for j in range(1, int(value(upper, env)) + 1):
            one = value(body, {**env, bound: Fraction(j)})
            result = result * one if head == "Prod" else result + one
        return result
    if head == "dim":
        return Fraction(env["d"])
    values = [value(argument, env) for argument in arguments]
    if head == "+":
        return sum(values, Fraction(0))
    if head == "*":
        result = Fraction(1)
        for one in values:
            result *= one
        return result
    if head == "^":
        return values[0] ** int(values[1])
    if head == "at":
        return values[0][values[1]]
    if head == "pow":
        return BUILTIN["exp"](values[1] * BUILTIN["log"](values[0]))
    return BUILTIN[head](*values) if head in BUILTIN else env[head](*values)


RELATION = {"<=": Fraction.__le__, "<": Fraction.__lt__, "=": Fraction.__eq__}
FEW = (Fraction(-1), Fraction(0), Fraction(2, 3))


def few(sort: Any, d: int) -> Iterator[Any]:
    """A few values of a sort; for coordinates, all of them."""
    if sort == "coordinate":
        return iter(range(d))
    if sort == "natural":
        return map(Fraction, range(3))
    return iter(FEW) if sort == "real" else product(FEW[:2], repeat=d)


def holds(formula: Any, env: Environment) -> bool:
    if formula[0] in RELATION:
        return RELATION[formula[0]](value(formula[1], env), value(formula[2], env))
    _, declared, hypotheses, conclusion = formula
    for chosen in product(*(list(few(sort, env["d"])) for _, sort in declared)):
        inner = {**env, **dict(zip((name for name, _ in declared), chosen, strict=True))}
        if all(holds(hypothesis, inner) for hypothesis in hypotheses) and not holds(conclusion, inner):
            return False
    return True


# -- canonical texts, read back --------------------------------------------------------------------


class Reader:
    """Parses what polynomials.text writes: that the text alone fixes the value is what makes atoms equal by text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def skip(self, expected: str) -> bool:
        if not self.text.startswith(expected, self.at):
            return False
        self.at += len(expected)
        return True

    def need(self, expected: str) -> None:
        assert self.skip(expected), (expected, self.text[self.at :], self.text)

    def word(self) -> str:
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_'#?"):
            self.at += 1
        assert self.at > start, (self.text[start:], self.text)
        return self.text[start : self.at]

    def integer(self) -> int:
        negative = self.skip("-")
        number = int(self.word())
        return -number if negative else number

    def poly(self) -> Any:
        terms = [self.monomial()]
        while self.skip("+"):
            terms.append(self.monomial())
        return ("+", *terms)

    def monomial(self) -> Any:
        factors: list[Any] = [self.integer()]
        if self.skip("/"):
            factors.append(("/", 1, self.integer()))
        while self.skip("*"):
            atom = self.atom()
            self.need("^")
            factors.append(("^", atom, self.integer()))
        return ("*", *factors)

    def bound(self, head: str, *upper: Any) -> Any:
        self.need("(")
        name = self.word()
        self.need(":")
        body = self.poly()
        self.need(")")
        return (head, name, *upper, body)

    def atom(self) -> Any:
        if self.skip("1/("):
            inner = self.poly()
            self.need(")")
            return ("/", 1, inner)
        if self.skip("1*"):
            vector = self.atom()
            self.need("^1[1*")
            index = self.atom()
            self.need("^1]")
            return ("at", vector, index)
        if self.skip("("):
            base = self.poly()
            self.need(")^(")
            exponent = self.poly()
            self.need(")")
            return ("^", base, exponent)
        head = self.word()
        if head == "Sum":
            return self.bound("Sum")
        if head in ("Series", "Prod"):
            self.need("<")
            upper = self.poly()
            self.need(">")
            return self.bound(head, upper)
        if not self.skip("("):
            return head
        arguments: list[Any] = []
        while not self.skip(")"):
            if arguments:
                self.need(",")
            if self.text.startswith("vec(", self.at):
                self.need("vec")
                arguments.append(self.bound("vec"))
            else:
                arguments.append(self.single(self.poly()))
        return (head, *arguments)

    @staticmethod
    def single(poly: Any) -> Any:
        """A vector or coordinate is written as a polynomial of one atom."""
        return (
            poly[1][2][1]
            if len(poly) == 2 and poly[1][:2] == ("*", 1) and len(poly[1]) == 3 and poly[1][2][2] == 1
            else poly
        )


def poly_value(poly: Poly, env: Environment) -> Fraction:
    reader = Reader(text(poly))
    result = value(reader.poly(), env)
    assert reader.at == len(reader.text), reader.text[reader.at :]
    assert isinstance(result, Fraction)
    return result


# -- random terms ----------------------------------------------------------------------------------

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


some = settings(max_examples=100, deadline=None)


@some
@given(terms(), environments())
def test_the_normal_form_has_the_value_of_the_term(term: Any, env: Environment) -> None:
    assert sort_of(term, SORTS) in ("real", "natural")
    assert poly_value(small(lambda: normal(term)), env) == moderate(term, env)


@some
@given(terms(sorts=CLOSED), environments(least_dimension=0))
def test_the_normal_form_has_the_value_of_the_term_in_any_dimension(term: Any, env: Environment) -> None:
    assert poly_value(small(lambda: normal(term)), env) == moderate(term, env)


@some
@given(terms(depth=2), terms(depth=2), environments())
def test_inverses_and_products(one: Any, other: Any, env: Environment) -> None:
    first, second = small(lambda: normal(one)), small(lambda: normal(other))
    assert poly_value(small(lambda: inverse(first)), env) == reciprocal(value(one, env))
    assert poly_value(small(lambda: multiply(first, second)), env) == value(one, env) * value(other, env)
    assert poly_value(small(lambda: inverse(inverse(first))), env) == value(one, env)


@some
@given(terms(), environments())
def test_reducing_vectors_keeps_the_value(term: Any, env: Environment) -> None:
    assert value(beta(term), env) == moderate(term, env)
    assert sort_of(beta(term), SORTS) in (sort_of(term, SORTS), "natural")  # a constant vector may be of naturals


VALUES = ("x", "x'", "n", "j'", "i", "i'", "v", "f", "g", "c", "G")


@st.composite
def values_for(draw: Any) -> dict[str, Any]:
    """Terms for some variables, names or lambdas for some functions."""
    result: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(VALUES), min_size=1, max_size=4)):
        sort = SORTS[name]
        if isinstance(sort, str):
            result[name] = draw(terms(sort, 2))
        else:
            parameters = tuple(f"{name}_{number}" for number in range(len(sort[0])))
            inner = {**SORTS, **dict(zip(parameters, sort[0], strict=True))}
            result[name] = ("fun", parameters, draw(terms(sort[1], 2, inner)))
    return result


def with_values(values: dict[str, Any], env: Environment) -> Environment:
    result = dict(env)
    for name, given_value in values.items():
        if isinstance(given_value, tuple) and given_value[0] == "fun":
            _, parameters, body = given_value
            result[name] = lambda *a, p=parameters, b=body: value(b, {**env, **dict(zip(p, a, strict=True))})
        else:
            result[name] = value(given_value, env)
    return result


@some
@given(terms(), values_for(), environments())
def test_substitution_commutes_with_evaluation(term: Any, values: dict[str, Any], env: Environment) -> None:
    substituted = substitute(term, values)
    assert value(substituted, env) == value(term, with_values(values, env))
    assert poly_value(small(lambda: normal(substituted)), env) == value(substituted, env)


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


@some
@given(formulas(), values_for(), environments())
def test_instantiation_commutes_with_evaluation(formula: Any, values: dict[str, Any], env: Environment) -> None:
    check(formula, SORTS)
    replaced = replace(formula, values)
    check(replaced, SORTS)
    assert holds(replaced, env) == holds(formula, with_values(values, env))


def renamed(formula: Any, level: int = 0) -> Any:
    """The same formula with other bound names."""
    if formula[0] in RELATION:
        return formula
    names = {name: f"b{level + number}" for number, (name, _) in enumerate(formula[1])}
    declared = tuple((names[name], sort) for name, sort in formula[1])
    level += len(names)
    inside = [renamed(replace(one, names), level) for one in (*formula[2], formula[3])]
    return ("all", declared, tuple(inside[:-1]), inside[-1])


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


@some
@given(st.data(), formulas(), st.lists(environments(), min_size=3, max_size=3))
def test_equal_keys_are_equal_statements(data: Any, formula: Any, envs: list[Environment]) -> None:
    ours = small(lambda: key(formula))
    assert ours == key(renamed(formula))
    other = data.draw(edited(formula))
    try:
        check(other, SORTS)
    except (Rejected, TypeError, ValueError):
        return
    same = small(lambda: key(other)) == ours
    event(f"same key: {same}")
    if same:
        assert [holds(other, env) for env in envs] == [holds(formula, env) for env in envs]


# -- what a scope concludes from facts that are true -----------------------------------------------


@st.composite
def scopes(draw: Any, env: Environment) -> Scope:
    """A scope whose facts are true in ``env``: random relations, and the signs of some variables."""
    scope = Scope()
    scope.sorts.update(SORTS)
    sides = draw(st.lists(st.tuples(terms(depth=1), terms(depth=1)), max_size=3))
    sides += [(0, draw(terms(depth=1))) for _ in range(3)] + [(0, name) for name in ("x", "y", "x'", "n")]
    for left, right in sides:
        for symbol in ("<=", "<", "="):
            for formula in ((symbol, left, right), (symbol, right, left)):
                if holds(formula, env) and draw(st.booleans()):
                    try:
                        scope.learn(f"h{len(scope.facts)}", formula)
                    except Rejected:
                        assume(False)
    return scope


@some
@given(st.data(), terms(depth=2), environments())
def test_no_sign_is_claimed_that_the_value_refutes(data: Any, term: Any, env: Environment) -> None:
    scope = data.draw(scopes(env))
    sign, actual = small(lambda: scope.term_sign(term)), value(term, env)
    event(f"sign {sign}")
    assert sign < NONNEGATIVE or actual >= 0
    assert sign < POSITIVE or actual > 0
    poly = small(lambda: normal(term))
    assert not small(lambda: scope.nonzero(poly)) or actual != 0


@some
@given(st.data(), environments())
def test_nothing_false_is_known(data: Any, env: Environment) -> None:
    scope = data.draw(scopes(env))
    formula = data.draw(formulas(depth=1))
    known = small(lambda: scope.knows(formula))
    event(f"known: {known}")
    assert not known or holds(formula, env)


@some
@given(st.data(), terms(depth=2), terms(depth=2), environments())
def test_clearing_denominators_keeps_zero_and_not_zero(data: Any, one: Any, other: Any, env: Environment) -> None:
    scope = data.draw(scopes(env))
    poly = small(lambda: difference(("=", one, ("/", other, ("+", 1, ("^", one, 2))))))
    cleared = small(lambda: clear(poly, scope.nonzero))
    assert (poly_value(cleared, env) == 0) == (poly_value(poly, env) == 0)
    remaining = {atom for monomial in cleared for atom, _ in monomial if atom.head == "inv"}
    assert not any(small(lambda atom=atom: scope.nonzero(atom.parts[0])) for atom in remaining)


@some
@given(st.data(), environments())
def test_rules_lead_from_true_facts_to_true_facts(data: Any, env: Environment) -> None:
    scope = data.draw(scopes(env))
    body = data.draw(formulas(depth=0))
    if data.draw(st.booleans()):
        body = ("<=", 0, body[2])
    quantified = ("all", (("i", "coordinate"),), (), body)
    if holds(quantified, env):
        small(lambda: scope.learn("everywhere", quantified))
    names = [name for name in scope.facts if name != "everywhere"]
    assume(names)
    fact, second = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    one, other, multiplier = (data.draw(st.one_of(numbers, terms(depth=1))) for _ in range(3))
    combined = ("+", *(("*", weight, ("+", right, ("*", -1, left)))
                       for weight, (_, left, right) in ((one, scope.facts[fact]), (other, scope.facts[second]))
                       ))  # fmt: skip
    goal = (
        data.draw(st.sampled_from([*RELATION])),
        0,
        ("/", data.draw(st.one_of(st.just(combined), edited(combined))), multiplier),
    )
    steps: list[dict[str, Any]] = [
        {"rule": "total", "fact": "everywhere"},
        {"rule": "one_of_sum", "fact": "everywhere", "at": data.draw(terms("coordinate", 1))},
        {"rule": "instantiate", "fact": "everywhere", "with": {"i": data.draw(terms("coordinate", 1))}},
        {
            "rule": "congruence",
            "fact": fact,
            "hole": "h",
            "term": data.draw(terms(depth=2, sorts={**SORTS, "h": "real"})),
        },
        {"rule": "antisymmetry", "below": fact, "above": second},
        {
            "rule": "combination",
            "goal": goal,
            "multiplier": multiplier,
            "terms": ({"fact": fact, "weight": one}, {"fact": second, "weight": other}),
        },
    ]
    for step in steps:
        rule, _, _ = RULES[step["rule"]]
        try:
            established = rule(Proof({}), {"name": "new", **step}, scope)
        except Rejected:
            continue
        event(step["rule"])
        for _, formula in established:
            assert holds(formula, env), (step, formula)
