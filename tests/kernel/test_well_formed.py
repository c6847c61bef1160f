"""Attacks: terms, declarations and formulas that make no sense. Every one must be rejected."""

from __future__ import annotations

from typing import Any

import pytest


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
