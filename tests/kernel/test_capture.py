"""Attacks: values and bound names that capture each other. No certificate of a false statement gets through."""

from __future__ import annotations

from typing import Any

import pytest


def total(body: Any, index: str = "i") -> Any:
    return ("Sum", index, body)


def at(vector: Any, index: Any) -> Any:
    return ("at", vector, index)


# -- capture ---------------------------------------------------------------------------------------


def contradiction_from_ten_is_three(kernel, lemma: Any, values: Any) -> list[Any]:
    """``lemma`` at ``values`` would be 10 x = 3 x for a natural x; from there to 1 <= 0."""
    captured = ("=", ("*", 10, "x"), ("*", 3, "x"))
    steps = [
        kernel.fix("all", "x:natural", captured, kernel.instantiate("one", "Lemma", values)),
        kernel.instantiate("at_one", "all", {"x": 1}),
        kernel.combination("false", kernel.FALSE, {"at_one": ("/", 1, 7)}),
    ]
    return [lemma, kernel.theorem(kernel.FALSE, steps=steps)]


def test_a_renamed_index_is_not_taken_for_a_variable_of_that_name(kernel) -> None:
    """x is renamed to x' because y := x; x' := 5 must not reach it."""
    lemma = kernel.theorem(
        ("=", ("Series", "x", 2, ("*", "x", "y")), ("*", 3, "y")), variables="x':natural y:natural", id="Lemma"
    )
    kernel.rejects(
        *contradiction_from_ten_is_three(kernel, lemma, {"x'": 5, "y": "x"}), because="do not reach the conclusion"
    )


@pytest.mark.parametrize("index", ["x", "x'", "x''"])
def test_no_value_is_captured_by_an_index(kernel, index: str) -> None:
    """Sum_i v_i w_y = (Sum v) w_y at y := the index, c, v := a vector that mentions the index."""
    lemma = kernel.theorem(
        ("=", total(("*", at("v", index), at("w", "y")), index), ("*", total(at("v", "i")), at("w", "y"))),
        variables="x':coordinate y:coordinate v:vector w:vector",
        id="Lemma",
    )
    for values in (
        {"x'": "c", "y": index, "v": "v", "w": "w"},
        {"x'": index, "y": index, "v": ("vec", index, ("+", at("v", index), at("w", "c"))), "w": "w"},
        {"x'": "c", "y": index, "v": ("vec", "k", at("v", index)), "w": ("vec", "x", at("w", index))},
    ):
        false = ("=", total(("*", at("v", "k"), at("w", "k")), "k"), ("*", total(at("v", "k"), "k"), at("w", index)))
        steps = [kernel.instantiate("one", "Lemma", values)]
        theorem = kernel.theorem(false, variables=f"c:coordinate {index}:coordinate v:vector w:vector", steps=steps)
        kernel.rejects(lemma, theorem, because="do not reach the conclusion")


def test_no_value_is_captured_by_a_quantifier(kernel) -> None:
    """If f(x) <= y for all x, then f is bounded by y; at y := f(x) the premise is not evident."""
    bounded = ("all", [["x", "real"]], [], ("<=", ("f", "x"), "y"))
    lemma = kernel.theorem(bounded, variables="y f:real>real", given={"bounded": bounded}, id="Lemma")
    for value in ("x", ("f", "x"), ("+", "x", ("f", "x'"))):
        steps = [kernel.instantiate("one", "Lemma", {"y": value, "f": "f"})]
        kernel.rejects(
            lemma, kernel.theorem(kernel.FALSE, variables="x x' f:real>real", steps=steps), because="is not known"
        )


def test_no_function_value_is_captured(kernel) -> None:
    """The value of f mentions x, which the quantifier and the sum bind."""
    lemma = kernel.theorem(
        ("all", [["x", "real"]], [], ("=", ("f", "x"), ("f", "x"))), variables="f:real>real", id="Lemma"
    )
    steps = [
        kernel.instantiate("same", "Lemma", {"f": ("fun", ["y"], ("+", "x", "y"))}),
        kernel.instantiate("there", "same", {"x": 0}),
    ]
    captured = ("=", 0, "x")
    kernel.rejects(lemma, kernel.theorem(captured, variables="x", steps=steps))
    shifted = kernel.theorem(
        ("=", ("Series", "x", 2, ("f", "x")), ("+", ("f", 1), ("f", 2))), variables="f:natural>real", id="Lemma"
    )
    steps = [kernel.instantiate("one", "Lemma", {"f": ("fun", ["y"], ("*", "x", "y"))})]
    assert kernel.accepts(
        shifted, kernel.theorem(("=", ("*", "x", 3), ("*", 3, "x")), variables="x:natural", steps=steps)
    )
    kernel.rejects(shifted, kernel.theorem(("=", 5, ("*", 3, "x")), variables="x:natural", steps=steps))


R = "r:coordinate,coordinate,coordinate>real"


def bound_below(variable: str, *inside: str) -> Any:
    """For all values of the variable: sum_x r(x, ...) <= 1."""
    return ("all", [[variable, "coordinate"]], [], ("<=", ("Sum", "x", ("r", "x", *inside)), 1))


