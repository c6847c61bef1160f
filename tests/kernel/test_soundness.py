"""Attacks: certificates of false statements. Every one must be rejected."""

from __future__ import annotations

from typing import Any

import pytest

from amgt_theory.kernel.axioms import AXIOMS

V = "v:vector w:vector "


def total(body: Any, index: str = "i") -> Any:
    return ("Sum", index, body)


def at(vector: Any, index: Any) -> Any:
    return ("at", vector, index)


# -- statements that would have to be evident ------------------------------------------------------

ROW = ("f", ("vec", "j", ("q", "i", "j")))
COLUMN = ("f", ("vec", "j", ("q", "j", "i")))
PRODUCT, SERIES = ("Prod", "j", "k", ("f", "j")), ("Series", "j", "k", ("f", "j"))

# variables, what is given, a conclusion that does not follow
FALSE = {
    "nothing": ("", [], ("<=", 1, 0)),
    "strict": ("", [], ("<", 0, 0)),
    "x/x": ("x", [], ("=", ("/", "x", "x"), 1)),
    "sum/sum": ("x y", [], ("=", ("/", ("+", "x", "y"), ("+", "x", "y")), 1)),
    "nonnegative/itself": ("x", [("<=", 0, "x")], ("=", ("/", "x", "x"), 1)),
    "square/itself": ("x", [], ("=", ("/", ("^", "x", 2), ("^", "x", 2)), 1)),
    "dim/dim": ("", [], ("=", ("/", ("dim",), ("dim",)), 1)),
    "quotient of a sum": ("x y", [], ("=", ("/", 1, ("+", "x", "y")), ("+", ("/", 1, "x"), ("/", 1, "y")))),
    "1/0 is large": ("", [], ("<", 0, ("/", 1, 0))),
    "inverse of a nonnegative": ("x", [("<=", 0, "x")], ("<", 0, ("/", 1, "x"))),
    "power of 0": ("n:natural", [], ("=", ("^", 0, "n"), 0)),
    "power of an inverse": ("x n:natural", [], ("=", ("*", ("^", "x", "n"), ("^", ("/", 1, "x"), "n")), 1)),
    "odd power": ("x", [], ("<=", 0, ("^", "x", 3))),
    "symbolic power": ("x n:natural", [], ("<=", 0, ("^", "x", "n"))),
    "power of a nonnegative": ("x n:natural", [("<=", 0, "x")], ("<", 0, ("^", "x", "n"))),
    "even power": ("x", [], ("<", 0, ("^", "x", 2))),
    "power of a sum": ("x y n:natural", [],
                       ("=", ("^", ("+", "x", "y"), "n"), ("+", ("^", "x", "n"), ("^", "y", "n")))),
    "power of powers": ("x n:natural", [], ("=", ("^", ("^", "x", "n"), "n"), ("^", "x", ("*", 2, "n")))),
    "root of a square": ("x", [], ("=", ("sqrt", ("^", "x", 2)), "x")),
    "square of a root": ("x", [], ("=", ("^", ("sqrt", "x"), 2), "x")),
    "positive root": ("x", [], ("<", 0, ("sqrt", "x"))),
    "positive modulus": ("x", [], ("<", 0, ("abs", "x"))),
    "modulus": ("x", [], ("=", ("abs", "x"), "x")),
    "logarithm": ("x", [], ("=", ("exp", ("log", "x")), "x")),
    "logarithm of 1 unasked": ("", [], ("=", ("log", 1), 0)),
    "signed logarithm": ("x", [("<", 0, "x")], ("<=", 0, ("log", "x"))),
    "gamma": ("x", [], ("<=", 0, ("gamma", "x"))),
    "exp is additive": ("x y", [], ("=", ("exp", ("+", "x", "y")), ("+", ("exp", "x"), ("exp", "y")))),
    "minimum": ("x y", [("<=", 0, "x")], ("<=", 0, ("min", "x", "y"))),
    "strict minimum": ("x y", [("<", 0, "x"), ("<=", 0, "y")], ("<", 0, ("min", "x", "y"))),
    "maximum": ("x y", [], ("<=", 0, ("max", "x", "y"))),
    "strict maximum": ("x y", [("<=", 0, "x")], ("<", 0, ("max", "x", "y"))),
    "minimum is maximum": ("x y", [], ("=", ("min", "x", "y"), ("max", "x", "y"))),
    "natural is positive": ("n:natural", [], ("<", 0, "n")),
    "real is nonnegative": ("x", [], ("<=", 0, "x")),
    "dim is positive": ("", [], ("<", 0, ("dim",))),
    "dim is 1": (V, [], ("=", total(1), 1)),
    "sum of products": (V, [], ("=", total(("*", at("v", "i"), at("w", "i"))),
                                ("*", total(at("v", "i")), total(at("w", "i"))))),
    "sum of a positive": ("x", [("<", 0, "x")], ("<", 0, total("x"))),
    "sum of coordinates": (V, [], ("<=", 0, total(at("v", "i")))),
    "inner sum with the outer index": (V, [], ("=", total(total(("*", at("v", "i"), at("w", "j")), "j")),
                                               total(total(("*", at("v", "i"), at("w", "i")), "j")))),
    "shadowed index": (V, [], ("=", total(total(("*", at("v", "i"), at("w", "i")))),
                               ("*", total(at("v", "i")), total(at("w", "i"))))),
    "other vector": ("v:vector w:vector f:vector>real", [], ("=", ("f", "v"), ("f", "w"))),
    "other coordinate": ("v:vector i:coordinate j:coordinate", [], ("=", at("v", "i"), at("v", "j"))),
    "constant vector": ("v:vector f:vector>real j:coordinate", [],
                        ("=", ("f", "v"), ("f", ("vec", "i", at("v", "j"))))),
    "nested vectors": ("q:coordinate,coordinate>real f:vector>real", [],
                       ("=", ("f", ("vec", "i", ("f", ("vec", "j", ("q", "i", "j"))))),
                        ("f", ("vec", "i", ("f", ("vec", "j", ("q", "j", "i"))))))),
    "empty series": ("f:natural>real n:natural", [], ("=", ("Series", "j", "n", ("f", "j")), 0)),
    "series of 1": ("n:natural", [], ("=", ("Series", "j", "n", 1), ("+", "n", 1))),
    "series shifted": ("f:natural>real n:natural", [],
                       ("=", ("Series", "j", ("+", "n", 1), ("f", "j")),
                        ("+", ("Series", "j", "n", ("f", "j")), ("f", "n")))),
    "product shifted": ("f:natural>real n:natural", [],
                        ("=", ("Prod", "j", ("+", "n", 1), ("f", "j")),
                         ("*", ("Prod", "j", "n", ("f", "j")), ("f", "n")))),
    "product of a constant": ("x n:natural", [], ("=", ("Prod", "j", "n", "x"), "x")),
    "product is series": ("f:natural>real n:natural", [],
                          ("=", ("Prod", "j", "n", ("f", "j")), ("Series", "j", "n", ("f", "j")))),
    "range in the body": ("n:natural m:natural", [],
                          ("=", ("Series", "j", "n", ("*", "j", "n")), ("*", "m", ("Series", "j", "n", "j")))),
    "converse": ("x y", [("<=", "x", "y")], ("<=", "y", "x")),
    "stricter": ("x y", [("<=", "x", "y")], ("<", "x", "y")),
    "equation from an inequality": ("x y", [("<=", "x", "y")], ("=", "x", "y")),
    "scaled by a negative": ("x", [("<=", "x", 1)], ("<=", ("*", -1, "x"), -1)),
    "square root of an order": ("x", [("<=", ("^", "x", 2), 1)], ("<=", "x", 1)),
    "of all reals from all naturals": ("f:real>real", [("all", [["n", "natural"]], [], ("<=", ("f", "n"), 0))],
                                       ("all", [["x", "real"]], [], ("<=", ("f", "x"), 0))),
    "premise dropped": ("f:real>real", [("all", [["x", "real"]], [("<=", 0, "x")], ("<=", ("f", "x"), 0))],
                        ("all", [["x", "real"]], [], ("<=", ("f", "x"), 0))),
    "premise weakened": ("f:real>real", [("all", [["x", "real"]], [("<", 0, "x")], ("<=", ("f", "x"), 0))],
                         ("all", [["x", "real"]], [("<=", 0, "x")], ("<=", ("f", "x"), 0))),
    "premise and conclusion": ("x y", [("all", [], [("<=", "x", 0)], ("<=", "y", 0))],
                               ("all", [], [("<=", "y", 0)], ("<=", "x", 0))),
    "quantifier moved": ("f:real>real y",
                         [("all", [], [("all", [["x", "real"]], [], ("<=", ("f", "x"), 0))], ("<=", "y", 0))],
                         ("all", [["x", "real"]], [("<=", ("f", "x"), 0)], ("<=", "y", 0))),
    "arguments swapped": ("f:real,real>real",
                          [("all", [["x", "real"], ["y", "real"]], [], ("<=", ("f", "x", "y"), "x"))],
                          ("all", [["x", "real"], ["y", "real"]], [], ("<=", ("f", "y", "x"), "x"))),
    "bound for free": ("f:real>real x", [("<=", ("f", "x"), 0)], ("all", [["x", "real"]], [], ("<=", ("f", "x"), 0))),
    "inner for outer": ("f:real,real>real",
                        [("all", [["x", "real"]], [], ("all", [["y", "real"]], [], ("<=", ("f", "x", "y"), 0)))],
                        ("all", [["x", "real"]], [], ("all", [["y", "real"]], [], ("<=", ("f", "x", "y"), "y")))),
    "diagonal": ("f:real,real>real", [("all", [["x", "real"]], [], ("<=", ("f", "x", "x"), 0))],
                 ("all", [["x", "real"], ["y", "real"]], [], ("<=", ("f", "x", "y"), 0))),
    "quantified twice": ("f:real,real>real",
                        [("all", [["x", "real"]], [], ("all", [["y", "real"]], [], ("<=", ("f", "x", "y"), "x")))],
                        ("all", [["x", "real"]], [], ("all", [["y", "real"]], [], ("<=", ("f", "x", "y"), "y")))),
    "another range": ("n:natural m:natural f:natural>real", [],
                      ("=", ("Series", "j", "n", ("f", "j")), ("Series", "j", "m", ("f", "j")))),
    "another product": ("n:natural m:natural f:natural>real", [],
                        ("=", ("Prod", "j", "n", ("f", "j")), ("Prod", "j", "m", ("f", "j")))),
    "index inside a vector": ("q:coordinate,coordinate>real f:vector>real", [],
                              ("=", ("*", ("dim",), total(("*", ROW, COLUMN))), ("*", total(ROW), total(COLUMN)))),
    "index in a range": ("n:natural f:natural>real", [],
                         ("=", ("*", "n", ("Series", "k", "n", ("*", PRODUCT, SERIES))),
                          ("*", ("Series", "k", "n", PRODUCT), ("Series", "k", "n", SERIES)))),
    "inverse of a function": ("x", [], ("=", ("/", 1, ("exp", "x")), "x")),
    "power of 0 again": ("n:natural", [], ("=", ("^", 0, "n"), 1)),
    "a declared inv is no inverse": ("x inv:real>real", [("<", 0, "x")], ("<", 0, ("inv", "x"))),
    "a declared inv does not cancel": ("x inv:real>real", [("<", 0, "x")], ("=", ("*", "x", ("inv", "x")), 1)),
    "a declared variable is a function": ("x variable:real>real", [("<", 0, "x")], ("<", 0, ("variable", "x"))),
    "a declared function is a function": ("x function:real>real", [("<", 0, "x")], ("<", 0, ("function", "x"))),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_false_statements_are_not_evident(kernel, name: str) -> None:
    variables, given, conclusion = FALSE[name]
    hypotheses = {f"h{number}": formula for number, formula in enumerate(given)}
    kernel.rejects(
        kernel.theorem(conclusion, variables=variables, given=hypotheses), because="do not reach the conclusion"
    )


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
        theorem = kernel.theorem(false, variables=f"c:coordinate {index}:coordinate {V}", steps=steps)
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


# -- sorts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "term",
    [
        ("^", "x", "y"), ("^", "x", -1), ("^", "x", ("+", "n", -1)), ("^", "x", ("/", 1, 2)),
        ("^", "x", ("*", -1, "n")), ("^", "x", "i"), ("^", "x", ("sqrt", 4)),
        ("^", "x", ("Series", "j", "n", 1)), ("^", "x"), ("^", "x", 2, 2),
        ("Series", "j", -1, "j"), ("Series", "j", "x", "j"), ("Series", "j", "j", "j"), ("Series", "j", 1),
        ("Prod", "j", ("+", "n", -1), "j"), ("Prod", "j", "i", 1), ("Sum", "j", "j"), ("Sum", "j"), ("Sum", 1, 1),
        ("Sum", ["j"], 1), ("Sum", "j", "v"), "i", "v", "f", "undeclared", ("+", "i", 1), ("*", "v", 2), ("/", "x"),
        ("at", "v", "n"), ("at", "v", 1), ("at", "x", "i"), ("at", "v"), ("at", "v", "v"), ("vec", "i", "x"),
        ("vec", "i"), ("f", "v"), ("f", "i"), ("f",), ("f", "x", "x"), ("g", "x"), ("g", -1), ("g", ("/", 4, 2)),
        ("F", "x"), ("x", 1), ("undeclared", 1), ("exp",), ("exp", 1, 2), ("exp", "v"), ("min", 1), ("dim", 1), "dim",
        ("fun", ["y"], "y"),
        ("<=", 0, 1), ("all", [], [], 1), (), (1, 2), (("+",), 1), {}, {"+": 1}, [[]],
    ],
    ids=str,
)  # fmt: skip
def test_ill_sorted_terms(kernel, term: Any) -> None:
    variables = "x y n:natural i:coordinate v:vector f:real>real g:natural>real F:vector>real"
    for conclusion in (("<=", 0, ("+", 0, term)), ("<=", term, term)):
        kernel.rejects(kernel.theorem(conclusion, variables=variables))


