"""Attacks: false statements that would have to be evident, or follow from what is given. Every one must be rejected."""

from __future__ import annotations

from typing import Any

import pytest

V = "v:vector w:vector "


def total(body: Any, index: str = "i") -> Any:
    return ("Sum", index, body)


def at(vector: Any, index: Any) -> Any:
    return ("at", vector, index)


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
