"""The report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from amgt_theory.audit import PAPER, Finding
from amgt_theory.derivation import Line
from amgt_theory.printing import text
from amgt_theory.report._content import HOW_TO_CHECK, MEANINGS, TITLE, WHAT_PROVED_MEANS, Report, Section


def markdown(report: Report) -> str:
    """The whole report."""
    header = ["claim", "the abstract says", "verdict", "what holds", "theorems"]
    claims = table(header, map(_claim, report.audit.findings))
    parts = [
        f"# {TITLE}",
        f"Source: {escaped(PAPER)}.",
        f"**{escaped(report.audit.summary)}**",
        claims,
        "\n".join(f"* **{verdict}**: {escaped(meaning)}" for verdict, meaning in MEANINGS),
        escaped(WHAT_PROVED_MEANS),
        f"To verify every certificate again: `{HOW_TO_CHECK}`",
        "## Theorems",
        *(part for section in report.sections for part in _section(section)),
        "## Axioms of the kernel in use",
        "\n".join(f"* `{name}`: {code(text(law))}" for name, law in report.axioms.items()) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def table(header: list[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose cells are Markdown already."""
    lines = [header, ["---"] * len(header), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def escaped(plain: str) -> str:
    """Plain text as Markdown, fit for a cell of a table."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(plain.split()))


def code(plain: str) -> str:
    """A formula, verbatim; a cell of a table would need more."""
    return f"`{plain}`"


def _claim(finding: Finding) -> list[str]:
    theorems = ", ".join(f"[{escaped(one.entry.id)}](#{_anchor(one.entry.id)})" for one in finding.supports)
    words = f"“{escaped(finding.claim.text)}”"
    return [finding.claim.id, words, f"**{finding.verdict}**", escaped(finding.statement), theorems]


def _anchor(identity: str) -> str:
    return identity.replace(".", "")


def _section(section: Section) -> Iterator[str]:
    entry, derivation = section.entry, section.derivation
    yield f"### {escaped(entry.id)}"
    yield f"{escaped(entry.title)} ({entry.kind}, {section.evidence.status})"
    if derivation is None:
        yield f"Why not: {escaped(section.evidence.reason)}"
        return
    theorem = derivation.theorem
    assumed = [f"* {escaped(name)}: {code(text(formula))}" for name, formula in theorem.setting]
    assumed += [f"* {code(text(relation))}" for relation in theorem.assumptions]
    assumed += [f"* where {code(f'{symbol} = {text(value)}')}" for symbol, value in theorem.where]
    yield "Assume\n\n" + "\n".join(assumed)
    yield "Then\n\n" + "\n".join(f"* {code(text(conclusion))}" for conclusion in theorem.conclusions)
    if theorem.notes:
        yield escaped(theorem.notes)
    yield f"{escaped(section.rests_on)}. Source: {escaped(theorem.source)}."
    yield "Derivation\n\n" + "\n".join(map(_line, derivation.lines))


def _line(line: Line) -> str:
    formula = f": {code(text(line.formula))}" if line.formula is not None else ""
    return f"{'  ' * line.depth}* {escaped(line.why)}{formula}"
