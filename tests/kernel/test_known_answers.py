"""Statements from textbooks, with proofs as short as the rules allow: the kernel accepts what is true."""

from __future__ import annotations

from typing import Any

import pytest

# statements that need no steps at all: polynomial identities, sums, and signs
EVIDENT: dict[str, tuple[str, list[Any], Any]] = {
    "binomial": ("x y", [], ("=", ("^", ("+", "x", "y"), 2), ("+", ("^", "x", 2), ("*", 2, "x", "y"), ("^", "y", 2)))),
    "Brahmagupta": ("a b c d", [], (
        "=", ("*", ("+", ("^", "a", 2), ("^", "b", 2)), ("+", ("^", "c", 2), ("^", "d", 2))),
        ("+", ("^", ("+", ("*", "a", "c"), ("*", -1, "b", "d")), 2), ("^", ("+", ("*", "a", "d"), ("*", "b", "c")), 2)),
    )),
    "inverse of an inverse": ("x", [], ("=", ("/", 1, ("/", 1, "x")), "x")),
    "inverse of a product": ("x y", [], ("=", ("/", 1, ("*", "x", "y")), ("*", ("/", 1, "x"), ("/", 1, "y")))),
    "1/0 is 0": ("", [], ("=", ("/", 1, 0), 0)),
    "1^n is 1": ("n:natural", [], ("=", ("^", 1, "n"), 1)),
    "0^0 is 1": ("", [], ("=", ("^", 0, 0), 1)),
    "cancelling": ("x y", [("<", 0, "x")], ("=", ("/", ("*", "x", "y"), "x"), "y")),
    "cancelling a negative": ("x", [("<", "x", 0)], ("=", ("/", "x", "x"), 1)),
    "telescoped fraction": ("n:natural", [], (
        "=", ("+", ("/", 1, ("+", "n", 1)), ("*", -1, ("/", 1, ("+", "n", 2)))),
        ("/", 1, ("*", ("+", "n", 1), ("+", "n", 2))),
    )),
    "powers": ("x m:natural n:natural", [],
               ("=", ("*", ("^", "x", "m"), ("^", "x", "n")), ("^", "x", ("+", "m", "n")))),
    "sum is linear": ("a v:vector w:vector", [], (
        "=", ("Sum", "i", ("+", ("*", "a", ("at", "v", "i")), ("at", "w", "i"))),
        ("+", ("*", "a", ("Sum", "j", ("at", "v", "j"))), ("Sum", "k", ("at", "w", "k"))),
    )),
    "sum of 1": ("", [], ("=", ("Sum", "i", 1), ("dim",))),
    "factorial": ("n:natural", [], (
        "=", ("Prod", "j", ("+", "n", 1), "j"), ("*", ("+", "n", 1), ("Prod", "j", "n", "j")),
    )),
    "five factorial": ("", [], ("=", ("Prod", "j", 5, "j"), 120)),
    "squares up to ten": ("", [], ("=", ("Series", "j", 10, ("^", "j", 2)), 385)),
    "norm": ("v:vector", [], ("<=", 0, ("Sum", "i", ("^", ("at", "v", "i"), 2)))),
    "bound names": ("", [("all", [["x", "real"]], [("<=", 0, "x")], ("<=", 0, ("^", "x", 3)))],
                    ("all", [["y", "real"]], [("<=", 0, ("*", 2, "y"))], ("<=", 0, ("^", "y", 3)))),
}  # fmt: skip


@pytest.mark.parametrize("name", EVIDENT)
def test_evident(kernel, name: str) -> None:
    variables, given, conclusion = EVIDENT[name]
    kernel.accepts(kernel.theorem(conclusion, variables=variables, given={f"h{n}": one for n, one in enumerate(given)}))


def test_arithmetic_and_geometric_mean(kernel) -> None:
    goal = ("<=", ("*", "x", "y"), ("^", ("/", ("+", "x", "y"), 2), 2))
    square = ("/", ("^", ("+", "x", ("*", -1, "y")), 2), 4)
    kernel.accepts(kernel.theorem(goal, variables="x y", steps=[kernel.combination("goal", goal, {}, square)]))


