"""Each rule: a least use that is accepted, and near misses that are not."""

from __future__ import annotations

from typing import Any

import pytest

from amgt_theory.kernel.axioms import AXIOMS

VARIABLES = "x y z n:natural i:coordinate j:coordinate v:vector w:vector f:real>real u:natural>real q:coordinate>real"
GIVEN: dict[str, Any] = {
    "order": ("<=", "x", "y"),
    "strict": ("<", "x", "y"),
    "equal": ("=", "x", "y"),
    "converse": ("<=", "y", "x"),
    "z_positive": ("<", 0, "z"),
    "bounded": ("all", [["a", "real"]], [("<=", 0, "a")], ("<=", ("f", "a"), "a")),
    "everywhere": ("all", [["k", "coordinate"]], [], ("<=", ("at", "v", "k"), ("at", "w", "k"))),
    "positive": ("all", [["k", "coordinate"]], [], ("<", 0, ("at", "v", "k"))),
    "nonnegative": ("all", [["k", "coordinate"]], [], ("<=", 0, ("at", "v", "k"))),
    "agree": ("all", [["k", "coordinate"]], [], ("=", ("at", "v", "k"), ("at", "w", "k"))),
    "some": ("all", [["k", "coordinate"]], [("<=", 0, "x")], ("<=", 0, ("at", "v", "k"))),
    "of_reals": ("all", [["a", "real"]], [], ("<=", 0, ("f", "a"))),
    "of_two": ("all", [["k", "coordinate"], ["l", "coordinate"]], [], ("<=", 0, ("q", "k"))),
    "deep": ("all", [["k", "coordinate"]], [], ("all", [], [], ("<=", 0, ("at", "v", "k")))),
    "start": ("<=", 0, ("u", 0)),
    "grows": ("all", [["k", "natural"]], [], ("<=", ("u", "k"), ("u", ("+", "k", 1)))),
}


def reaches(kernel, steps: list[Any], conclusion: Any, **given: Any) -> None:
    """The steps prove the conclusion, which is not evident without them."""
    theorem = kernel.theorem(conclusion, variables=VARIABLES, given={**GIVEN, **given}, steps=steps)
    kernel.accepts(theorem)
    kernel.rejects({**theorem, "steps": []}, because="do not reach the conclusion")


def fails(kernel, steps: list[Any], because: str, conclusion: Any = ("<=", 1, 0), **given: Any) -> None:
    kernel.rejects(
        kernel.theorem(conclusion, variables=VARIABLES, given={**GIVEN, **given}, steps=steps), because=because
    )


def sum_of(body: Any) -> Any:
    return ("Sum", "k", body)


# -- combination -----------------------------------------------------------------------------------


def test_combination(kernel) -> None:
    twice = ("<=", ("*", 2, "x"), ("+", "y", "y", ("^", "z", 2)))
    reaches(kernel, [kernel.combination("goal", twice, {"order": 2}, ("^", "z", 2))], twice)
    strictly = ("<", ("*", "z", "x"), ("*", "y", "z"))
    reaches(kernel, [kernel.combination("goal", strictly, {"strict": "z"})], strictly)
    divided = ("<=", ("/", "x", "z"), ("/", "y", "z"))
    reaches(kernel, [kernel.combination("goal", divided, {"order": 1}, multiplier="z")], divided)
    equation = ("=", ("*", -3, "x", "x"), ("*", -3, "x", "y"))
    reaches(kernel, [kernel.combination("goal", equation, {"equal": ("*", -3, "x")})], equation)


