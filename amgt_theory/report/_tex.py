"""The report as a LaTeX article, with statements and proofs as ``amgt latex`` writes them."""

from __future__ import annotations

from collections.abc import Iterable

from amgt_theory.audit import PAPER, Finding
from amgt_theory.latex import document, latex, prose
from amgt_theory.printing import text
from amgt_theory.report._content import HOW_TO_CHECK, MEANINGS, TITLE, WHAT_PROVED_MEANS, Report, Section


def tex(report: Report) -> str:
    """The whole document."""
    parts = [
        rf"\noindent {prose(PAPER)}.",
        rf"\section*{{Verdicts}}\textbf{{{prose(report.audit.summary)}.}}",
        _described((f"{one.claim.id} {one.verdict}", _claim(one)) for one in report.audit.findings),
        r"\section*{How to read them}",
        _described(MEANINGS),
        prose(WHAT_PROVED_MEANS),
        rf"To verify every certificate again: \verb|{HOW_TO_CHECK}|.",
        r"\section*{Theorems and proofs}",
        *map(_section, report.sections),
        r"\section*{Axioms of the kernel in use}",
        _described((_typed(name), prose(text(law))) for name, law in report.axioms.items()),
    ]
    return document((f"{part}\n" for part in parts), title=TITLE)


def _described(items: Iterable[tuple[str, str]]) -> str:
    lines = [rf"\item[{head}] {body}" for head, body in items]
    return "\n".join([r"\begin{description}", *lines, r"\end{description}"]) if lines else "None."


def _claim(finding: Finding) -> str:
    proved = (one for one in finding.supports if one.evidence.status == "proved")
    theorems = ", ".join(rf"\ref{{{one.entry.id}}} ({one.entry.verdict})" for one in proved)
    named = f" Theorems {theorems}." if theorems else ""
    found = prose(". ".join(finding.lines))
    return rf"\emph{{``{prose(finding.claim.text)}''}}. {found}.{named}"


def _section(section: Section) -> str:
    if section.derivation is None:
        return rf"\noindent {_typed(section.entry.id)} is unproved: {prose(section.evidence.reason)}"
    axioms = ", ".join(map(_typed, section.evidence.axioms)) or "ordered-field arithmetic only"
    cited = ", ".join(map(_typed, section.evidence.lemmas))
    rests_on = f"Axioms: {axioms}" + (f"; theorems cited: {cited}" if cited else "")
    return rf"{latex(section.derivation.theorem, section.derivation)}\noindent {rests_on}."


def _typed(name: str) -> str:
    return rf"\texttt{{{name.replace('_', chr(92) + '_')}}}"