@pytest.mark.parametrize(
    "declaration",
    [["x"], "x", ["x", "complex"], ["x", ["real"]], ["x", [], "real"], ["x", ["real"], ["real"]], ["x", "real", "real"],
     ["x", ["complex"], "real"], ["x", ["real"], "complex"], [["x"], "real"], [1, "real"], {}, {"x": "real"},
     ["x", [["real"]], "real"], ["x", ["real"], "natural"], ["x", ["vector"], "coordinate"], ["x", {}]],
    ids=str,
)  # fmt: skip
def test_ill_formed_declarations(kernel, declaration: Any) -> None:
    kernel.rejects({**kernel.theorem(("<=", 0, 0)), "variables": [declaration]})


@pytest.mark.parametrize(
    "formula",
    [1, "x", [], ["<="], ["<=", 0], ["<=", 0, 0, 0], [">=", 1, 0], ["and", ["<=", 0, 0]], ["all", [], ["<=", 0, 0]],
     ["all", "x", [], ["<=", 0, 0]], ["all", [["x", "real"]], {}, ["<=", 0, 0]], ["all", [], [[]], ["<=", 0, 0]],
     ["all", [["x", "real"], ["x", "real"]], [], ["<=", 0, 0]], ["all", [], [], 1], [["<="], 0, 0], {"<=": [0, 0]},
     ["<=", 0, "undeclared"]],
    ids=str,
)  # fmt: skip
def test_ill_formed_formulas(kernel, formula: Any) -> None:
    kernel.rejects(kernel.theorem(formula))
    kernel.rejects(kernel.theorem(("<=", 0, 0), given={"h": formula}))