def test_cauchy_schwarz(kernel) -> None:
    """With A = |v|^2 > 0, B = |w|^2 and C = <v, w>: A (AB - C^2) = sum of (A w_i - C v_i)^2."""
    v, w = ("at", "v", "i"), ("at", "w", "i")
    norm, other, inner = ("Sum", "i", ("^", v, 2)), ("Sum", "i", ("^", w, 2)), ("Sum", "i", ("*", v, w))
    goal = ("<=", ("^", inner, 2), ("*", norm, other))
    square = ("^", ("+", ("*", "A", w), ("*", -1, "C", v)), 2)
    steps = [
        {"name": "A_is", "rule": "define", "variable": "A", "term": norm},
        {"name": "C_is", "rule": "define", "variable": "C", "term": inner},
        kernel.combination("positive", ("<", 0, "A"), {"nonzero": 1, "A_is": -1}),
        kernel.fix("squares", "i:coordinate", ("<=", 0, square),
                   kernel.combination("here", ("<=", 0, square), {}, square)),
        {"name": "sum", "rule": "total", "fact": "squares"},
        kernel.combination(
            "short", ("<=", ("^", "C", 2), ("*", "A", other)),
            {"sum": 1, "A_is": ("*", -1, ("^", "C", 2)), "C_is": ("*", 2, "A", "C")}, multiplier="A",
        ),
        kernel.combination("goal", goal, {"short": 1, "A_is": other, "C_is": ("*", -1, ("+", inner, "C"))}),
    ]  # fmt: skip
    theorem = kernel.theorem(goal, variables="v:vector w:vector", given={"nonzero": ("<", 0, norm)}, steps=steps)
    kernel.accepts(theorem)
    kernel.rejects({**theorem, "conclusions": [("<", *goal[1:])]}, because="do not reach")
    kernel.rejects({**theorem, "hypotheses": [["nonzero", ("<=", 0, norm)]]}, because="no strict fact")


def by_induction(kernel, variable: str, claim: Any, *steps: Any) -> dict[str, Any]:
    fields = {"variable": variable, "conclusions": [["claim", claim]], "base": [], "step": steps}
    return {"name": "by_induction", "rule": "induction", **fields}


@pytest.mark.parametrize(
    ("summand", "closed"),
    [
        ("j", ("/", ("*", "n", ("+", "n", 1)), 2)),
        (("^", "j", 3), ("^", ("/", ("*", "n", ("+", "n", 1)), 2), 2)),
        (("/", 1, ("*", "j", ("+", "j", 1))), ("/", "n", ("+", "n", 1))),
        (("^", 2, "j"), ("*", 2, ("+", ("^", 2, "n"), -1))),
    ],
    ids=["Gauss", "cubes", "telescope", "geometric"],
)
def test_sums_in_closed_form(kernel, summand: Any, closed: Any) -> None:
    claim = ("=", ("Series", "j", "n", summand), closed)
    following = ("=", ("Series", "j", ("+", "n", 1), summand), shifted(closed))
    step = kernel.combination("next", following, {"claim": 1})
    theorem = kernel.theorem(("all", [["n", "natural"]], [], claim), steps=[by_induction(kernel, "n", claim, step)])
    kernel.accepts(theorem)
    wrong = ("=", claim[1], ("+", closed, "n"))
    kernel.rejects(
        kernel.theorem(("all", [["n", "natural"]], [], wrong), steps=[by_induction(kernel, "n", wrong, step)])
    )


def shifted(term: Any) -> Any:
    if isinstance(term, tuple):
        return (term[0], *map(shifted, term[1:]))
    return ("+", "n", 1) if term == "n" else term