@pytest.mark.parametrize(
    ("goal", "facts", "own", "multiplier", "because"),
    [
        (("<=", "x", "y"), {"order": 2}, [], 1, "the sides differ by 2 monomials"),
        (("<=", "y", "x"), {"order": 1}, [], 1, "the sides differ"),
        (("<=", "y", "x"), {"order": -1}, [], 1, "the weight -1 is not known to be nonnegative"),
        (("<=", ("*", "x", "x"), ("*", "x", "y")), {"order": "x"}, [], 1, "the weight 1*x^1 is not known"),
        (("<=", 0, "x"), {}, ["x"], 1, "the weight 1*x^1 is not known"),
        (("<=", 0, ("*", "z", "x")), {}, [("*", "z", "x")], 1, "is not known to be nonnegative"),
        (("<=", 0, ("/", "z", "x")), {}, [("/", "z", "x")], 1, "is not known to be nonnegative"),
        (("<=", 0, ("/", "x", "z")), {}, [("/", "x", "z")], 1, "is not known to be nonnegative"),
        (("<=", 0, ("+", "z", "x")), {}, [("+", "z", "x")], 1, "is not known to be nonnegative"),
        (("<=", 0, ("^", ("+", "x", "y"), 3)), {}, [("^", ("+", "x", "y"), 3)], 1, "is not known to be nonnegative"),
        (("<", "x", "y"), {"order": 1}, [], 1, "no strict fact has a positive weight"),
        (("<", ("*", "n", "x"), ("*", "n", "y")), {"strict": "n"}, [], 1, "no strict fact has a positive weight"),
        (("<", 0, 0), {"strict": 0}, [], 1, "no strict fact"),
        (("<", 0, ("*", "x", "x")), {}, [("*", "x", "x")], 1, "no strict fact"),
        (("=", "x", "y"), {"order": 1}, [], 1, "an equation does not follow from inequalities"),
        (("=", 0, 1), {}, [1], 1, "an equation does not follow from inequalities"),
        (("<=", "y", "x"), {"order": 1}, [], -1, "the multiplier is not known to be positive"),
        (("<=", 1, 0), {}, [], 0, "the multiplier is not known to be positive"),
        (("<=", "x", "y"), {"order": "x"}, [], "x", "the multiplier is not known to be positive"),
        (("<=", "x", "y"), {"order": "n"}, [], "n", "the multiplier is not known to be positive"),
        (("=", "x", 0), {}, [], "x", "the multiplier is not known to be positive"),
        (("=", ("/", "x", "x"), 1), {}, [], 1, "the sides differ"),
        (("=", ("/", "n", "n"), 1), {}, [], 1, "the sides differ"),
        (("<=", "x", "y"), {"nowhere": 1}, [], 1, "there is no fact 'nowhere'"),
        (("<=", "x", "y"), {"exp_bound": 1}, [], 1, "there is no fact 'exp_bound'"),
        (("<=", ("f", "x"), "x"), {"bounded": 1}, [], 1, "is not a relation; instantiate it first"),
        (("all", [], [], ("<=", "x", "y")), {"order": 1}, [], 1, "the goal is not a relation"),
        (("<=", "x", "y"), {"order": "i"}, [], 1, "a weight is not a number"),
        (("<=", "x", "y"), {"order": "v"}, [], 1, "a weight is not a number"),
        (("<=", "x", "y"), {"order": [1]}, [], 1, "is not a term"),
        (("<=", "x", "y"), {"order": {"1": 1}}, [], 1, "is not a term"),
        (("<=", "x", "y"), {"order": "undeclared"}, [], 1, "undeclared is not declared"),
        (("<=", "x", "y"), {"order": 1}, [], "i", "the multiplier is not known to be positive"),
        (("<=", "x", "y"), {"order": 1}, [], "undeclared", "undeclared is not declared"),
        (("<=", "x", "undeclared"), {"order": 1}, [], 1, "undeclared is not declared"),
    ],
)  # fmt: skip
def test_combination_near_misses(kernel, goal, facts, own, multiplier, because: str) -> None:
    given = {name: formula for name, formula in GIVEN.items() if name in (*facts, "z_positive")}
    step = kernel.combination("goal", goal, facts, *own, multiplier=multiplier)
    kernel.rejects(kernel.theorem(("<=", 1, 0), variables=VARIABLES, given=given, steps=[step]), because=because)