@pytest.mark.parametrize("declaration", [["x"], "x", 1, [], {}, ["x", [], [], []]], ids=repr)
def test_what_is_no_declaration_is_called_so(kernel, declaration: Any) -> None:
    kernel.rejects({**kernel.theorem(("<=", 0, 0)), "variables": [declaration]}, because="is not a declaration")


@pytest.mark.parametrize("formula", [1, "x", "", [], {}, {"<=": 1}], ids=repr)
def test_what_is_no_formula_is_called_so(kernel, formula: Any) -> None:
    kernel.rejects(kernel.theorem(formula), because="is not a formula")


# -- nothing leaves its block ----------------------------------------------------------------------


def test_a_block_keeps_its_facts_and_variables(kernel) -> None:
    assumed = kernel.fix("block", "x", ("<=", 1, 0), false=("<=", 1, 0))
    for conclusion in (("<=", 1, 0), ("all", [["x", "real"]], [], ("<=", 1, 0)), ("<=", "x", 0)):
        kernel.rejects(kernel.theorem(conclusion, steps=[assumed]))
    use = kernel.combination("use", kernel.FALSE, {"false": 1})
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[assumed, use]), because="there is no fact 'false'")


def test_a_definition_stays_in_its_block(kernel) -> None:
    define = {"name": "c_is", "rule": "define", "variable": "c", "term": "n"}
    block = kernel.fix("block", "n:natural", ("=", "c", "n"), define)
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[block]), because="the variable c is not declared")
    block = kernel.fix("block", "n:natural", ("<=", 0, "c"), define)
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[block, define]))
    one = {**define, "term": 1}
    cases = {"name": "c", "rule": "cases", "on": [0, 1], "le": [one], "gt": [], "conclusion": ("=", "c", 1)}
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[cases]), because="the variable c is not declared")