def test_bernoulli(kernel) -> None:
    claim = ("<=", ("+", 1, ("*", "n", "x")), ("^", ("+", 1, "x"), "n"))
    step = kernel.combination("next", shifted(claim), {"claim": ("+", 1, "x")}, ("*", "n", ("^", "x", 2)))
    theorem = kernel.theorem(
        ("all", [["n", "natural"]], [], claim), variables="x", given={"x_above": ("<=", 0, ("+", 1, "x"))},
        steps=[by_induction(kernel, "n", claim, step)],
    )  # fmt: skip
    kernel.accepts(theorem)
    kernel.rejects({**theorem, "hypotheses": [["x_above", ("<=", -3, "x")]]}, because="is not known to be nonnegative")


def test_triangle_inequality(kernel) -> None:
    """x y <= |x| |y|, so |x+y|^2 <= (|x|+|y|)^2."""
    modulus, moduli = ("abs", ("+", "x", "y")), ("+", ("abs", "x"), ("abs", "y"))
    product, of_moduli = ("*", "x", "y"), ("*", ("abs", "x"), ("abs", "y"))
    below, goal = ("<=", product, of_moduli), ("<=", modulus, moduli)
    steps = [
        *(kernel.instantiate(f"square_{one}", "abs_square", {"a": one}) for one in "xy"),
        kernel.instantiate("square_sum", "abs_square", {"a": ("+", "x", "y")}),
        {
            "name": "products", "rule": "cases", "on": [product, 0], "conclusion": below,
            "le": [kernel.combination("left", below, {"products": 1}, of_moduli)],
            "gt": [kernel.combination(
                "right", below, {"square_x": ("*", -1, ("^", "y", 2)), "square_y": ("*", -1, ("^", ("abs", "x"), 2))},
                multiplier=("+", of_moduli, product),
            )],
        },
        {
            "name": "larger", "rule": "cases", "on": [modulus, moduli], "conclusion": goal, "le": [],
            "gt": [
                kernel.combination("positive", ("<", 0, ("+", modulus, moduli)), {"larger": 1}, ("*", 2, moduli)),
                kernel.combination(
                    "goal", goal, {"products": 2, "square_sum": 1, "square_x": -1, "square_y": -1},
                    multiplier=("+", modulus, moduli),
                ),
            ],
        },
    ]  # fmt: skip
    kernel.accepts(kernel.theorem(goal, variables="x y", steps=steps))
    kernel.rejects(kernel.theorem(("<=", moduli, modulus), variables="x y", steps=steps))


def test_a_square_root(kernel) -> None:
    goal = ("<=", ("sqrt", "x"), ("/", ("+", 1, "x"), 2))
    steps = [
        kernel.instantiate("root", "sqrt_square", {"a": "x"}),
        kernel.combination("goal", goal, {"root": ("/", 1, 2)}, ("/", ("^", ("+", ("sqrt", "x"), -1), 2), 2)),
    ]
    theorem = kernel.theorem(goal, variables="x", given={"nonnegative": ("<=", 0, "x")}, steps=steps)
    assert kernel.accepts(theorem).axioms == {"sqrt_square"}
    kernel.rejects({**theorem, "hypotheses": []}, because="the hypothesis ('<=', 0, 'x') is not known")


def test_logarithm_of_a_product(kernel) -> None:
    logs = ("+", ("log", "x"), ("log", "y"))
    steps = [
        kernel.instantiate("x_back", "exp_log", {"a": "x"}),
        kernel.instantiate("y_back", "exp_log", {"a": "y"}),
        kernel.instantiate("product", "exp_add", {"a": ("log", "x"), "b": ("log", "y")}),
        kernel.combination("same", ("=", ("exp", logs), ("*", "x", "y")),
                           {"product": 1, "x_back": ("exp", ("log", "y")), "y_back": "x"}),
        {"name": "logs", "rule": "congruence", "fact": "same", "hole": "h", "term": ("log", "h")},
        kernel.instantiate("back", "log_exp", {"a": logs}),
        kernel.combination("goal", ("=", ("log", ("*", "x", "y")), logs), {"back": 1, "logs": -1}),
    ]  # fmt: skip
    theorem = kernel.theorem(
        ("=", ("log", ("*", "x", "y")), logs),
        variables="x y",
        given={"x": ("<", 0, "x"), "y": ("<", 0, "y")},
        steps=steps,
    )
    assert kernel.accepts(theorem).axioms == {"exp_log", "exp_add", "log_exp"}
    kernel.rejects({**theorem, "hypotheses": [["x", ("<", 0, "x")]]}, because="is not known")