def test_terms_of_a_combination(kernel) -> None:
    for terms in (
        [["order", 1]],
        ["order"],
        [{"fact": "order"}],
        [1],
        {"weight": 1},
        "x",
        1,
        [{"fact": {}, "weight": 1}],
    ):
        fails(kernel, [{"name": "a", "rule": "combination", "goal": ("<=", "x", "y"), "terms": terms}], "step a: ")


# -- instantiate -----------------------------------------------------------------------------------


def test_instantiate(kernel) -> None:
    reaches(kernel, [kernel.instantiate("one", "bounded", {"a": 2})], ("<=", ("f", 2), 2))
    reaches(
        kernel,
        [kernel.instantiate("one", "bounded", {"a": ("^", "x", 2)})],
        ("<=", ("f", ("*", "x", "x")), ("^", "x", 2)),
    )
    reaches(kernel, [kernel.instantiate("one", "everywhere", {"k": "j"})], ("<=", ("at", "v", "j"), ("at", "w", "j")))
    reaches(kernel, [kernel.instantiate("one", "exp_log", {"a": "z"})], ("=", ("exp", ("log", "z")), "z"))
    reaches(kernel, [kernel.instantiate("one", "grows", {"k": "n"})], ("<=", ("u", "n"), ("u", ("+", 1, "n"))))


@pytest.mark.parametrize(
    ("fact", "values", "because"),
    [
        ("bounded", {"a": -1}, "the hypothesis ('<=', 0, -1) is not known"),
        ("bounded", {"a": "x"}, "the hypothesis ('<=', 0, 'x') is not known"),
        ("exp_log", {"a": "x"}, "the hypothesis ('<', 0, 'x') is not known"),
        ("exp_log", {"a": ("^", "x", 2)}, "is not known"),
        ("archimedes", {"a": "x", "b": "y"}, "is not known"),
        ("bounded", {}, "the variables to give are ['a']"),
        ("bounded", {"b": 1}, "the variables to give are ['a']"),
        ("bounded", {"a": 1, "b": 1}, "the variables to give are ['a']"),
        ("bounded", ["a"], "malformed"),
        ("bounded", "a", "malformed"),
        ("bounded", 1, "malformed"),
        ("order", {"x": 1}, "order has no variables"),
        ("bounded", {"a": "v"}, "the value of a has sort vector, not real"),
        ("bounded", {"a": "i"}, "the value of a has sort coordinate, not real"),
        ("bounded", {"a": ("fun", ["b"], "b")}, "is not declared"),
        ("everywhere", {"k": 1}, "the value of k has sort natural, not coordinate"),
        ("everywhere", {"k": "x"}, "the value of k has sort real, not coordinate"),
        ("grows", {"k": "x"}, "the value of k has sort real, not natural"),
        ("grows", {"k": -1}, "the value of k has sort real, not natural"),
        ("grows", {"k": ("+", "n", -1)}, "the value of k has sort real, not natural"),
        ("grows", {"k": ("/", "n", 1)}, "the value of k has sort real, not natural"),
        ("grows", {"k": "undeclared"}, "the variable undeclared is not declared"),
        ("nowhere", {}, "there is no fact, axiom or theorem 'nowhere'"),
        (["bounded"], {}, "there is no fact, axiom or theorem"),
    ],
)
def test_instantiate_near_misses(kernel, fact: Any, values: Any, because: str) -> None:
    fails(kernel, [kernel.instantiate("one", fact, values)], because)


FUNCTIONAL = ("all", [["g", ["real", "coordinate"], "real"]], [], ("<=", ("g", 1, "i"), ("g", 2, "i")))