@pytest.mark.parametrize(
    ("given", "value", "true", "false"),
    [
        # y := x under the sum over x
        (bound_below("y", "y", "y"), {"y": "x"}, ("r", "k", "x", "x"), [("r", "k", "k", "k"), ("r", "x", "x", "x")]),
        # and x' is not free to be the new name
        (bound_below("y", "y", "x'"), {"y": "x"}, ("r", "k", "x", "x'"), [("r", "k", "x", "k"), ("r", "k", "k", "x'")]),
        # x := c does not reach the x of the sum
        (bound_below("x", "x", "x"), {"x": "c"}, ("r", "k", "k", "k"), [("r", "c", "c", "c"), ("r", "k", "c", "c")]),
    ],
    ids=["captured", "free", "shadowed"],
)
def test_values_under_a_sum(kernel, given: Any, value: Any, true: Any, false: list[Any]) -> None:
    steps = [kernel.instantiate("one", "all", value)]
    for body, accepted in ((true, True), *((one, False) for one in false)):
        conclusion = ("<=", ("Sum", "k", body), 1)
        theorem = kernel.theorem(
            conclusion, variables=f"x:coordinate x':coordinate c:coordinate {R}", given={"all": given}, steps=steps
        )
        if accepted:
            kernel.accepts(theorem)
        else:
            kernel.rejects(theorem, because="do not reach the conclusion")


F = "f:real,real,real>real"


def quantified(outer: str, *inside: Any, inner: str = "x") -> Any:
    """For all values of outer, for all values of inner: f(...) <= 1."""
    declared = [[name, "real"] for name in inner.split()]
    return ("all", [[outer, "real"]], [], ("all", declared, [], ("<=", ("f", *inside), 1)))


@pytest.mark.parametrize(
    ("given", "value", "true", "false"),
    [
        (quantified("y", "x", "y", "y"), {"y": "x"}, ("k", "x", "x"), ("k", "k", "k")),
        (quantified("y", "x", "y", "x'"), {"y": "x"}, ("k", "x", "x'"), ("k", "x", "k")),
        (quantified("x", "x", "x", "x"), {"x": "c"}, ("k", "k", "k"), ("k", "c", "c")),
        (quantified("y", "x", "x'", "y", inner="x x'"), {"y": "x"}, ("k", "l", "x"), ("k", "l", "k")),
        (quantified("y", "x", "x'", "y", inner="x x'"), {"y": ("+", "x", "x'")}, ("k", "l", ("+", "x", "x'")),
         ("k", "l", ("+", "k", "l"))),
    ],
    ids=["captured", "free", "shadowed", "taken by another", "renamed alike"],
)  # fmt: skip
def test_values_under_a_quantifier(kernel, given: Any, value: Any, true: Any, false: Any) -> None:
    steps = [kernel.instantiate("one", "all", value)]
    names = [[name, "real"] for name in "kl" if name in true]
    true, false = (("all", names, [], ("<=", ("f", *arguments), 1)) for arguments in (true, false))
    theorem = kernel.theorem(true, variables=f"x x' c {F}", given={"all": given}, steps=steps)
    kernel.accepts(theorem)
    kernel.rejects({**theorem, "conclusions": [false]}, because="do not reach the conclusion")


def test_the_hole_of_a_congruence_does_not_capture(kernel) -> None:
    """v_i = 0 for one i does not make the sum of v vanish."""
    step = {"name": "sums", "rule": "congruence", "fact": "zero", "hole": "hole", "term": total("hole")}
    kernel.rejects(
        kernel.theorem(
            ("=", total(at("v", "i")), 0), variables="v:vector i:coordinate", given={"zero": ("=", at("v", "i"), 0)},
            steps=[step],
        )
    )  # fmt: skip


# -- bound names in canonical texts ----------------------------------------------------------------

HIGH = ("g", total(total(total(at("v", "a"), "c"), "b"), "a"))


def raised_series(left: str, right: str) -> Any:
    """The last term of the series puts an index with three binders below two others."""
    inner = total(total(total(("*", ("q", left, right), ("r", "j", "n")), "n"), "m"), "l")
    return total(("Series", "j", ("+", ("*", 0, HIGH), 1), inner), "o")


def raised_vector(left: str, right: str) -> Any:
    inner = total(total(total(("*", ("q", left, right), ("s", "i")), "n"), "m"), "l")
    return ("f", ("vec", "o", at(("vec", "i", inner), HIGH)))


@pytest.mark.parametrize("other", "lmn")
@pytest.mark.parametrize(
    ("raised", "sorts"),
    [(raised_series, "g:real>natural r:natural,coordinate>real"), (raised_vector, "g:real>coordinate f:vector>real")],
)
def test_an_index_that_brings_binders_does_not_confuse_bound_names(kernel, raised, sorts: str, other: str) -> None:
    variables = f"v:vector q:coordinate,coordinate>real s:coordinate>real {sorts}"
    for second in (raised(other, other), raised(other, "o")):
        kernel.rejects(kernel.theorem(("=", raised("o", other), second), variables=variables))


@pytest.mark.parametrize(
    "name",
    ["#1", "?0", "1", "x+y", "1/(", "Sum(#1:1)", "x^1", "v[1]", "", " ", "'", "'x", "x y", "x\n", "é", "ⅷ", "x.y", "-1",
     "Sum", "Series", "Prod", "vec", "at", "dim", "fun", "exp", "log", "pow", "sqrt", "min", "max", "abs", "gamma", "+",
     "*", "/", "^"],
)  # fmt: skip
@pytest.mark.parametrize("sort", ["real", "real>real"])
def test_names_that_imitate_canonical_texts(kernel, name: str, sort: str) -> None:
    arguments, arrow, value = sort.partition(">")
    declaration = [name, [arguments], value] if arrow else [name, sort]
    for theorem in (
        {**kernel.theorem(("<=", 0, 0)), "variables": [declaration]},
        kernel.theorem(("all", [declaration], [], ("<=", 0, 0))),
    ):
        kernel.rejects(theorem)
    if not arrow:
        kernel.rejects(kernel.theorem(("<=", 0, total(1, name))))