def test_a_conclusion_cannot_mention_what_the_proof_defines(kernel) -> None:
    define = {"name": "c_is", "rule": "define", "variable": "c", "term": 1}
    kernel.rejects(kernel.theorem(("<=", 1, "c"), steps=[define]), because="the variable c is not declared")


@pytest.mark.parametrize("name", ["x", "n", "f", "i"])
def test_no_variable_is_declared_twice(kernel, name: str) -> None:
    variables = "x n:natural f:real>real i:coordinate"
    for step in (
        {"name": "d", "rule": "define", "variable": name, "term": 1},
        kernel.fix("d", name, ("<=", 0, 0)),
        {"name": "d", "rule": "induction", "variable": name, "conclusions": [], "base": [], "step": []},
        {"name": "d", "rule": "congruence", "fact": "same", "hole": name, "term": name},
    ):
        theorem = kernel.theorem(("<=", 0, 0), variables=variables, given={"same": ("=", 1, 1)}, steps=[step])
        kernel.rejects(theorem, because="declared twice")


def test_a_definition_is_of_a_number(kernel) -> None:
    for term in ("v", "i", "f", ("vec", "j", 1)):
        step = {"name": "d", "rule": "define", "variable": "c", "term": term}
        kernel.rejects(kernel.theorem(("<=", 0, 0), variables="v:vector i:coordinate f:real>real", steps=[step]))