def test_function_values(kernel) -> None:
    value = ("fun", ["a", "k"], ("*", "a", ("at", "v", "k"), "x"))
    goal = ("<=", ("*", "x", ("at", "v", "i")), ("*", 2, "x", ("at", "v", "i")))
    reaches(kernel, [kernel.instantiate("one", "all", {"g": value})], goal, all=FUNCTIONAL)
    for wrong, because in (
        (("fun", ["a"], "a"), "has 1 parameters"),
        (("fun", ["a", "a"], "a"), "declared twice"),
        (("fun", ["a", "x"], "a"), "declared twice"),
        (("fun", ["a", "k"], "k"), "has sort coordinate, not real"),
        (("fun", ["a", "k"], ("at", "v", "a")), "has sort real where coordinate is needed"),
        (("fun", ["a", "k"], "b"), "the variable b is not declared"),
        (("fun", ["a", "k"]), "malformed"),
        (("fun", ["a", "sqrt"], "a"), "cannot be the name of a variable"),
        (("fun", ["a", 1], "a"), "cannot be the name of a variable"),
        ("f", "is not a function of its sort"),
        ("x", "is not a function of its sort"),
        ("sqrt", "is not a function of its sort"),
        (1, "is not a function of its sort"),
        ({}, "malformed"),
    ):
        fails(kernel, [kernel.instantiate("one", "all", {"g": wrong})], because, all=FUNCTIONAL)


def test_natural_values_of_functions(kernel) -> None:
    formula = ("all", [["g", ["natural"], "natural"]], [], ("<=", 0, ("u", ("g", 1))))
    value = ("fun", ["k"], ("+", "k", 1))
    reaches(kernel, [kernel.instantiate("one", "all", {"g": value})], ("<=", 0, ("u", 2)), all=formula)
    for body in (("+", "k", -2), ("/", "k", 2), -1):
        step = kernel.instantiate("one", "all", {"g": ("fun", ["k"], body)})
        fails(kernel, [step], "has sort real, not natural", all=formula)


# -- fix, cases, induction -------------------------------------------------------------------------


def test_fix(kernel) -> None:
    squares = ("all", [["a", "real"]], [("<=", 1, "a")], ("<=", 1, ("^", "a", 2)))
    step = kernel.combination("square", ("<=", 1, ("^", "a", 2)), {"one": ("+", "a", 1)})
    plus = kernel.combination("plus", ("<=", 0, ("+", "a", 1)), {"one": 1}, 2)
    block = kernel.fix("squares", "a", ("<=", 1, ("^", "a", 2)), plus, step, one=("<=", 1, "a"))
    reaches(kernel, [block], squares)
    fails(kernel, [block], "do not reach", ("all", [["a", "real"]], [], ("<=", 1, ("^", "a", 2))))
    fails(kernel, [{**block, "steps": []}], "the steps do not reach the conclusion")
    fails(kernel, [{**block, "assume": []}], "there is no fact 'one'")
    fails(kernel, [{**block, "variables": []}], "the variable a is not declared")
    fails(kernel, [{**block, "variables": [["a", "natural"]]}], "do not reach", squares)
    fails(kernel, [{**block, "conclusion": ("<=", 2, ("^", "a", 2))}], "the steps do not reach the conclusion")
    for field, wrong in (("assume", [["one"]]), ("assume", 1), ("steps", 1), ("steps", [1]), ("variables", 1)):
        fails(kernel, [{**block, field: wrong}], "step squares: ")


def test_cases(kernel) -> None:
    goal = ("<=", 0, ("+", ("abs", "x"), ("^", "x", 3), ("abs", ("^", "x", 3))))
    modulus = {
        "name": "either", "rule": "cases", "on": [0, "x"], "conclusion": ("<=", "x", ("^", ("+", ("^", "x", 2), 1), 2)),
        "le": [kernel.combination("big", ("<=", "x", ("^", ("+", ("^", "x", 2), 1), 2)), {"either": "x"},
                                  ("^", "x", 4), ("+", ("^", ("+", "x", ("/", -1, 2)), 2), ("/", 3, 4)))],
        "gt": [kernel.combination("big", ("<=", "x", ("^", ("+", ("^", "x", 2), 1), 2)), {"either": 1},
                                  ("+", ("^", "x", 4), ("*", 2, ("^", "x", 2)), 1))],
    }  # fmt: skip
    reaches(kernel, [modulus], modulus["conclusion"])
    fails(kernel, [{**modulus, "le": []}], "the conclusion is not reached where <= holds")
    fails(kernel, [{**modulus, "gt": []}], "the conclusion is not reached where < holds")
    fails(kernel, [{**modulus, "gt": modulus["le"]}], "step either: step big: ")
    fails(kernel, [{**modulus, "on": ["x", 0]}], "step either: step big: ")
    fails(kernel, [{**modulus, "conclusion": goal}], "is not reached")
    for on in (["x"], ["x", 0, 0], ["v", "w"], ["i", "j"], 1, [("<=", 0, 1), 0]):
        fails(kernel, [{**modulus, "on": on}], "step either: ")


