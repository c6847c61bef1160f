"""Displays that fit the page: formulas broken at their relation and their terms, or set smaller."""

from __future__ import annotations

import re

from sympy.core.relational import Relational

from amgt_theory.latex._printer import RELATIONS, relation, terms

LINE = 84  # glyphs of average width on a line of the document's text
SIZES = (("", 1.0), (r"\small", 0.92), (r"\footnotesize", 0.82), (r"\scriptsize", 0.74), (r"\tiny", 0.6))
TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[{}^_]|\s+|.")
WIDE = {
    r"\,": 0.3,
    r"\sum": 2.5,
    r"\prod": 2.5,
    r"\le": 3,
    r"\min": 3.5,
    r"\max": 3.5,
    r"\log": 3,
    r"\exp": 3.5,
    r"\nabla": 1.6,
}
NARROW = {r"\left", r"\right", r"\mathit", r"\mathrm", r"\displaystyle"}


def display(formula: Relational, depth: int = 0) -> str:
    """A relation as displayed mathematics, ``depth`` lists deep."""
    line = LINE - 5 * depth
    whole = relation(formula)
    if width(whole) <= line:
        return f"\\[\n{whole}\n\\]"
    rows = _packed(terms(formula.lhs), line)
    after = _packed(terms(formula.rhs), line - 4)
    after[0] = f"{RELATIONS[formula.func]} {after[0]}"
    if len(rows) == 1 and width(f"{rows[0]} {after[0]}") <= line:
        rows = [f"{rows[0]} {after[0]}", *(rf"\qquad {row}" for row in after[1:])]
    else:
        rows += [rf"\quad {row}" for row in after]
    size = next((name for name, scale in SIZES if max(map(width, rows)) * scale <= line), SIZES[-1][0])
    body = " \\\\\n".join(f"& {row}" for row in rows)
    aligned = f"\\begin{{align*}}\n{body}\n\\end{{align*}}"
    return f"{{{size}\n{aligned}\n}}" if size else aligned


def fits_inline(text: str) -> bool:
    """Whether a formula is short enough for running text."""
    return width(text) <= LINE * 0.6 and not any(tall in text for tall in (r"\frac", r"\sum", r"\prod"))


def _packed(parts: list[str], line: float) -> list[str]:
    """Terms filled into rows of at most ``line``, one that is wider alone in its row."""
    rows = [parts[0]]
    for part in parts[1:]:
        if width(f"{rows[-1]} {part}") <= line:
            rows[-1] += f" {part}"
        else:
            rows.append(part)
    return rows


def width(text: str) -> float:
    """The width of LaTeX mathematics in glyphs of average width, about.

    >>> width(r"x^{2} + 1") < width(r"\\frac{x + 1}{2}") + 2
    True
    """
    return _Measure(TOKEN.findall(text)).group()


class _Measure:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = [token for token in tokens if token.strip()]
        self._place = 0

    def group(self) -> float:
        """The width up to the end of the group."""
        total = 0.0
        while self._place < len(self._tokens):
            token = self._next()
            if token == "}":
                break
            total += self._one(token)
        return total

    def _next(self) -> str:
        self._place += 1
        return self._tokens[self._place - 1]

    def _argument(self) -> float:
        token = self._next()
        return self.group() if token == "{" else self._one(token)

    def _one(self, token: str) -> float:
        if token == "{":
            return self.group()
        if token in "^_":
            script = 0.7 * self._argument()
            if self._tokens[self._place : self._place + 1] == ["_" if token == "^" else "^"]:
                self._next()
                script = max(script, 0.7 * self._argument())
            return script
        if token == r"\frac":
            return max(self._argument(), self._argument()) + 0.5
        if token == r"\sqrt":
            return self._argument() + 1.8
        if token in NARROW:
            return 0.0
        if token in "+-=<":
            return 3.0 if token in "=<" else 2.6
        if token in "()[],|'":
            return 0.8
        return WIDE.get(token, 1.15)