def test_a_definition_does_not_define_itself(kernel) -> None:
    step = {"name": "d", "rule": "define", "variable": "c", "term": ("+", "c", 1)}
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=[step]), because="the variable c is not declared")


def test_premises_used_to_see_that_a_quantified_formula_is_evident_are_forgotten(kernel) -> None:
    absurd = ("all", [["x", "real"]], [("<=", 1, 0)], ("<=", 1, 0))
    lemma = kernel.theorem(("<=", 0, 0), given={"absurd": absurd}, id="Lemma")
    kernel.rejects(lemma, kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "Lemma", {})]))


# -- citing ----------------------------------------------------------------------------------------


def test_a_theorem_cannot_cite_itself_or_a_later_one(kernel) -> None:
    steps = [kernel.instantiate("one", "T", {})]
    kernel.rejects(kernel.theorem(kernel.FALSE, steps=steps), because="there is no fact, axiom or theorem 'T'")
    first = kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "Later", {})], id="First")
    later = kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "First", {})], id="Later")
    kernel.rejects(first, later)


def test_a_cited_theorem_needs_its_hypotheses(kernel) -> None:
    lemma = kernel.theorem(kernel.FALSE, given={"h": ("<=", 1, 0)}, id="Lemma")
    theorem = kernel.theorem(kernel.FALSE, steps=[kernel.instantiate("one", "Lemma", {})])
    kernel.rejects(lemma, theorem, because="is not known")