def test_the_cases_are_exclusive_and_complete(kernel) -> None:
    """Where x <= y fails, y < x is known, and nothing else."""
    step = {"name": "h", "rule": "cases", "on": ["x", "z"], "conclusion": ("<", "z", "x"), "le": [], "gt": []}
    fails(kernel, [step], "is not reached where <= holds")
    fails(kernel, [{**step, "conclusion": ("<=", "x", "z")}], "is not reached where < holds")


def induction(kernel, **changes: Any) -> dict[str, Any]:
    grows = kernel.instantiate("grows_here", "grows", {"k": "m"})
    step = kernel.combination("next", ("<=", 0, ("u", ("+", "m", 1))), {"claim": 1, "grows_here": 1})
    fields = {"variable": "m", "conclusions": [["claim", ("<=", 0, ("u", "m"))]], "base": [], "step": [grows, step]}
    return {"name": "by_induction", "rule": "induction", **fields, **changes}


def test_induction(kernel) -> None:
    claim = ("all", [["m", "natural"]], [], ("<=", 0, ("u", "m")))
    reaches(kernel, [induction(kernel)], claim)
    fails(kernel, [induction(kernel, step=[])], "claim is not reached at m = ('+', 'm', 1)")
    fails(kernel, [induction(kernel)], "claim is not reached at m = 0", start=("<=", -1, ("u", 0)))
    fails(kernel, [induction(kernel)], "do not reach", ("all", [["m", "natural"]], [], ("<", 0, ("u", "m"))))
    use_in_base = [kernel.combination("zero", ("<=", 0, ("u", 0)), {"claim": 1})]
    fails(kernel, [induction(kernel, base=use_in_base)], "there is no fact 'claim'")
    at_zero = kernel.combination("zero", ("<=", 0, ("u", "m")), {"start": 1})
    fails(kernel, [induction(kernel, base=[at_zero])], "the variable m is not declared")
    for variable in ("u", "n", "x", 1, ["m"], "sqrt"):
        fails(kernel, [induction(kernel, variable=variable)], "step by_induction: ")
    for claims in ([["claim", ("<=", 0, "undeclared")]], [["claim"]], 1, [[1, ("<=", 0, "m")]]):
        fails(kernel, [induction(kernel, conclusions=claims)], "step by_induction: ")


def test_two_claims_are_both_needed(kernel) -> None:
    claims = [["claim", ("<=", 0, ("u", "m"))], ["other", ("<=", ("u", "m"), 0)]]
    fails(kernel, [induction(kernel, conclusions=claims)], "other is not reached at m = 0")


# -- coordinates -----------------------------------------------------------------------------------


def test_total(kernel) -> None:
    sums = sum_of(("at", "v", "k")), sum_of(("at", "w", "k"))
    reaches(kernel, [{"name": "sums", "rule": "total", "fact": "everywhere"}], ("<=", *sums))
    step = {"name": "sums", "rule": "total", "fact": "positive"}
    fails(kernel, [step], "do not reach", ("<", 0, sums[0]))
    reaches(kernel, [{"name": "sums", "rule": "total", "fact": "agree"}], ("=", *sums))
    for fact in ("order", "of_reals", "of_two", "some", "deep", "grows"):
        fails(kernel, [{"name": "sums", "rule": "total", "fact": fact}], "is not a relation for all coordinates")
    for fact in ("nowhere", 1, ["everywhere"], "exp_bound"):
        fails(kernel, [{"name": "sums", "rule": "total", "fact": fact}], "there is no fact")


