"""Signs, known facts and rules against the evaluator: from facts that are true nothing false is concluded."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, event, given
from hypothesis import strategies as st

from amgt_theory.kernel.formulas import difference
from amgt_theory.kernel.polynomials import clear, normal
from amgt_theory.kernel.reading import Rejected
from amgt_theory.kernel.rules import RULES, Proof
from amgt_theory.kernel.scope import NONNEGATIVE, POSITIVE, Scope
from tests.kernel.evaluator import RELATION, Environment, holds, poly_value, value
from tests.kernel.random_terms import SORTS, edited, environments, formulas, numbers, small, some, terms


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
