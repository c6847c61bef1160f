"""The normal form and substitution against an evaluator that shares no code with the kernel."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from amgt_theory.kernel.formulas import check, key, replace
from amgt_theory.kernel.polynomials import UNIT, add, clear, inverse, multiply, normal, power, primitive
from amgt_theory.kernel.reading import Rejected
from amgt_theory.kernel.terms import beta, sort_of, substitute
from tests.kernel.evaluator import RELATION, Environment, holds, poly_value, reciprocal, value
from tests.kernel.random_terms import CLOSED, SORTS, edited, environments, formulas, moderate, small, some, terms


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
@given(terms(depth=2), terms(depth=2))
def test_polynomials_are_exact_and_never_written_to(one: Any, other: Any) -> None:
    """They are shared, so an operation must leave its arguments alone; an int divided by an int must be no float."""
    first, second = small(lambda: normal(one)), small(lambda: normal(other))
    before = dict(first), dict(second), dict(UNIT)

    def made(poly: Any) -> list[Any]:
        quotients = [primitive(poly)] if poly else []
        return [add(poly, second, -1), multiply(poly, first), power(poly, 2), clear(inverse(poly), bool), *quotients]

    results = small(lambda: [result for poly in (first, second, UNIT) for result in made(poly)])
    assert (first, second, UNIT) == before
    coefficients = [coefficient for poly in (first, second, *results) for coefficient in poly.values()]
    assert {type(coefficient) for coefficient in coefficients} <= {int, Fraction}


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