def test_one_of_sum(kernel) -> None:
    goal = ("<=", ("at", "v", "j"), sum_of(("at", "v", "k")))
    for fact in ("nonnegative", "positive"):
        reaches(kernel, [{"name": "one", "rule": "one_of_sum", "fact": fact, "at": "j"}], goal)


def test_one_of_sum_near_misses(kernel) -> None:
    step = {"name": "one", "rule": "one_of_sum", "fact": "nonnegative", "at": "j"}
    fails(kernel, [step], "do not reach", ("<=", sum_of(("at", "v", "k")), ("at", "v", "j")))
    fails(kernel, [step], "do not reach", ("<", ("at", "v", "j"), sum_of(("at", "v", "k"))))
    for fact in ("everywhere", "agree", "negative"):
        negative = ("all", [["k", "coordinate"]], [], ("<=", -1, ("at", "v", "k")))
        fails(kernel, [{**step, "fact": fact}], "the fact is not: 0 <= summand", negative=negative)
    for fact in ("order", "of_reals", "of_two", "some", "deep"):
        fails(kernel, [{**step, "fact": fact}], "is not a relation for all coordinates")
    for at in (1, "x", "n", "v"):
        fails(kernel, [{**step, "at": at}], "the fact is not: 0 <= summand")
    fails(kernel, [{**step, "at": "k"}], "the variable k is not declared")


# -- equations -------------------------------------------------------------------------------------


def test_congruence(kernel) -> None:
    step = {"name": "same", "rule": "congruence", "fact": "equal", "hole": "h", "term": ("*", "x", ("f", "h"))}
    reaches(kernel, [step], ("=", ("*", "x", ("f", "x")), ("*", "x", ("f", "y"))))
    fails(kernel, [step], "do not reach", ("=", ("f", "x"), ("f", "y")))
    for fact in ("order", "everywhere", "strict"):
        fails(kernel, [{**step, "fact": fact}], f"{fact} is not an equation")
    fails(kernel, [{**step, "hole": "x"}], "declared twice")
    fails(kernel, [{**step, "hole": "k"}], "the variable h is not declared")
    for hole in (1, ["h"], "exp"):
        fails(kernel, [{**step, "hole": hole}], "cannot be the name of a variable")
    for term in (("u", "h"), ("^", "x", "h"), ("at", "v", "h"), ("Series", "k", "h", 1), ("f", "v")):
        fails(kernel, [{**step, "term": term}], "is needed")
    for term in ("v", "i"):
        fails(kernel, [{**step, "term": term}], "is compared and is not a number")


def test_antisymmetry(kernel) -> None:
    goal = ("=", "x", ("+", "y", 1))
    given: dict[str, Any] = {"low": ("<=", "x", ("+", "y", 1)), "high": ("<=", 0, ("+", "x", ("*", -1, "y"), -1))}
    step = {"name": "same", "rule": "antisymmetry", "below": "low", "above": "high"}
    reaches(kernel, [step], goal, **given)
    fails(kernel, [{**step, "above": "low"}], "the facts are not a <= b and b <= a", **given)
    fails(kernel, [{**step, "below": "order"}], "the facts are not a <= b and b <= a", **given)
    fails(kernel, [{**step, "below": "bounded"}], "the facts are not", **given)
    fails(kernel, [{**step, "above": "nowhere"}], "there is no fact", **given)
    halved = {**given, "high": ("<=", ("/", ("+", "y", 1), 2), ("/", "x", 2))}
    fails(kernel, [step], "the facts are not a <= b and b <= a", **halved)