def test_what_is_below_every_fraction_is_not_positive(kernel) -> None:
    given = {"small": ("all", [["n", "natural"]], [], ("<=", "x", ("/", 1, ("+", "n", 1))))}
    steps = [
        kernel.fix(
            "scaled", "n:natural", ("<=", ("*", "n", "x"), ("+", 1, ("*", -1, "x"))),
            kernel.instantiate("here", "small", {"n": "n"}),
            kernel.combination("scaled", ("<=", ("*", "n", "x"), ("+", 1, ("*", -1, "x"))), {"here": ("+", "n", 1)}),
        ),
        kernel.instantiate("goal", "archimedes", {"a": "x", "b": ("+", 1, ("*", -1, "x"))}),
    ]  # fmt: skip
    theorem = kernel.theorem(("<=", "x", 0), variables="x", given=given, steps=steps)
    assert kernel.accepts(theorem).axioms == {"archimedes"}
    kernel.rejects({**theorem, "conclusions": [("<", "x", 0)]}, because="do not reach")


def test_gamma_of_five_is_four_factorial(kernel) -> None:
    steps: list[Any] = [kernel.instantiate("gamma_1", "gamma_one", {})]
    for n in range(1, 5):
        steps.append(kernel.instantiate(f"step_{n}", "gamma_recurrence", {"a": n}))
        value = [1, 1, 2, 6, 24][n]
        goal = ("=", ("gamma", n + 1), value)
        steps.append(kernel.combination(f"gamma_{n + 1}", goal, {f"step_{n}": 1, f"gamma_{n}": n}))
    assert kernel.accepts(kernel.theorem(("=", ("gamma", 5), 24), steps=steps)).axioms == {
        "gamma_one",
        "gamma_recurrence",
    }
    kernel.rejects(kernel.theorem(("=", ("gamma", 5), 120), steps=steps))
    zero = [kernel.instantiate("zero", "gamma_recurrence", {"a": 0})]
    kernel.rejects(kernel.theorem(("=", ("gamma", 1), 0), steps=zero), because="is not known")


def test_minimum_and_maximum(kernel) -> None:
    """min(x, y) + max(x, y) = x + y, from min <= both <= max in the two cases."""
    goal = ("=", ("+", ("min", "x", "y"), ("max", "x", "y")), ("+", "x", "y"))

    def one_case(less: str, more: str) -> list[Any]:
        low, high = ("min", "x", "y"), ("max", "x", "y")
        return [
            kernel.instantiate("low", "min_left", {"a": less, "b": more}),
            kernel.instantiate("high", "max_left", {"a": more, "b": less}),
            kernel.combination("less", ("<=", less, more), {"goal": 1}),
            kernel.instantiate("least", "min_greatest", {"a": less, "b": more, "c": less}),
            kernel.instantiate("most", "max_least", {"a": more, "b": less, "c": more}),
            {"name": "is_low", "rule": "antisymmetry", "below": "low", "above": "least"},
            {"name": "is_high", "rule": "antisymmetry", "below": "most", "above": "high"},
            kernel.combination("sum", ("=", ("+", low, high), ("+", "x", "y")), {"is_low": 1, "is_high": 1}),
        ]

    cases = {"name": "goal", "rule": "cases", "on": ["x", "y"], "conclusion": goal}
    step = {**cases, "le": one_case("x", "y"), "gt": one_case("y", "x")}
    kernel.accepts(kernel.theorem(goal, variables="x y", steps=[step]))
    kernel.rejects(kernel.theorem(goal, variables="x y", steps=[{**step, "gt": one_case("x", "y")}]))
