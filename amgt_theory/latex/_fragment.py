"""A theorem and its derivation as a LaTeX fragment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from amgt_theory import function_classes as classes
from amgt_theory.derivation import Derivation, Line
from amgt_theory.language import ForAll, Formula, eq, le
from amgt_theory.latex._layout import display, fits_inline
from amgt_theory.latex._printer import mathematics, relation
from amgt_theory.latex._prose import escaped, prose
from amgt_theory.theorem import Theorem

ABSURD = le(1, 0)
# The usual names of sets of hypotheses, larger sets first; a hypothesis is named only if it is exactly this formula.
NAMED = (
    (classes.SMOOTH, "$f$ is $L$-smooth"),
    (classes.DESCENT_LEMMA, "$f$ is $L$-smooth, in the form of the descent lemma"),
    (classes.LIPSCHITZ_GRADIENT, "the gradient of $f$ is $L$-Lipschitz"),
    (classes.STRONGLY_CONVEX, r"$f$ is $\mu$-strongly convex"),
    (classes.PL, r"$f$ satisfies the Polyak--{\L}ojasiewicz (PL) inequality with constant $\mu$"),
    (classes.MINIMIZER, r"$x^{*}$ is a minimizer, $f(x^{*}) = f^{*}$ and $\nabla f(x^{*}) = 0$"),
    (classes.MINIMIZER[:1], r"$f(x^{*}) = f^{*}$"),
    (classes.MINIMIZER[1:], r"$\nabla f(x^{*}) = 0$"),
    (classes.BOUNDED_BELOW, r"$f \ge f^{*}$ everywhere"),
)


def latex(theorem: Theorem, derivation: Derivation) -> str:
    """Statement and derivation: a theorem environment, then a proof environment.

    Environments are lemma, theorem and refutation; :func:`document` defines them. Needs amsmath, amssymb and amsthm.
    """
    return "\n".join([*_statement(theorem), *_remarks(theorem), *_proof(derivation), ""])


def _statement(theorem: Theorem) -> Iterator[str]:
    yield rf"\begin{{{theorem.kind}}}[{{{prose(theorem.title)}}}]\label{{{theorem.id}}}"
    items = list(_setting(theorem))
    if items:
        yield "Suppose that"
        yield from _list("itemize", items)
    relations = ", ".join(f"${relation(one)}$" for one in theorem.assumptions)
    if relations:
        yield ("and let " if items else "Let ") + relations + "."
    if theorem.where:
        yield "Write"
        yield from (display(eq(symbol, value)) for symbol, value in theorem.where)
    yield "Then " if items or relations else ""
    yield "and ".join(stated(conclusion, inline=False) for conclusion in theorem.conclusions)
    yield rf"\end{{{theorem.kind}}}"


def _setting(theorem: Theorem) -> Iterator[str]:
    """One item for each hypothesis about f and the iteration; function classes by their usual names."""
    left = list(theorem.setting)
    for named, words in NAMED:
        if all(one in left for one in named):
            yield words
            left = [one for one in left if one not in named]
    for name, formula in left:
        yield f"{escaped(name.replace('_', ' '))}: {stated(formula, depth=1)}"


def _remarks(theorem: Theorem) -> Iterator[str]:
    claim = f" It {theorem.verdict} claim {escaped(theorem.claim)} of the abstract." if theorem.claim else ""
    yield rf"\noindent\texttt{{{escaped(theorem.id)}}}. Source: {prose(theorem.source)}.{claim}"
    if theorem.notes:
        yield prose(theorem.notes)
    yield ""


def _proof(derivation: Derivation) -> Iterator[str]:
    """Numbered steps; a block is indented by its depth."""
    yield r"\begin{proof}"
    if not derivation.lines:
        yield "Arithmetic, without a step to comment on; the certificate has it."
    else:
        yield r"\leavevmode"
    number = 0
    for depth, lines in groupby(derivation.lines, key=lambda line: line.depth):
        yield rf"\begin{{list}}{{}}{{\leftmargin={1.8 * (depth + 1):.1f}em \itemsep=2pt}}"
        for line in lines:
            number += line.formula is not None
            yield _step(line, number)
        yield r"\end{list}"
    yield r"\end{proof}"


def _step(line: Line, number: int) -> str:
    if line.formula is None:
        return rf"\item[] \emph{{{prose(line.why)}}}"
    why = prose(line.why)
    return rf"\item[{number}.] {why[:1].upper()}{why[1:]}: {stated(line.formula, line.depth + 1)}"


def stated(formula: Formula, depth: int = 0, inline: bool = True) -> str:
    """A formula in a sentence: its relation, in the line if allowed and short, else displayed."""
    variables: list[Any] = []
    hypotheses: list[Formula] = []
    while isinstance(formula, ForAll):
        variables += formula.variables
        hypotheses += formula.hypotheses
        formula = formula.conclusion
    short = inline and fits_inline(relation(formula))
    body = f"${relation(formula)}$" if short else display(formula, depth)
    if formula == ABSURD:
        short, body = True, "a contradiction follows"
    if not variables:
        return body
    names = ", ".join(f"${mathematics(one)}$" for one in variables)
    given = f" with {' and '.join(_condition(one) for one in hypotheses)}" if hypotheses else ""
    if short and not given:
        return f"{body} for all {names}"
    return f"for all {names}{given}{', ' if short else ''}{body}"


def _condition(formula: Formula) -> str:
    """A hypothesis within a sentence."""
    if not isinstance(formula, ForAll):
        return f"${relation(formula)}$"
    names = ", ".join(f"${mathematics(one)}$" for one in formula.variables)
    given = "".join(f" with {_condition(one)}" for one in formula.hypotheses)
    return f"({_condition(formula.conclusion)} for all {names}{given})"


def _list(environment: str, items: Iterable[str]) -> Iterator[str]:
    yield rf"\begin{{{environment}}}"
    yield from (rf"\item {item}" for item in items)
    yield rf"\end{{{environment}}}"