def test_define(kernel) -> None:
    define = {"name": "c_is", "rule": "define", "variable": "c", "term": ("+", "x", "n")}
    use = kernel.combination("use", ("<=", "c", ("+", "y", "n")), {"c_is": 1, "order": 1})
    goal = ("<=", ("+", "x", "n"), ("+", "y", "n", ("sqrt", "z")))
    back = kernel.combination("back", goal, {"use": 1, "c_is": -1}, ("sqrt", "z"))
    reaches(kernel, [define, use, back], goal)
    fails(kernel, [define, {**define, "name": "again"}], "the variable c is declared twice")
    fails(kernel, [{**define, "variable": "x"}], "the variable x is declared twice")
    fails(kernel, [{**define, "term": "c"}], "the variable c is not declared")
    for variable in (1, ["c"], "exp", "c d", {}):
        fails(kernel, [{**define, "variable": variable}], "step c_is: ")
    for term in ("v", "i", "f"):
        fails(kernel, [{**define, "term": term}], "step c_is: ")


# -- steps -----------------------------------------------------------------------------------------


def test_rules_have_exactly_their_fields(kernel) -> None:
    total = {"name": "sums", "rule": "total", "fact": "everywhere"}
    fails(kernel, [{**total, "note": 1}], "the rule total needs exactly ['fact']")
    fails(kernel, [{"name": "sums", "rule": "total"}], "the rule total needs exactly ['fact']")
    fails(kernel, [{"name": "sums"}], "there is no rule")
    for rule in ("Total", "axiom", "trust", "", 1, ["total"], {"total": 1}):
        fails(kernel, [{**total, "rule": rule}], "there is no rule")
    fails(kernel, [{"rule": "total", "fact": "everywhere"}], "malformed (KeyError)")
    for steps in (1, "x", {}, {"name": total}, [[]], [1], [[total]]):
        kernel.rejects({**kernel.theorem(("<=", 0, 0)), "steps": steps}, because="the steps are not a list of objects")


def test_theorems_have_exactly_their_fields(kernel) -> None:
    theorem = kernel.theorem(("<=", 0, 0))
    for field in theorem:
        kernel.rejects(
            {name: value for name, value in theorem.items() if name != field}, because="a theorem needs exactly"
        )
    kernel.rejects({**theorem, "proved": 1}, because="a theorem needs exactly")
    kernel.rejects({**theorem, "conclusions": []}, because="there is no conclusion")
    for field in ("variables", "hypotheses", "conclusions"):
        for wrong in (1, "x", [1], ["x"], [[]], {"x": 1}):
            kernel.rejects({**theorem, field: wrong}, because="T: ")


def test_every_conclusion_is_checked(kernel) -> None:
    kernel.rejects(kernel.theorem(("<=", 0, 1), ("<=", 1, 0)), because="do not reach the conclusion ('<=', 1, 0)")
    kernel.rejects(kernel.theorem(("<=", 1, 0), ("<=", 0, 1)), because="do not reach the conclusion ('<=', 1, 0)")


def test_a_theorem_says_what_it_proves(kernel) -> None:
    theorem = kernel.theorem(("<=", "x", ("+", "y", 1)), variables="x y", given={"h": ("<=", "x", "y")}, id="a.b'",
                             steps=[kernel.combination("goal", ("<=", "x", ("+", "y", 1)), {"h": 1}, 1)])  # fmt: skip
    proved = kernel.accepts(theorem)
    assert proved.id == "a.b'"
    assert proved.variables == (("x", "real"), ("y", "real"))
    assert proved.hypotheses == (("h", ("<=", "x", "y")),)
    assert proved.conclusions == (("<=", "x", ("+", "y", 1)),)
    assert proved.formula(0) == ("all", proved.variables, (("<=", "x", "y"),), ("<=", "x", ("+", "y", 1)))
    assert len(proved.keys()) == 1


@pytest.mark.parametrize("axiom", AXIOMS)
def test_axioms_are_closed_and_well_formed(kernel, axiom: str) -> None:
    formula = AXIOMS[axiom]
    steps = []
    if formula[0] != "all":
        steps = [kernel.instantiate("axiom", axiom, {})]
        assert kernel.accepts(kernel.theorem(formula, steps=steps)).axioms == {axiom}
    else:
        proved = kernel.accepts(kernel.theorem(formula, given={"h": formula}))
        assert not proved.axioms