@pytest.mark.parametrize("number", [-1, 2, 10**30, "0", [0], {}])
def test_the_number_of_a_cited_conclusion(kernel, number: Any) -> None:
    lemma = kernel.theorem(("<=", 0, 0), ("<=", 0, 1), id="Lemma")
    step = kernel.instantiate("one", "Lemma", {}, conclusion=number)
    kernel.rejects(lemma, kernel.theorem(("<=", 0, 0), steps=[step]), because="has no conclusion")


NOT_IDS = [*AXIOMS, "Lemma", "", "a b", "a\nb", "a..b", ".a", "1", "é", "<b>", 1, [], {}]


@pytest.mark.parametrize("id", NOT_IDS, ids=repr)
def test_ids(kernel, id: Any) -> None:
    kernel.rejects(kernel.theorem(("<=", 0, 0), id="Lemma"), kernel.theorem(("<=", 0, 0), id=id))


def test_a_hypothesis_named_like_an_axiom_or_a_theorem_is_only_a_hypothesis(kernel) -> None:
    lemma = kernel.theorem(("<=", 0, 0), id="Lemma")
    for name in ("exp_bound", "Lemma", "T"):
        steps = [kernel.instantiate("one", name, {})]
        proved = kernel.accepts(lemma, kernel.theorem(kernel.FALSE, given={name: kernel.FALSE}, steps=steps))
        assert proved.hypotheses == ((name, kernel.FALSE),)
        assert not proved.axioms | proved.lemmas
        kernel.rejects(lemma, kernel.theorem(kernel.FALSE, given={name: ("<=", 1, 1)}, steps=steps))


def test_what_a_lemma_rests_on_is_counted(kernel) -> None:
    bound = ("<=", ("+", 1, "x"), ("exp", "x"))
    first = kernel.theorem(bound, variables="x", steps=[kernel.instantiate("one", "exp_bound", {"a": "x"})], id="First")
    second = kernel.theorem(bound, variables="x", steps=[kernel.instantiate("one", "First", {"x": "x"})], id="Second")
    third = kernel.theorem(bound, variables="x", steps=[kernel.instantiate("one", "Second", {"x": "x"})])
    proved = kernel.accepts(first, second, third)
    assert (proved.axioms, proved.lemmas) == ({"exp_bound"}, {"First", "Second"})


def test_names_of_facts_are_used_once(kernel) -> None:
    first = kernel.combination("one", ("<=", 0, 1), {}, 1)
    kernel.rejects(kernel.theorem(("<=", 0, 1), steps=[first, first]), because="named twice")
    kernel.rejects(kernel.theorem(("<=", 0, 1), given={"one": ("<=", 0, 0)}, steps=[first]), because="named twice")
    theorem = {**kernel.theorem(kernel.FALSE), "hypotheses": [["h", ("<=", 0, 1)], ["h", ("<=", 1, 0)]]}
    kernel.rejects(theorem, because="named twice")


@pytest.mark.parametrize("name", ["", " ", "a b", "a.", "1", "#1", 1, [], {}, ["h"]], ids=repr)
def test_names_of_facts(kernel, name: Any) -> None:
    kernel.rejects({**kernel.theorem(("<=", 0, 0)), "hypotheses": [[name, ("<=", 0, 0)]]}, because="name")
    kernel.rejects(kernel.theorem(("<=", 0, 0), steps=[kernel.combination(name, ("<=", 0, 0))]), because="name")
